"""The list of services as a page: codes in the address, typed names never."""

from django.urls import reverse
from django.utils import timezone

from handrail.directory.models import Service


def add_service(body, name):
    return Service.objects.create(
        provider=body,
        name=name,
        kind="navigator",
        state="open",
        before=True,
        everywhere=True,
        changed_at=timezone.now(),
    )


def test_a_typed_name_is_found_and_is_in_no_address(cast, signed_in):
    for name in ("Harbour advice", "Meadow advice"):
        add_service(cast.worker.body, name)
    client = signed_in(cast.worker)
    answer = client.post(
        reverse("services"), {"q": " harbour ", "provider": "", "area": "", "kind": "navigator"}, follow=True
    )
    address = answer.redirect_chain[-1][0]
    assert "harbour" not in address.lower()
    assert "kind=navigator" in address
    page = answer.content.decode()
    assert "Harbour advice" in page
    assert "Meadow advice" not in page
    assert "Harbour advice" in client.get(address).content.decode()  # Reload and Back show it again


def test_a_search_that_has_ended_says_so_and_shows_all(cast, signed_in):
    add_service(cast.worker.body, "Harbour advice")
    page = signed_in(cast.worker).get(f"{reverse('services')}?area=&q=old-token").content.decode()
    assert "This search has ended" in page
    assert "Harbour advice" in page
