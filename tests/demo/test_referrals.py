"""The demo's referrals: every service can be reached, and each way of sending and each answer is there to look at."""

import pytest
from django.utils import timezone

from handrail.demo import pilot_measures, service_referrals
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.models import PilotExtension, PilotMeasure, Service
from handrail.people.cases.offers.models import Referral, ReferralLink
from handrail.people.cases.offers.queries.provider_contact import get_provider_contact
from handrail.people.cases.offers.text_choices import ReferralMethod
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine

ENOUGH = 8


@pytest.mark.django_db(databases="__all__")
def test_no_open_service_is_a_dead_end_and_each_state_of_a_referral_is_shown(demo_base):  # noqa: F811
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    services = Service.objects.filter(state="open").select_related("provider")
    without = [
        service.name
        for service in services
        if not {ReferralMethod.HANDRAIL, ReferralMethod.LINK} & set(get_provider_contact(service).methods)
    ]
    assert without == []
    assert any(ReferralMethod.HANDRAIL not in get_provider_contact(service).methods for service in services)
    ours = [case for case in plan.cases if case.body == "lantern" and 45 < (today - case.opened).days < 300]
    with use_simulated_clock(now) as clock:
        for case in ours[: ENOUGH * 2]:
            write_case(case, cast, clock, now)
    service_referrals.load_service_referrals(cast, today)
    service_referrals.load_service_referrals(cast, today)
    rows = Referral.objects.values_list("method", "answer", "answer_source")
    assert sorted(rows) == [
        ("letter", "accepted", "phone"),
        ("letter", "none_yet", ""),
        ("link", "accepted", "link"),
        ("link", "asks_more", "link"),
        ("link", "declined", "link"),
        ("link", "none_yet", ""),
        ("link", "waiting", "link"),
    ]
    assert Referral.objects.get(outcome="helped").outcome_by is None
    pilot_measures.load_pilot_measures_and_extension(cast, today)
    pilot_measures.load_pilot_measures_and_extension(cast, today)
    (extension,) = PilotExtension.objects.all()
    assert (extension.cites.count(), PilotMeasure.objects.count()) == (4, 5)
    live = ReferralLink.objects.get(ended_at__isnull=True)
    assert live.failed_tries == 2
