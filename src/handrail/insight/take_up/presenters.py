"""Take-up as its page shows it: the answer in one sentence, who fell away at each step, two groups side by side."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.facts.take_up import REASONS, STEPS, UNDER_WAY
from handrail.insight.measures.breakdowns import NOT_KNOWN_WORDS, TAKE_UP_GROUPS, Breakdown
from handrail.insight.take_up.group_comparison import (
    SMALLEST_BASE,
    PublishedSum,
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    compute_share_with_confidence_interval,
    is_beyond_chance,
)
from handrail.insight.take_up.queries import TakeUpFigures
from handrail.platform.kernel.messages import msg

BAR_WIDTH: Final = 220
SHARE_WIDTH: Final = 200
DIFFERENCE_WIDTH: Final = 160
MOST_REASONS: Final = 4
RANGE_NOTE: Final = (
    "If you quote a range, use one from above: it covers everyone referred. Ranges in the table cover only people who "
    "reached the previous step."
)
ANSWER_STEP: Final = "started"
NEED_BEHIND_REASON: Final = {"language": "understood", "afraid": "safety"}
"""What an action on a reason is most often about, chosen in its form beforehand."""
GROUPS_BY_CODE: Final = {each.code: each for each in TAKE_UP_GROUPS}
GROUP_NAMES: Final = {
    ("language", "english"): "English or Welsh speakers",
    ("language", "other"): "Speakers of other languages",
    ("phase", "before"): "People before the NRM",
    ("phase", "during"): "People in the NRM",
    ("phase", "after"): "People after the NRM",
    ("phase", "outside"): "People outside the NRM",
    ("referrer", "police"): "Referred by the police",
    ("referrer", "council"): "Referred by a council",
    ("referrer", "health"): "Referred by the health service",
    ("referrer", "home_off"): "Referred by the Home Office",
    ("referrer", "charity"): "Referred by a charity",
    ("referrer", "self"): "Came themselves, or through family or friends",
    ("referrer", "other"): "Referred by someone else",
    ("waited", "days_2"): "Reached in 2 days or fewer",
    ("waited", "days_7"): "Reached in 3 to 7 days",
    ("waited", "days_14"): "Reached in 8 to 14 days",
    ("waited", "days_31"): "Reached in 15 to 31 days",
    ("waited", "later"): "Reached after 31 days",
}
"""By breakdown and value: what a group is, read without the name of its breakdown."""
GROUP_PATTERNS: Final = {"need": "{part} (kind of service)"}
"""By breakdown, where the words of every value need the same addition."""


class ComparedGroups(NamedTuple):
    """Which two groups are compared; `first` and `second` are values of the breakdown."""

    breakdown: Breakdown
    first: str
    second: str

    def get_cell(self, value: str) -> str:
        """As figures name the group."""
        return f"{self.breakdown.code}={value}"

    def get_name(self, value: str) -> str:
        """What one group is."""
        code = self.breakdown.code
        words = dict(self.breakdown.values)[value]
        return GROUP_NAMES.get((code, value)) or msg(GROUP_PATTERNS.get(code, "{part}"), part=words)


class RangeDrawing(NamedTuple):
    """A share or a difference in units of its drawing, with its words."""

    x: float
    low: float
    high: float
    words: str
    range_words: str
    beyond_chance: bool


class TakeUpStepRow(NamedTuple):
    """One step; empty shares where a base is too small.

    Of those who came here and no further `fell_away` went no further, and `under_way` are still supported or waiting to
    start. `everyone`: the share of all people, whatever their group. `need`: what the most frequent
    reason shows to be unmet.
    """

    code: str
    name: str
    means: str
    people: int
    bar: float
    before: float
    fell_away: int
    reasons: list[tuple[str, int]]
    need: str
    under_way: list[tuple[str, int]]
    everyone: RangeDrawing | None
    first_people: int
    second_people: int
    first: RangeDrawing | None
    second: RangeDrawing | None
    difference: RangeDrawing | None


class GroupComparisonAnswer(NamedTuple):
    """The answer in words, and its drawing where both groups are large enough.

    `range_note`: why the steps below have other ranges; empty where no range is told.
    """

    title: str
    text: str
    range_note: str
    first: RangeDrawing | None
    second: RangeDrawing | None
    first_words: str
    second_words: str


def choose_compared_groups(figures: TakeUpFigures, breakdown: str, first: str, second: str) -> ComparedGroups:
    """What the address asks to compare; else the two groups of which the smaller is the largest.

    Args:
        figures: of the area.
        breakdown: the code of a breakdown; what is none leaves the choice to us: language where several are alike.
        first: a value of it.
        second: another.

    Returns:
        Two different values.
    """
    chosen = GROUPS_BY_CODE.get(breakdown)
    if chosen is None:
        each = [_get_largest_groups(figures, one) for one in (GROUPS_BY_CODE["language"], *TAKE_UP_GROUPS)]
        return max(each, key=lambda groups: min(_get_group_size(figures, groups, one) for one in groups[1:]))
    if first in chosen.codes and second in chosen.codes and first != second:
        return ComparedGroups(chosen, first, second)
    return _get_largest_groups(figures, chosen)


def _get_largest_groups(figures: TakeUpFigures, breakdown: Breakdown) -> ComparedGroups:
    known = [code for code in breakdown.codes if code != NOT_KNOWN]
    sizes = {code: figures.count_at_least("referred", f"{breakdown.code}={code}").people for code in known}
    first, second = sorted(known, key=lambda code: -sizes[code])[:2]
    return ComparedGroups(breakdown, first, second)


def _get_group_size(figures: TakeUpFigures, groups: ComparedGroups, value: str) -> int:
    return figures.count_at_least("referred", groups.get_cell(value)).people


def present_take_up_steps(figures: TakeUpFigures, groups: ComparedGroups) -> list[TakeUpStepRow]:
    """Every step, with the share of those at the step before."""
    total = figures.count_at_least(STEPS[0][0]).people or 1
    rows, before = list[TakeUpStepRow](), 0
    for place, (code, name, means) in enumerate(STEPS):
        people = figures.count_at_least(code).people
        earlier = STEPS[place - 1][0] if place else ""
        first, second = (
            _find_share_reaching_step(figures, code, earlier, groups.get_cell(each)) for each in groups[1:]
        )
        rows.append(
            TakeUpStepRow(
                code,
                name,
                means,
                people,
                round(BAR_WIDTH * people / total, 1),
                round(BAR_WIDTH * before / total, 1) if place else round(BAR_WIDTH * people / total, 1),
                _count_fallen_away(figures, code) if code != STEPS[-1][0] else 0,
                _list_reasons_of_falling_away(figures, code),
                _find_need_behind_reasons(figures, code),
                [
                    (name, people)
                    for reason, name, people in _list_reasons(figures, code)
                    if reason in UNDER_WAY
                ],
                _draw_take_up_share(_find_share_reaching_step(figures, code, earlier, "")),
                figures.count_at_least(code, groups.get_cell(groups.first)).people,
                figures.count_at_least(code, groups.get_cell(groups.second)).people,
                _draw_take_up_share(first),
                _draw_take_up_share(second),
                _make_difference_drawing(first, second, groups.get_name(groups.first)),
            )
        )
        before = people
    return rows


def present_group_comparison(figures: TakeUpFigures, groups: ComparedGroups) -> GroupComparisonAnswer:
    """How many of each group started, how sure that is, and what it does not prove."""
    names = (groups.get_name(groups.first), groups.get_name(groups.second))
    started = [
        _find_share_reaching_step(figures, ANSWER_STEP, "referred", groups.get_cell(each))
        for each in groups[1:]
    ]
    bases = [figures.count_at_least("referred", groups.get_cell(each)).people for each in groups[1:]]
    counts = [figures.count_at_least(ANSWER_STEP, groups.get_cell(each)).people for each in groups[1:]]
    said = [
        msg("{count} of {base}", count=count, base=base) for count, base in zip(counts, bases, strict=True)
    ]
    first, second = started
    if first is None or second is None:
        small = names[0] if first is None else names[1]
        people = bases[0] if first is None else bases[1]
        told = {"group": small, "people": people, "least": SMALLEST_BASE}
        everyone = _find_share_reaching_step(figures, ANSWER_STEP, "referred", "")
        if everyone is None:
            title: str = msg("{group}: {people} people, too few to compare", **told)
            text: str = msg(
                "Percentages need at least {least} people in each group, so only numbers are shown.", **told
            )
        else:
            title = msg(
                "{share} of those referred started support",
                share=_format_percent(everyone.share),
            )
            text = msg(
                "The true share is likely to be between {low} and {high}. {group}: {people} people, too few to "
                "compare. Percentages need at least {least} people.",
                low=_format_percent(everyone.low),
                high=_format_percent(everyone.high),
                **told,
            )
        note = RANGE_NOTE if everyone else ""
        return GroupComparisonAnswer(title, text, note, None, None, *said)
    title = msg(
        "{first}: {one} started support. {second}: {two}.",
        first=names[0],
        one=_format_percent(first.share),
        second=names[1],
        two=_format_percent(second.share),
    )
    return GroupComparisonAnswer(
        title,
        _format_group_difference(first, second, names),
        RANGE_NOTE,
        _draw_take_up_share(first),
        _draw_take_up_share(second),
        *said,
    )


def _format_group_difference(
    first: ShareWithConfidenceInterval, second: ShareWithConfidenceInterval, groups: tuple[str, str]
) -> str:
    difference = compute_difference_with_confidence_interval(first, second)
    low, high = _round_to_percent_of_people(difference.low), _round_to_percent_of_people(difference.high)
    if not is_beyond_chance(difference):
        return msg(
            "We cannot tell whether this is a real difference. The share is likely to be between {less} percentage "
            "points lower and {more} percentage points higher for “{first}” than for “{second}”.",
            first=groups[0],
            second=groups[1],
            less=-low,
            more=high,
        )
    more = abs(_subtract_shares_as_printed(first, second))
    least, most = sorted((abs(low), abs(high)))
    if difference.share > 0:
        return msg(
            "That is {more} percentage points more, likely between {least} and {most}. A difference this big "
            "would rarely happen by chance. The figures do not show the cause.",
            more=more,
            least=least,
            most=most,
        )
    return msg(
        "That is {more} percentage points fewer, likely between {least} and {most}. A difference this big "
        "would rarely happen by chance. The figures do not show the cause.",
        more=more,
        least=least,
        most=most,
    )


def _find_share_reaching_step(
    figures: TakeUpFigures, step: str, of: str, group: str
) -> ShareWithConfidenceInterval | None:
    """The share of those at an earlier step who came to this one."""
    if not of:
        return None
    part, whole = figures.count_at_least(step, group), figures.count_at_least(of, group)
    return compute_share_with_confidence_interval(
        part, PublishedSum(whole.people - part.people, whole.figures - part.figures)
    )


def _count_fallen_away(figures: TakeUpFigures, step: str) -> int:
    """Those who came to a step and no further, without whoever is still supported or waits for it."""
    still = sum(people for code, _, people in _list_reasons(figures, step) if code in UNDER_WAY)
    return figures.count_furthest(step).people - still


def _list_reasons(figures: TakeUpFigures, step: str) -> list[tuple[str, str, int]]:
    """Code, words and people of each reason that anybody has."""
    found = [(code, name, sum(figures.cells.get(f"step_reason={step}.{code}", []))) for code, name in REASONS]
    return [row for row in found if row[2]]


def _find_need_behind_reasons(figures: TakeUpFigures, step: str) -> str:
    away = [row for row in _list_reasons(figures, step) if row[0] not in UNDER_WAY]
    return NEED_BEHIND_REASON.get(max(away, key=lambda row: row[2])[0], "") if away else ""


def _list_reasons_of_falling_away(figures: TakeUpFigures, step: str) -> list[tuple[str, int]]:
    """The most frequent reasons first; the rest together."""
    found = [(name, people) for code, name, people in _list_reasons(figures, step) if code not in UNDER_WAY]
    told = sorted(found, key=lambda row: -row[1])
    rest = sum(people for _, people in told[MOST_REASONS:])
    return told[:MOST_REASONS] + ([("Other reasons", rest)] if rest else [])


def _draw_take_up_share(found: ShareWithConfidenceInterval | None) -> RangeDrawing | None:
    if found is None:
        return None
    x, low, high = (round(SHARE_WIDTH * each, 1) for each in found)
    return RangeDrawing(
        x,
        low,
        high,
        _format_percent(found.share),
        msg("{low} to {high}", low=_format_percent(found.low), high=_format_percent(found.high)),
        False,
    )


def _make_difference_drawing(
    first: ShareWithConfidenceInterval | None, second: ShareWithConfidenceInterval | None, first_group: str
) -> RangeDrawing | None:
    if first is None or second is None:
        return None
    found = compute_difference_with_confidence_interval(first, second)
    half = DIFFERENCE_WIDTH / 2
    x, low, high = (round(half + half * each, 1) for each in found)
    share, beyond = _subtract_shares_as_printed(first, second), is_beyond_chance(found)
    words = msg("{group}: {number} points higher", group=first_group, number=share)
    if share < 0:
        words = msg("{group}: {number} points lower", group=first_group, number=-share)
    ranged = f"{_format_signed_share(found.low)} to {_format_signed_share(found.high)}"
    return RangeDrawing(
        x,
        low,
        high,
        words if beyond else "Could be chance" if share else "Same in both groups",
        ranged,
        beyond,
    )


def _format_percent(share: float) -> str:
    return f"{_round_to_percent_of_people(share)}%"


def _format_signed_share(share: float) -> str:
    number = _round_to_percent_of_people(share)
    return f"−{-number}" if number < 0 else str(number)


def _subtract_shares_as_printed(
    first: ShareWithConfidenceInterval, second: ShareWithConfidenceInterval
) -> int:
    """The difference of the two shares as they are printed: whoever subtracts them finds the same."""
    return _round_to_percent_of_people(first.share) - _round_to_percent_of_people(second.share)


def _round_to_percent_of_people(share: float) -> int:
    return round(100 * share)


def list_comparable_group_values(breakdown: Breakdown) -> Sequence[tuple[str, str]]:
    """Values that may be compared: all that are known."""
    return [(code, name) for code, name in breakdown.values if name != NOT_KNOWN_WORDS]
