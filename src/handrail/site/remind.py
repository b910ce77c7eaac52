"""`handrail remind`: reminders whose day has come are put into the outbox, and what waits there is sent.

May run at any time and as often as one likes: nobody is told twice of one occasion.
"""

import argparse
import logging
import signal
import threading

from django.db import DatabaseError

from handrail.site import stores

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Once, or until stopped. Ends with an error where a mail could not be delivered."""
    parser = argparse.ArgumentParser(
        prog="handrail remind", description="Put reminders that are due into the outbox, and send what waits."
    )
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, this often")
    every = parser.parse_args(arguments).every
    stores.set_up()
    if every is None:
        return _once()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    keep_reminding(stop, every)
    return 0


def keep_reminding(stop: threading.Event, every: float) -> None:
    """A database that is away for a while ends nothing: the next round finds what this one missed."""
    while not stop.is_set():
        try:
            _round()
        except DatabaseError:
            log.exception("Reminding failed; it is tried again in %g seconds.", every)
        stop.wait(every)


def _once() -> int:
    new, sent, failed = _round()
    print(f"New in the outbox: {new:,}. Sent: {sent:,}. Could not be delivered: {failed:,}.")
    return 1 if failed else 0


def _round() -> tuple[int, int, int]:
    from handrail.assurance.calls.actions.reminders import (  # noqa: PLC0415 - models need Django to be set up first
        remind_all,
    )
    from handrail.assurance.oversight.actions import reminding as actions  # noqa: PLC0415 - as above
    from handrail.assurance.recommendations.actions import reminding as updates  # noqa: PLC0415 - as above
    from handrail.messages.actions import deliver  # noqa: PLC0415 - as above
    from handrail.web.languages.told import for_reader  # noqa: PLC0415 - as above

    new = remind_all() + updates.remind() + actions.remind()
    done = deliver(spoken=for_reader)
    return new, done.sent, done.failed
