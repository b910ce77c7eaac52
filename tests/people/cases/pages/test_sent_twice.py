"""A form that is sent twice does its act once; one that fails can be sent again."""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case, Consent, DangerCheck, Event, Need, Offer
from handrail.platform.access.idempotency import FormAlreadySubmittedError, run_once_for_idempotency_key
from handrail.platform.files.models import Paper
from support import sample_files as made
from support.cast import sign_in
from support.form_steps import read_check, send_steps
from support.full_case import a_room


@pytest.fixture
def client(cast, client):
    return sign_in(client, cast.worker)


def form(client, address):
    """The mark that the form carries."""
    return re.search(r'name="once" value="([0-9a-f]{32})"', client.get(address).content.decode()).group(1)


def day(name):
    today = timezone.localdate()
    return {f"{name}-day": today.day, f"{name}-month": today.month, f"{name}-year": today.year}


def test_a_case_is_opened_once_and_both_times_lead_to_it(client):
    address = reverse("open_case")
    typed = {"answer": "hurt", "note": "", "once": form(client, address)}
    first, second = client.post(address, typed), client.post(address, typed)
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_a_need_an_offer_and_an_event_are_recorded_once(cast, told, client):
    need = offers.record_need(
        case_id=told.case_id, kind="place", words="", on=timezone.localdate(), by=cast.worker.actor
    )
    room = a_room(cast.worker.actor)
    forms = {
        reverse("add_need", args=[told.reference]): {"kind": "place", "words": "Warm"},
        reverse("make_offer", args=[told.reference, need.pk]): {"service": room, **day("on")},
        reverse("record_event", args=[told.reference, "nrm_explained"]): {"note": "", **day("at")},
    }
    for address, typed in forms.items():
        mark = form(client, address)
        for _ in range(2):
            assert client.post(address, {**typed, "once": mark}).status_code == 302, address
    assert Need.objects.count() == 2
    assert Offer.objects.count() == 1
    assert Event.objects.filter(event="nrm_explained").count() == 1
    page = client.get(reverse("case", args=[told.reference])).content.decode()
    assert "This was sent twice, but saved once." in page


def test_an_answer_a_look_at_danger_and_a_paper_are_kept_once(told, client):
    """None of them is ever edited: a second one could not be taken away again."""
    asked = {
        "interpreter": "",
        "through": "",
        "interpreted_by": "",
        "circle": "",
        "capacity": "own",
        "words": "",
    }
    forms = {
        ("danger",): {"answer": "neither", "note": "Calm"},
        ("add_paper",): {"kind": "health", "description": "From her doctor"},
    }
    for (name, *more), typed in forms.items():
        address = reverse(name, args=[told.reference, *more])
        mark = form(client, address)
        for _ in range(2):
            paper = {"file": SimpleUploadedFile("a.txt", made.TEXT)} if name == "add_paper" else {}
            reply = client.post(address, {**typed, **paper, "once": mark})
            assert reply.status_code == 302, name
    said = {"said": "undecided", **day("on"), **asked}
    check = send_steps(client, reverse("answer", args=[told.reference, "nrm"]), said, until="check").url
    sent = read_check(client, check)
    first, again = (client.post(check, sent) for _ in range(2))
    assert first.url == again.url
    assert "This was sent twice, but saved once." in client.get(again.url).content.decode()
    assert Consent.objects.filter(case=told.case_id).count() == 1
    assert DangerCheck.objects.filter(case=told.case_id).count() == 2
    assert Paper.objects.count() == 1


def test_two_forms_are_two_acts(told, client):
    address = reverse("add_need", args=[told.reference])
    for _ in range(2):
        client.post(address, {"kind": "place", "words": "Warm", "once": form(client, address)})
    assert Need.objects.count() == 2


def test_a_form_with_a_mistake_keeps_its_mark_and_can_be_sent_again(told, client):
    address = reverse("add_need", args=[told.reference])
    mark = form(client, address)
    wrong = client.post(address, {"kind": "", "words": "Warm", "once": mark}, follow=True)
    assert f'name="once" value="{mark}"' in wrong.content.decode()
    assert client.post(address, {"kind": "place", "words": "Warm", "once": mark}).status_code == 302
    assert Need.objects.count() == 1


def test_what_fails_leaves_no_mark(db):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run_once_for_idempotency_key(given="a" * 32, do=fail)
    assert run_once_for_idempotency_key(given="a" * 32, do=lambda: "/there/") == "/there/"
    with pytest.raises(FormAlreadySubmittedError) as already:
        run_once_for_idempotency_key(given="a" * 32, do=lambda: "/elsewhere/")
    assert already.value.where == "/there/"


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_at_the_same_moment_one_is_done():
    done, led = [], []
    meet = threading.Barrier(2)

    def press():
        meet.wait()
        try:
            led.append(run_once_for_idempotency_key(given="b" * 32, do=lambda: done.append(1) or "/there/"))
        except FormAlreadySubmittedError as already:
            led.append(already.where)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (done, led) == ([1], ["/there/", "/there/"])
