"""Bids, targets, pilots and evaluations in words, tags and drawings."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from handrail.areas.bids.choices_and_limits import MARKS, SECTORS
from handrail.areas.bids.evidence_rules import (
    LEVEL_WORDS,
    LEVELS,
    EvidenceCaveatFacts,
    PartAndWholeCount,
    TwoGroupShareComparison,
    compare_group_shares,
    list_evidence_caveats,
)
from handrail.areas.bids.models import Bid, BidCondition, BidTarget, EvaluationLine, FundingCall
from handrail.areas.bids.published_counts import PublishedCounts
from handrail.areas.bids.queries.bids import SectorLanguageCountRow
from handrail.areas.recommendations.tags import StateTag, make_due_tag
from handrail.insight.posts_and_pilots.pilots import CountedPilotOutcome, Pilot, PilotOutcome
from handrail.insight.take_up.group_comparison import ShareWithConfidenceInterval
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import BarChart, LineChart
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.i18n.message_storage import translate_for_request
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.money import format_pence
from handrail.platform.ui import formatting as written

BID_STATE_TAGS: Final = {
    "draft": StateTag("unknown", "Draft"),
    "sent": StateTag("waiting", "Sent, no decision yet"),
    "awarded": StateTag("met", "Awarded"),
    "declined": StateTag("declined", "Unsuccessful"),
    "withdrawn": StateTag("declined", "Withdrawn"),
}
EVALUATION_STATE_TAGS: Final = {
    "draft": StateTag("unknown", "Draft"),
    "published": StateTag("met", "Published"),
}
SECTOR_NAMES: Final = dict(SECTORS)
MARK_WORDS: Final = dict(MARKS)
DRAWING_WIDTH: Final = 400
NARROW_SCALE: Final = 50
WIDE_SCALE: Final = 100


class AwardConditionWithState(NamedTuple):
    """A condition of an award with its state."""

    row: BidCondition
    tag: StateTag


class TargetProgress(NamedTuple):
    """A target with what is planned and reached, and how far in 100. `missed` says so once its day has passed."""

    row: BidTarget
    planned: int
    reached: int
    percent: int
    missed: str


class SectorCounts(NamedTuple):
    """People planned and reached of one sector, over its languages, and each language."""

    name: str
    planned: int
    reached: int
    languages: list[SectorLanguageCountRow]


class ShareIntervalDrawing(NamedTuple):
    """A share with its interval in units of the drawing, and in words of a hundred."""

    x: float
    low: float
    high: float
    percent: str
    range_words: str


class DifferenceDrawing(NamedTuple):
    """A difference with its interval in units of the drawing; the scale runs as far to both sides of none."""

    x: float
    low: float
    high: float
    limit: int


class GroupComparisonForDisplay(NamedTuple):
    """A comparison as a page shows it: counts always, shares and difference where the bases allow them."""

    first_words: str
    second_words: str
    first: ShareIntervalDrawing | None
    second: ShareIntervalDrawing | None
    difference: str
    difference_drawing: DifferenceDrawing | None
    level_number: int
    level: str
    caveats: list[str]


class EvaluationComparisonForDisplay(NamedTuple):
    """One line of an evaluation with its figures."""

    row: EvaluationLine
    shown: GroupComparisonForDisplay


class GroupShareView(NamedTuple):
    """One share alone: how many of how many, and the share where the base allows one."""

    words: str
    share: ShareIntervalDrawing | None


class PilotOutcomeForDisplay(NamedTuple):
    """One outcome of a pilot before and after; the baseline alone while there is nothing after it."""

    row: PilotOutcome
    shown: GroupComparisonForDisplay | None
    is_entered_late: bool
    baseline: GroupShareView | None = None


def make_funding_call_state_tag(call: FundingCall) -> StateTag:
    """When a call closes, or that it has closed."""
    today = written.get_today()
    if call.closes_on < today:
        return StateTag("declined", "Closed")
    if call.opens_on and call.opens_on > today:
        return StateTag("soon", "Opens later")
    return make_due_tag(get_due_status_code(call.closes_on, today), 0, call.closes_on)


def present_condition(row: BidCondition) -> AwardConditionWithState:
    """When a condition is due, or that it is met."""
    if row.met_on:
        return AwardConditionWithState(row, StateTag("met", "Met"))
    today = written.get_today()
    late = max(0, (today - row.due_on).days) if row.due_on else 0
    return AwardConditionWithState(
        row, make_due_tag(get_due_status_code(row.due_on, today), late, row.due_on)
    )


def make_bid_target_progress(row: Any) -> TargetProgress:
    """A target of `list_targets`."""
    percent = round(100 * row.reached_count / row.people)
    return TargetProgress(row, row.planned_count, row.reached_count, percent, _describe_missed_target(row))


def _describe_missed_target(row: Any) -> str:
    """By how many people a target was missed; empty before its day, and where it was reached."""
    short = row.people - row.reached_count
    if row.by_on is None or row.by_on >= written.get_today() or short <= 0:
        return ""
    return msg("Date passed: {people} fewer than promised", people=f"{short:,}")


def draw_target_progress_bars(progress: TargetProgress) -> DrawingSvgWithAltText:
    """Promised, planned and reached, each a bar."""
    rows = (
        (translate_for_request("Promised"), progress.row.people),
        (translate_for_request("Planned"), progress.planned),
        (translate_for_request("Reached"), progress.reached),
    )
    alt = msg(
        "{reached} of {promised} people reached; {planned} planned.",
        reached=f"{progress.reached:,}",
        promised=f"{progress.row.people:,}",
        planned=f"{progress.planned:,}",
    )
    return make_drawing_svg_with_alt_text(BarChart(rows), alt)


def draw_people_reached_up_to_each_month(points: Sequence[tuple[str, int]]) -> DrawingSvgWithAltText | None:
    """People reached up to each month; nothing before the second month."""
    if len(points) < 2:
        return None
    alt = msg(
        "People reached up to each month: {first} in {since}, {last} in {until}.",
        first=f"{points[0][1]:,}",
        since=points[0][0],
        last=f"{points[-1][1]:,}",
        until=points[-1][0],
    )
    return make_drawing_svg_with_alt_text(LineChart(tuple(points)), alt)


def group_counts_by_sector(rows: Sequence[SectorLanguageCountRow]) -> list[SectorCounts]:
    """Planned and reached of each sector, and of each of its languages."""
    by_sector = defaultdict[str, list[SectorLanguageCountRow]](list)
    for row in rows:
        by_sector[row.sector].append(row)
    return [
        SectorCounts(
            SECTOR_NAMES.get(code, code),
            sum(one.planned for one in some),
            sum(one.reached for one in some),
            some,
        )
        for code, some in by_sector.items()
    ]


def format_awarded_or_asked_sum(bid: Bid) -> str:
    """The sum that was awarded, or that was asked for."""
    made = bid.decision_if_made
    if made and made.awarded_pence == bid.amount_pence:
        return msg("{awarded} awarded in full", awarded=format_pence(made.awarded_pence))
    if made and made.awarded_pence:
        return msg(
            "{awarded} of {asked} awarded",
            awarded=format_pence(made.awarded_pence),
            asked=format_pence(bid.amount_pence),
        )
    return msg("{asked} asked for", asked=format_pence(bid.amount_pence))


def present_evaluation_comparison(row: EvaluationLine) -> EvaluationComparisonForDisplay:
    """A line with intervals, level of evidence and caveats."""
    first = PartAndWholeCount(row.first_number, row.first_of, row.first_part_figures, row.first_rest_figures)
    second = None
    if row.second_of is not None and row.second_number is not None:
        second = PartAndWholeCount(
            row.second_number, row.second_of, row.second_part_figures, row.second_rest_figures
        )
    facts = EvidenceCaveatFacts(
        row.design,
        row.since,
        row.until,
        row.defined,
        row.same_time,
        row.all_ended,
        row.all_known,
        row.one_per_case,
        min(row.first_of, row.second_of or row.first_of),
    )
    return EvaluationComparisonForDisplay(
        row, _make_group_comparison_for_display(first, second, facts, row.published_words)
    )


def present_evaluation_comparisons(rows: Sequence[EvaluationLine]) -> list[EvaluationComparisonForDisplay]:
    """The lines of one page, with every difference on the same scale: the widest decides."""
    made = [present_evaluation_comparison(row) for row in rows]
    drawn = [one.shown.difference_drawing for one in made if one.shown.difference_drawing]
    limit = max((each.limit for each in drawn), default=NARROW_SCALE)
    return [one._replace(shown=_put_difference_on_scale(one.shown, limit)) for one in made]


def _put_difference_on_scale(shown: GroupComparisonForDisplay, limit: int) -> GroupComparisonForDisplay:
    drawn = shown.difference_drawing
    if drawn is None or drawn.limit == limit:
        return shown
    half, factor = DRAWING_WIDTH / 2, drawn.limit / limit
    x, low, high = (round(half + (each - half) * factor, 1) for each in (drawn.x, drawn.low, drawn.high))
    return shown._replace(difference_drawing=DifferenceDrawing(x, low, high, limit))


def present_pilot_outcome(row: PilotOutcome, pilot: Pilot) -> PilotOutcomeForDisplay:
    """An outcome of a pilot before and after; without numbers of both no comparison."""
    late = bool(row.before and pilot.starts_on and row.before.recorded_on >= pilot.starts_on)
    if row.before is None or row.after is None:
        return PilotOutcomeForDisplay(row, None, late, _present_baseline(row.before) if row.before else None)
    facts = EvidenceCaveatFacts(
        "before_after",
        row.before.since,
        row.after.until,
        row.counted,
        "no",
        "not_known",
        "not_known",
        "not_known",
        min(row.before.out_of, row.after.out_of),
    )
    shown = _make_group_comparison_for_display(
        _make_part_and_whole_from_pilot_outcome(row.after),
        _make_part_and_whole_from_pilot_outcome(row.before),
        facts,
        (),
    )
    return PilotOutcomeForDisplay(row, shown, late)


def describe_when_triage_was_decided(pilot: Pilot, counts: PublishedCounts) -> str:
    """Whether published decisions are from before the pilot: then they say nothing of what it changes."""
    first, last = counts.first_month, counts.last_month
    if not counts.rows or not pilot.starts_on or first is None or last is None:
        return ""
    if last < pilot.starts_on.replace(day=1):
        return "From before the pilot: decisions of the existing unit, to compare with later ones."
    if first < pilot.starts_on:
        return msg(
            "Includes decisions from before {day}, when the pilot began.",
            day=written.format_day(pilot.starts_on),
        )
    return ""


def _present_baseline(counted: CountedPilotOutcome) -> GroupShareView:
    group = _make_part_and_whole_from_pilot_outcome(counted)
    return GroupShareView(
        _format_group_count(group), _draw_share_interval(compare_group_shares(group, None).first)
    )


def _make_part_and_whole_from_pilot_outcome(counted: CountedPilotOutcome) -> PartAndWholeCount:
    return PartAndWholeCount(counted.number, counted.out_of)


def _make_group_comparison_for_display(
    first: PartAndWholeCount,
    second: PartAndWholeCount | None,
    facts: EvidenceCaveatFacts,
    weak: Sequence[str],
) -> GroupComparisonForDisplay:
    found = compare_group_shares(first, second)
    return GroupComparisonForDisplay(
        first_words=_format_group_count(first),
        second_words=_format_group_count(second) if second else "",
        first=_draw_share_interval(found.first),
        second=_draw_share_interval(found.second),
        difference=_format_share_difference(found),
        difference_drawing=_draw_difference(found.difference),
        level_number=LEVELS[facts.design],
        level=LEVEL_WORDS[LEVELS[facts.design]],
        caveats=[*list_evidence_caveats(facts), *(f"{each[:1].upper()}{each[1:]}." for each in weak)],
    )


def _format_group_count(group: PartAndWholeCount) -> str:
    return msg("{number} of {out_of}", number=f"{group.number:,}", out_of=f"{group.out_of:,}")


def _format_share_difference(found: TwoGroupShareComparison) -> str:
    if found.first is None or found.second is None or found.difference is None:
        return ""
    points = _round_to_percent(found.first.share) - _round_to_percent(found.second.share)
    low, high = (
        _format_signed_points(_round_to_percent(each))
        for each in (found.difference.low, found.difference.high)
    )
    if found.is_beyond_chance:
        return msg(
            "{points} percentage points (likely between {low} and {high}). A difference this big would rarely "
            "happen by chance",
            points=_format_signed_points(points),
            low=low,
            high=high,
        )
    return msg(
        "{points} percentage points (likely between {low} and {high}). A difference this big could happen "
        "by chance",
        points=_format_signed_points(points),
        low=low,
        high=high,
    )


def _draw_share_interval(found: ShareWithConfidenceInterval | None) -> ShareIntervalDrawing | None:
    if found is None:
        return None
    x, low, high = (round(DRAWING_WIDTH * each, 1) for each in found)
    words = msg("{low} to {high}", low=_round_to_percent(found.low), high=_round_to_percent(found.high))
    return ShareIntervalDrawing(x, low, high, f"{_round_to_percent(found.share)}%", words)


def _draw_difference(found: ShareWithConfidenceInterval | None) -> DifferenceDrawing | None:
    """On a scale of fifty points to both sides, or of a hundred where the interval is wider."""
    if found is None:
        return None
    limit = NARROW_SCALE if max(abs(found.low), abs(found.high)) <= NARROW_SCALE / 100 else WIDE_SCALE
    half = DRAWING_WIDTH / 2
    x, low, high = (round(half + half * 100 * each / limit, 1) for each in found)
    return DifferenceDrawing(x, low, high, limit)


def _format_signed_points(points: int) -> str:
    return f"−{-points}" if points < 0 else f"+{points}"


def _round_to_percent(share: float) -> int:
    return round(100 * share)


def format_first_and_last_day(since: datetime.date | None, until: datetime.date | None) -> str:
    """“2 May 2026 to 1 May 2027”, or what is known of it."""
    if since and until:
        return msg("{since} to {until}", since=written.format_day(since), until=written.format_day(until))
    if until:
        return msg("Until {until}", until=written.format_day(until))
    return "Not recorded"
