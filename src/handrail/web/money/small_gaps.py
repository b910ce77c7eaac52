"""What was missing, as shown: exact to those who may open every case that is counted, small numbers hidden to others.

A navigator may open the cases that they are named on. One need of one kind in one month, of a case that is not theirs,
can point at a person all the same: those readers get whole months alone, and numbers as `recovery.small` lets them out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Way
from handrail.kernel.saying import joined, say
from handrail.provision.gaps.queries import NAMES, GapLine, NoPlace
from handrail.provision.places.queries.gaps import GapCount, RefusalCount
from handrail.recovery.small import BASE, LEAST, SMALL, VALUES_LEFT, Cell, cell, tables
from handrail.web.design import words

NOT_SHOWN = "Not shown"
EACH_SMALL = say("Fewer than {least} of each", least=LEAST)
WHY = {
    "nothing_offered": "nothing offered",
    "no_answer": "no answer yet",
    "said_no": "said no",
    "refused_by_funds": "refused by a fund",
    "paid_instead": "paid by others",
    "went_without": "went without",
}


@dataclass(frozen=True, slots=True)
class ShownGap:
    """One kind of need in one month, in words; `why` holds what stood in the way, `parts` its numbers by name."""

    line: GapLine
    needed: str
    met: str
    unmet: str
    parts: dict[str, str]
    why: tuple[str, ...]
    wait: str


def sees_all(actor: Actor) -> bool:
    """Whether every case that their body holds is open to them: then no number tells them anything new."""
    return Way.OWNED in actor.role.card.ways and Kind.SUPPORT in actor.role.card.kinds


def shown(lines: Iterable[GapLine], actor: Actor) -> list[ShownGap]:
    """The lines as the reader may have them."""
    if sees_all(actor):
        return [_exact(line) for line in lines]
    return [_small(line) for line in whole_months(lines) if line.needed >= LEAST or line.open_to_reader]


def whole_months(lines: Iterable[GapLine]) -> list[GapLine]:
    """Those of months that are over: a number that grows from one day to the next tells who came."""
    begun = words.today().replace(day=1)
    return [line for line in lines if line.month < begun]


def totals(lines: Sequence[GapLine], actor: Actor) -> tuple[str, str, str, str]:
    """Needs, met, not met, not paid by a fund: over everything that is shown."""
    if sees_all(actor):
        sums = (_sum(lines, "needed"), _sum(lines, "met"), _sum(lines, "unmet"), _unpaid(lines))
        return tuple(str(number) for number in sums)  # type: ignore[return-value]  # four of them
    over = whole_months(lines)
    every = {f"{month} {need}": 0 for month in {line.month for line in over} for need in NAMES}
    rows = every | {f"{line.month} {line.need}": line.needed for line in over}
    halves = {"met": _sum(over, "met"), "unmet": _sum(over, "unmet")}
    needed, (by_row, by_half) = _parted(_sum(over, "needed"), [rows, halves])
    of = {row.code: row.text for row in by_half}
    return (
        needed.text if by_row or needed.size is None else NOT_SHOWN,
        of.get("met", NOT_SHOWN),
        of.get("unmet", NOT_SHOWN),
        cell("", _unpaid(over)).text,
    )


def no_place_shown(found: NoPlace, actor: Actor) -> NoPlace:
    """What stood in the way of a place, without the rows that are few."""
    if sees_all(actor):
        return found
    return NoPlace(
        tuple(row for row in found.refusals if row.count >= LEAST),
        tuple(row for row in found.missing if row.count >= LEAST),
    )


def times(found: NoPlace, actor: Actor) -> dict[RefusalCount | GapCount, str]:
    """How often each, as the reader may have it."""
    rows: tuple[RefusalCount | GapCount, ...] = (*found.refusals, *found.missing)
    return {row: str(row.count) if sees_all(actor) else cell("", row.count).text for row in rows}


def _exact(line: GapLine) -> ShownGap:
    numbers = {name: getattr(line, name) for name in WHY}
    return ShownGap(
        line=line,
        needed=str(line.needed),
        met=str(line.met),
        unmet=str(line.unmet),
        parts={name: str(number) for name, number in numbers.items()},
        why=tuple(joined((str(numbers[name]), said), " ") for name, said in WHY.items() if numbers[name]),
        wait=_wait(line),
    )


def _small(line: GapLine) -> ShownGap:
    """Each need is either met or not; what is not met was never offered, is not answered, or was declined."""
    halves = {"met": line.met, "unmet": line.unmet}
    ways = {name: getattr(line, name) for name in ("nothing_offered", "no_answer", "said_no")}
    needed, (by_half, by_way) = _parted(line.needed, [halves, {"met": line.met, **ways}])
    unmet = next((row for row in by_half if row.code == "unmet"), None)
    if unmet is None or not _has_room(unmet, [row for row in by_way if row.code != "met"]):
        by_way = ()
    texts = dict.fromkeys((*halves, *ways), NOT_SHOWN)
    texts |= {row.code: row.text for row in (*by_way, *by_half)}
    texts |= {name: cell("", getattr(line, name)).text for name in WHY if name not in ways}
    told = [
        joined((texts[name], said), " ")
        for name, said in WHY.items()
        if texts[name] not in (SMALL, NOT_SHOWN)
    ]
    return ShownGap(
        line=line,
        needed=needed.text,
        met=texts["met"],
        unmet=texts["unmet"],
        parts=texts,
        why=tuple(told) or (EACH_SMALL,),
        wait=_wait(line) if line.met >= LEAST else NOT_SHOWN,
    )


def _parted(total: int, counted: Sequence[Mapping[str, int]]) -> tuple[Cell, list[tuple[Cell, ...]]]:
    """A total, and the parts that it falls into, each need in one of them; none of a table that would tell too much."""
    whole, found = tables(total, counted)
    return whole, [table.rows if _has_room(whole, table.rows) else () for table in found]


def _has_room(whole: Cell, rows: Sequence[Cell]) -> bool:
    """Whether what the shown rows leave of the whole lets a hidden one hold enough different numbers."""
    if all(row.size is not None for row in rows):
        return True
    most = LEAST - 1 if whole.size is None else whole.size + BASE // 2
    left = most - sum(max(LEAST, row.size - BASE // 2) for row in rows if row.size is not None)
    return left >= VALUES_LEFT - 1


def _wait(line: GapLine) -> str:
    if line.wait_days is None:
        return "No yes yet"
    return words.plural(line.wait_days, "day") if line.wait_days else "Same day"


def _sum(lines: Iterable[GapLine], name: str) -> int:
    return sum(getattr(line, name) for line in lines)


def _unpaid(lines: Iterable[GapLine]) -> int:
    return sum(line.paid_instead + line.went_without + line.refused_by_funds for line in lines)
