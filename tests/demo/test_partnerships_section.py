"""The demo's boards share help and are asked for trust; London's campaign answers a drop that was scanned."""

from collections import Counter
from itertools import islice

import pytest
from django.utils import timezone

from handrail.areas.partnerships.models import Escalation, Group, GroupSurvey, SharedHelp
from handrail.areas.prevention.models import Campaign, Strategy, StrategyEdition
from handrail.demo.demo_plan import SEED
from handrail.demo.london_prevention import HIDDEN, load_london_prevention
from handrail.demo.partnerships import load_partnerships
from handrail.demo.sampled_cases import DROP_AREA, iterate_sampled_cases
from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions.scanning import scan_month
from support.demo_world import demo_base  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db]
CASES = 1_900
"""About what a demo of 2,000 samples."""


def count_referrals(today) -> list[TrueCount]:
    """Of the sampled cases, by area and month."""
    found = Counter(
        (f"{event.at:%Y-%m}", case.area)
        for case in islice(iterate_sampled_cases(today, SEED), CASES)
        for event in case.events
        if event.event == "nrm_referred"
    )
    return [TrueCount("referred", month, area, "", "", people) for (month, area), people in found.items()]


def test_londons_campaign_answers_a_drop_that_the_scan_found(demo_base):  # noqa: F811
    today = timezone.localdate()
    counted = count_referrals(today)
    for back in (3, 2, 1):
        scan_month(shift_month(f"{today:%Y-%m}", -back), counted)
    load_london_prevention(demo_base.cast, today)
    campaign = Campaign.objects.select_related("signal__scan").get(title=HIDDEN)
    signal = campaign.signal
    assert (signal.area_code, signal.measure, signal.is_rise) == (DROP_AREA, "referred", False)
    assert signal.state == "accepted"
    assert f"{campaign.starts_on:%Y-%m}" > signal.scan_id
    assert campaign.partners.count() == 3
    assert [row.evidence.count() for row in Strategy.objects.get().priorities.all()] == [0, 1]
    assert StrategyEdition.objects.count() == 2
    assert {bool(row.approved_on) for row in campaign.materials.all()} == {True, False}


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
