"""The lines of the demo: a contract of 2022 with its fund, a grant that was renewed, a pilot in review, a tender."""

import datetime

import pytest
from django.utils import timezone

from handrail.areas.commissioning.models import CommissionedService
from handrail.demo import actions_bodies_users_and_services
from handrail.demo.case_writer import DemoLookups
from handrail.demo.commissioned_services import load_commissioned_services
from handrail.demo.planned_bodies_and_users import BODIES, USERS
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.models import User

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_lines_are_written_once_through_the_actions_that_people_use():
    with use_simulated_clock(timezone.now() - datetime.timedelta(days=3000)):
        actions_bodies_users_and_services.add_planned_demo_bodies(BODIES)
        actions_bodies_users_and_services.add_planned_demo_users(USERS)
    users = {user.email: user for user in User.objects.all()}
    actors = {worker.key: users[worker.email].actor for worker in USERS}
    cast = DemoLookups(actors=actors, bodies={}, languages={}, services={})
    for _ in range(2):  # the second time finds all there
        load_commissioned_services(cast, timezone.localdate())
        stages = dict(CommissionedService.objects.values_list("title", "stage"))
    assert stages == {
        "Victim care service": "live",
        "Modern slavery support grant": "ended",
        "Evening navigators": "review",
        "Interpreters by phone and in person": "tender",
    }
    contract = CommissionedService.objects.get(title="Victim care service")
    live = contract.moves.get(stage="live")
    assert (live.on, contract.fund is not None) == (datetime.date(2022, 4, 1), True)
    grant = CommissionedService.objects.get(title="Modern slavery support grant")
    assert grant.award.awarded_pence == 72_000_00 + 72_000_00 + 57_244_20
    assert grant.reviews.get().decision.decided_on < grant.reviews.get().decide_by
