"""Measuring through the real server: requests a second, waits and CPU at 1, 8 and 32 connections, reads and a write.

`python -m bench --served`; on PostgreSQL `scripts/with-postgres .venv/bin/python -m bench --served`. Whoever asks runs
on the same machine and takes about a quarter of a core, so that figures of two runs compare and none is the best.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection, connections
from django.urls import reverse

from bench import run
from handrail.people.records.models import Case
from handrail.platform.access.models import User

CONNECTIONS = (1, 8, 32)
SOAK_SESSIONS, SOAK_WRITES, SOAK_PARTS = 40, 0.1, 5
TICKS = os.sysconf("SC_CLK_TCK")
TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')
WORKERS = 2


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page, who asks for it; and what is sent where it is a form, which is drawn anew for each."""

    name: str
    user: User
    address: str
    sent: dict[str, str] | None = None


@dataclass(slots=True)
class Measured:
    """What came of one page at so many connections."""

    waits: list[float] = field(default_factory=list)  # seconds
    faults: int = 0


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
        rows += _soak(pages, soak, port, server, cookies) if soak else []
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
        clients = [run.signed_in(user) for _ in range(max(*CONNECTIONS, SOAK_SESSIONS))]
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
        cpu, began = _read_cpu_seconds(server.pid), time.perf_counter()
        for one in waiting:
            got = one.result()
            measured.waits += got.waits
            measured.faults += got.faults
    took, spent = (
        time.perf_counter() - began,
        [b - a for a, b in zip(cpu, _read_cpu_seconds(server.pid), strict=True)],
    )
    return _make_row(page.name, count, measured, took, spent)


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


class Asker:
    """One connection that is kept, with one session."""

    def __init__(self, port: int, cookie: str) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = cookie

    def ask(self, page: ServedPage) -> tuple[int, float]:
        """The status, and the seconds until the whole answer was there; of a form, those of sending it alone."""
        if page.sent is None:
            status, _, _, wait = self._send("GET", page.address)
            return status, wait
        _, body, drawn, _ = self._send("GET", page.address)
        hidden = {name.decode(): value.decode() for name, value in TOKEN.findall(body)}
        status, _, _, wait = self._send("POST", page.address, urlencode(page.sent | hidden), drawn)
        return status, wait

    def _send(
        self, method: str, address: str, body: str = "", cookie: str = ""
    ) -> tuple[int, bytes, str, float]:
        headers = {"Cookie": f"{self._cookie}; {cookie}" if cookie else self._cookie}
        if body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://{self._http.host}:{self._http.port}",
            }
        began = time.perf_counter()
        self._http.request(method, address, body or None, headers)
        answer = self._http.getresponse()
        text = answer.read()
        wait = time.perf_counter() - began
        given = "; ".join(
            value.partition(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"
        )
        was_refused = "draft=" in (
            answer.getheader("Location") or ""
        )  # a form that comes back with what was typed
        return 422 if was_refused else answer.status, text, given, wait


def _soak(
    pages: Sequence[ServedPage],
    seconds: float,
    port: int,
    server: "subprocess.Popen[bytes]",
    cookies: dict[int, list[str]],
) -> list[dict[str, object]]:
    """So many sessions for a long time, a tenth of what they send writes: each fifth of it beside the others."""
    reads, writes = (
        [page for page in pages if page.sent is None and page.name != "place tonight"],
        _list_writes_to_every_case(pages[-1]),
    )
    began = time.perf_counter()
    notes: list[tuple[float, float, bool]] = []

    def work(at: int) -> None:
        askers = {user: Asker(port, cookies[user][at]) for user in cookies}
        turn = at
        while time.perf_counter() < began + seconds:
            turn += 1
            writes_now = turn % round(1 / SOAK_WRITES) == 0
            page = writes[turn // 10 % len(writes)] if writes_now else reads[turn % len(reads)]
            status, wait = askers[page.user.pk].ask(page)
            notes.append((time.perf_counter() - began, wait, status not in (200, 302)))
            time.sleep(0.2)

    fifth, samples = seconds / SOAK_PARTS, [_take_soak_sample(server.pid)]
    with ThreadPoolExecutor(SOAK_SESSIONS) as pool:
        working = [pool.submit(work, at) for at in range(SOAK_SESSIONS)]
        for part in range(1, SOAK_PARTS + 1):
            time.sleep(max(0.0, began + part * fifth - time.perf_counter()))
            samples.append(_take_soak_sample(server.pid))
        for one in working:
            one.result()
    return [
        _make_soak_row(part, fifth, notes, samples[part], samples[part + 1]) for part in range(SOAK_PARTS)
    ]


@dataclass(frozen=True, slots=True)
class SoakSample:
    """What the processes have used and hold at one moment, and how fast the machine is just then."""

    cpu: tuple[float, float]  # seconds, of the server and of PostgreSQL
    megabytes: float
    log_megabytes: float  # SQLite's write-ahead log
    yardstick: float  # CPU milliseconds of a fixed piece of work


def _take_soak_sample(pid: int) -> SoakSample:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    kept = log.stat().st_size / 1_000_000 if log.exists() else 0.0
    began = time.thread_time()
    sum(number * number for number in range(300_000))
    spent = (time.thread_time() - began) * 1000
    return SoakSample(_read_cpu_seconds(pid), _read_memory_megabytes(pid), round(kept, 1), round(spent, 1))


def _make_soak_row(
    part: int,
    fifth: float,
    notes: Sequence[tuple[float, float, bool]],
    before: SoakSample,
    after: SoakSample,
) -> dict[str, object]:
    """One part of the soak: waits and CPU of its own requests, the rest as it is when the part ends.

    Args:
        part: which, from 0 on.
        fifth: seconds that each part lasts.
        notes: of each request the second in which it ended, its wait in seconds, whether it failed.
        before: taken when the part began.
        after: taken when it ended.

    Returns:
        A row as of a page, with memory, SQLite's log and the yardstick beside it.
    """
    kept = [(wait, failed) for at, wait, failed in notes if part * fifth <= at < (part + 1) * fifth]
    got = Measured([wait for wait, _ in kept], sum(failed for _, failed in kept))
    spent = [end - start for start, end in zip(before.cpu, after.cpu, strict=True)]
    return _make_row(f"soak, part {part + 1} of {SOAK_PARTS}", SOAK_SESSIONS, got, fifth, spent) | {
        "megabytes": after.megabytes,
        "log": after.log_megabytes,
        "yardstick": after.yardstick,
    }


def _list_writes_to_every_case(write: ServedPage) -> list[ServedPage]:
    """The same contact on each case of the worker: one case with thousands would be measured instead of the server."""
    cases = Case.objects.filter(point_of_contact=write.user).order_by("opened_at")
    return [replace(write, address=reverse("record_contact", args=[case.reference])) for case in cases]


def _make_row(name: str, count: int, got: Measured, took: float, spent: Sequence[float]) -> dict[str, object]:
    asked = len(got.waits)
    waits = statistics.quantiles(got.waits, n=100) if asked > 1 else [0.0] * 99
    return {
        "name": name,
        "connections": count,
        "a second": round(asked / took, 1),
        **{f"p{at}": round(waits[at - 1] * 1000, 1) for at in (50, 95, 99)},
        "cpu": round(spent[0] * 1000 / asked, 1) if asked else None,
        "cpu of the database": round(spent[1] * 1000 / asked, 1) if asked else None,
        "faults": got.faults,
    }


def _list_processes() -> dict[int, tuple[int, str, float, int]]:
    """Parent, name, CPU seconds and resident pages of every process of this machine."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue  # it has ended
        parts = rest.split()
        cpu = sum(map(int, parts[11:15])) / TICKS
        found[int(path.parent.name)] = (int(parts[1]), head.partition("(")[2], cpu, int(parts[21]))
    return found


def _list_family(pid: int, every: dict[int, tuple[int, str, float, int]]) -> set[int]:
    family = {pid}
    while more := {one for one, row in every.items() if row[0] in family} - family:
        family |= more
    return family


def _read_cpu_seconds(pid: int) -> tuple[float, float]:
    """Of the server with its workers, and of PostgreSQL where it runs here."""
    every = _list_processes()
    family = _list_family(pid, every)
    return (
        sum(every[one][2] for one in family if one in every),
        sum(row[2] for row in every.values() if row[1].startswith("postgres")),
    )


def _read_memory_megabytes(pid: int) -> float:
    every = _list_processes()
    pages = sum(every[one][3] for one in _list_family(pid, every) if one in every)
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000, 1)


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
    )
    print(
        f"\n{'page':<20}{'at once':>8}"
        + "".join(f"{name:>21}" if len(name) > 9 else f"{name:>10}" for name in names)
    )
    for row in rows:
        cells = "".join(f"{row.get(name, '')!s:>{21 if len(name) > 9 else 10}}" for name in names)
        print(f"{row['name']:<20}{row['connections']:>8}{cells}")
    print("\nMilliseconds; CPU for each request, the database server's beside it.")
