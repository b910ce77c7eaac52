"""The pages on Granian, as `handrail serve` starts them: `python -m handrail.site.pages HOST PORT WORKERS`."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4


def main(host: str, port: str, workers: str) -> None:
    """Answer until told to stop, requests under way first."""
    server = Granian(
        "handrail.site.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host
    server.on_startup(
        lambda: print(f"\nHandrail is on http://{shown}:{port}   (Ctrl-C stops it)", flush=True)
    )
    server.serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
