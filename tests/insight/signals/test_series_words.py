"""A series in words: the measure, and which part of the people, as people say it."""

import re

import pytest

from handrail.insight.measures.breakdowns import DISTRICT
from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.signals.models import MonthScan, Signal
from handrail.insight.signals.queries import describe_signal
from handrail.insight.signals.series_words import BREAKDOWN_PATTERNS, PART_PATTERNS, describe_series


@pytest.mark.parametrize(
    ("measure", "breakdown", "value", "part"),
    [
        ("identified", "", "", ""),
        ("identified", "age", "adult", ", adults"),
        ("identified", "gender", "female", ", women and girls"),
        ("identified", "region", "europe", ", from the rest of Europe"),
        ("identified", "language", "english", ", who speak English or Welsh"),
        ("identified", "heard", "home_off", ", who heard of us from the Home Office or Border Force"),
        ("identified", "sector", "farms", ", made to work in farms and food"),
        ("identified", "district", "boston-borough-council", ", in Boston Borough Council"),
        ("identified", "exploitation", "not_known", ", kind of exploitation not known"),
        ("mind-changed", "cause", "safe_place", " because they had a safe place to stay"),
        ("mind-changed", "cause", "legal_advice", " because of legal or immigration advice"),
        ("held-back", "doubt", "no_trust", " because they trust no one yet"),
        ("held-back", "doubt", "reprisal", " because of what might be done to them or their family"),
        ("held-back", "about", "police", " because they are wary of the police"),
        ("held-back", "about", "name", " because they are wary of giving their name"),
        ("engaged-support", "after", "months_3", ", 3 months after the case was opened"),
        ("investigations-open", "after", "months_6", ", 6 months after the crime was recorded"),
        ("needs", "phase", "before", ", before the NRM"),
        ("choice-about-nrm", "chosen", "no", ", people who do not want it"),
    ],
)
def test_a_part_is_said_in_words(measure, breakdown, value, part):
    whole = describe_series(MEASURES_BY_KEY[measure], "", "")
    assert describe_series(MEASURES_BY_KEY[measure], breakdown, value) == f"{whole}{part}"


def test_no_title_is_built_of_codes_or_says_a_breakdown_with_a_colon():
    """But those of a service's need and phase, which are two answers."""
    for measure in MEASURES:
        for breakdown in measure.by:
            if breakdown is DISTRICT or "." in breakdown.codes[0]:
                continue
            for value in breakdown.codes:
                said = describe_series(measure, breakdown.code, value)
                name = describe_series(measure, "", "")
                assert said.startswith(name)
                assert not re.search(r"[a-z]_[a-z]|[{}]", said), said


def test_each_pattern_is_of_a_breakdown_and_a_value_that_are_counted():
    known = {(each.code, value) for measure in MEASURES for each in measure.by for value in each.codes}
    assert set(PART_PATTERNS) <= known
    assert set(BREAKDOWN_PATTERNS) <= {code for code, _ in known}


@pytest.mark.parametrize(("is_rise", "way"), [(True, "rise"), (False, "fall")])
def test_the_direction_and_the_month_come_last(is_rise, way):
    signal = Signal(
        scan=MonthScan(month="2026-09"), area_code="E23000020", measure="identified", breakdown="age", value="adult",
        is_rise=is_rise, span=1, band="hundred",
    )  # fmt: skip
    words = describe_signal(signal, {"E23000020": "Lincolnshire"})
    assert words.title == f"People identified, adults: unusual {way}"
    assert words.headline == f"People identified, adults: unusual {way} in September 2026"
    assert words.area == "Lincolnshire"
