"""The published directory is for anybody; the page about it for those who see services."""

import pytest

from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.open_referral.urls import urlpatterns
from handrail.directory.queries.published import make_location_id
from handrail.directory.vocabulary import TAXONOMIES, TERMS
from handrail.platform.reference.models import Body
from support.permission_checks import EVERYBODY, Doors

SEE_SERVICES = {
    *("worker", "colleague", "lead", "officer", "partner", "outsider", "housing"),
    *("liaison", "co_ordinator", "adviser"),
    *("commissioner", "signatory", "neighbour"),
}
ANYBODY = {None}


@pytest.fixture
def doors(cast) -> Doors:
    added = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Drop-in",
        kind="group",
        phases=["before"],
        state="open",
        everywhere=True,
        public=True,
    )
    key = Service.objects.get(pk=added).key
    arguments = {
        "open_referral_service": [str(key)],
        "open_referral_at_location": [str(make_location_id(key))],
        "open_referral_taxonomy": [str(TAXONOMIES[0].id)],
        "open_referral_term": [str(TERMS[0].id)],
    }
    who = {str(pattern.name): ANYBODY for pattern in urlpatterns} | {"open_referral_about": SEE_SERVICES}
    return Doors(urlpatterns, who, arguments)


def test_every_address_has_its_row(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_the_published_directory_is_open_to_everybody(cast, doors, part):
    assert doors.faults(cast, part) == []
