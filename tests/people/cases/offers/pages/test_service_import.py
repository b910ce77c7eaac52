"""Bringing a list in through the pages: read, reported, then all of it or nothing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handrail.directory.incoming.import_csv_reader import make_csv_template
from handrail.directory.models import Service, ServiceImport
from support.oruk import fixture

IMPORT = "/services/import/"


def send(client, content: bytes, where="csv", name="list.csv", follow=False, **more):
    file = SimpleUploadedFile(name, content)
    return client.post(IMPORT, {"where": where, "file": file, **more}, follow=follow)


def get_errors(client, **typed) -> str:
    """The page that a form with errors leads to."""
    return client.post(IMPORT, typed, follow=True).content.decode()


@pytest.fixture
def keeper(cast, signed_in):
    return signed_in(cast.commissioner)


def test_the_template_is_downloaded_filled_in_read_and_added(keeper):
    reply = keeper.get(reverse("import_template"))
    assert reply["Content-Disposition"].endswith('filename="services.csv"')
    assert reply.content.decode() == make_csv_template()
    sent = send(keeper, reply.content)
    assert sent.status_code == 302
    page = keeper.get(sent["Location"]).content.decode()
    assert "Will be added" in page
    assert "Money clinic" in page
    assert Service.objects.count() == 0
    assert keeper.post(sent["Location"], {"all_the_same": "9" * 5_000}).status_code == 302
    assert Service.objects.get().name == "Money clinic"
    again = keeper.post(sent["Location"], follow=True)
    assert "That list has already been added." in again.content.decode()
    assert Service.objects.count() == 1


def test_a_file_of_another_directory_is_read(keeper):
    content = json.dumps(fixture("Default", "service_list")).encode()
    without = send(keeper, content, "json", "feed.json", follow=True)
    assert "Choose what the services are" in without.content.decode()
    sent = send(keeper, content, "json", "feed.json", kind="counselling", phases=["before"], area="")
    page = keeper.get(sent["Location"]).content.decode()
    assert "Community Counselling" in page
    keeper.post(sent["Location"])
    assert (Service.objects.get().kind, Service.objects.get().state) == ("counselling", "open")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "must name the columns"), (b"\xff\xfe", "not text in UTF-8"), (b"a,b\n1,2", "Missing: provider")],
)
def test_what_cannot_be_read_is_told_on_the_form_and_kept_nowhere(keeper, content, words):
    reply = send(keeper, content, follow=True)
    assert reply.status_code == 200
    assert words in reply.content.decode()
    assert ServiceImport.objects.count() == 0


@pytest.mark.parametrize(
    "address", ["http://example.org", "https://127.0.0.1/", "https://localhost/", "file:///etc/passwd", "x"]
)
def test_an_address_where_we_do_not_look_is_told_on_the_form(keeper, address):
    asked = {"where": "feed", "address": address, "kind": "group", "phases": ["before"], "area": ""}
    assert "There is a problem" in get_errors(keeper, **asked)
    assert ServiceImport.objects.count() == 0


def test_a_form_that_says_nothing_says_what_is_missing(keeper):
    assert "Choose where the list comes from" in get_errors(keeper)
    assert "Choose the file" in get_errors(keeper, where="csv")
    assert "Enter the address of the feed" in get_errors(keeper, where="feed")
