"""`handrail serve`: the pages on Granian, and the sealer of the audit trail beside them.

One process tree: workers that answer, a child that seals every few seconds and is started again when it ends
by itself. Ctrl-C or TERM stops both, requests under way first.
"""

import argparse
import os
import signal
import socket
import sys
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from handrail.site import serving, stores
from handrail.site.sealer import Sealer

WORKERS_AT_MOST = 4
THREADS = 4


def main(arguments: list[str]) -> int:
    """Serve until stopped, or say what is missing."""
    options = _options(arguments)
    stores.set_up()
    if problem := _problem(options.host, options.port):
        print(problem, file=sys.stderr)
        return 1
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
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
    sealer = nullcontext() if options.no_sealer else Sealer(every=options.seal_every)
    with serving.hold(), sealer:
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
    parser.add_argument(
        "--no-sealer", action="store_true", help="where another process runs handrail audit seal"
    )
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


def _ready(server: Granian, options: argparse.Namespace) -> None:
    # A closed terminal ends us like Ctrl-C does; Granian by itself would take it as a wish to load again.
    signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
    shown = "localhost" if options.host in ("127.0.0.1", "0.0.0.0", "::") else options.host
    print(f"\nHandrail is on http://{shown}:{options.port}   (Ctrl-C stops it)", flush=True)
