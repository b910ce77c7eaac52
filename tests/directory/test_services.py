"""The directory answers: what can be offered here, now."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.queries import find_service, list_services_in_area
from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db

LINCOLNSHIRE, GWENT = "E23000020", "W15000002"


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_reference_data()


def _service(name: str, *areas: str, **about: object) -> Service:
    body, _ = Body.objects.get_or_create(
        code="rowan",
        defaults={"name": "Rowan", "kind": "charity", "source": "Test", "confidence": "confirmed"},
    )
    facts = {
        "kind": "navigator",
        "state": "open",
        "before": True,
        "everywhere": not areas,
        "changed_at": timezone.now(),
        **about,
    }
    row = Service.objects.create(provider=body, name=name, **facts)
    row.areas.set(areas)
    row.languages.set(["sq", "vi"])
    return row


def test_found_by_area_phase_and_kind() -> None:
    _service("Near", LINCOLNSHIRE)
    _service("Far", GWENT)
    _service("Everywhere")
    _service("After only", LINCOLNSHIRE, before=False, after=True)
    _service("Another type of leave", LINCOLNSHIRE, kind="go_bag")
    found = list_services_in_area(area_code=LINCOLNSHIRE, phase="before", kind="navigator")
    assert [line.name for line in found] == ["Everywhere", "Near"]


def test_only_what_is_open_is_offered_unless_asked() -> None:
    _service("Planned", state="planned")
    assert list_services_in_area(area_code=GWENT, phase="before") == []
    assert len(list_services_in_area(area_code=GWENT, phase="before", states=("planned",))) == 1


def test_an_old_offer_can_still_name_a_closed_service() -> None:
    row = _service("Closed", state="closed")
    found = find_service(row.pk)
    assert found is not None
    assert (found.name, found.need, found.languages) == ("Closed", "alongside", ("Albanian", "Vietnamese"))


def test_a_misspelt_phase_is_told_rather_than_answered_with_nothing() -> None:
    with pytest.raises(ValueError, match="is no phase"):
        list_services_in_area(area_code=GWENT, phase="befor")


def _statements(how_many: int) -> int:
    for number in range(how_many):
        _service(f"Service {number}", LINCOLNSHIRE)
    with CaptureQueriesContext(connection) as caught:
        list_services_in_area(area_code=LINCOLNSHIRE, phase="before")
    Service.objects.all().delete()
    return len(caught)


def test_the_number_of_statements_does_not_grow_with_the_services() -> None:
    assert _statements(2) == _statements(20) == 2


@pytest.mark.parametrize("wrong", [{"state": "maybe"}, {"before": False}])
def test_the_database_refuses_a_service_that_makes_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _service("Wrong", LINCOLNSHIRE, **wrong)
