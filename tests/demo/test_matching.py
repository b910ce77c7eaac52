"""The raid of the demo: five cases of their own, one pair that waits for an answer, written once."""

import pytest
from django.utils import timezone

from handrail.demo import raid_incident
from handrail.people.matching.models import CasePair, Incident
from handrail.people.matching.queries.case_joins_and_incident import get_case_matching_summary
from handrail.people.matching.queries.incidents import get_incident_detail, list_incidents
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.models import User
from handrail.platform.reference.actions import mark_database_as_demo_data_only
from support.demo_world import DemoBase, demo_base  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]


def test_five_people_found_together_and_one_who_was_met_before(demo_base: DemoBase) -> None:  # noqa: F811
    mark_database_as_demo_data_only(seed="tests")
    cast, today = demo_base.cast, timezone.localdate()
    for _ in range(2):
        raid_incident.load_raid(cast, today)
    assert (Incident.objects.count(), Case.objects.count(), CasePair.objects.count()) == (1, 6, 1)
    holly = User.objects.get(email="holly.marsh@example.org").actor
    page = get_incident_detail(holly, list_incidents(holly)[0].incident.pk)
    assert [line.called for line in page.people] == [
        "Gezim",
        "Luan",
        "Dung",
        "man with the grey cap",
        "Sofiya",
    ]
    links = get_case_matching_summary(
        get_case_open_to_actor_by_reference(holly, page.people[0].reference).case_access
    )
    assert (links.likes, [line.name for line in links.copied]) == (1, ["Crime reference", "Known later"])
