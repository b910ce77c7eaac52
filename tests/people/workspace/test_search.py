"""Finding a case by a name: what the page shows, what it keeps to itself, what goes into the trail."""

import datetime

import time_machine
from django.test import Client
from django.urls import reverse

from handrail.people.cases.person import actions
from handrail.people.records.models import Case
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.deployment import open_adult_case


def asked(client, **typed):
    return client.post(reverse("find"), typed, follow=True)


def went_to(client, typed):
    return asked(client, q=typed).redirect_chain[-1][0]


def test_a_misspelt_name_leads_to_the_case(cast, told, client):
    sign_in(client, cast.worker)
    page = asked(client, q="Mirella Opria").content.decode()
    assert "1 case like “Mirella Opria”" in page
    assert reverse("case", args=[told.reference]) in page


def test_a_reference_still_goes_straight_to_its_case(cast, told, client):
    sign_in(client, cast.worker)
    assert went_to(client, told.reference.lower()) == reverse("case", args=[told.reference])


def test_a_reference_typed_in_haste_is_the_same_one(cast, told, client):
    sign_in(client, cast.worker)
    letters, number, check = told.reference.lower().split("-")
    for typed in (f"{letters} {int(number)}", f"{letters}{number}{check}", f"{letters} {number} {check}"):
        assert went_to(client, typed) == reverse("case", args=[told.reference])
    assert client.get(f"/cases/{letters.upper()}-{number}/").status_code == 200  # as in older links


def test_a_number_alone_opens_the_case_that_has_it(cast, told, client):
    sign_in(client, cast.worker)
    number = told.reference.split("-")[1]
    for typed in (number, str(int(number))):
        assert went_to(client, typed) == reverse("case", args=[told.reference])
    assert "You cannot open any case" in asked(client, q="9442").content.decode()
    other = Client()
    sign_in(other, cast.outsider)
    assert told.reference not in asked(other, q=number).content.decode()


def test_a_number_that_several_cases_have_asks_for_the_whole_reference(cast, told, client):
    second = open_adult_case(cast.worker.actor)
    Case.objects.filter(pk=second.pk).update(reference=f"LCL-{told.reference.split('-')[1]}-K")
    sign_in(client, cast.worker)
    page = asked(client, q=told.reference.split("-")[1]).content.decode()
    assert "Several cases have this number: " in page
    assert told.reference in page
    assert "LCL-" in page


def test_a_wrong_check_letter_is_said_and_opens_nothing(cast, told, client):
    sign_in(client, cast.worker)
    wrong = told.reference[:-1] + ("T" if told.reference[-1] != "T" else "R")
    assert "The letter at the end does not match this reference" in asked(client, q=wrong).content.decode()
    assert client.get(reverse("case", args=[wrong])).status_code == 404
    lead = Client()
    sign_in(lead, cast.lead)
    page = lead.post(reverse("looks"), {"reference": wrong}, follow=True).content.decode()
    assert "The letter at the end does not match this reference" in page


def test_a_reference_that_is_not_open_is_not_taken_for_a_name(cast, told, client):
    texts = {"called": "Ln", "full_name": "Ln Tao"}
    actions.update_some_person_answers(case_id=told.case_id, texts=texts, by=cast.worker.actor)
    sign_in(client, cast.worker)
    page = asked(client, q="LN-9442-Z").content.decode()
    assert "You cannot open any case with the name or reference" in page
    assert told.reference not in page


def test_each_name_that_was_shown_is_in_the_trail_of_its_case(cast, told, client):
    sign_in(client, cast.worker)
    asked(client, q="Oprea Mirela")
    kept = Record.objects.get(verb="found by name")
    assert (kept.about, kept.shown, kept.outcome) == (told.case_id, ["identity"], "read")


def test_what_was_typed_is_in_no_record(cast, told, client):
    sign_in(client, cast.worker)
    asked(client, q="Zebedee Unheard")
    assert not any("Zebedee" in f"{row.verb} {row.why} {row.shown}" for row in Record.objects.all())


def test_a_wrong_birth_date_comes_back_with_what_was_typed(cast, told, client):
    sign_in(client, cast.worker)
    typed = {"q": "Mirela", "born-day": "30", "born-month": "2", "born-year": "1998"}
    page = asked(client, **typed).content.decode()
    assert "There is a problem" in page
    assert 'value="Mirela"' in page
    assert told.reference not in page


def test_nobody_like_that_says_so_and_where_to_look(cast, told, client):
    sign_in(client, cast.outsider)
    page = asked(client, q="Mirela Oprea-Stand").content.decode()
    assert "You cannot open any case with the name or reference" in page
    assert told.reference not in page


def test_no_name_enters_an_address_and_reload_finds_again(cast, told, client):
    sign_in(client, cast.worker)
    reply = client.post(reverse("find"), {"q": "Mirella Opria"})
    assert reply.status_code == 302
    assert "Mirella" not in reply["Location"]
    for _ in range(2):
        assert told.reference in client.get(reply["Location"]).content.decode()
    assert Record.objects.filter(verb="found by name").count() == 2


def test_a_search_of_somebody_else_or_of_long_ago_is_an_empty_one_that_says_so(cast, told, client):
    sign_in(client, cast.worker)
    address = client.post(reverse("find"), {"q": "Mirella Opria"})["Location"]
    other = sign_in(Client(), cast.colleague).get(address).content.decode()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=31)):
        later = client.get(address).content.decode()
    for page in (other, later):
        assert "This search has ended" in page
        assert "Mirella" not in page
        assert told.reference not in page
