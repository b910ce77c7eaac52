"""The pages on Granian, as `handrail serve` starts them: `python -m handrail.site.page_server HOST PORT WORKERS`."""

import sys
import threading
import time
from http.client import HTTPConnection, HTTPException

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4
PATIENCE = 4  # seconds in which requests under way may end
EVERYWHERE = ("0.0.0.0", "::")


def main(host: str, port: str, workers: str) -> None:
    """Answer until told to stop, requests under way first.

    Args:
        host: the address to listen on.
        port: as written on the command line.
        workers: how many processes, written likewise.
    """
    server = Granian(
        "handrail.site.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    threading.Thread(target=print_address_when_ready, args=(host, int(port)), daemon=True).start()
    server.serve()


def print_address_when_ready(host: str, port: int) -> None:
    """The address, once somebody who follows it gets an answer."""
    while not _is_answering("localhost" if host in EVERYWHERE else host, port):
        time.sleep(0.2)
    shown = "localhost" if host in ("127.0.0.1", *EVERYWHERE) else host
    print(f"\nHandrail is on http://{shown}:{port}   (Ctrl-C stops it)", flush=True)


def _is_answering(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/health/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
