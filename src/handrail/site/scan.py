"""`handrail scan`: papers that nobody's scanner has looked at are handed to the one that is set.

May run at any time and as often as one likes: a paper that could not be scanned stays held, and is tried again.
"""

import argparse
import logging
import signal
import threading

from django.conf import settings
from django.db import DatabaseError

from handrail.site import databases

log = logging.getLogger(__name__)
NONE_SET = (
    "No scanner is set, so papers stay held as “not scanned yet”. Set HANDRAIL_SCANNER to a command that reads a "
    "paper from its standard input, such as “clamdscan --no-summary -”, or to clamd:/path/to/its/socket."
)


def main(arguments: list[str]) -> int:
    """Once, or until stopped. Ends with an error where something harmful was found, or could not be scanned."""
    parser = argparse.ArgumentParser(prog="handrail scan", description="Scan the papers that wait.")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, this often")
    every = parser.parse_args(arguments).every
    databases.set_up_django()
    if not settings.SCANNER:
        print(NONE_SET)
        return 2
    if every is None:
        return _scan_documents_for_viruses_once()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_virus_scan_rounds_until_stopped(stop, every)
    return 0


def run_virus_scan_rounds_until_stopped(stop: threading.Event, every: float) -> None:
    """A database that is away for a while ends nothing: the next round finds what this one missed."""
    while not stop.is_set():
        try:
            run_virus_scan_round()
            databases.record_background_job_run("scan")
        except DatabaseError:
            log.exception("Scanning failed; it is tried again in %g seconds.", every)
        stop.wait(every)


def _scan_documents_for_viruses_once() -> int:
    clean, infected, failed = run_virus_scan_round()
    print(f"Nothing found: {clean:,}. Harmful: {infected:,}. Could not be scanned: {failed:,}.")
    return 1 if infected or failed else 0


def run_virus_scan_round() -> tuple[int, int, int]:
    """One round.

    Returns:
        In how many papers nothing was found, in how many something harmful, and how many could not be scanned.
    """
    from handrail.platform.files.actions import scan_waiting_documents_and_count_results as scan_waiting  # noqa: PLC0415 - its models need Django to be set up first

    return scan_waiting(settings.SCANNER)
