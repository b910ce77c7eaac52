"""Notice clocks, standstill and regimes, each worked out by hand on a calendar."""

from datetime import date

import pytest

from handrail.areas.commissioning.dated_rows import (
    find_standstill_rule,
    get_procurement_regime,
    get_procurement_threshold_pence_on_day,
    list_notice_rules,
)
from handrail.areas.commissioning.notice_clocks import (
    get_last_day_of_standstill,
    get_notice_due_day,
    get_renewal_decision_day,
    list_notice_rules_for_stage,
)
from handrail.areas.commissioning.stages import (
    MOVES,
    STAGE_CODES,
    find_possible_stage_transition,
    list_possible_stage_moves,
)
from handrail.insight.take_up.group_comparison import (
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    find_wilson_interval,
)
from handrail.platform.followups.reminder_dates import get_first_reminder_date, get_second_reminder_date

pytestmark = pytest.mark.one_engine


def rule(regime, code):
    return next(row for row in list_notice_rules() if (row.regime, row.code) == (regime, code))


@pytest.mark.parametrize(
    ("regime", "code", "reached", "due"),
    [
        # Friday 28 November 2025 is day 1: 3 days in November, the 27th of December is day 30, a Saturday
        ("act_2023", "UK7", date(2025, 11, 28), date(2025, 12, 27)),
        # the same Friday, light touch: 3 + 31 + 31 + 28 are 93 days by the end of February, and 27 of March
        ("light_touch", "UK7", date(2025, 11, 28), date(2026, 3, 27)),
        # it runs out on 31 March: day 1; 29 April is day 30
        ("act_2023", "UK11", date(2027, 3, 31), date(2027, 4, 29)),
        ("light_touch", "UK11", date(2027, 3, 31), date(2027, 4, 29)),
        # the regulations of 2015: 30 days after 6 January
        ("pcr_2015", "CAN", date(2022, 1, 6), date(2022, 2, 5)),
        # 56 days from 1 April, which is day 1: 30 days of April and 26 of May; afterwards those of the next year
        ("act_2023", "UK1", date(2026, 2, 2), date(2026, 5, 26)),
        ("act_2023", "UK1", date(2026, 5, 26), date(2026, 5, 26)),
        ("act_2023", "UK1", date(2026, 5, 27), date(2027, 5, 26)),
        # once in twelve months; of a 29 February the last day of the month
        ("act_2023", "UK9", date(2026, 4, 1), date(2027, 4, 1)),
        ("act_2023", "UK9", date(2028, 2, 29), date(2029, 2, 28)),
        ("act_2023", "UK5", date(2026, 5, 5), date(2026, 5, 5)),
        ("act_2023", "UK10", date(2026, 9, 14), date(2026, 9, 14)),
        ("act_2023", "UK2", date(2026, 1, 5), None),
        ("below_threshold", "UK7", date(2026, 1, 5), None),
    ],
)
def test_a_notice_is_due_by_the_day_of_its_rule(regime, code, reached, due):
    assert get_notice_due_day(rule(regime, code), reached) == due


def test_reminders_of_a_notice_that_falls_on_a_saturday_after_christmas_come_on_working_days():
    due = get_notice_due_day(rule("act_2023", "UK7"), date(2025, 11, 28))
    assert get_first_reminder_date(due) == date(2025, 12, 18)  # 24, 23, 22, 19, 18 December
    assert get_second_reminder_date(due) == date(2025, 12, 29)


@pytest.mark.parametrize(
    ("regime", "published", "last"),
    [
        # 19, 22, 23, 24, 29, 30, 31 December and 2 January: over Christmas and New Year
        ("act_2023", date(2025, 12, 19), date(2026, 1, 2)),
        # 2, 7, 8, 9, 10, 13, 14, 15 April: over Good Friday and Easter Monday
        ("light_touch", date(2026, 4, 2), date(2026, 4, 15)),
        # a Saturday counts from Monday: 12 to 16, 19 to 21 October
        ("act_2023", date(2026, 10, 10), date(2026, 10, 21)),
        # ten calendar days after Monday the 13th
        ("pcr_2015", date(2021, 12, 13), date(2021, 12, 23)),
        # ten days after the 17th is Monday the 27th, a bank holiday like the 28th
        ("pcr_2015", date(2021, 12, 17), date(2021, 12, 29)),
    ],
)
def test_standstill_ends_on_its_last_day_over_bank_holidays(regime, published, last):
    began = date(2021, 1, 4) if regime == "pcr_2015" else date(2025, 6, 2)
    found = find_standstill_rule(regime, began)
    assert get_last_day_of_standstill(found, published) == last


def test_the_day_on_which_a_procurement_began_decides_its_rules():
    before, after = date(2025, 2, 23), date(2025, 2, 24)
    assert get_procurement_regime("pcr_2015").holds_on(before)
    assert not get_procurement_regime("pcr_2015").holds_on(after)
    assert not get_procurement_regime("act_2023").holds_on(before)
    assert get_procurement_regime("act_2023").holds_on(after)
    # signed long after the Act came in: an older procurement keeps its own notice
    assert [row.code for row in list_notice_rules_for_stage("pcr_2015", "signed", before)] == ["CAN"]
    assert [row.code for row in list_notice_rules_for_stage("act_2023", "signed", after)] == ["UK7"]
    assert list_notice_rules_for_stage("act_2023", "signed", before) == []
    assert list_notice_rules_for_stage("grant", "signed", after) == []


def test_light_touch_asks_for_no_change_notice():
    assert (
        list_notice_rules_for_stage("light_touch", "live", date(2026, 1, 5)) == []
    )  # nor for one of performance
    assert list_notice_rules_for_stage("light_touch", "changed", date(2026, 1, 5)) == []
    assert [row.code for row in list_notice_rules_for_stage("act_2023", "changed", date(2026, 1, 5))] == [
        "UK10"
    ]


def test_thresholds_change_with_the_year():
    assert get_procurement_threshold_pence_on_day("goods_and_services", date(2025, 12, 31)) == 214_904_00
    assert get_procurement_threshold_pence_on_day("goods_and_services", date(2026, 1, 1)) == 207_720_00
    assert get_procurement_threshold_pence_on_day("light_touch", date(2025, 12, 31)) == 663_540_00
    assert get_procurement_threshold_pence_on_day("light_touch", date(2026, 1, 1)) == 663_540_00
    with pytest.raises(LookupError):
        get_procurement_threshold_pence_on_day("light_touch", date(2028, 1, 1))


def test_what_is_not_verified_says_so():
    assert find_standstill_rule("pcr_2015", date(2021, 6, 14)).mark == (
        "Not verified: check with your procurement adviser"
    )
    assert rule("pcr_2015", "CAN").mark == "Set by law or official guidance"
    assert rule("act_2023", "UK7").mark == "Set by law or official guidance"


def test_a_renewal_is_decided_before_notice_and_procurement():
    assert get_renewal_decision_day(date(2022, 3, 31), 4, 8) == date(2022, 1, 6)  # twelve weeks before


def test_every_move_leads_between_stops_and_only_decisions_are_signed():
    assert {move.start for move in MOVES} | {move.end for move in MOVES} <= set(STAGE_CODES)
    assert {move.end for move in MOVES if move.signs} == {"decision", "signed"}
    assert find_possible_stage_transition("tender", "grant", "evaluation") is None
    assert [move.end for move in list_possible_stage_moves("specification", "grant")] == [
        "market_talk",
        "grant_call",
        "dropped",
    ]
    assert list_possible_stage_moves("review", "grant") == []  # its decision alone leads out of it


@pytest.mark.parametrize(
    ("with_it", "without", "difference", "low", "high"),
    [
        ((16, 18), (6, 18), 0.5556, 0.2400, 0.7440),
        ((56, 70), (48, 80), 0.2000, 0.0524, 0.3339),
        ((0, 5), (2, 7), -0.2857, -0.6411, 0.1941),
    ],
)
def test_differences_of_two_shares_as_measured_for_the_domain_file(with_it, without, difference, low, high):
    """commissioning.md, section 7: Wilson for each, Newcombe for the difference."""
    first, second = (
        ShareWithConfidenceInterval(part / base, *find_wilson_interval(part, base))
        for part, base in (with_it, without)
    )
    found = compute_difference_with_confidence_interval(first, second)
    assert (round(found.share, 4), round(found.low, 4), round(found.high, 4)) == (difference, low, high)


def test_wilson_intervals_of_the_domain_file():
    assert [round(end, 4) for end in find_wilson_interval(16, 18)] == [0.6720, 0.9690]
    assert [round(end, 4) for end in find_wilson_interval(6, 18)] == [0.1628, 0.5625]
