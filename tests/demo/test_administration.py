"""What administrators and reviewers meet in the demo, over its cast and two cases."""

import datetime

import pytest
from django.utils import timezone

from handrail.demo import actions_bodies_users_and_services, administration_and_emergencies
from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import BODIES, USERS
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.emergencies.models import EmergencyAccess
from handrail.platform.access.models import Membership, User
from handrail.platform.administration.models import AccessDecision, Invitation
from handrail.platform.audit.verification import verify_trail
from support.cast import tell

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_invitations_a_second_role_reviews_and_an_emergency_that_waits():
    with use_simulated_clock(timezone.now() - datetime.timedelta(days=500)):
        actions_bodies_users_and_services.add_planned_demo_bodies(BODIES)
        actions_bodies_users_and_services.add_planned_demo_users(USERS)
        users = {user.email: user for user in User.objects.all()}
        actors = {worker.key: users[worker.email].actor for worker in USERS}
        tell(actors["ruth.adeyemi"])
        tell(actors["ruth.adeyemi"])
    cast = DemoLookups(actors=actors, bodies={}, languages={}, services={})
    for _ in range(2):  # the second time finds all there
        administration_and_emergencies.load_invitations_reviews_and_emergencies(cast, timezone.localdate())
        assert Invitation.objects.unanswered().count() == 2
        assert Membership.objects.count() == 1
        assert AccessDecision.objects.count() == 6
        assert EmergencyAccess.objects.count() == 2
        assert EmergencyAccess.objects.filter(reviewed_at=None).count() == 1
    assert verify_trail().faults == []
