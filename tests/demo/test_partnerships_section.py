"""The demo's boards share help and are asked for trust; London's campaign answers a drop that the scan finds."""

from collections import Counter
from datetime import date, time

import numpy as np
import pytest
from django.utils import timezone

from handrail.areas.partnerships.models import Escalation, Group, GroupSurvey, SharedHelp
from handrail.areas.prevention.models import Campaign, Strategy, StrategyEdition
from handrail.demo.demo_plan import SIZE, make_demo_plan
from handrail.demo.london_prevention import HIDDEN, load_london_prevention
from handrail.demo.partnerships import load_partnerships
from handrail.demo.plan_types import PlannedCase
from handrail.demo.sampled_cases import DROP_AREA
from handrail.insight.facts.case_history import CaseHistory, ConsentQuestionAnswer, UncorrectedCaseEvent
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_facts
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions.scanning import MONTHS_READ, scan_month
from handrail.insight.signals.change_scan import FALSE_SHARE, compute_chance_probabilities
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.kernel.dates import make_london_time
from support.demo_world import demo_base  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db]
MOST_SERIES = 10_000
"""More than a scan of the demo has: a p that passes among so many passes whatever the others are."""


def make_history(case: PlannedCase) -> CaseHistory:
    """What the demo's case tells the exporter: its events and codes."""
    said = case.circumstances
    return CaseHistory(
        pseudonym=case.key,
        opened_on=case.opened,
        area=case.area,
        age=case.person.age,
        gender=said.gender if said else "not_known",
        funds="not_known",
        exploitation=said.exploitation if said else "not_known",
        heard=said.heard_of_us if said else "not_known",
        events=[
            UncorrectedCaseEvent(each.event, each.at, "before", each.referral or 0) for each in case.events
        ],
        consents=[ConsentQuestionAnswer(each.matter, each.said, each.on) for each in case.agreements],
    )


def scan_demo(today: date, size: int) -> None:
    """Scan the months that the demo scans, over every public measure of its own plan."""
    months = [shift_month(f"{today:%Y-%m}", -back) for back in (3, 2, 1)]
    measures = [measure for measure in MEASURES if measure.public]
    with FactDatabase() as database:
        database.add_facts(
            fact
            for case in make_demo_plan(today, size=size).cases
            for fact in derive_case_facts(make_history(case), today)
        )
        counted = count_facts(database, measures, shift_month(months[0], 1 - MONTHS_READ), months[-1])
    for month in months:
        scan_month(month, counted)


def test_londons_campaign_answers_the_drop_of_the_default_demo(demo_base):  # noqa: F811
    today = timezone.localdate()
    scan_demo(today, SIZE)
    assert min(MonthScan.objects.values_list("series", flat=True)) > 1_000
    load_london_prevention(demo_base.cast, today)
    campaign = Campaign.objects.select_related("signal__scan").get(title=HIDDEN)
    signal = campaign.signal
    assert (signal.area_code, signal.measure, signal.is_rise) == (DROP_AREA, "referred", False)
    assert signal.state == "accepted"
    assert f"{campaign.starts_on:%Y-%m}" > signal.scan_id
    assert campaign.budget
    assert campaign.partners.count() == 3
    assert campaign.activities.exclude(heard="").count() == 2  # so that what follows is counted
    assert [row.evidence.count() for row in Strategy.objects.get().priorities.all()] == [0, 1]
    assert StrategyEdition.objects.count() == 2
    assert all(row.approved_on < campaign.starts_on for row in campaign.materials.all())
    assert campaign.funding_kind == "bid"
    fallen = Signal.objects.filter(scan=signal.scan_id, area_code=DROP_AREA, is_rise=False)
    assert not fallen.filter(state="new").exists()  # one decision covers what has one cause


def test_where_nothing_was_found_nothing_answers_it(demo_base):  # noqa: F811
    load_london_prevention(demo_base.cast, timezone.localdate())
    assert not Campaign.objects.exists()
    assert StrategyEdition.objects.count() == 1


@pytest.mark.parametrize("day", [date(2027, 2, 28), date(2028, 2, 29), date(2027, 7, 1)])
def test_the_drop_passes_among_ten_thousand_series_on_other_days(day):
    """Of the year, those days on which the drop is least likely to be found, and a leap day."""
    referred = Counter(
        (case.area, f"{event.at:%Y-%m}")
        for case in make_demo_plan(day).cases
        for event in case.events
        if event.event == "nrm_referred"
    )
    scanned = shift_month(f"{day:%Y-%m}", -3)
    months = [shift_month(scanned, -back) for back in reversed(range(MONTHS_READ - 7))]
    areas = sorted({area for area, _ in referred})
    counts = np.array([[referred[area, month] for month in months] for area in areas])
    p, rises, spans = compute_chance_probabilities(counts, np.zeros(len(areas), int))
    place = areas.index(DROP_AREA)
    assert (bool(rises[place]), int(spans[place])) == (False, 6)
    assert p[place] <= FALSE_SHARE / MOST_SERIES


def test_groups_are_written_once_and_a_forum_shares_help_and_measures_trust(demo_base):  # noqa: F811
    today, cast = timezone.localdate(), demo_base.cast
    load_partnerships(cast, today)
    before = Group.objects.count()
    load_partnerships(cast, today)
    assert Group.objects.count() == before
    forum = Group.objects.get(name="NGO Forum")
    shared = SharedHelp.objects.filter(group=forum)
    assert [row.service_id is None for row in shared.order_by("service_id")].count(True) == 1
    assert shared.count() == 2
    survey = GroupSurvey.objects.select_related("survey").get(group=forum).survey
    assert (survey.kind, survey.state) == ("trust", "closed")
    asked = Escalation.objects.get(action__group=forum)
    assert asked.answer
    assert asked.asked_on < today
    board = Group.objects.get(name="Challenger Executive Board")
    for group in (board, *Group.objects.filter(body=board.body)):
        assert group.meetings.filter(state="held").exists(), group.name
    assert board.meetings.filter(state="held", held_on__range=(asked.asked_on, asked.answered_on)).exists()
    network = Group.objects.get(name="Cleveland Anti-Slavery Network")
    assert network.meetings.filter(state="held", held_on__year=2018).exists()
    county = Group.objects.get(name__startswith="Wiltshire")
    assert county.seats.filter(state="accepted").count() == 3
    assert county.meetings.filter(state="held").count() == 1


def test_a_group_of_more_than_ten_years_has_the_meetings_of_a_year_ahead(demo_base, monkeypatch):  # noqa: F811
    day = date(2028, 5, 29)  # a bank holiday
    moment = make_london_time(day, time(0, 30))
    monkeypatch.setattr(timezone, "now", lambda: moment)
    load_partnerships(demo_base.cast, day)
    network = Group.objects.get(name="Cleveland Anti-Slavery Network")
    assert network.starts_on == date(2018, 4, 16)
    assert network.meetings.filter(planned_on__gt=day).count() == network.meetings_a_year == 4
