"""`handrail serve`: the pages on Granian, with the sealer of the audit trail and the sweep of the calendar beside them.

One process tree: workers that answer, and two children that are started again when they end by themselves. Ctrl-C,
TERM or a closed terminal stops all of it, requests under way first.
"""

import argparse
import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from handrail.site import serving, stores
from handrail.site.beside import Beside

WORKERS_AT_MOST = 4
THREADS = 4
SWEEP_EVERY = 600  # seconds


def main(arguments: list[str]) -> int:
    """Serve until stopped, or say what is missing."""
    options = _options(arguments)
    stores.set_up()
    if problem := _problem(options.host, options.port):
        print(problem, file=sys.stderr)
        return 1
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    _say_when_all_is_invented()
    serve(options)
    return 0


def serve(options: argparse.Namespace) -> None:
    """Both halves, from start to stop."""
    server = Granian(
        "handrail.site.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    server.on_startup(lambda: _ready(server, options))
    with ExitStack() as running:
        running.enter_context(serving.hold())
        if not options.alone:
            running.enter_context(Beside("audit", "seal", "--every", str(options.seal_every)))
            running.enter_context(Beside("sweep", "--every", str(SWEEP_EVERY)))
        server.serve()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail serve", description="Serve the pages and seal the audit trail."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine alone)"
    )
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, WORKERS_AT_MOST))
    parser.add_argument("--seal-every", type=int, default=5, metavar="SECONDS")
    parser.add_argument("--alone", action="store_true", help="where `audit seal` and `sweep` run elsewhere")
    return parser.parse_args(arguments)


def _problem(host: str, port: int) -> str:
    """What would stop us, with the way out."""
    if lacking := stores.unapplied():
        numbers = " and ".join(f"{number} in {alias}" for alias, number in lacking.items())
        return (
            f"The databases are not up to date (migrations missing: {numbers}).\n"
            "Run `handrail migrate`, or `handrail demo` for an invented caseload."
        )
    if _taken(host, port):
        return f"Port {port} is in use. Choose another: handrail serve --port {port + 1} (make demo PORT={port + 1})."
    return ""


def _taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _say_when_all_is_invented() -> None:
    """The workers show a band on every page of a training copy; nobody can forget to ask for it."""
    from handrail.reference.queries import is_invented  # noqa: PLC0415 - its models need Django to be set up first

    if is_invented():
        os.environ["HANDRAIL_TRAINING"] = "True"  # for workers that are started afresh
        settings.TRAINING = True  # for workers that are forked


def _ready(server: Granian, options: argparse.Namespace) -> None:
    # A closed terminal ends us like Ctrl-C does; Granian by itself would take it as a wish to load again.
    signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
    shown = "localhost" if options.host in ("127.0.0.1", "0.0.0.0", "::") else options.host
    print(f"\nHandrail is on http://{shown}:{options.port}   (Ctrl-C stops it)", flush=True)
