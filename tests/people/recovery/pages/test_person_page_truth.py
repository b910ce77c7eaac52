"""The person's own page, and what offers it, in situations in which one of its sentences would be untrue."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.lifecycle.actions.opening import set_age_group
from handrail.people.cases.offers.actions.met_needs import mark_need_met
from handrail.people.cases.offers.actions.offers import make_offer, record_need
from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import Age, ConsentAnswer, OwnOrBestInterestsDecision
from handrail.people.recovery.forms import REVEAL, SHOW
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.ui import formatting
from people.recovery.recovery_fixtures import a_service
from support.practice_pages import words_of

EVERYTHING = {"show": [code for code, _ in SHOW], "reveal": [code for code, _ in REVEAL], "size": "usual"}
CAN_DECIDE = "take time to decide about the NRM"
CHILD = "While you are treated as under 18, you can be referred to the NRM without saying yes."


def read_page(client, told):
    answer = client.get(reverse("show_their_page", args=[told.reference]), EVERYTHING)
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def close(cast, told):
    case_access = get_case_access(Case.objects.get(pk=told.case_id), cast.worker.actor)
    seen = {thing.key for thing in list_outstanding_items(case_access)}
    reason = ClosureInput(ClosureReason.DONE, "")
    closing.close_case(case_id=told.case_id, reason=reason, seen=seen, by=cast.worker.actor)


@pytest.mark.parametrize("age", [Age.ADULT, Age.CHILD, Age.UNSURE])
@pytest.mark.parametrize("said", [None, *ConsentAnswer])
@pytest.mark.parametrize(
    "happened", [(), ("nrm_explained",), ("nrm_referred",), ("nrm_referred", "rg_positive")]
)
def test_no_page_says_both_that_they_can_decide_and_what_they_decided(
    cast, told, here, signed_in, age, said, happened
):
    today = timezone.localdate()
    set_age_group(case_id=told.case_id, age=age, by=cast.worker.actor)
    record_event(happening=EventInput("identified", today), **here)
    if said:
        consents.record_nrm_answer(said=said, asked=ConsentAskingInput(on=today), **here)
    for code in happened:
        record_event(happening=EventInput(code, today), **here)
    page = read_page(signed_in(cast.worker), told)
    can_decide = CAN_DECIDE in page or "You can take time to decide." in page
    assert can_decide == (
        age == Age.ADULT and said in (None, ConsentAnswer.UNDECIDED) and "nrm_referred" not in happened
    )
    if age != Age.ADULT:
        left = said is ConsentAnswer.WITHDRAWN
        assert (CHILD in page) == ("nrm_referred" not in happened and not left)


def test_who_withdrew_from_help_nearby_is_not_told_that_it_continues(cast, told, here, signed_in):
    today, client = timezone.localdate(), signed_in(cast.worker)
    asked = ConsentAskingInput(on=today)
    consents.record_local_support_answer(said=ConsentAnswer.YES, asked=asked, **here)
    assert "Help here continues." in read_page(client, told)
    consents.record_local_support_answer(said=ConsentAnswer.WITHDRAWN, asked=asked, **here)
    page = read_page(client, told)
    assert "Help here continues" not in page
    assert "You said that help from organisations near you should stop." in page


@pytest.mark.parametrize("happened", ["went_missing", "detained", "left_uk"])
def test_who_is_away_is_not_told_of_help_here_nor_of_what_we_look_for_with_them(
    cast, told, here, signed_in, happened
):
    today, client = timezone.localdate(), signed_in(cast.worker)
    consents.record_local_support_answer(
        said=ConsentAnswer.YES, asked=ConsentAskingInput(on=today - timedelta(days=1)), **here
    )
    record_need(kind="travel", words="", on=today, **here)
    assert "We are looking for something with you: Travel" in read_page(client, told)
    record_event(happening=EventInput(happened, today), **here)
    page = read_page(client, told)
    assert "Help here continues" not in page
    assert "We are looking" not in page


def test_what_was_refused_has_no_last_day_and_what_was_agreed_has(cast, told, here, signed_in):
    today = timezone.localdate()
    until = today + timedelta(days=5)
    sharing = ConsentToSharingInput("lincolnshire-police", [Kind.SAFETY], until)
    last = f", until {formatting.format_day_omitting_current_year(until)}."
    client, asked = signed_in(cast.worker), ConsentAskingInput(on=today)
    consents.record_sharing_answer(said=ConsentAnswer.NO, sharing=sharing, asked=asked, **here)
    page = read_page(client, told)
    assert f"You said no on {formatting.format_day_omitting_current_year(today)}." in page
    assert last not in page
    consents.record_sharing_answer(said=ConsentAnswer.YES, sharing=sharing, asked=asked, **here)
    assert last in read_page(client, told)


def test_sharing_that_we_ended_is_no_word_of_theirs(cast, told, here, signed_in):
    today = timezone.localdate()
    sharing = ConsentToSharingInput("lincolnshire-police", [Kind.SAFETY])
    grant = consents.record_sharing_answer(
        said=ConsentAnswer.YES, sharing=sharing, asked=ConsentAskingInput(on=today), **here
    )
    consents.end_case_sharing(grant_id=grant.pk, because="No longer needed", **here)
    page = read_page(signed_in(cast.worker), told)
    day = formatting.format_day_omitting_current_year(today)
    assert f"Sharing what you told us with Lincolnshire Police. This ended on {day}." in page
    assert "You withdrew" not in page


def test_what_was_decided_for_them_is_not_put_into_their_mouth(cast, told, here, signed_in):
    today = timezone.localdate()
    asked = ConsentAskingInput(
        on=today,
        capacity=OwnOrBestInterestsDecision.BEST_INTERESTS,
        decided_by="Dr Hale",
        decided_why="after an assessment",
    )
    consents.record_local_support_answer(said=ConsentAnswer.NO, asked=asked, **here)
    page = read_page(signed_in(cast.worker), told)
    day = formatting.format_day_omitting_current_year(today)
    assert f"Help from organisations near you. No, decided in your best interests on {day}." in page
    assert "You said" not in page
    assert "Dr Hale" not in page


def test_a_need_that_is_settled_asks_for_no_answer(cast, told, here, signed_in):
    today = timezone.localdate()
    need = record_need(kind="health", words="", on=today, **here)
    make_offer(need_id=need.pk, service_id=a_service(cast), on=today, **here)
    client = signed_in(cast.worker)
    assert "Tell us what you think" in read_page(client, told)
    mark_need_met(need_id=need.pk, on=today, **here)
    assert "Tell us what you think" not in read_page(client, told)


def test_a_closed_case_says_nothing_of_what_comes_next(cast, told, here, signed_in):
    today = timezone.localdate()
    consents.record_local_support_answer(said=ConsentAnswer.YES, asked=ConsentAskingInput(on=today), **here)
    record_need(kind="travel", words="To the lawyer", on=today, **here)
    close(cast, told)
    page = read_page(signed_in(cast.worker), told)
    assert "To the lawyer" in page
    for head in ("What comes next", "When we meet", "Help here continues", "We are looking"):
        assert head not in page


def test_after_a_death_there_is_no_page_and_nothing_offers_it(cast, told, here, signed_in):
    client = signed_in(cast.worker)
    record_event(happening=EventInput("died", timezone.localdate()), **here)
    pages = [reverse(name, args=[told.reference]) for name in ("their_page", "show_their_page")]
    for address in pages:
        refused = client.get(address)
        assert refused.status_code == 409
        assert "This person has died, so there is no summary to give them." in words_of(
            refused.content.decode()
        )
    for name in ("case", "case_plan", "support_plan", "outcomes", "holding_back", "said_on_case"):
        page = client.get(reverse(name, args=[told.reference])).content.decode()
        assert [address for address in pages if f'href="{address}"' in page] == [], name


def test_a_restricted_record_is_not_handed_out(cast, told, here, signed_in):
    Case.objects.filter(pk=told.case_id).update(restricted_on=timezone.localdate())
    client = signed_in(cast.worker)
    pages = [reverse(name, args=[told.reference]) for name in ("their_page", "show_their_page")]
    assert [client.get(address).status_code for address in pages] == [409, 409]
    plan = client.get(reverse("support_plan", args=[told.reference])).content.decode()
    assert [address for address in pages if f'href="{address}"' in plan] == []


@pytest.mark.parametrize("ends", ["died", "restricted"])
def test_the_pages_of_recovery_offer_no_work_that_is_of_no_use_or_refused(cast, told, here, signed_in, ends):
    record_need(kind="travel", words="", on=timezone.localdate(), **here)
    client = signed_in(cast.worker)

    def offered():
        pages = [
            reverse(name, args=[told.reference]) for name in ("support_plan", "outcomes", "holding_back")
        ]
        shown = "".join(client.get(address).content.decode() for address in pages)
        names = ("add_goal", "add_provider", "add_need", "say_why")
        return [name for name in names if reverse(name, args=[told.reference]) in shown]

    assert offered() == ["add_goal", "add_provider", "add_need", "say_why"]
    if ends == "died":
        record_event(happening=EventInput("died", timezone.localdate()), **here)
    else:
        Case.objects.filter(pk=told.case_id).update(restricted_on=timezone.localdate())
    assert offered() == []


def test_whoever_has_left_is_nobody_to_ask_and_the_stand_in_is(cast, told, signed_in):
    client = signed_in(cast.lead)
    assert "Who to ask Wren" in read_page(client, told)
    User.objects.filter(pk=cast.worker.pk).update(is_active=False)
    assert "Who to ask" not in read_page(client, told)
    Case.objects.filter(pk=told.case_id).update(stand_in=cast.lead)
    assert f"Who to ask {cast.lead.name.split()[0]}" in read_page(client, told)
