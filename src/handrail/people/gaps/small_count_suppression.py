"""Unmet needs as shown: exact for readers who may open every case that is counted, small numbers hidden from others.

A navigator may open the cases that they are named on. One need of one kind in one month, of a case that is not theirs,
can still identify a person: those readers get whole months only, and numbers by the rules of `recovery.small_counts`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.people.gaps.queries import NEED_NAMES, HousingGapCounts, UnmetNeedCountRow
from handrail.people.housing.queries.gap_counts import HousingRefusalCount, MissingProvisionCount
from handrail.people.recovery.small_count_disclosure import (
    FEWEST_POSSIBLE_VALUES,
    HIDDEN_TEXT,
    LOWEST_SHOWN,
    ROUNDING_BASE,
    DisclosedCount,
    disclose_total_and_tables,
    hide_or_round_count,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import AccessPath
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

NOT_SHOWN = "Not shown"
EACH_SMALL = msg("Fewer than {least} of each", least=LOWEST_SHOWN)
REASON_NAMES = {
    "nothing_offered": "nothing offered",
    "no_answer": "no answer yet",
    "said_no": "they declined",
    "refused_by_funds": "refused by a fund",
    "paid_instead": "paid by others, not counted",
    "went_without": "went without",
}


@dataclass(frozen=True, slots=True)
class SuppressedGapCountRow:
    """One kind of need in one month, in words; `why` holds what stood in the way, `parts` its numbers by name."""

    line: UnmetNeedCountRow
    needed: str
    met: str
    unmet: str
    parts: dict[str, str]
    why: tuple[str, ...]
    wait: str


class DisclosedGapTotals(NamedTuple):
    """The totals over everything that is shown, each as the reader may have it."""

    needed: str
    met: str
    unmet: str
    unpaid: str


def may_see_all_cases(actor: Actor) -> bool:
    """Whether every case of their body is open to them, so that no number discloses anything new."""
    return AccessPath.OWNED in actor.role.card.ways and Kind.NEEDS in actor.role.card.kinds


def suppress_small_gap_counts(
    lines: Iterable[UnmetNeedCountRow], actor: Actor
) -> list[SuppressedGapCountRow]:
    """The rows as the reader may have them."""
    if may_see_all_cases(actor):
        return [_make_exact_unmet_need_row(line) for line in lines]
    return [
        _make_suppressed_unmet_need_row(line)
        for line in keep_rows_of_complete_months(lines)
        if line.needed >= LOWEST_SHOWN or line.open_to_reader
    ]


def keep_rows_of_complete_months(lines: Iterable[UnmetNeedCountRow]) -> list[UnmetNeedCountRow]:
    """The rows of months that are over: a number that grows from day to day discloses who came."""
    begun = formatting.get_today().replace(day=1)
    return [line for line in lines if line.month < begun]


def sum_gaps_without_small_counts(lines: Sequence[UnmetNeedCountRow], actor: Actor) -> DisclosedGapTotals:
    """The totals, exact for a reader who may open every case, else without small numbers."""
    if may_see_all_cases(actor):
        sums = (
            _sum_gap_field(lines, "needed"),
            _sum_gap_field(lines, "met"),
            _sum_gap_field(lines, "unmet"),
            _sum_needs_fund_did_not_pay(lines),
        )
        return DisclosedGapTotals(*map(str, sums))
    over = keep_rows_of_complete_months(lines)
    every = {f"{month} {need}": 0 for month in {line.month for line in over} for need in NEED_NAMES}
    rows = every | {f"{line.month} {line.need}": line.needed for line in over}
    halves = {"met": _sum_gap_field(over, "met"), "unmet": _sum_gap_field(over, "unmet")}
    needed, (by_row, by_half) = _disclose_total_and_parts(_sum_gap_field(over, "needed"), [rows, halves])
    text_by_half = {row.code: row.text for row in by_half}
    return DisclosedGapTotals(
        needed.text if by_row or needed.size is None else NOT_SHOWN,
        text_by_half.get("met", NOT_SHOWN),
        text_by_half.get("unmet", NOT_SHOWN),
        hide_or_round_count("", _sum_needs_fund_did_not_pay(over)).text,
    )


def suppress_small_housing_gaps(found: HousingGapCounts, actor: Actor) -> HousingGapCounts:
    """What prevented a place to sleep, without the rows that are few."""
    if may_see_all_cases(actor):
        return found
    return HousingGapCounts(
        tuple(row for row in found.refusals if row.count >= LOWEST_SHOWN),
        tuple(row for row in found.missing if row.count >= LOWEST_SHOWN),
    )


def get_disclosed_count_text_by_row(
    found: HousingGapCounts, actor: Actor
) -> dict[HousingRefusalCount | MissingProvisionCount, str]:
    """How often each happened, as text that the reader may have.

    Returns:
        Text, by the row of the figures.
    """
    rows: tuple[HousingRefusalCount | MissingProvisionCount, ...] = (*found.refusals, *found.missing)
    return {
        row: str(row.count) if may_see_all_cases(actor) else hide_or_round_count("", row.count).text
        for row in rows
    }


def _make_exact_unmet_need_row(line: UnmetNeedCountRow) -> SuppressedGapCountRow:
    numbers = {name: getattr(line, name) for name in REASON_NAMES}
    return SuppressedGapCountRow(
        line=line,
        needed=str(line.needed),
        met=str(line.met),
        unmet=str(line.unmet),
        parts={name: str(number) for name, number in numbers.items()},
        why=tuple(
            join_texts((str(numbers[name]), said), " ")
            for name, said in REASON_NAMES.items()
            if numbers[name]
        ),
        wait=_format_days_until_acceptance(line),
    )


def _make_suppressed_unmet_need_row(line: UnmetNeedCountRow) -> SuppressedGapCountRow:
    """Each need is either met or not; what is not met was never offered, is not answered, or was declined."""
    halves = {"met": line.met, "unmet": line.unmet}
    ways = {name: getattr(line, name) for name in ("nothing_offered", "no_answer", "said_no")}
    needed, (by_half, by_way) = _disclose_total_and_parts(line.needed, [halves, {"met": line.met, **ways}])
    unmet = next((row for row in by_half if row.code == "unmet"), None)
    if unmet is None or not _has_enough_possible_values(unmet, [row for row in by_way if row.code != "met"]):
        by_way = ()
    texts = dict.fromkeys((*halves, *ways), NOT_SHOWN)
    texts |= {row.code: row.text for row in (*by_way, *by_half)}
    texts |= {
        name: hide_or_round_count("", getattr(line, name)).text for name in REASON_NAMES if name not in ways
    }
    shown = [
        join_texts((texts[name], said), " ")
        for name, said in REASON_NAMES.items()
        if texts[name] not in (HIDDEN_TEXT, NOT_SHOWN)
    ]
    return SuppressedGapCountRow(
        line=line,
        needed=needed.text,
        met=texts["met"],
        unmet=texts["unmet"],
        parts=texts,
        why=tuple(shown) or (EACH_SMALL,),
        wait=_format_days_until_acceptance(line) if line.met >= LOWEST_SHOWN else NOT_SHOWN,
    )


def _disclose_total_and_parts(
    total: int, counted: Sequence[Mapping[str, int]]
) -> tuple[DisclosedCount, list[tuple[DisclosedCount, ...]]]:
    """A total and its parts, each need in one of them; a table that would disclose too much is left empty."""
    whole, found = disclose_total_and_tables(total, counted)
    return whole, [table.rows if _has_enough_possible_values(whole, table.rows) else () for table in found]


def _has_enough_possible_values(whole: DisclosedCount, rows: Sequence[DisclosedCount]) -> bool:
    """Whether the rest of the whole leaves enough possible values for each hidden row."""
    if all(row.size is not None for row in rows):
        return True
    most = LOWEST_SHOWN - 1 if whole.size is None else whole.size + ROUNDING_BASE // 2
    left = most - sum(
        max(LOWEST_SHOWN, row.size - ROUNDING_BASE // 2) for row in rows if row.size is not None
    )
    return left >= FEWEST_POSSIBLE_VALUES - 1


def _format_days_until_acceptance(line: UnmetNeedCountRow) -> str:
    if line.wait_days is None:
        return "No acceptance yet"
    return formatting.plural(line.wait_days, "day") if line.wait_days else "Same day"


def _sum_gap_field(lines: Iterable[UnmetNeedCountRow], name: str) -> int:
    return sum(getattr(line, name) for line in lines)


def _sum_needs_fund_did_not_pay(lines: Iterable[UnmetNeedCountRow]) -> int:
    return sum(line.paid_instead + line.went_without + line.refused_by_funds for line in lines)
