"""What is sent: in UTF-8 or not read at all; files that add up to too much refused, with what to do instead."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.urls import reverse

from handrail.platform.files.models import Paper
from handrail.platform.files.uploads import MAX_UPLOAD_BYTES
from handrail.site.utf8_guard import refuse_other_encodings
from support import sample_files as made

MEGABYTE = 1024 * 1024


@pytest.fixture
def address(told):
    return reverse("add_paper", args=[told.reference])


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def sent(told, *files):
    extra = {f"more{number}": file for number, file in enumerate(files[1:])}
    return {"kind": "health", "description": "", "file": files[0], **extra}


def body(charset):
    words = b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n\\ud800\r\n--x--\r\n'
    return words, f"multipart/form-data; boundary=x; charset={charset}"


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "raw_unicode_escape", "utf-16", "utf-7", "latin-1", "x", ""]
)
def test_letters_of_another_kind_are_not_read(told, client, charset):
    words, kind = body(charset)
    address = reverse("add_need", args=[told.reference])
    assert client.generic("POST", address, words, content_type=kind).status_code == 400
    assert client.get("/find/?q=%5Cud800", CONTENT_TYPE=f"x/y; charset={charset}").status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf_8_is_read_however_it_is_spelt(told, client, charset):
    words, kind = body(charset)
    address = reverse("add_need", args=[told.reference])
    assert client.generic("POST", address, words, content_type=kind).status_code == 302


@pytest.mark.parametrize("number", [2, 20])
def test_files_of_one_request_may_not_add_up_to_more_than_one_alone(told, client, address, number):
    files = [SimpleUploadedFile(f"{n}.txt", b"a" * (MAX_UPLOAD_BYTES // number + 1)) for n in range(number)]
    page = client.post(address, sent(told, *files))
    assert page.status_code == 413
    assert "one file at a time, of at most 25 MB" in page.content.decode()
    assert not Paper.objects.exists()


def test_behind_one_that_is_too_large_alone_there_is_no_room(told, client, address):
    large = SimpleUploadedFile("a.txt", b"a" * (MAX_UPLOAD_BYTES + 1))
    assert client.post(address, sent(told, large, SimpleUploadedFile("b.txt", b"b"))).status_code == 413


def test_files_that_add_up_to_less_are_taken(told, client, address):
    files = [SimpleUploadedFile(f"{n}.txt", made.TEXT * 1000) for n in range(3)]
    assert client.post(address, sent(told, *files)).status_code == 302
    assert Paper.objects.get().size == len(made.TEXT) * 1000


def test_more_text_than_a_form_can_hold_is_said(told, client, address):
    page = client.post(address, {"description": "a" * (3 * MEGABYTE)})
    assert page.status_code == 413


@pytest.mark.parametrize(
    ("charset", "status"),
    [
        ("idna", "400 Bad Request"),
        ("punycode", "400 Bad Request"),
        ("x", "400 Bad Request"),
        ("utf-8", "200 OK"),
    ],
)
def test_an_address_in_other_letters_is_refused_before_it_is_read(charset, status):
    def reads(environ, start_response):
        WSGIRequest(environ).GET  # noqa: B018 - asked for is read
        start_response("200 OK", [])
        return []

    asked = RequestFactory().get("/help/?a=%C3%A9").environ
    answers = []
    refuse_other_encodings(reads)(
        asked | {"CONTENT_TYPE": f"text/html; charset={charset}"}, lambda *said: answers.append(said[0])
    )
    assert answers == [status]
