"""What the demo shows of figures: corrected days, an intervention with its result, a report that cites, districts."""

from collections import Counter
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from handrail.areas.reports.models import ReportSection, SectionFigure
from handrail.demo.corrected_days import CORRECTED_A_MONTH, correct_days_of_identification
from handrail.demo.figure_codes import pick_district
from handrail.demo.report_with_figures import CITED_MEASURES, SECTION, SLUG
from handrail.demo.signal_interventions import (
    FIND_OUT_TOGETHER,
    INTERVENTIONS,
    OFFICER_AT_DROP_IN,
    act_on_signal_to_its_result,
    choose_signal_to_act_on,
)
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.models import MonthScan, Signal
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.models import Event
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time
from support.demo_world import SmallDemo, small_demo  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LINCOLNSHIRE = "E23000020"


def current_days():
    rows = Event.objects.filter(event="identified", corrections=None)
    return sorted(rows.values_list("at", flat=True))


def test_five_people_a_month_were_known_a_month_earlier_and_nobody_twice(cast):
    published = shift_month(f"{today():%Y-%m}", -2)
    said = date.fromisoformat(f"{shift_month(published, -3)}-20")
    for _ in range(CORRECTED_A_MONTH + 1):
        case = opening.open_case(by=cast.worker.actor, identified=make_london_time(said, time(10)))
    area = str(case.area_id)
    assert correct_days_of_identification(area, published) == CORRECTED_A_MONTH
    before = said - timedelta(days=31)
    assert f"{before:%Y-%m}" == shift_month(f"{said:%Y-%m}", -1)
    assert current_days() == [*[before] * CORRECTED_A_MONTH, said]
    assert correct_days_of_identification(area, published) == 1  # who is left
    assert correct_days_of_identification(area, published) == 0
    assert current_days() == [before] * (CORRECTED_A_MONTH + 1)


def found(month, measure, *, breakdown="", value="", is_rise=True):
    scan, _ = MonthScan.objects.get_or_create(
        month=month, defaults={"series": 9, "history": 30, "scanned_at": timezone.now()}
    )
    return Signal.objects.create(
        scan=scan,
        area_code=LINCOLNSHIRE,
        measure=measure,
        breakdown=breakdown,
        value=value,
        is_rise=is_rise,
        span=3,
        band="thousand",
    )


def test_the_intervention_fits_what_rose(cast):
    assert choose_signal_to_act_on(LINCOLNSHIRE) is None
    other = found("2026-08", "conferences")
    assert choose_signal_to_act_on(LINCOLNSHIRE) == (other, FIND_OUT_TOGETHER)
    police = found("2026-08", "held-back", breakdown="about", value="police")
    found("2026-09", "identified")  # of a later scan
    assert choose_signal_to_act_on(LINCOLNSHIRE) == (police, OFFICER_AT_DROP_IN)


def test_an_intervention_is_followed_to_its_result(cast):
    month = shift_month(f"{today():%Y-%m}", -3)
    signal = found(month, "held-back", breakdown="about", value="police")
    act_on_signal_to_its_result(signal, OFFICER_AT_DROP_IN, today(), by=cast.commissioner.actor)
    signal.refresh_from_db()
    assert (signal.state, signal.follow_up.what, signal.follow_up.state) == (
        "accepted",
        OFFICER_AT_DROP_IN.what,
        "done",
    )
    updates = FollowUpUpdate.objects.filter(about=signal.follow_up_id).order_by("at")
    told = list(updates.values_list("state", "evidence"))
    assert told == [("open", ""), ("done", OFFICER_AT_DROP_IN.result)]


def test_each_intervention_is_of_a_series_that_is_scanned():
    for part in INTERVENTIONS:
        measure = MEASURES_BY_KEY[part.measure]
        assert measure.public
        assert not part.breakdown or part.value in {
            value for each in measure.by if each.code == part.breakdown for value in each.codes
        }


def test_a_report_that_is_prepared_cites_figures_with_their_trace(small_demo: SmallDemo) -> None:  # noqa: F811
    words = ReportSection.objects.get(report__slug=SLUG, code=SECTION).words
    figures = list(SectionFigure.objects.filter(section__report__slug=SLUG).order_by("number"))
    assert tuple(each.measure for each in figures) == CITED_MEASURES
    for figure in figures:
        assert f"[figure {figure.number}]" in words
        assert figure.publication_sha256
        assert figure.definition["question"]


def test_half_of_lincolnshire_is_around_boston_and_no_other_area_has_districts():
    drawn = Counter(pick_district(str(number), "lantern") for number in range(2_000))
    assert drawn.most_common(1)[0][0] == "boston-borough-council"
    assert 900 < drawn["boston-borough-council"] < 1_100  # half of 2,000, and 4.5 deviations of 22 each side
    assert len(drawn) == 8  # seven, and not known
    assert pick_district("1", "essex-charity") == ""
