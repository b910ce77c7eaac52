"""People do not engage because of the picture of the police that their exploiters gave them."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.test import Client

import handrail.people
from handrail.pathway import EVENTS
from handrail.people.records.models import Event
from handrail.people.referral_form.rules.form_definition import get_newest_form_definition
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.housing_journey import agree, council_places, hold_address
from support.practice_pages import _day, words_of
from support.stores import a_shelf

pytestmark = pytest.mark.practice("P52")
PEOPLE = Path(handrail.people.__file__).parent
FORMS = sorted(
    ".".join(("handrail", "people", *path.relative_to(PEOPLE).with_suffix("").parts))
    for path in PEOPLE.rglob("*.py")
    if "forms" in path.with_suffix("").parts[-2:] or path.stem.endswith("_forms")
)
OF_POLICE = re.compile(r"police|crime|officer", re.IGNORECASE)
BY_POLICE = {"PoliceOutcomeForm"}
"""Filled in by an officer about a crime that is recorded already, and asked of no person."""
DAY = date(2026, 11, 24)
NEXT_MONTH = date(2026, 12, 1)
WHY = "They said the police sell women back."
MIND = "Wren waited in the car, and the officer was kind."


def hold_back(pages, reasons=("told_by_exploiter",), about="police", words=WHY):
    told = {"about": about, "words": words, "reasons": list(reasons), **_day("on", DAY)}
    pages.post("holding-back/add/", **told)


def change(pages, cause="support_worker", words=MIND):
    there = pages.link("What changed", "holding-back/")
    pages.post(there, turned="changed", words=words, causes=[cause], **_day("on", DAY))


def test_the_person_is_met_housed_and_helped_without_the_police(cast, pages):
    """Offer, place, bag: no step of the police is asked for, and none is recorded."""
    pages.today(DAY)
    council_places(cast)
    agree(cast, date(2026, 12, 24))
    shelf = a_shelf(cast)
    pages.open_case()
    hold_back(pages)
    pages.record("nrm_explained", DAY)
    pages.answer("nrm", "no", DAY)
    pages.answer("local_support", "yes", DAY)
    stay = pages.post(hold_address(pages.markup("place/")), nights="2")
    pages.post(f"{stay}confirm/", answers_for="", payer="", pays_from="")
    pages.post("bags/", stock=str(shelf.stock().pk))
    plan = pages.read("plan/")
    assert "2 needs, 2 offers" in plan
    assert plan.count("Accepted") == 2
    assert plan.count("outside the NRM") == 2
    assert "None of these depends on the police or the NRM." in plan
    assert police_events() == set()


def test_no_question_that_must_be_answered_is_about_the_police():
    """Of all forms of a case: details of the police may be left out, or "no" or "not asked" is an answer."""
    asked = [
        field
        for form in every_form()
        if form.__name__ not in BY_POLICE
        for name, field in form.base_fields.items()
        if field.required and OF_POLICE.search(f"{name} {field.label}")
    ]
    assert asked
    for field in asked:
        assert any(str(value) in ("no", "not_asked") for value, _ in field.choices), field.label


def test_the_nrm_form_asks_about_the_police_only_after_a_yes_that_may_be_a_no():
    """Its boxes are made from the definition: a choice takes "no", and any other box follows a "yes"."""
    asked = [
        field
        for _, field in get_newest_form_definition().each()
        if OF_POLICE.search(f"{field.key} {field.label}")
    ]
    follow = {("crime_recorded", frozenset({"yes"}))}
    assert {field.key for field in asked if "no" in {option.value for option in field.options}} == {
        "crime_recorded"
    }
    for field in asked:
        assert field.key == "crime_recorded" or follow <= set(field.when), field.key


def every_form():
    for part in FORMS:
        for found in vars(import_module(part)).values():
            if isinstance(found, type) and issubclass(found, forms.BaseForm):
                yield found


def police_events():
    """What was recorded that only police do, or that is about a crime."""
    of_police = {
        event.code for event in EVENTS if re.search(r"crime|police|suspect|witness|court|charge", event.code)
    }
    assert "crime_recorded" in of_police
    return of_police & set(Event.objects.values_list("event", flat=True))


def test_why_they_hold_back_is_kept_in_their_own_words(pages):
    pages.today(DAY)
    pages.open_case()
    hold_back(pages, ("told_by_exploiter", "immigration"))
    hold_back(pages, ("shame",), about="name", words="My name is my father’s.")
    said = pages.read("holding-back/")
    for words in (
        "The police Barrier “They said the police sell women back.”",
        "What the people who exploited them said the police would do; Being reported to immigration",
        "Giving their name Barrier “My name is my father’s.”",
        "Help does not depend on the police or the NRM.",
    ):
        assert words in said


def test_what_changed_their_mind_follows_and_the_first_word_stays(pages):
    pages.today(DAY)
    pages.open_case()
    hold_back(pages)
    change(pages)
    said = pages.read("holding-back/")
    assert "The police Changed their mind “They said the police sell women back.”" in said
    assert f"They changed their mind , 24 November 2026 “{MIND}” A support worker came along" in said


def test_a_reason_must_be_chosen_and_what_was_typed_comes_back(pages):
    pages.today(DAY)
    pages.open_case()
    address = f"/cases/{pages.reference}/holding-back/add/"
    reply = pages.client.post(address, {"about": "police", "words": WHY, **_day("on", DAY)}, follow=True)
    assert "Choose at least one reason" in words_of(reply.content.decode())
    assert WHY in reply.content.decode()


def test_what_changed_minds_is_visible_in_the_figures_and_small_numbers_are_not(cast, pages):
    pages.today(DAY)
    for n in range(5):
        pages.open_case()
        hold_back(pages, ("told_by_exploiter", "shame") if n < 4 else ("told_by_exploiter",))
        change(pages)
    assert "About 5" not in pages.read("/what-changed/")  # the month has not ended
    pages.today(NEXT_MONTH)
    figures = pages.read("/what-changed/")
    assert "People with barriers About 5" in figures
    assert "People who changed their mind About 5" in figures
    assert "A support worker came along About 5" in figures
    assert "What the people who exploited them said the police would do About 5" in figures
    hidden = figures[figures.index("Why they were reluctant") :]
    assert re.search(
        r"Fewer than 5 people, or none, in each: .*Shame, or not wanting to be called a victim", hidden
    )
    assert [word for word in ("Mirela", WHY, MIND, pages.reference) if word in figures] == []
    pages.user = cast.partner  # another charity's figures are its own
    pages.today(NEXT_MONTH)
    assert "About 5" not in pages.read("/what-changed/")


LIES = "They said the police sell children back."


def test_a_mistaken_record_is_corrected_and_both_versions_are_kept(cast, pages):
    pages.today(DAY)
    pages.open_case()
    hold_back(pages)
    change(pages)
    there = re.search(r'href="([^"]+/holding-back/[0-9a-f-]{36}/correct/)"', pages.markup("holding-back/"))[1]
    shown = pages.markup(there)
    assert WHY in shown, "what was written down is there to be corrected"
    assert re.search(r'value="told_by_exploiter"[^>]*checked', shown)
    pages.post(there, about="police", words=LIES, reasons=["reprisal"], **_day("on", DAY))
    said = pages.read("holding-back/")
    now, kept = said.split("Corrected or withdrawn: 1")
    assert LIES in now
    assert WHY not in now
    assert MIND in now, "what changed follows the corrected record"
    assert "The police Changed their mind" in now
    assert WHY in kept
    assert "What the people who exploited them said the police would do" in kept
    assert f"Corrected by {cast.worker.name}" in kept
    again = pages.client.post(
        there, {"about": "nrm", "words": "", "reasons": ["shame"], **_day("on", DAY)}, follow=True
    )
    assert "That record has already been corrected or withdrawn." in words_of(again.content.decode())
    trail = [(row.verb, row.why) for row in Record.objects.filter(verb__startswith="corrected")]
    assert trail == [("corrected what they said", "barriers to engaging")]


def test_what_helped_is_corrected_or_taken_back_with_a_reason(cast, pages):
    pages.today(DAY)
    pages.open_case()
    hold_back(pages)
    change(pages)
    pattern = r'href="([^"]+/holding-back/changed/[0-9a-f-]{36}/correct/)"'
    there = re.search(pattern, pages.markup("holding-back/"))[1]
    pages.post(there, turned="partly", words="Ana waited too.", causes=["own_language"], **_day("on", DAY))
    said = pages.read("holding-back/")
    now, kept = said.split("Corrected or withdrawn: 1")
    assert "In part" in now
    assert "Someone spoke their language" in now
    assert (MIND in now, MIND in kept) == (False, True)
    there = re.search(pattern, pages.markup("holding-back/"))[1].replace("correct/", "take-back/")
    assert there in pages.markup(there.replace("take-back/", "correct/")), "the page leads to it"
    unsaid = pages.client.post(there, {"because": ""}, follow=True)
    assert "Why was it a mistake?" in words_of(unsaid.content.decode())
    pages.post(there, because="It was about another person")
    said = pages.read("holding-back/")
    now, kept = said.split("Corrected or withdrawn: 2")
    assert "The police Barrier" in now
    assert "“It was about another person”" in kept
    assert f"Withdrawn by {cast.worker.name}" in kept
    taken_back = Record.objects.filter(verb="withdrew a record")
    assert [record.why for record in taken_back] == ["what changed"]


def test_a_correction_that_comes_after_what_changed_is_refused_beside_its_day(pages):
    pages.today(DAY)
    pages.open_case()
    early = date(2026, 11, 20)
    pages.post("holding-back/add/", about="police", words=WHY, reasons=["shame"], **_day("on", early))
    pages.post(
        pages.link("What changed", "holding-back/"),
        turned="changed",
        words="",
        causes=["explained"],
        **_day("on", early),
    )
    there = re.search(r'href="([^"]+/holding-back/[0-9a-f-]{36}/correct/)"', pages.markup("holding-back/"))[1]
    late = {"about": "police", "words": LIES, "reasons": ["shame"], **_day("on", DAY)}
    refused = pages.client.post(there, late, follow=True).content.decode()
    assert "Something changed on 20 November 2026: it cannot be after that." in words_of(refused)
    assert LIES in refused
    assert "Corrected or withdrawn:" not in pages.read("holding-back/")


def test_what_was_taken_back_leaves_the_figures_once_that_month_has_ended(cast, pages):
    """Five people; one record of what changed is taken back in December, one hesitation is corrected."""
    pages.today(DAY)
    for _ in range(5):
        pages.open_case()
        hold_back(pages)
        change(pages)
    pages.today(NEXT_MONTH)
    page = pages.markup("holding-back/")
    change_page = re.search(r'href="([^"]+/changed/[0-9a-f-]{36}/correct/)"', page)[1]
    why_page = re.search(r'href="([^"]+/holding-back/[0-9a-f-]{36}/correct/)"', page)[1]
    pages.post(why_page, about="police", words=LIES, reasons=["shame"], **_day("on", DAY))
    figures = pages.read("/what-changed/")
    assert "People who changed their mind About 5" in figures, "the figures of November are as November ended"
    assert "said the police would do About 5" in figures
    pages.today(date(2027, 1, 2))
    figures = pages.read("/what-changed/")
    assert "People with barriers About 5" in figures, "the corrected record counts once"
    assert "People who changed their mind About 5" in figures, "what changed it still counts"
    assert "said the police would do About 5" not in figures, "four people are left who said so"
    pages.post(change_page.replace("correct/", "take-back/"), because="Wrong person")
    pages.today(date(2027, 2, 2))
    assert "People who changed their mind About 5" not in pages.read("/what-changed/")


@pytest.mark.parametrize("kind", ["take-back/", "correct/"])
def test_nobody_else_corrects_or_takes_back(cast, pages, kind):
    pages.today(DAY)
    pages.open_case()
    hold_back(pages)
    there = re.search(r'href="([^"]+/holding-back/[0-9a-f-]{36}/correct/)"', pages.markup("holding-back/"))[1]
    for other in (cast.partner, cast.outsider, cast.commissioner):
        client = sign_in(Client(), other)
        address = there.replace("correct/", kind)
        assert {client.get(address).status_code, client.post(address, {"because": "x"}).status_code} <= {
            403,
            404,
        }
    assert WHY in pages.read("holding-back/")
