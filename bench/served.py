"""Measuring through the real server: requests a second, waits and CPU at 1, 8 and 32 connections, reads and a write.

`python -m bench --served`; on PostgreSQL `scripts/with-postgres .venv/bin/python -m bench --served`. Whoever asks runs
on the same machine and takes about a quarter of a core, so that figures of two runs compare and none is the best.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.db import connection, connections
from django.urls import reverse

from bench import run
from bench import soak as soaking
from bench.asking import Asker, Measured, ServedPage, make_measured_row
from bench.processes import read_cpu_seconds
from handrail.people.records.models import Case

CONNECTIONS = (1, 8, 32)
WORKERS = 2


def main(size: int, seconds: float, to: Path, *, soak: float) -> None:
    """Make the caseload where it is missing, serve it, ask for each page; then the soak, for so many seconds."""
    run.bind_system_actor_in_thread(run.SystemActor.LOADER)
    run.make_caseload(size, only_cases=False)
    pages, cookies = _list_pages(), _make_cookies()
    connections.close_all()
    with _serving() as (port, server):
        rows = [
            _measure(page, count, seconds, port, server, cookies) for page in pages for count in CONNECTIONS
        ]
        rows += soaking.measure_soak(pages, soak, port, server, cookies) if soak else []
    for row in rows:
        row["size"], row["engine"] = size, connection.vendor
    _show(rows)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")


def _list_pages() -> list[ServedPage]:
    worker, lead = run.ordinary_worker(), run.the_lead()
    case = Case.objects.filter(point_of_contact=worker).order_by("opened_at")[run.CARRIES // 2]
    contact = reverse("record_contact", args=[case.reference])
    today = time.strftime("%d %m %Y").split()
    said = {
        "seen": "0",
        "channel": "text",
        "with_user": str(worker.pk),
        "every": "0",
        "about": "",
        "despite": "",
        "at_time": "",
        "on-day": today[0],
        "on-month": today[1],
        "on-year": today[2],
        "state": "held",
        "words": "",
        "interpreter": "",
        "was_safe": "yes",
        "use_again": "yes",
    }
    return [
        ServedPage("list", lead, "/cases/?whose=ours"),
        ServedPage("my day", worker, "/my-day/"),
        ServedPage("case overview", worker, reverse("case", args=[case.reference])),
        ServedPage("place tonight", worker, reverse("place_tonight", args=[case.reference])),
        ServedPage("record a contact", worker, contact, said),
    ]


def _make_cookies() -> dict[int, list[str]]:
    """Sessions enough for every connection, by user."""
    found: dict[int, list[str]] = {}
    for user in (run.ordinary_worker(), run.the_lead()):
        clients = [run.signed_in(user) for _ in range(max(*CONNECTIONS, soaking.SESSIONS))]
        found[user.pk] = [
            "; ".join(f"{key}={one.value}" for key, one in client.cookies.items()) for client in clients
        ]
    return found


@contextmanager
def _serving() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The pages alone, as `handrail serve` runs them, on the folder of this run."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "handrail.site.page_server", "127.0.0.1", str(port), str(WORKERS)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                http = HTTPConnection("127.0.0.1", port, timeout=5)
                http.request("GET", "/health/live")
                http.getresponse().read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit("The page server did not answer within a minute.")
        yield port, server
    finally:
        server.terminate()
        server.wait(30)


def _measure(
    page: ServedPage,
    count: int,
    seconds: float,
    port: int,
    server: "subprocess.Popen[bytes]",
    cookies: dict[int, list[str]],
) -> dict[str, object]:
    """One page at so many connections at once, after each has had it twice."""
    start, measured = threading.Barrier(count + 1), Measured()
    with ThreadPoolExecutor(count) as pool:
        waiting = [
            pool.submit(_ask_again_and_again, page, port, cookies[page.user.pk][at], start, seconds)
            for at in range(count)
        ]
        start.wait()
        cpu, began = read_cpu_seconds(server.pid), time.perf_counter()
        for one in waiting:
            got = one.result()
            measured.waits += got.waits
            measured.faults += got.faults
    took, spent = (
        time.perf_counter() - began,
        [b - a for a, b in zip(cpu, read_cpu_seconds(server.pid), strict=True)],
    )
    return make_measured_row(page.name, count, measured, took, spent)


def _ask_again_and_again(
    page: ServedPage, port: int, cookie: str, start: threading.Barrier, seconds: float
) -> Measured:
    asker, measured = Asker(port, cookie), Measured()
    for _ in range(2):
        asker.ask(page)
    start.wait()
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        status, wait = asker.ask(page)
        measured.waits.append(wait)
        measured.faults += status != (200 if page.sent is None else 302)
    return measured


def _show(rows: Sequence[dict[str, object]]) -> None:
    names = (
        "a second",
        "p50",
        "p95",
        "p99",
        "cpu",
        "cpu of the database",
        "faults",
        "megabytes",
        "log",
        "yardstick",
        "elsewhere",
    )
    print(
        f"\n{'page':<20}{'at once':>8}"
        + "".join(f"{name:>21}" if len(name) > 9 else f"{name:>10}" for name in names)
    )
    for row in rows:
        cells = "".join(f"{row.get(name, '')!s:>{21 if len(name) > 9 else 10}}" for name in names)
        print(f"{row['name']:<20}{row['connections']:>8}{cells}")
    print("\nMilliseconds; CPU for each request, the database server's beside it.")
