"""The drawn caseload at full size, 17,023 referrals and 4,929 reports: each published share within half a point.

Expected values are the published counts, copied here by hand from the block that they stand in.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache
from itertools import islice
from statistics import median

import pytest

from handrail.demo.published_nrm_figures import (
    get_published_counts_by_label,
    get_published_counts_by_label_combination,
    get_published_median_wait,
)
from handrail.demo.sampled_cases import iterate_sampled_cases
from handrail.demo.sampled_profiles import ELSEWHERE, ROUND, SampledProfile, iterate_sampled_profiles
from handrail.demo.sampled_timelines import get_cg_wait_days, get_rg_wait_days
from handrail.insight.disclosure.count_table import COUNTRY, CountTableCellKey
from handrail.insight.disclosure.random_rounding import round_month_figures_near_quarter_total
from handrail.insight.facts.case_fact import CaseFact
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.measures.engines import count_facts
from handrail.insight.publication.count_families import (
    GroupOfMeasuresOfSameFacts,
    list_groups_of_measures_of_same_facts,
    make_count_table_of_measure_group,
)
from handrail.insight.publication.months_and_quarters import list_months_of_quarter

HALF_A_POINT = 0.005
TODAY = date(2026, 11, 24)


@cache
def _row() -> list[SampledProfile]:
    """A full round. It takes seconds: drawn where a test asks for it, and not by each worker that reads this file."""
    return list(islice(iterate_sampled_profiles("handrail"), ROUND))


@cache
def _nrm() -> list[SampledProfile]:
    return [who for who in _row() if who.series == "nrm"]


@cache
def _dtn() -> list[SampledProfile]:
    return [who for who in _row() if who.series == "dtn"]


def _is_by_area(who: SampledProfile) -> bool:
    return who.responder == "Police" and who.area != ELSEWHERE


def _by_area() -> list[SampledProfile]:
    return [who for who in _nrm() if _is_by_area(who)]


def _furthest(
    row: list[SampledProfile],
    of: Callable[[SampledProfile], Hashable],
    published: Mapping[Hashable, float],
) -> float:
    found, all_ = Counter(map(of, row)), sum(published.values())
    assert set(found) <= set(published)
    return max(abs(found[key] / len(row) - number / all_) for key, number in published.items())


def test_a_full_round_is_the_published_base_and_those_who_have_not_answered() -> None:
    assert (len(_nrm()), len(_dtn()), len(_row())) == (17_023, 4_929, 24_000)


@pytest.mark.parametrize(
    ("part", "published"),
    [
        ("age", {"Adult": 8633, "Child": 7450, "Unknown": 940}),
        ("gender", {"Female": 4089, "Male": 12921, "Other": 12, "Unknown": 1}),
        (
            "exploitation",
            {
                "Criminal only": 4725,
                "Domestic only": 301,
                "Labour only": 4657,
                "Multiple types": 3818,
                "Not specified or unknown": 1838,
                "Organ Harvesting only": 5,
                "Sexual only": 1679,
            },
        ),
        (
            "responder",
            {
                "Government agency": 8244,
                "Local authority": 3955,
                "NGO and third sector": 878,
                "Police": 3946,
            },
        ),
        ("quarter", {"2023Q1": 4746, "2023Q2": 3998, "2023Q3": 4138, "2023Q4": 4141}),
        ("location", {"UK": 8377, "Overseas": 6163, "UK and Overseas": 2464}),
        ("authority", {"SCA": 13704, "IECA": 3300}),
    ],
)
def test_each_one_way_share(part: str, published: dict[Hashable, float]) -> None:
    assert _furthest(_nrm(), lambda who: getattr(who, part), published) < HALF_A_POINT


def test_nationalities_of_both_series_and_areas_of_the_police() -> None:
    assert (
        _furthest(
            _nrm(),
            lambda who: who.nationality,
            _wide(get_published_counts_by_label("nationality_age_gender")),
        )
        < HALF_A_POINT
    )
    assert (
        _furthest(
            _dtn(), lambda who: who.nationality, _wide(get_published_counts_by_label("dtn_nationality"))
        )
        < HALF_A_POINT
    )
    assert (
        _furthest(_dtn(), lambda who: who.quarter, _wide(get_published_counts_by_label("dtn_quarter")))
        < HALF_A_POINT
    )
    assert (
        _furthest(_by_area(), lambda who: who.area, _wide(get_published_counts_by_label("police_area_age")))
        < HALF_A_POINT
    )
    assert Counter(who.nationality for who in _nrm())["Albanian"] == 4055
    assert Counter(who.area for who in _by_area())["E23000020"] == 50


LARGE = set(get_published_counts_by_label("nationality_exploitation"))


def _wide(numbers: Mapping[str, int]) -> dict[Hashable, float]:
    return dict(numbers)


def _large(who: SampledProfile) -> str:
    return who.nationality if who.nationality in LARGE else "All other"


@pytest.mark.parametrize(
    ("block", "of"),
    [
        ("joint", lambda who: (who.responder, who.age, who.gender, who.exploitation)),
        ("nationality_age_gender", lambda who: (who.nationality, who.age, who.gender)),
        ("nationality_exploitation", lambda who: (_large(who), who.exploitation)),
        ("first_responder_nationality", lambda who: (who.responder, _large(who))),
        ("quarter_first_responder_type", lambda who: (who.quarter, who.responder)),
    ],
)
def test_each_joint_share_of_referrals(block: str, of: Callable[[SampledProfile], Hashable]) -> None:
    assert _furthest(_nrm(), of, dict(get_published_counts_by_label_combination(block))) < HALF_A_POINT


@pytest.mark.parametrize(
    ("block", "within", "of"),
    [
        (
            "police_nationality",
            lambda who: who.responder == "Police",
            lambda who: (who.nationality,),
        ),
        ("police_area_age", _is_by_area, lambda who: (who.area, who.age)),
        ("exploitation_multiple_mix", lambda who: bool(who.mix), lambda who: (who.mix,)),
        (
            "police_outside_areas",
            lambda who: who.area == ELSEWHERE,
            lambda who: (who.organisation,),
        ),
        (
            "first_responder_organisation",
            lambda who: who.responder in ("Government agency", "NGO and third sector"),
            lambda who: (who.responder, who.organisation),
        ),
    ],
)
def test_each_share_within_a_part(
    block: str, within: Callable[[SampledProfile], bool], of: Callable[[SampledProfile], Hashable]
) -> None:
    row = [who for who in _nrm() if within(who)]
    assert _furthest(row, of, dict(get_published_counts_by_label_combination(block))) < HALF_A_POINT


@pytest.mark.parametrize(
    ("age", "rg", "cg"), [("Adult", 0.414, 0.576), ("Child", 0.739, 0.807), ("Unknown", 0.392, 0.548)]
)
def test_as_many_decisions_are_positive_as_were(age: str, rg: float, cg: float) -> None:
    of_age = [who for who in _nrm() if who.age == age]
    positive = [who for who in of_age if who.rg_positive]
    assert len(positive) / len(of_age) == pytest.approx(rg, abs=HALF_A_POINT)
    assert sum(who.cg_positive for who in positive) / len(positive) == pytest.approx(cg, abs=HALF_A_POINT)


def test_waits_have_the_published_medians_and_say_how_sure_those_are() -> None:
    assert median(get_rg_wait_days(who) for who in _nrm()) == pytest.approx(47, abs=1)
    assert median(get_cg_wait_days(who) for who in _nrm()) == pytest.approx(526, rel=0.02)
    assert median(get_cg_wait_days(who) for who in _nrm() if who.gender == "Female") == pytest.approx(
        904, rel=0.02
    )
    assert (
        get_published_median_wait("rg_median_days").confidence,
        get_published_median_wait("cg_median_days").confidence,
    ) == (
        "secondary",
        "confirmed",
    )


def test_a_caseload_of_two_thousand_is_about_as_the_whole() -> None:
    few = [who for who in _row()[:2000] if who.series == "nrm"]
    assert (
        _furthest(few, lambda who: who.age, _wide(get_published_counts_by_label("joint", 1)))
        < 2 * HALF_A_POINT
    )
    assert (
        _furthest(few, lambda who: who.exploitation, _wide(get_published_counts_by_label("joint", 3)))
        < 2 * HALF_A_POINT
    )
    assert (
        _furthest(
            few, lambda who: who.nationality, _wide(get_published_counts_by_label("nationality_age_gender"))
        )
        < 4 * HALF_A_POINT
    )


def test_a_longer_caseload_begins_with_the_shorter_one_and_another_seed_is_another() -> None:
    short = list(islice(iterate_sampled_cases(TODAY, "handrail"), 30))
    assert repr(list(islice(iterate_sampled_cases(TODAY, "handrail"), 60))[:30]) == repr(short)
    assert repr(list(islice(iterate_sampled_cases(TODAY, "other"), 30))) != repr(short)


def test_every_phase_is_met_and_a_quarter_of_the_calendar_is_the_published_one() -> None:
    cases = list(islice(iterate_sampled_cases(TODAY, "handrail"), 1000))
    last = {case.events[-1].event for case in cases if case.events}
    assert {"nrm_undecided", "nrm_referred", "rg_notice_received", "duty_to_notify_sent"} <= last
    for case, who in zip(cases, _row(), strict=False):
        told = [event.at for event in case.events if event.event in ("nrm_referred", "duty_to_notify_sent")]
        if who.series == "nrm" and told:
            assert abs((told[0].month - 1) // 3 + 1 - int(who.quarter[-1])) in (
                0,
                1,
                3,
            )  # a working day before
        assert case.opened <= TODAY


REFERRED = {"2023-Q1": 4746, "2023-Q2": 3998, "2023-Q3": 4138, "2023-Q4": 4141}
AGES = {"Adult": ("adult", 8633), "Child": ("child", 7450), "Unknown": ("unsure", 940)}


def _make_facts() -> list[CaseFact]:
    """One for each referral and report; a quarter's in turn to its three months, all in turn to 43 areas."""
    facts, numbers = list[CaseFact](), Counter[str]()
    for n, who in enumerate((*_nrm(), *_dtn())):
        quarter = int(who.quarter[-1])
        numbers[who.quarter] += 1
        kind = "referred" if who.series == "nrm" else "duty_to_notify"
        month = f"2023-{quarter * 3 - numbers[who.quarter] % 3:02}"
        age = AGES[who.age][0] if who.age in AGES else "adult"
        facts.append(CaseFact(f"p{n}", kind, 0, month, 3, area=f"A{n % 43:02}", age=age))
    return facts


def _draw_quarter(
    family: GroupOfMeasuresOfSameFacts, counted: list[TrueCount], quarter: str
) -> tuple[Counter[str], int]:
    """The country's figures by age, the whole by nothing; and how far the quarter may be from the truth."""
    shown, carried, within = Counter[str](), Counter[CountTableCellKey](), 0
    for month in list_months_of_quarter(quarter):
        truth: dict[str, dict[CountTableCellKey, int]] = {measure.key: {} for measure in family.measures}
        for cell in counted:
            if cell.month == month and cell.measure in truth:
                truth[cell.measure][CountTableCellKey(cell.area, cell.breakdown, cell.value)] = cell.people
        table = make_count_table_of_measure_group(family, truth)
        drawn, tolerance = round_month_figures_near_quarter_total(table, carried)
        within = max(within, tolerance)
        for key in table.list_keys():
            carried[key] += drawn.count(key) - table.count(key)
            if key.area == COUNTRY and key.breakdown in ("", "age"):
                shown[key.value] += drawn.count(key)
    return shown, within


def test_facts_counted_and_drawn_give_the_published_totals_of_2023() -> None:
    """From the caseload by facts, statements and rounding to figures: each quarter within what its figures say."""
    measures = [MEASURES_BY_KEY[key] for key in ("referred", "referred-in-a-week", "duty-to-notify")]
    with FactDatabase() as database:
        database.add_facts(_make_facts())
        counted = count_facts(database, measures, "2023-01", "2023-12", engine="duckdb")
    nrm, reports = list_groups_of_measures_of_same_facts(measures)
    drawn = {quarter: _draw_quarter(nrm, counted, quarter) for quarter in REFERRED}
    for quarter, published in REFERRED.items():
        shown, within = drawn[quarter]
        assert abs(shown[""] - published) <= within
    reach = sum(within for _, within in drawn.values())
    for code, published in AGES.values():
        assert abs(sum(shown[code] for shown, _ in drawn.values()) - published) <= reach
    told = [_draw_quarter(reports, counted, quarter) for quarter in REFERRED]
    assert abs(sum(shown[""] for shown, _ in told) - 4929) <= sum(within for _, within in told)
