"""What a server, its database and everything else on this machine have used so far, from /proc."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
BUSY = (1, 2, 3, 6, 7)
"""Columns of the first line of /proc/stat: user, nice, system, both kinds of interrupts."""


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


def read_cpu_seconds(pid: int) -> tuple[float, float]:
    """Of the server with its workers, and of PostgreSQL where it runs here."""
    every = _list_processes()
    family = _list_family(pid, every)
    return (
        sum(every[one][2] for one in family if one in every),
        sum(row[2] for row in every.values() if row[1].startswith("postgres")),
    )


def read_memory_megabytes(pid: int) -> float:
    every = _list_processes()
    pages = sum(every[one][3] for one in _list_family(pid, every) if one in every)
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000, 1)


def read_other_cpu_seconds(pid: int) -> float:
    """Of all that is neither the server, PostgreSQL nor ourselves: what disturbs a measurement."""
    with Path("/proc/stat").open() as lines:
        words = lines.readline().split()
    own = sum(os.times()[:2])
    return sum(int(words[at]) for at in BUSY) / TICKS - sum(read_cpu_seconds(pid)) - own
