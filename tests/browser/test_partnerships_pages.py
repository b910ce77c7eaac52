"""Every page of boards, forums and networks at both widths, with something in every place, and with nothing yet."""

from django.test import Client
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.partnerships.urls import urlpatterns
from support.cast import sign_in
from support.partnerships import partnership_arguments, publish_service

FILES = {"year_report_file"}
WHO = ("commissioner", "lead", "collator")
"""Who convenes the board, who has a seat at it, and who convenes the network."""


def test_every_page_can_be_used(cast, desk):
    arguments = partnership_arguments(cast)
    publish_service(cast)
    addresses = {
        reverse(name, args=arguments.get(name, []))
        for name in {str(pattern.name) for pattern in urlpatterns} - FILES
    }
    told = []
    for who in WHO:
        client = sign_in(Client(), getattr(cast, who))
        opened = {address for address in sorted(addresses) if client.get(address).status_code == 200}
        walker = Walker(desk(getattr(cast, who)))
        told += [each for address in sorted(opened) for each in fault(walker, address)]
        addresses -= opened
    assert told == []
    assert addresses == set()


def test_empty_places_can_be_used(cast, desk):
    assert fault(Walker(desk(cast.commissioner)), reverse("partnerships")) == []
