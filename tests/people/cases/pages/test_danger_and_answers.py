"""The pages of danger, of the plan and of what they agreed to: asked, refused, kept, shown."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import ConsentAskingInput, record_nrm_answer
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.records.models import Case, Consent, DangerCheck, Event, SafetyPlan, SafetyPlanReview
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    SafetyPlanReviewTrigger,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.roles import ROLES, Role
from support.form_steps import send_steps
from support.my_day import only_these, titles
from support.offers_pages import share

pytestmark = pytest.mark.one_engine


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def at(told, name, *more):
    return reverse(name, args=[told.reference, *more])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def day(name, on=None):
    on = on or timezone.localdate()
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def test_the_case_leads_with_all_that_was_asked_of_danger(cast, client):
    response = client.post(reverse("open_case"), {"answer": "in_danger", "note": ""})
    case = Case.objects.get()
    assert response["Location"] == reverse("open_question", args=[case.reference, "called"])
    client.post(reverse("open_question", args=[case.reference, "reach"]), {"phone_tracked": "unsure"})
    client.post(reverse("danger", args=[case.reference]), {"watched": "yes", "self_harm": "yes"})
    page = text(client.get(reverse("case", args=[case.reference])))
    head = page[page.index('class="app-danger"') : page.index("</section>")]
    for said in (
        "Being watched: yes",
        "Phone may be tracked: not sure",
        "Treat “not sure” as yes",
        "Calls and messages to it count as not safe",
        "They are in danger or hurt. If they are in immediate danger, ring 999.",
        "stay with them and ring 999. Then tell the duty lead: Leah Corrigan",
        "Children at risk: not asked",
        "by Wren Ashdown",
    ):
        assert said in head, said


SAFE_NOW = "Make sure they are safe now, and write a safety plan with them"


def what_is_next(page):
    return page[page.index('id="to-do"') : page.index('id="clocks"')]


@pytest.mark.parametrize(
    ("answer", "asked"), [("in_danger", True), ("both", True), ("hurt", False), ("neither", False)]
)
def test_somebody_in_danger_without_a_plan_is_made_safe_before_anything_else(cast, client, answer, asked):
    opened = client.post(reverse("open_case"), {"answer": answer, "note": ""})
    reference = opened["Location"].split("/")[2]
    there, plan = reverse("case", args=[reference]), reverse("case_plan", args=[reference])
    page = what_is_next(text(client.get(plan)))
    overview = text(client.get(there))
    first = overview.partition('class="app-next__row"')[2].partition("</li>")[0]
    assert (SAFE_NOW in first) == asked
    assert (SAFE_NOW in page) == asked
    if asked:
        assert page.index(SAFE_NOW) < page.index("Make sure they are safe tonight")
        client.post(f"{there}record/went_missing/", day("at"))
        assert SAFE_NOW not in text(client.get(plan))  # first they are to be found
        client.post(f"{there}record/found/", day("at"))
        assert SAFE_NOW in text(client.get(plan))
        plan = {"seen": "0", "plan": "Call and hang up", "watched": "", "if_missing": ""}
        client.post(f"{there}safety-plan/", plan)
        assert SAFE_NOW not in text(client.get(plan))


def test_whoever_is_not_shown_danger_is_not_asked_about_it(cast, told, signed_in):
    actions.record_danger_check(
        case_id=told.case_id, answer=ImmediateDangerOrInjuryAnswer.IN_DANGER, note="", by=cast.worker.actor
    )
    share(told, cast, Kind.PATHWAY, body="harbour")
    page = text(signed_in(cast.partner).get(at(told, "case_plan")))
    assert ">To do<" in page
    assert SAFE_NOW not in page


@pytest.mark.parametrize("kinds", [(), (Kind.HOUSING,), (Kind.SAFETY,)])
def test_an_old_case_asks_for_safety_tonight_only_before_those_who_see_the_danger(
    cast, told, signed_in, kinds
):
    by = cast.worker.actor
    happening = EventInput("identified", timezone.localdate() - timedelta(days=40))
    first = Event.objects.get(case=told.case_id, event="identified")
    record_event(case_id=told.case_id, happening=happening, supersedes=first.pk, by=by)
    share(told, cast, Kind.PATHWAY, *kinds, body="harbour")
    client = signed_in(cast.partner)
    calm = text(client.get(at(told, "case_plan")))
    assert "Check that they are safe" in calm
    actions.record_danger_check(
        case_id=told.case_id, answer=ImmediateDangerOrInjuryAnswer.IN_DANGER, note="", by=by
    )
    page = text(client.get(at(told, "case_plan")))
    sees_danger = Kind.SAFETY in kinds
    assert ("Make sure they are safe tonight" in page) is sees_danger
    assert ("Check that they are safe" in page) is not sees_danger
    assert (at(told, "place_tonight") in page) is (
        Kind.HOUSING in kinds
    )  # a place can be looked for all the same


def test_my_day_keeps_both_from_a_role_that_sees_the_pathway_and_no_danger(
    cast, told, signed_in, monkeypatch
):
    only_these(
        told.case_id,
        ("Make sure they are safe tonight", {"code": "make_safe"}),
        ("Check that they are safe", {"code": "check_safe"}),
        ("Tell them of the letter", {}),
    )
    client = signed_in(cast.worker)
    assert titles(text(client.get(reverse("my_day")))) == [
        "Make sure they are safe tonight",
        "Check that they are safe",
        "Tell them of the letter",
    ]
    card = replace(ROLES[Role.NAVIGATOR], kinds=ALL_KINDS - {Kind.SAFETY})
    monkeypatch.setitem(ROLES, Role.NAVIGATOR, card)
    assert titles(text(client.get(reverse("my_day")))) == ["Tell them of the letter"]


def test_what_was_asked_at_one_time_says_so_once_and_plain_noes_share_a_line(cast, told, client):
    worries = {
        RiskFactor.WATCHED: YesNoUnsureOrNotAsked.YES,
        RiskFactor.PHONE: YesNoUnsureOrNotAsked.NO,
        RiskFactor.SELF_HARM: YesNoUnsureOrNotAsked.NO,
    }
    by = cast.worker.actor
    actions.record_danger_check(
        case_id=told.case_id,
        answer=ImmediateDangerOrInjuryAnswer.NEITHER,
        note="She is well.",
        worries=worries,
        by=by,
    )
    page = text(client.get(at(told, "case")))
    head = page[page.index('class="app-danger"') : page.index("</section>", page.index('class="app-danger"'))]
    assert head.count("Asked today") == 1
    assert "<li>Phone may be tracked: no</li><li>Thoughts of self-harm: no</li>" in head
    assert "She is well." in head
    actions.record_danger_check(
        case_id=told.case_id, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=cast.lead.actor
    )
    page = text(client.get(at(told, "case")))
    head = page[page.index('class="app-danger"') : page.index("</section>", page.index('class="app-danger"'))]
    assert head.count("Asked today") == 3


def test_each_question_may_be_passed_over(cast, client):
    client.post(reverse("open_case"), {"answer": "neither"})
    check = DangerCheck.objects.get()
    assert {getattr(check, worry) for worry in RiskFactor} == {YesNoUnsureOrNotAsked.NOT_ASKED}


def test_one_question_is_enough_later_and_none_is_told(told, client):
    assert "Answer at least one question" in text(client.post(at(told, "danger"), {}, follow=True))
    assert (
        client.post(at(told, "danger"), {"children_at_risk": "yes", "safest": "At school"}).status_code == 302
    )
    page = text(client.get(at(told, "case")))
    assert "At school" in page
    assert Case.objects.get(pk=told.case_id).danger == ImmediateDangerOrInjuryAnswer.NEITHER


def test_the_safest_way_is_asked_beside_the_channels_and_kept_once(told, client):
    for _ in range(2):
        client.post(at(told, "open_question", "reach"), {"safest": "Noon, at the library"})
    assert Case.objects.get(pk=told.case_id).safest_contacts.count() == 1
    assert "Noon, at the library" in text(client.get(at(told, "open_question", "reach")))


def test_a_threat_is_shown_on_the_case_and_in_my_day_until_the_plan_was_read(cast, told, client):
    actions.record_danger_check(
        case_id=told.case_id, answer=ImmediateDangerOrInjuryAnswer.BOTH, note="", by=cast.worker.actor
    )
    page = text(client.get(at(told, "case")))
    assert "Review due today" in page
    assert "Recorded since the last review: a threat" in page
    assert "safety plan" in text(client.get(reverse("my_day")))
    read = text(client.get(at(told, "review_plan")))
    assert told.secrets[-1] in read
    assert "Review again because of a threat" in read
    later = timezone.localdate() + timezone.timedelta(days=9)
    response = client.post(at(told, "review_plan"), {"seen": 1, **day("review_on", later)})
    assert response.status_code == 302
    assert SafetyPlanReview.objects.get().next_on == later
    assert SafetyPlan.objects.get(case=told.case_id).review_on == later
    assert "Still right" in text(client.get(at(told, "case")))


@pytest.mark.parametrize(("days", "says"), [(732, "or before"), (2_000_000, "or before"), (-1, "or after")])
@pytest.mark.parametrize("name", ["review_plan", "safety_plan"])
def test_a_review_that_would_never_come_is_asked_about(cast, told, client, name, days, says):
    """A slip of the finger in the year would put the plan out of everybody's sight."""
    on = timezone.localdate() + timezone.timedelta(days=days)
    typed = {"seen": 1, "plan": "Call the shop", "if_missing": "Call Ilka", **day("review_on", on)}
    page = client.post(at(told, name), typed, follow=True)
    assert page.status_code == 200
    assert "The review date must be" in text(page)
    assert says in text(page)
    assert f'value="{on.year}"' in text(page)
    assert not SafetyPlanReview.objects.exists()
    assert SafetyPlan.objects.get(case=told.case_id).number == 1


def test_a_review_in_two_years_is_taken(cast, told, client):
    on = timezone.localdate() + timezone.timedelta(days=731)
    assert client.post(at(told, "review_plan"), {"seen": 1, **day("review_on", on)}).status_code == 302


def test_a_review_of_a_plan_that_was_rewritten_shows_the_new_one(cast, told, client):
    new = {"watched": "", "if_missing": "", "review_on": None, "by": cast.lead.actor}
    actions.write_safety_plan(case_id=told.case_id, plan="Go to the church", seen_number=1, **new)
    page = client.post(at(told, "review_plan"), {"seen": 1, **day("review_on")}, follow=True)
    assert page.status_code == 200
    assert "Go to the church" in text(page)


def test_without_a_plan_there_is_one_to_write(cast, client):
    case = opening.open_case(by=cast.worker.actor)
    response = client.get(reverse("review_plan", args=[case.reference]))
    assert response["Location"] == reverse("safety_plan", args=[case.reference])


SAID = {"said": "yes", "capacity": "own", "words": ""}


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ({"interpreter": "ro", "through": "phone"}, "whether the interpreter knows the person"),
        ({"through": "video", "circle": "no"}, "Choose the language that was interpreted"),
        ({"capacity": "best_interests", "decided_why": "Ill"}, "who made the best-interests decision"),
        ({"capacity": "best_interests", "decided_by": "Dr Vale"}, "why it is in their best interests"),
    ],
)
def test_what_one_answer_makes_needed_is_told_and_nothing_typed_is_lost(told, client, typed, missing):
    sent = {**SAID, **day("on"), "words": "Only if Ilka comes", **typed}
    page = send_steps(client, at(told, "answer", "local_support"), sent, follow=True)
    assert missing in text(page)
    assert not Consent.objects.exists()
    first = client.get(page.wsgi_request.get_full_path().partition("&step=")[0])
    assert "Only if Ilka comes" in text(first)


def test_an_interpreter_who_may_know_them_is_kept_and_warned_of(told, client):
    sent = {**SAID, **day("on"), "through": "phone", "interpreter": "ro", "circle": "yes"}
    page = send_steps(client, at(told, "answer", "nrm"), sent, follow=True)
    assert "Ask again with another interpreter" in text(page)
    assert "Ask again with another interpreter" in text(client.get(at(told, "consents")))


def test_who_interpreted_stands_on_the_page_of_answers_and_the_name_on_no_other(told, client):
    sent = {**SAID, **day("on"), "through": "phone", "interpreter": "ro", "circle": "no"}
    sent |= {"interpreted_by": "Ana Rusu, LL-2231"}
    assert send_steps(client, at(told, "answer", "nrm"), sent).status_code == 302
    page = text(client.get(at(told, "consents")))
    assert (
        "Through an interpreter (Romanian), by phone: Ana Rusu, LL-2231. "
        "The interpreter does not know them." in page
    )
    case = text(client.get(at(told, "case_sharing")))
    assert "through an interpreter (Romanian), by phone" in case
    assert "Ana Rusu" not in case
    assert b"Ana Rusu" not in Consent.objects.get().interpreted_by.sealed()


def test_without_an_interpreter_the_answer_says_that_they_share_a_language(told, client):
    send_steps(client, at(told, "answer", "nrm"), {**SAID, **day("on"), "through": "shared"})
    assert "No interpreter: they share a language." in text(client.get(at(told, "consents")))


def test_a_relative_who_interprets_is_of_their_circle_without_being_asked(told, client):
    sent = {**SAID, **day("on"), "through": "relative", "interpreter": "ro"}
    page = send_steps(client, at(told, "answer", "nrm"), sent, follow=True)
    assert "Ask again with another interpreter" in text(page)
    assert Consent.objects.get().circle == "yes"
    assert "Through a relative or friend, in Romanian. The interpreter knows them" in text(
        client.get(at(told, "consents"))
    )


def test_a_second_yes_to_the_same_organisation_asks_as_well_or_instead(told, client):
    first = {"body": "harbour", "ground": "consent", "capacity": "own", "kinds": ["identity"], "because": ""}
    send_steps(client, at(told, "share"), first)
    second = {**first, "kinds": ["contact"]}
    page = send_steps(client, at(told, "share"), second, follow=True)
    assert "Choose in addition or instead" in text(page)
    assert "They have already agreed to share: Name and identity" in text(page)
    assert send_steps(client, at(told, "share"), {**second, "mode": "adds"}).status_code == 302
    live = Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True)
    assert sorted(kind for grant in live for kind in grant.kinds) == ["contact", "identity"]
    assert send_steps(client, at(told, "share"), {**second, "mode": "replaces"}).status_code == 302
    assert [grant.kinds for grant in live.all()] == [["contact"]]


def test_how_the_person_was_asked_is_kept_of_sharing_too(told, client):
    yes = {"body": "harbour", "ground": "consent", "kinds": ["identity"], "because": ""}
    how = {"interpreter": "ro", "through": "video", "capacity": "best_interests"}
    page = send_steps(client, at(told, "share"), {**yes, **how}, follow=True)
    assert "who made the best-interests decision" in text(page)
    how |= {"decided_by": "Dr Vale", "decided_why": "Unwell"}
    page = send_steps(client, at(told, "share"), {**yes, **how}, follow=True)
    assert "whether the interpreter knows the person" in text(page)
    assert not Consent.objects.exists()
    how |= {"circle": "no", "interpreted_by": "LL-2231"}
    assert send_steps(client, at(told, "share"), {**yes, **how}).status_code == 302
    kept = Consent.objects.get()
    assert (kept.interpreter.tag, kept.circle, kept.capacity) == ("ro", "no", "best_interests")
    assert kept.through == "video"
    assert "Decided by Dr Vale: Unwell" in text(client.get(at(told, "consents")))


def test_a_refusal_is_not_asked_as_well_or_instead(told, client):
    yes = {
        "body": "harbour",
        "ground": "consent",
        "capacity": "own",
        "kinds": ["identity"],
        "because": "",
    }
    send_steps(client, at(told, "share"), yes)
    assert send_steps(client, at(told, "share"), {**yes, "ground": "refused"}).status_code == 302
    assert not Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).exists()


def test_each_way_to_reach_them_is_a_question_of_its_own(told, client):
    page = text(client.get(at(told, "consents")))
    titles = dict(re.findall(r'id="(way-\d+)">([\w ]+)<', page))
    to_ask = re.findall(r'aria-describedby="(way-\d+)">Ask them<', page)
    assert {"Call", "Text", "WhatsApp", "Letter"} <= {titles[way] for way in to_ask}
    sent = {**SAID, **day("on"), "said": "no"}
    assert send_steps(client, at(told, "answer", "reach-letter"), sent).status_code == 302
    contacts = text(client.get(at(told, "case_contacts")))
    assert "They asked us not to use this" in contacts
    change = f'href="{at(told, "answer", "reach-letter")}">Change<span class="govuk-visually-hidden">: Letter</span>'
    assert change in contacts


def test_children_at_risk_and_danger_say_whom_to_tell_too(cast, told, client):
    for sent in ({"answer": "hurt"}, {"answer": "neither", "children_at_risk": "unsure"}):
        client.post(at(told, "danger"), sent)
        page = text(client.get(reverse("case", args=[told.reference])))
        assert "Then tell the duty lead: Leah Corrigan" in page


def test_where_no_plan_is_written_an_alarming_answer_asks_for_one(told, client):
    said = text(client.post(at(told, "danger"), {"watched": "yes"}, follow=True))
    assert "Review the safety plan" in said
    client.post(reverse("open_case"), {"answer": "neither"})
    bare = reverse("danger", args=[Case.objects.exclude(pk=told.case_id).get().reference])
    said = text(client.post(bare, {"watched": "yes"}, follow=True))
    assert "There is no safety plan yet. Write one" in said


def test_the_day_of_a_hearing_is_kept_and_the_plan_is_looked_at_before_it(cast, told, client):
    today = timezone.localdate()
    fixed = at(told, "record_event", "hearing_fixed")
    assert "When is the hearing?" in text(client.get(fixed))
    assert "When is the hearing?" not in text(client.get(at(told, "record_event", "released")))
    early = {**day("at"), **day("held_on", today - timedelta(days=1)), "note": ""}
    assert "cannot be before the day its date was set" in text(client.post(fixed, early, follow=True))
    held = today + timedelta(days=9)
    assert client.post(fixed, {**early, **day("held_on", held)}).status_code == 302
    page = text(client.get(at(told, "case_history")))
    assert f"It is on {held:%A} {held.day} {held:%B %Y}." in page
    plan = SafetyPlan.objects.get(case=told.case_id, is_newest=True)
    actions.confirm_safety_plan(
        case_id=told.case_id,
        seen_number=plan.number,
        review_on=today + timedelta(days=14),
        by=cast.worker.actor,
    )
    plan.refresh_from_db()
    assert (plan.review_on, plan.review_because) == (
        today + timedelta(days=2),
        SafetyPlanReviewTrigger.HEARING,
    )
    event = Event.objects.get(case=told.case_id, event="hearing_fixed")
    later = {**early, **day("held_on", today + timedelta(days=10))}
    client.post(at(told, "correct_event", event.pk), later)
    plan.refresh_from_db()
    assert plan.review_on == today + timedelta(days=3)


def test_who_asked_is_told_where_it_was_not_whoever_wrote_it_down(told, client):
    asked = {"said": "yes", **day("on"), "capacity": "own", "words": "", "asked_by": "Jo Marek, Red Cross"}
    assert send_steps(client, at(told, "answer", "local_support"), asked).status_code == 302
    assert "Asked by Jo Marek, Red Cross, recorded by Wren Ashdown" in text(client.get(at(told, "consents")))
    assert Consent.objects.filter(asker__isnull=False).count() == 1


def test_of_a_child_without_a_bed_social_care_comes_before_the_search_on_every_page(cast, told, client):
    opening.set_age_group(case_id=told.case_id, age="child", by=cast.worker.actor)
    call, bed = "Refer to children’s social care now", "Make sure they are safe tonight"
    for name in ("case", "case_plan", "my_day"):
        page = text(client.get(at(told, name) if name != "my_day" else reverse(name)))
        assert page.index(call) < page.index(bed)
    opened = text(client.get(at(told, "opened")))
    assert opened.index("Refer to children’s social care") < opened.index("Find the child somewhere to sleep")


def test_an_undecided_answer_is_read_as_undecided_and_not_as_never_asked(cast, told, client):
    address = at(told, "case_sharing")
    asked = ConsentAskingInput(on=timezone.localdate())
    record_nrm_answer(case_id=told.case_id, said=ConsentAnswer.UNDECIDED, asked=asked, by=cast.worker.actor)
    page = text(client.get(address))
    assert 'hidden">Undecided: </span>NRM referral' in page
    assert "Not asked:" not in page


def test_a_step_that_was_passed_without_a_record_is_not_read_as_to_come(cast, told, client):
    record_event(
        case_id=told.case_id,
        happening=EventInput("nrm_explained", timezone.localdate()),
        by=cast.worker.actor,
    )
    steps = text(client.get(at(told, "case_referral"))).partition('class="app-map')[2].split("<li")
    (safe,) = (step for step in steps if "Immediate safety" in step)
    assert "app-step--passed" in safe
    assert "Not recorded" in safe
    assert "to come" not in safe
