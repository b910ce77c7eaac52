"""The pages on Granian, as `handrail serve` starts them.

`python -m handrail.site.page_server HOST PORT WORKERS [BEFORE]`: BEFORE is the process id of a page server that
this one follows. Both listen on the port until every worker here has loaded the pages; then that one is told to stop.
"""

import encodings.idna  # noqa: F401  # read here: a thread that imports while Granian forks would leave its worker waiting for the lock
import os
import shutil
import signal
import ssl
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from handrail.site.environment import get_number_variable, read_variable
from handrail.site.page_worker import count_loaded_workers, load_pages

THREADS_ON_SQLITE, THREADS_ON_POSTGRESQL = 1, 2
"""Of a worker: more wait for one another (eight who record a contact at once: p95 501 ms with four, 77 with one)."""
PATIENCE = 4  # seconds in which requests under way may end
FORKED = 1.0  # seconds after which Granian has its workers, which are forked: until then no second thread does anything
LISTENING = 1.0  # seconds after which a worker that has loaded the pages surely listens
EVERYWHERE = ("0.0.0.0", "::")
TLS_CERTIFICATE, TLS_KEY = "HANDRAIL_TLS_CERTIFICATE", "HANDRAIL_TLS_KEY"


def main(host: str, port: str, workers: str, before: str = "") -> None:
    """Answer until told to stop, requests under way first.

    Args:
        host: the address to listen on.
        port: as written on the command line.
        workers: how many processes, written likewise.
        before: the page server that this one follows, written likewise; "" for none.
    """
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts = tempfile.mkdtemp(prefix="handrail-metrics-")
    server = Granian(
        "handrail.site.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=count_threads_of_worker(),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        ssl_cert=get_certificate(),
        ssl_key=Path(key) if (key := read_variable(TLS_KEY)) else None,  # TLS 1.3 alone, Granian's default
    )
    marks = Path(counts)
    if before:
        waiting = threading.Timer(
            FORKED, stop_server_before_when_ready, args=(int(before), marks, int(workers))
        )
    else:
        waiting = threading.Timer(FORKED, print_address_when_ready, args=(host, int(port)))
    waiting.daemon = True
    waiting.start()
    try:
        server.serve(target_loader=partial(load_pages, marks), wrap_loader=False)
    finally:
        shutil.rmtree(counts, ignore_errors=True)


def count_threads_of_worker() -> int:
    """How many requests a worker answers at once."""
    return THREADS_ON_POSTGRESQL if read_variable("HANDRAIL_DATABASE_URL") else THREADS_ON_SQLITE


def get_reload_seconds() -> int:
    """How long a page server that follows another may take to load its pages."""
    return get_number_variable("HANDRAIL_RELOAD_SECONDS", 60)


def get_certificate() -> Path | None:
    """The certificate chain with which the pages answer themselves by TLS; None where a proxy does.

    Raises:
        ImproperlyConfigured: a certificate without its key, or the other way round.
    """
    certificate, key = read_variable(TLS_CERTIFICATE), read_variable(TLS_KEY)
    if bool(certificate) != bool(key):
        raise ImproperlyConfigured(f"{TLS_CERTIFICATE} and {TLS_KEY} go together. Set both or neither.")
    return Path(certificate) if certificate else None


def print_address_when_ready(host: str, port: int) -> None:
    """The address, once somebody who follows it gets an answer."""
    while not _is_answering("localhost" if host in EVERYWHERE else host, port):
        time.sleep(0.2)
    shown = "localhost" if host in ("127.0.0.1", *EVERYWHERE) else host
    scheme = "https" if get_certificate() else "http"
    print(f"\nHandrail is on {scheme}://{shown}:{port}   (Ctrl-C stops it)", flush=True)


def stop_server_before_when_ready(before: int, marks: Path, workers: int) -> None:
    """Take over from another page server on the same port; after get_reload_seconds() no longer.

    Args:
        before: its process id.
        marks: the folder in which our workers say that they have loaded the pages.
        workers: how many have to.
    """
    end = time.monotonic() + get_reload_seconds()
    while count_loaded_workers(marks) < workers:
        if time.monotonic() > end:
            return
        time.sleep(0.1)
    time.sleep(LISTENING)
    with suppress(ProcessLookupError):
        os.kill(before, signal.SIGTERM)


def _is_answering(host: str, port: int) -> bool:
    connection = _connect_to_own_server(host, port)
    try:
        connection.request("GET", "/health/live")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _connect_to_own_server(host: str, port: int) -> HTTPConnection:
    """To our own server: its certificate is for the name by which others reach it, and nothing is told to it."""
    if get_certificate() is None:
        return HTTPConnection(host, port, timeout=10)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return HTTPSConnection(host, port, timeout=10, context=context)


if __name__ == "__main__":
    main(*sys.argv[1:])
