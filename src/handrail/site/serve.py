"""`handrail serve`: the pages, and beside them the jobs of `handrail work`.

One process looks after both. Ctrl-C, TERM or a closed terminal ends them all, requests under way first. USR2 puts
others in their place, with the code and the files of secrets as they are by then; every request is answered meanwhile.
"""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from handrail.site import databases, serving_lock
from handrail.site.environment import LOCAL_HOSTS, read_variable
from handrail.site.key_checks import explain_missing_keys, explain_unfit_keys
from handrail.site.page_server import get_certificate, get_reload_seconds
from handrail.site.supervisor import ChildProcess, RestartingProcess

WORKERS_AT_MOST = 4
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
RELOADS = signal.SIGUSR2
LAST_REQUESTS = 10.0
"""Seconds beyond the limit of a reload, for the requests of pages that were told to stop just before it."""
DEMO_SUPPORT_CONTACT = "Handrail support, 01632 960200"
"""Invented; the number is one of those kept for drama."""


def main(arguments: list[str]) -> int:
    """Serve until stopped, or say what is missing."""
    options = _parse_serve_options(arguments)
    databases.set_up_django()
    if problem := _explain_what_prevents_serving(options.host, options.port):
        print(problem, file=sys.stderr)
        return 1
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    _set_training_variables_if_demo_data_only()
    _set_address_variable_if_absent(options.port)
    return serve_pages_and_jobs(options)


def serve_pages_and_jobs(options: argparse.Namespace) -> int:
    """Pages and jobs, from start to stop. Pages that end by themselves end the rest, with their exit code."""
    stop, reload = threading.Event(), threading.Event()
    for number in STOPS:
        signal.signal(number, lambda *_: stop.set())
    signal.signal(RELOADS, lambda *_: reload.set())
    with ExitStack() as running:
        running.enter_context(serving_lock.acquire_serving_lock())
        jobs = RestartingProcess("work", "--seal-every", str(options.seal_every))
        if not options.alone:
            running.enter_context(jobs)
        where = (options.host, str(options.port), str(options.workers))
        pages = running.enter_context(ChildProcess("handrail.site.page_server", *where))
        while not stop.wait(0.2) and pages.ended is None:
            if not reload.is_set():
                continue
            reload.clear()
            following = running.enter_context(
                ChildProcess("handrail.site.page_server", *where, str(pages.pid))
            )
            if not _wait_until_followed(pages, following, stop):
                following.end()
                continue
            pages.end()
            pages = following
            if not options.alone:
                jobs.begin_anew()
        return pages.ended or 0


def _wait_until_followed(pages: ChildProcess, following: ChildProcess, stop: threading.Event) -> bool:
    """Wait while both answer, but not for ever.

    Args:
        pages: the page server until now, which the next one tells to stop.
        following: the next one. It tells nobody anything once the limit is over (page_server).
        stop: set when all are to stop.

    Returns:
        Whether the next one has taken over. One that ended first, or hangs, leaves the one before as it was.
    """
    limit = get_reload_seconds()
    end = time.monotonic() + limit + LAST_REQUESTS
    while pages.ended is None and following.ended is None and time.monotonic() < end and not stop.wait(0.2):
        pass
    if following.ended is not None:
        print("The new pages did not start: the ones before go on.", file=sys.stderr)
    elif pages.ended is None and not stop.is_set():
        print(
            f"The new pages were not loaded within {limit} seconds and are ended: the ones before go on.",
            file=sys.stderr,
        )
    return pages.ended is not None and following.ended is None


def _parse_serve_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail serve", description="Serve the pages and keep the trail sealed."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine alone)"
    )
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, WORKERS_AT_MOST))
    parser.add_argument("--seal-every", type=int, default=5, metavar="SECONDS")
    parser.add_argument("--alone", action="store_true", help="where `handrail work` runs elsewhere")
    return parser.parse_args(arguments)


def _explain_what_prevents_serving(host: str, port: int) -> str:
    """What would stop us, with the way out."""
    if host not in LOCAL_HOSTS and get_certificate() is None and not settings.PRIVATE_NETWORK:
        return (
            f"Pages on {host} would leave this machine in clear. Keep to 127.0.0.1 behind a proxy that ends TLS, or\n"
            "set HANDRAIL_TLS_CERTIFICATE and HANDRAIL_TLS_KEY. Where the network is private (containers of one\n"
            "machine, or one that is encrypted by other means), set HANDRAIL_PRIVATE_NETWORK=True."
        )
    if missing := explain_missing_keys():
        return missing
    if lacking := databases.count_unapplied_migrations_by_database():
        numbers = " and ".join(f"{number} in {alias}" for alias, number in lacking.items())
        return (
            f"The databases are not up to date (migrations missing: {numbers}).\n"
            "Run `handrail migrate`, or `handrail demo` for an invented caseload."
        )
    if unfit := explain_unfit_keys():
        return unfit
    if _is_port_in_use(host, port):
        return f"Port {port} is in use. Choose another: handrail serve --port {port + 1} (make demo PORT={port + 1})."
    return ""


def _is_port_in_use(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _set_training_variables_if_demo_data_only() -> None:
    """The workers show a band on every page of a training copy, and help names an invented contact.

    Nobody can forget to ask for the band; a contact that was set stays.
    """
    from handrail.platform.reference.queries import is_database_of_demo_data_only as is_invented  # noqa: PLC0415 - its models need Django to be set up first

    if is_invented():
        os.environ["HANDRAIL_TRAINING"] = "True"
        if not read_variable("HANDRAIL_SUPPORT_CONTACT"):
            os.environ["HANDRAIL_SUPPORT_CONTACT"] = DEMO_SUPPORT_CONTACT


def _set_address_variable_if_absent(port: int) -> None:
    """The links that the children write lead to the port that is served."""
    if not read_variable("HANDRAIL_ADDRESS"):
        os.environ["HANDRAIL_ADDRESS"] = f"http://localhost:{port}"
