"""The pages: a question saved, skipped, left; what was typed is never lost; what is refused is refused in words."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts, handovers
from handrail.people.referral_form.models import FormAnswer, Handover
from handrail.people.referral_form.rules import form_definition, question_flow
from handrail.platform.ui import formatting
from support.cast import tell
from support.referral_form import ago, answered, fill, page_of
from support.referral_form_pages import WORDS

pytestmark = pytest.mark.one_engine

FORM = form_definition.get_newest_form_definition()


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


@pytest.fixture
def ask(forms):
    return lambda page: reverse("nrm_question", args=[forms.told.reference, page])


def leads_on(response) -> bool:
    """Whether it was saved: the answer leads to another page than the form with its errors."""
    return response.status_code == 302 and "draft=" not in response["Location"]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_saved_and_on_to_the_next(client, ask):
    answer = client.post(ask("birthplace"), {"birthplace": "By the Prut", "seen": "0"})
    assert (answer.status_code, answer["Location"]) == (302, ask("family"))
    assert "By the Prut" in client.get(ask("birthplace")).content.decode()


def test_left_half_way_what_was_typed_is_there(client, ask, forms):
    answer = client.post(ask("moved"), {"moved": "yes", "seen": "0.0", "leave": "1"})
    assert answer["Location"] == reverse("nrm_form", args=[forms.told.reference])
    assert "In progress" in text(client.get(answer["Location"]))


def test_skipping_saves_what_was_typed_and_asks_for_nothing(client, ask):
    answer = client.post(ask("moved"), {"seen": "0.0", "skip": "1"})
    assert answer["Location"] == ask("had-to-do")
    assert "moved" not in FormAnswer.objects.values_list("key", flat=True)


def test_an_empty_page_says_what_to_do(client, ask):
    page = text(client.post(ask("birthplace"), {"seen": "0"}, follow=True))
    assert "Enter country, and town or village, or tick “Not sure, or not known”" in page
    page = text(client.post(ask("moved"), {"seen": "0.0"}, follow=True))
    assert "Choose an answer. “Not sure” is an answer" in page
    assert leads_on(client.post(ask("birthplace"), {"seen": "0", "unsure": "on"}))
    assert leads_on(client.post(ask("moved"), {"seen": "0.0", "moved": "not-sure"}))


def test_contact_needs_its_tick_that_it_is_safe(client, ask, cast, forms):
    fill(cast.worker, forms.told.case_id, forms.draft, decision_to="potential-victim")
    sent = {"contact_by": ["email"], "email": "a@example.org", "seen": "0.0.0.0.0.0.0.0"}
    page = text(client.post(ask("contact"), sent, follow=True))
    assert "Tick “It is safe to write to this email”, or choose another way" in page
    assert leads_on(client.post(ask("contact"), {**sent, "email_safe": "on"}))


def test_a_name_that_is_not_on_the_list_offers_those_that_are_like_it(client, ask):
    sent = {"town_now": "Lincon", "county_now": "Lincolnshire", "seen": "0.0"}
    answer = client.post(ask("where-now"), sent, follow=True)
    assert 'name="town_now_pick"' in answer.content.decode()
    assert leads_on(client.post(ask("where-now"), {**sent, "town_now_pick": "Lincoln"}))
    assert 'value="Lincoln"' in client.get(ask("where-now")).content.decode()


def test_both_versions_are_shown_and_the_second_choice_is_kept(client, ask, cast, forms, signed_in):
    signed_in(cast.lead).post(ask("family"), {"family": "Three sisters", "seen": "1"})
    page = text(client.post(ask("family"), {"family": "Four sisters", "seen": "1"}, follow=True))
    assert "Three sisters" in page
    assert "Four sisters" in page
    assert "Leah Corrigan" in page
    assert leads_on(client.post(ask("family"), {"family": "Four sisters", "seen": "2"}))


def test_what_cannot_be_kept_comes_back_as_it_was_typed(client, ask):
    long = "a" * 15_001
    page = client.post(ask("earlier-work"), {"earlier_work": long, "seen": "0"}, follow=True)
    assert "this has 15,001" in page.content.decode()
    assert long in page.content.decode()


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("30", "2", "1998", "there is no 30 February 1998"),
        ("1", "1", "2090", "today or in the past"),
        ("", "2", "1998", "day"),
    ],
)
def test_impossible_births(client, ask, day, month, year, says):
    sent = {"date_of_birth-day": day, "date_of_birth-month": month, "date_of_birth-year": year, "seen": "0"}
    assert says in text(client.post(ask("born"), sent, follow=True))


def test_a_closed_case_refuses_and_its_draft_is_read(client, ask, cast, forms):
    Case.objects.filter(pk=forms.told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    page = client.post(ask("family"), {"family": "Typed while it was closed", "seen": "1"}, follow=True)
    assert "Reopen the case to continue." in text(page)
    assert "Typed while it was closed" in page.content.decode()
    followed = client.get(ask("family"), follow=True)
    assert "The case is closed" in text(followed)
    assert WORDS in text(followed)


def test_nothing_typed_by_hand_breaks_a_page(client, ask):
    for seen in ("", "x", "1.2.3", "-1", "9" * 400, "٣"):
        sent = {"family": "Two sisters", "seen": seen}
        assert client.post(ask("family"), sent, follow=True).status_code == 200
    for page, sent in (("types", {"types": ["invented"], "seen": "0.0"}), ("family", {"family": "a\0b"})):
        assert "There is a problem" in text(client.post(ask(page), sent, follow=True))


ROADS = (
    {
        "under_18": "no",
        "wants_nrm": "yes",
        "wants_support": "yes",
        "decision_to": "someone-else",
        "where": "uk",
    },
    {"under_18": "no", "wants_nrm": "no", "co_operates": "yes", "where": "overseas"},
    {"under_18": "yes"},
)


def test_every_question_by_every_button_on_every_road(client, cast, forms, ask):
    """No step breaks: opened, saved with nothing, left, skipped; each page on the first road that has it."""
    tried: set[str] = set()
    for road in ROADS:
        fill(cast.worker, forms.told.case_id, forms.draft, **road)
        given = page_of(cast.worker, forms.told.case_id, forms.draft).given
        for page in question_flow.list_applying_pages(FORM, given):
            if page.code not in tried:
                tried.add(page.code)
                _press_every_button(client, page, ask(page.code))
    assert tried == {page.code for page in FORM.pages} - {"why-now", "dates-several", *_UNREACHED}


_UNREACHED = {"dates", "what-keeps-them", "how-they-left", "again-why", "contact"} | {
    "exploiters-in-uk",
    "exploiters-place",
}
"""Pages of one box behind a fork that these roads leave open; each is like its neighbours."""


def _press_every_button(client, page, address):
    first = client.get(address)
    assert first.status_code == 200, page.code
    seen = re.search(r'name="seen" value="([^"]*)"', first.content.decode())[1]
    for button in ({}, {"leave": "1"}, {"skip": "1"}):
        answer = client.post(address, {"seen": seen, **button})
        assert answer.status_code == 302, (page.code, button)
        assert client.get(answer["Location"]).status_code == 200, (page.code, button)


def test_the_files_say_what_they_are(client, forms):
    answer = client.get(reverse("nrm_json", args=[forms.told.reference, forms.draft]))
    assert answer["Content-Disposition"] == 'attachment; filename="prepared-not-submitted-nrm.json"'
    assert json.loads(answer.content)["message"]["Customer.Forename1"] == "Mirela"
    printed = text(client.get(reverse("nrm_print", args=[forms.told.reference, forms.draft])))
    assert "Prepared, not submitted. Handrail sends nothing to the Home Office" in printed


def test_a_report_that_names_nobody_prints_nothing_of_who(client, forms):
    for name in ("nrm_print", "nrm_json", "nrm_htcds"):
        page = client.get(reverse(name, args=[forms.report.reference, forms.report_draft])).content.decode()
        leaks = [
            word
            for word in (*forms.report.secrets, WORDS, forms.report.reference)
            if word in _leaves(page, name)
        ]
        assert leaks == [], name
        assert ('class="app-nameless"' in page) == (name == "nrm_print")  # a browser prints no address of it


def _leaves(page: str, name: str) -> str:
    """What is printed or saved: the page without its frame and its links."""
    if name != "nrm_print":
        return page
    return re.sub(r'href="[^"]*"', "", page.partition("<main")[2].partition("</main>")[0])


def test_words_are_read_over_on_their_own_page(client, forms):
    address = reverse("nrm_words", args=[forms.report.reference])
    assert WORDS in client.get(address).content.decode()
    read = {"treated": "on", "seen": f"{forms.report_draft} treated:1"}
    assert leads_on(client.post(address, read))
    page = client.get(reverse("nrm_json", args=[forms.report.reference, forms.report_draft])).content.decode()
    assert WORDS in page


def test_words_that_a_colleague_changed_come_back_beside_what_was_read(client, forms, cast):
    address = reverse("nrm_words", args=[forms.report.reference])
    page = client.get(address).content.decode()
    sent = dict(re.findall(r'name="(seen|was_treated)" value="([^"]*)"', page)) | {"treated": "on"}
    fill(cast.lead, forms.report.case_id, forms.report_draft, treated="Her uncle Ilie of Balti cooked")
    late = client.post(address, sent, follow=True)
    assert {WORDS, "Her uncle Ilie of Balti cooked", "Leah Corrigan"} == {
        word for word in (WORDS, "Her uncle Ilie of Balti cooked", "Leah Corrigan") if word in text(late)
    }
    assert not re.search(r'name="treated"[^>]* checked', late.content.decode())
    assert not FormAnswer.objects.filter(read__isnull=False).exists()
    again = re.search(r'name="seen" value="([^"]*)"', late.content.decode())[1]
    assert leads_on(client.post(address, {"treated": "on", "seen": again}))
    assert FormAnswer.objects.get(read__isnull=False).read == 2


@pytest.mark.parametrize(
    "seen", ["", "x", "treated:1", "x treated:1", "{draft} treated:", "{draft} treated:٣"]
)
def test_words_are_not_read_on_a_page_that_does_not_say_which(client, forms, seen):
    address = reverse("nrm_words", args=[forms.report.reference])
    sent = {"treated": "on", "seen": seen.replace("{draft}", str(forms.report_draft))}
    assert "The wording changed after you opened this page" in text(client.post(address, sent, follow=True))
    assert not FormAnswer.objects.filter(read__isnull=False).exists()


def test_an_answer_never_lands_in_another_draft(client, ask, cast, forms):
    """A colleague put the draft aside and began another while somebody typed into an open page."""
    page = client.get(ask("family")).content.decode()
    sent = dict(re.findall(r'name="(seen|of)" value="([^"]*)"', page)) | {"family": "Four sisters"}
    case = {"case_id": forms.told.case_id, "by": cast.lead.actor}
    drafts.abandon_draft(**case, draft_id=forms.draft, because="Begun by mistake")
    drafts.start_draft_or_get_live_one(**case)
    for asked in ("family", "birthplace"):
        late = client.post(ask(asked), {**sent, "birthplace": "Four sisters"}, follow=True)
        assert "no longer the one being prepared" in text(late)
        assert "Four sisters" in late.content.decode()
    others = FormAnswer.objects.exclude(draft=forms.draft).values_list("key", flat=True)
    assert {"family", "birthplace"}.isdisjoint(others)
    late = client.post(ask("family"), sent).content.decode()
    chosen = dict(re.findall(r'name="(seen|of)" value="([^"]*)"', late)) | {"family": "Four sisters"}
    assert leads_on(client.post(ask("family"), chosen))


def test_what_was_typed_into_a_draft_that_was_put_aside_comes_back(client, ask, cast, forms):
    drafts.abandon_draft(
        case_id=forms.told.case_id, draft_id=forms.draft, because="Not needed", by=cast.lead.actor
    )
    sent = {"family": "Four sisters", "seen": "1"}
    page = client.post(ask("family"), {**sent, "of": str(forms.draft)}, follow=True)
    assert "This draft is archived" in text(page)
    assert "Four sisters" in page.content.decode()
    for of in ("", "x", str(forms.report_draft)):
        assert client.post(ask("family"), {**sent, "of": of}).status_code == 404


def test_an_old_page_that_names_no_draft_is_refused_with_both_versions(client, ask, cast, forms):
    case = {"case_id": forms.told.case_id, "by": cast.lead.actor}
    drafts.abandon_draft(**case, draft_id=forms.draft, because="Begun by mistake")
    drafts.start_draft_or_get_live_one(**case)
    late = client.post(ask("family"), {"family": "Four sisters", "seen": "1"}, follow=True)
    assert "Four sisters" in late.content.decode()
    assert "Save mine over theirs" in text(late)


ACTS = {
    "nrm_sent": {},
    "nrm_hand_over": {"body": "lincolnshire-police", "words": ""},
    "nrm_put_aside": {"because": "Begun by mistake"},
    "nrm_move": {},
}


@pytest.fixture
def another(cast, forms):
    """The draft that the page was opened on was put aside since, and another begun."""
    here = {"case_id": forms.told.case_id, "by": cast.lead.actor}
    drafts.abandon_draft(draft_id=forms.draft, because="Begun anew", **here)
    return drafts.start_draft_or_get_live_one(**here)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_of_an_old_page_is_done_to_no_other_draft_and_both_are_shown(client, forms, another, name):
    day = {"on-day": ago(0).day, "on-month": ago(0).month, "on-year": ago(0).year}
    sent = {**ACTS[name], **day, "of": str(forms.draft)}
    page = client.post(reverse(name, args=[forms.told.reference]), sent, follow=True)
    assert "Archived" in text(page)
    assert "Being prepared" in text(page)
    assert f'name="of" value="{another.pk}"' in page.content.decode()
    another.refresh_from_db()
    assert another.state == "open"


def test_with_no_draft_left_the_act_says_what_became_of_it(client, cast, forms):
    drafts.abandon_draft(
        case_id=forms.told.case_id, draft_id=forms.draft, because="Not now", by=cast.lead.actor
    )
    address, sent = reverse("nrm_put_aside", args=[forms.told.reference]), {"of": str(forms.draft)}
    page = client.post(address, {"because": "x", **sent}, follow=True)
    assert "This draft is archived. Start another" in text(page)


def test_once_both_were_seen_the_act_is_done_to_the_one_that_is_being_prepared(client, forms, another):
    here = reverse("nrm_put_aside", args=[forms.told.reference])
    assert leads_on(client.post(here, {"because": "Twice", "of": str(another.pk)}))
    another.refresh_from_db()
    assert another.state == "put_aside"


def test_only_the_draft_that_the_page_shows_is_taken_back(client, cast, forms, signed_in):
    case = forms.handed.reference
    waits = re.search(
        r'name="of" value="([0-9a-f-]+)"', client.get(reverse("nrm_form", args=[case])).content.decode()
    )
    client.post(reverse("nrm_take_back", args=[case]), {"of": str(forms.draft)})
    assert Handover.objects.get(pk=forms.handover).reply == "none_yet"
    client.post(reverse("nrm_take_back", args=[case]), {"of": waits[1]})
    assert Handover.objects.get(pk=forms.handover).reply == "taken_back"


def test_a_draft_that_was_answered_is_not_taken_back_and_the_reader_is_told(client, cast, forms):
    handovers.return_received_draft_to_preparing_body(
        handover_id=forms.handover, because="Not ours", by=cast.officer.actor
    )
    address = reverse("nrm_take_back", args=[forms.handed.reference])
    draft = Handover.objects.get(pk=forms.handover).draft_id
    page = client.post(address, {"of": str(draft)}, follow=True)
    assert "Nothing to withdraw: they have answered, or it was never handed over." in text(page)
    assert Handover.objects.get(pk=forms.handover).reply == "back"
    assert client.get(address)["Location"] == reverse("nrm_form", args=[forms.handed.reference])


def test_the_case_page_says_first_what_was_sent_and_offers_another_form_in_weaker_words(cast, signed_in):
    cases = {event: tell(cast.officer.actor) for event in ("nrm_referred", "duty_to_notify_sent")}
    client, day = signed_in(cast.officer), formatting.format_day(ago(2))
    for (event, case), says in zip(cases.items(), (f"Referred on {day}", f"Reported on {day}"), strict=True):
        address = reverse("case_referral", args=[case.reference])
        assert "Prepare the referral or the report" in text(client.get(address))
        if event == "duty_to_notify_sent":
            answered(case.case_id, cast.officer, ConsentAnswer.NO)
        done = events.record_event(
            case_id=case.case_id, happening=EventInput(event, ago(2)), by=cast.officer.actor
        )
        page = text(client.get(address))
        assert page.index(says) < page.index("Prepare another referral or report")
        assert "Prepare the referral or the report" not in page
        events.take_back_event(
            case_id=case.case_id, event_id=done.event_id, because="x", by=cast.officer.actor
        )
        open_again = {
            "nrm_referred": "Prepare the referral or the report",
            "duty_to_notify_sent": "Write the Duty to Notify report",
        }
        assert open_again[event] in text(client.get(address))


def test_while_the_duty_to_notify_is_open_the_referral_page_leads_to_the_short_report_and_names_the_holder(
    cast, signed_in
):
    case = tell(cast.officer.actor)
    client, address = signed_in(cast.officer), reverse("case_referral", args=[case.reference])
    short = f'<a class="govuk-link app-strong" href="{reverse("notify", args=[case.reference])}">'
    assert short not in client.get(address).content.decode()
    answered(case.case_id, cast.officer, ConsentAnswer.NO)
    page = client.get(address)
    assert f"{short}Write the Duty to Notify report</a>" in page.content.decode()
    assert reverse("nrm_form", args=[case.reference]) not in page.content.decode()
    assert "Lincolnshire Police sends a Duty to Notify report." in text(page)


def test_the_case_page_leads_to_the_form(client, forms, cast, signed_in):
    assert "Continue the form" in text(client.get(reverse("case_referral", args=[forms.told.reference])))
    assert "With Lincolnshire Police" in text(
        client.get(reverse("case_referral", args=[forms.handed.reference]))
    )
    assert "You have been given a form" in text(
        signed_in(cast.officer).get(reverse("case_referral", args=[forms.handed.reference]))
    )


def test_handed_made_and_seen_by_who_prepared_it(client, forms, cast, signed_in):
    officer, today = signed_in(cast.officer), timezone.localdate()
    assert forms.handed.reference in officer.get("/handed-forms/").content.decode()
    sent = {"on-day": today.day, "on-month": today.month, "on-year": today.year, "words": "Sent at noon"}
    address = reverse("nrm_handed_made", args=[forms.handed.reference, forms.handover])
    assert leads_on(officer.post(address, sent))
    assert "Already answered: they sent it" in text(officer.post(address, sent, follow=True))
    page = text(client.get(reverse("case_referral", args=[forms.handed.reference])))
    assert "Referred to the NRM" in page
