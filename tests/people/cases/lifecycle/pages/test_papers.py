"""The pages of papers: attached through a form, refused in words, handed out as files and never as pages."""

import html
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handrail.people.cases.lifecycle.views import papers
from handrail.platform.audit.models import Record
from handrail.platform.files.file_types import MAX_FILE_SIZE
from handrail.platform.files.models import Paper
from support import sample_files as made


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def at(told, name, *more):
    return reverse(name, args=[told.reference, *more])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def send(client, told, name, data, *, follow=False, **more):
    typed = {"kind": "health", "description": "From her doctor", **more}
    sent = {**typed, "file": SimpleUploadedFile(name, data)}
    return client.post(at(told, "add_paper"), sent, follow=follow)


def test_a_paper_is_attached_and_handed_out_after_saying_so_then_freely_once_it_was_scanned(told, client):
    assert "No documents yet." in text(client.get(at(told, "papers")))
    assert send(client, told, "../../lettre été.txt", made.TEXT).status_code == 302
    paper = Paper.objects.get()
    listed = text(client.get(at(told, "papers")))
    assert "lettre été.txt" in listed
    assert "Not scanned yet" in listed
    asked = client.get(at(told, "paper", paper.pk))
    assert "This document has not been scanned yet" in text(asked)
    assert "Content-Disposition" not in asked
    assert client.post(at(told, "paper", paper.pk), follow=True).content == made.TEXT
    Paper.objects.update(scan="clean", scanned_at=paper.added_at)
    given = client.get(at(told, "paper", paper.pk))
    assert given.content == made.TEXT
    assert given["Content-Disposition"] == "attachment; filename*=utf-8''lettre%20%C3%A9t%C3%A9.txt"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert (given["Content-Type"], given["Cache-Control"]) == ("text/plain; charset=utf-8", "no-store")
    read = Record.objects.filter(about=told.case_id, verb="viewed: paper", outcome="read")
    assert [record.shown for record in read] == [["health"]] * 4  # warned, answered, given; given


def test_the_address_after_the_warning_serves_its_reader_and_paper(
    told, client, signed_in, cast, monkeypatch
):
    for name in ("a.txt", "b.txt"):
        send(client, told, name, made.TEXT + name.encode())
    first, second = Paper.objects.order_by("added_at")
    answer = client.post(at(told, "paper", first.pk))
    assert answer.status_code == 302
    read = answer.url.partition("?")[2]
    assert b"a.txt" in client.get(answer.url).content
    assert "has not been scanned" in text(client.get(f"{at(told, 'paper', second.pk)}?{read}"))
    assert "has not been scanned" in text(signed_in(cast.lead).get(answer.url))
    monkeypatch.setattr(papers, "WARNING_READ_SECONDS", -1)
    assert "has not been scanned" in text(client.get(answer.url))


def test_what_was_found_harmful_is_given_to_nobody_and_said(told, client):
    send(client, told, "a.txt", made.EICAR)
    paper = Paper.objects.get()
    Paper.objects.update(scan="infected", scanned_at=paper.added_at, found="Eicar")
    for method in (client.get, client.post):
        page = method(at(told, "paper", paper.pk))
        assert "something harmful in this document" in text(page)
        assert made.EICAR not in page.content
    assert "Eicar. It stays locked" in text(client.get(at(told, "papers")))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"", "The file is empty"),
        ("a.pdf", made.jpeg(), "Its name says PDF, and its content is JPEG image"),
        ("a.svg", b"<svg/>", "a web page, a drawing or a program"),
        ("a.txt", b"a" * (MAX_FILE_SIZE + 1), "larger than 25 MB"),
        ("a.txt", b"a" * (MAX_FILE_SIZE + 2_000_000), "larger than 25 MB"),
    ],
    ids=["empty", "another type", "a drawing", "too large", "much too large"],
)
def test_what_is_refused_is_said_and_the_rest_of_the_form_comes_back(told, client, name, data, said):
    page = send(client, told, name, data, follow=True)
    assert page.status_code == 200
    assert said in text(page)
    assert 'value="From her doctor"' in text(page)
    assert 'value="health" checked' in text(page)
    assert 'href="#id_file"' in text(page)
    assert not Paper.objects.exists()


def test_nothing_chosen_is_told(told, client):
    page = client.post(at(told, "add_paper"), {}, follow=True)
    assert "Choose a document" in text(page)
    assert "Choose what the document is about" in text(page)


def test_a_paper_is_taken_back_with_a_reason(told, client):
    send(client, told, "a.txt", made.TEXT)
    path = at(told, "take_back_paper", Paper.objects.get().pk)
    assert "There is a problem" in text(client.post(path, {}, follow=True))
    assert client.post(path, {"because": "Another person’s"}).status_code == 302
    page = text(client.get(at(told, "papers")))
    assert "1 document withdrawn" in page
    assert "a.txt" not in page
    assert client.get(path).status_code == 404


def test_a_paper_that_is_not_there_is_no_page(told, client):
    for name in ("paper", "take_back_paper"):
        assert client.get(at(told, name, uuid4())).status_code == 404


def test_the_list_asks_as_often_for_one_paper_as_for_twenty(told, client, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415 - beside its one use
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - beside its one use

    send(client, told, "a.txt", made.TEXT)
    with CaptureQueriesContext(connection) as first:
        client.get(at(told, "papers"))
    asked = len(first)
    for number in range(20):
        send(client, told, f"{number}.txt", made.TEXT)
    with django_assert_num_queries(asked):
        client.get(at(told, "papers"))
