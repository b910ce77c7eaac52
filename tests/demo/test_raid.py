"""The raid of the demo: five cases of their own, one pair that waits for an answer, written once."""

import pytest
from django.utils import timezone

from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.lists.queries.finding import find
from handrail.demo import linking
from handrail.demo.load import set_the_scene
from handrail.demo.plan import make
from handrail.linking.models import Incident, Pair
from handrail.linking.queries.incidents import incident_page, incidents
from handrail.linking.queries.of_case import links_of
from handrail.reference.actions import begin_invented

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_five_people_found_together_and_one_who_was_met_before() -> None:
    begin_invented(seed="tests")
    cast, today = set_the_scene(make(timezone.localdate(), size=1)), timezone.localdate()
    for _ in range(2):
        linking.write(cast, today)
    assert (Incident.objects.count(), Case.objects.count(), Pair.objects.count()) == (1, 6, 1)
    holly = User.objects.get(email="holly.marsh@example.org").actor
    page = incident_page(holly, incidents(holly)[0].incident_id)
    assert [line.called for line in page.people] == [
        "Gezim",
        "Luan",
        "Dung",
        "man with the grey cap",
        "Sofiya",
    ]
    links = links_of(find(holly, page.people[0].reference).sight)
    assert (links.likes, [line.name for line in links.copied]) == (1, ["Crime reference", "Known later"])
