"""The lines of the demo: a contract of 2022 with its fund, a grant that was renewed, one from an assessment."""

import datetime

import pytest
from django.utils import timezone

from handrail.areas.commissioning.models import CommissionedService
from handrail.areas.needs.models import CommissioningIntention
from handrail.demo import actions_bodies_users_and_services
from handrail.demo.case_writer import DemoLookups
from handrail.demo.commissioned_services import load_commissioned_services
from handrail.demo.needs_assessments import load_surveys_and_needs_assessments
from handrail.demo.planned_bodies_and_users import BODIES, CHESHIRE, USERS
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import add_months, make_london_time
from support.published_figures import LINCOLNSHIRE, publish_months

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_lines_are_written_once_through_the_actions_that_people_use():
    cast = _make_cast()
    load_surveys_and_needs_assessments(cast, timezone.localdate())
    for _ in range(2):  # the second time finds all there
        load_commissioned_services(cast, timezone.localdate())
        stages = dict(CommissionedService.objects.values_list("title", "stage"))
    assert stages == {
        "Victim care service": "live",
        "Modern slavery support grant": "ended",
        "Modern slavery support grant from 2023": "live",
        "Evening navigators": "review",
        "Interpreters by phone and in person": "tender",
        "Victim navigators, East Midlands": "specification",
        "Places before a referral": "decision",
    }
    places = CommissionedService.objects.get(title="Places before a referral")
    intention = CommissioningIntention.objects.get(pk=places.intention_id)
    assert (intention.decision, intention.finding.number) == ("go_on", 1)
    assert places.clauses.get().citations.get().source_id == str(intention.finding_id)
    contract = CommissionedService.objects.get(title="Victim care service")
    live = contract.moves.get(stage="live")
    assert (live.on, contract.fund is not None) == (datetime.date(2022, 4, 1), True)
    grant = CommissionedService.objects.get(title="Modern slavery support grant")
    returned = list(grant.award.underspends.values_list("until", "pence", "decision"))
    assert returned == [
        (datetime.date(2022, 3, 31), 2_500_00, "return"),  # 72,000 less 69,500 claimed
        (datetime.date(2023, 3, 31), 5_294_20, "return"),  # 129,244.20 less 123,950 claimed
    ]
    assert sum(pence for _, pence, _ in returned) == grant.award.left_pence
    assert grant.award.awarded_pence == 72_000_00 + 72_000_00 + 57_244_20
    assert grant.reviews.get().decision.decided_on < grant.reviews.get().decide_by
    assert set(grant.reviews.get().risks.values_list("state", "follow_up__state")) == {("closed", "done")}
    linked = CommissionedService.objects.filter(intention_id__isnull=False)
    assert linked.count() == 4  # of two assessments; the other areas' documents are outside Handrail


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("today", "grant", "contract"),
    [
        (
            datetime.date(2026, 12, 4),
            "live",
            "live",
        ),  # 95 days after a bank holiday, on which no survey is opened
        (datetime.date(2026, 12, 27), "live", "live"),
        (datetime.date(2027, 3, 31), "live", "live"),  # the last day of four years
        (datetime.date(2027, 4, 1), "ended", "live"),
        (datetime.date(2028, 2, 29), "ended", "live"),
        (datetime.date(2029, 4, 1), "ended", "ended"),
    ],
    ids=str,
)
def test_an_agreement_has_ended_once_its_last_day_is_over(monkeypatch, today, grant, contract):
    small_hours = make_london_time(today, datetime.time(0, 30))
    monkeypatch.setattr(timezone, "now", lambda: small_hours)
    cast = _make_cast()
    load_surveys_and_needs_assessments(cast, today)
    load_commissioned_services(cast, today)
    stages = dict(CommissionedService.objects.values_list("title", "stage"))
    assert stages["Modern slavery support grant from 2023"] == grant
    assert stages["Victim care service"] == contract
    assert stages["Evening navigators"] == "review"
    award = CommissionedService.objects.get(title="Victim care service").award
    claimed = set(award.quarters.filter(claims__isnull=False).values_list("starts_on", flat=True))
    over = [
        first for first in _list_quarters_from_april_2022(today) if add_months(first, 3) + TEN_DAYS <= today
    ]
    assert claimed == set(over), "each quarter that ended ten days ago is claimed, until the contract ends"


TEN_DAYS = datetime.timedelta(days=9)
"""After the first day of the next quarter: a claim is made on the tenth."""


def _list_quarters_from_april_2022(today: datetime.date) -> list[datetime.date]:
    """Of the five years of the contract and the two of its extension, those that have begun."""
    quarters = [datetime.date(2022 + n // 4, 1 + 3 * (n % 4), 1) for n in range(1, 29)]
    return [first for first in quarters if first <= today]


def _make_cast() -> DemoLookups:
    """The demo's people, and a quarter of figures."""
    with use_simulated_clock(timezone.now() - datetime.timedelta(days=3000)):
        actions_bodies_users_and_services.add_planned_demo_bodies(BODIES)
        actions_bodies_users_and_services.add_planned_demo_users(USERS)
    users = {user.email: user for user in User.objects.all()}
    actors = {worker.key: users[worker.email].actor for worker in USERS}
    publish_months("2026-07", 3, {"needs-unmet": {"": 10}}, (COUNTRY, CHESHIRE, LINCOLNSHIRE))
    return DemoLookups(actors=actors, bodies={}, languages={}, services={})
