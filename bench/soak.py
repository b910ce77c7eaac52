"""Forty sessions for a long time, a tenth of what they send writes: each fifth of it beside the others.

Whoever reads the fifths asks whether a server that runs gets slower. So each says too how fast the machine was just
then and what else it did: a wait grows with either.
"""

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection
from django.urls import resolve, reverse

from bench.asking import Asker, Measured, ServedPage, make_measured_row
from bench.processes import read_cpu_seconds, read_memory_megabytes, read_other_cpu_seconds
from handrail.people.records.models import Case

SESSIONS, WRITES, PARTS = 40, 0.1, 5


def measure_soak(
    pages: Sequence[ServedPage],
    seconds: float,
    port: int,
    server: "subprocess.Popen[bytes]",
    cookies: dict[int, list[str]],
) -> list[dict[str, object]]:
    """So many sessions for a long time, a tenth of what they send writes: each fifth of it beside the others."""
    reads, writes = _list_reads(pages), _list_for_every_case(pages[-1])
    began = time.perf_counter()
    notes: list[tuple[float, float, bool]] = []

    def work(at: int) -> None:
        askers = {user: Asker(port, cookies[user][at]) for user in cookies}
        turn = at
        while time.perf_counter() < began + seconds:
            turn += 1
            writes_now = turn % round(1 / WRITES) == 0
            kind = writes if writes_now else reads[turn % len(reads)]
            page = kind[turn // 10 % len(kind)]
            status, wait = askers[page.user.pk].ask(page)
            notes.append((time.perf_counter() - began, wait, status not in (200, 302)))
            time.sleep(0.2)

    fifth, samples = seconds / PARTS, [_take_soak_sample(server.pid)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        working = [pool.submit(work, at) for at in range(SESSIONS)]
        for part in range(1, PARTS + 1):
            time.sleep(max(0.0, began + part * fifth - time.perf_counter()))
            samples.append(_take_soak_sample(server.pid))
        for one in working:
            one.result()
    return [_make_soak_row(part, fifth, notes, samples[part], samples[part + 1]) for part in range(PARTS)]


@dataclass(frozen=True, slots=True)
class SoakSample:
    """What the processes have used and hold at one moment, and how fast the machine is just then."""

    cpu: tuple[float, float]  # seconds, of the server and of PostgreSQL
    megabytes: float
    log_megabytes: float  # SQLite's write-ahead log
    yardstick: float  # CPU milliseconds of a fixed piece of work
    elsewhere: float  # CPU seconds of every other process


def _take_soak_sample(pid: int) -> SoakSample:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    kept = log.stat().st_size / 1_000_000 if log.exists() else 0.0
    began = time.thread_time()
    sum(number * number for number in range(300_000))
    spent = (time.thread_time() - began) * 1000
    return SoakSample(
        read_cpu_seconds(pid),
        read_memory_megabytes(pid),
        round(kept, 1),
        round(spent, 1),
        read_other_cpu_seconds(pid),
    )


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
        A row as of a page; beside it memory, SQLite's log, the yardstick and how many cores others kept busy.
    """
    kept = [(wait, failed) for at, wait, failed in notes if part * fifth <= at < (part + 1) * fifth]
    got = Measured([wait for wait, _ in kept], sum(failed for _, failed in kept))
    spent = [end - start for start, end in zip(before.cpu, after.cpu, strict=True)]
    return make_measured_row(f"soak, part {part + 1} of {PARTS}", SESSIONS, got, fifth, spent) | {
        "megabytes": after.megabytes,
        "log": after.log_megabytes,
        "yardstick": after.yardstick,
        "elsewhere": round((after.elsewhere - before.elsewhere) / fifth, 2),
    }


def _list_reads(pages: Sequence[ServedPage]) -> list[list[ServedPage]]:
    """The pages that are read, each in turn: of the case, that of every case of the worker."""
    reads = [page for page in pages if page.sent is None and page.name != "place tonight"]
    return [_list_for_every_case(page) if page.name == "case overview" else [page] for page in reads]


def _list_for_every_case(page: ServedPage) -> list[ServedPage]:
    """The page of each case of its worker: one case with thousands of views would be measured instead."""
    name = resolve(page.address).url_name
    cases = Case.objects.filter(point_of_contact=page.user).order_by("opened_at")
    return [replace(page, address=reverse(name, args=[case.reference])) for case in cases]
