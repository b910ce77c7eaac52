"""Finding a case by a name: what the page shows, what it keeps to itself, what goes into the trail."""

from django.urls import reverse

from handrail.people.cases.person import actions
from handrail.platform.audit.models import Record
from support.cast import sign_in


def asked(client, **typed):
    return client.post(reverse("find"), typed)


def test_a_misspelt_name_leads_to_the_case(cast, told, client):
    sign_in(client, cast.worker)
    page = asked(client, q="Mirella Opria").content.decode()
    assert "1 case like “Mirella Opria”" in page
    assert reverse("case", args=[told.reference]) in page


def test_a_reference_still_goes_straight_to_its_case(cast, told, client):
    sign_in(client, cast.worker)
    assert asked(client, q=told.reference.lower()).url == reverse("case", args=[told.reference])


def test_a_reference_typed_in_haste_is_the_same_one(cast, told, client):
    sign_in(client, cast.worker)
    letters, number = told.reference.lower().split("-")
    assert asked(client, q=f"{letters} {int(number)}").url == reverse("case", args=[told.reference])


def test_a_reference_that_is_not_open_is_not_taken_for_a_name(cast, told, client):
    texts = {"called": "Ln", "full_name": "Ln Tao"}
    actions.update_person(case_id=told.case_id, texts=texts, by=cast.worker.actor)
    sign_in(client, cast.worker)
    page = asked(client, q="LN-9442").content.decode()
    assert "No case with the name or reference" in page
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
    assert "No case with the name or reference" in page
    assert told.reference not in page
