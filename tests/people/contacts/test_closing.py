"""Closing: by a person, with a reason, once everything open was seen; nothing lost; opened again with a reason."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.offers.actions import offers
from handrail.people.contacts.actions import closing, hand_overs, tasks
from handrail.people.contacts.actions.closing import ClosureInput, OutstandingItemsNotSeenError
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Closing, Contact, Task
from handrail.people.contacts.queries.closings import list_closing_rows
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case, Offer
from handrail.people.records.permissions import get_case_access
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.contacts import ahead, share
from support.funds import a_purse
from support.housing import a_place, a_unit, an_agreement, first_night
from support.offers_pages import add, refer


def keys(case, by):
    return {
        thing.key for thing in list_outstanding_items(get_case_access(Case.objects.get(pk=case.pk), by.actor))
    }


def close(case, by, because=ClosureReason.DONE, words="", seen=None, **more):
    told = keys(case, by) if seen is None else seen
    return closing.close_case(
        case_id=case.pk, reason=ClosureInput(because, words), seen=told, by=by.actor, **more
    )


@pytest.fixture
def offered(cast, case):
    by = cast.worker.actor
    service = add_service(
        by=by,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Room at Fen House",
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
    )
    need = offers.record_need(case_id=case.pk, kind="place", words="", on=ahead(0), by=by)
    return offers.make_offer(case_id=case.pk, need_id=need.pk, service_id=service, on=ahead(0), by=by)


def test_everything_that_is_open_is_seen_by_name_first(cast, case, offered, to_do, plans):
    to_do("Ring the council")
    plans(about="the room")
    with pytest.raises(OutstandingItemsNotSeenError, match="Room at Fen House"):
        close(case, cast.worker, seen=set())
    almost = keys(case, cast.worker) - {f"offer:{offered.pk}"}
    with pytest.raises(OutstandingItemsNotSeenError, match="offer not answered: Room at Fen House"):
        close(case, cast.worker, seen=almost)
    kept = close(case, cast.worker)
    assert kept.left_open["Offer not answered"] == kept.left_open["Task"] == 1
    assert kept.left_open["Planned contact"] == 1


def test_places_money_referrals_and_forms_are_named_too(cast, case, told):
    by = cast.worker.actor
    unit = a_unit(a_place(cast.lead.actor))
    an_agreement(cast)
    hold_unit(case_id=case.pk, unit_id=unit, first_night=first_night(), nights=1, by=by)
    create_fund_request(a_purse(cast).wish("clothing", 40_00), case_id=case.pk, by=by)
    share(case.pk, cast, "harbour", Kind.IDENTITY)
    refer(told, cast, add(cast, "Clinic"))
    drafts.start_draft_or_get_live_one(case_id=case.pk, by=by)
    kept = close(case, cast.worker)
    named = ("Place on hold", "Money requested or set aside", "Referral not answered", "Form not submitted")
    assert [kept.left_open[sort] for sort in named] == [1, 1, 1, 1]


def test_nothing_that_was_open_is_ended_by_it(cast, case, offered, to_do, plans):
    to_do()
    plans()
    before = keys(case, cast.worker)
    close(case, cast.worker)
    assert keys(case, cast.worker) == before
    assert (Offer.objects.get().answer, Task.objects.get().state) == ("none_yet", "open")
    assert Contact.objects.get().state == "planned"


def test_saying_no_to_the_nrm_or_leaving_it_closes_nothing(cast, case):
    for said in (ConsentAnswer.NO, ConsentAnswer.YES, ConsentAnswer.WITHDRAWN):
        consents.record_nrm_answer(
            case_id=case.pk, said=said, asked=ConsentAskingInput(ahead(0)), by=cast.worker.actor
        )
        assert Case.objects.get(pk=case.pk).closed_at is None
    assert not {reason for reason in ClosureReason if "NRM" in reason.label or "decision" in reason.label}


@pytest.mark.parametrize("because", [ClosureReason.MISTAKE, ClosureReason.NO_REACH, ClosureReason.OTHER])
def test_some_reasons_need_words(cast, case, because):
    with pytest.raises(ActionNotPossibleError, match="needs a short explanation"):
        close(case, cast.worker, because)
    close(case, cast.worker, because, "Opened twice by night")
    assert Case.objects.get(pk=case.pk).closed_because == because


def test_the_words_are_sealed(cast, case):
    close(case, cast.worker, words="Mirela lives with her sister now")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM contacts_closing")
        assert b"Mirela" not in bytes(cursor.fetchone()[0])


def test_a_closed_case_refuses_every_act_and_takes_two(cast, case, to_do, plans):
    share(case.pk, cast, "harbour", Kind.IDENTITY)
    close(case, cast.worker)
    for refused in (to_do, plans, lambda: close(case, cast.worker)):
        with pytest.raises(ActionNotPossibleError, match="closed"):
            refused()
    happening = EventInput("nrm_explained", ahead(0))
    with pytest.raises(ActionNotPossibleError, match="closed"):
        events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor)
    grant = Grant.objects.get(to_body__code="harbour")
    consents.end_case_sharing(case_id=case.pk, grant_id=grant.pk, because="She said so", by=cast.worker.actor)
    assert Grant.objects.get(pk=grant.pk).ended_at is not None
    closing.reopen_case(case_id=case.pk, words="She rang", by=cast.worker.actor)
    to_do()


def test_opened_again_with_a_reason_it_is_as_it_was(cast, case, to_do):
    to_do()
    close(case, cast.worker)
    with pytest.raises(ActionNotPossibleError, match="why"):
        closing.reopen_case(case_id=case.pk, words=" ", by=cast.worker.actor)
    closing.reopen_case(case_id=case.pk, words="She rang", by=cast.lead.actor)
    found = Case.objects.get(pk=case.pk)
    assert (found.closed_at, found.closed_by, found.closed_because) == (None, None, "")
    assert Closing.objects.get().reopened_by == cast.lead
    with pytest.raises(ActionNotPossibleError, match="already open"):
        closing.reopen_case(case_id=case.pk, words="Again", by=cast.worker.actor)
    close(case, cast.worker)
    assert Closing.objects.count() == 2


def test_sharing_ends_with_it_where_that_was_ticked_and_nowhere_else(cast, joined):
    share(joined.pk, cast, "harbour", Kind.IDENTITY)
    share(joined.pk, cast, "elsewhere", Kind.IDENTITY)
    harbour, elsewhere = (Grant.objects.get(to_body__code=code) for code in ("harbour", "elsewhere"))
    worker = Grant.objects.get(to_user=cast.worker)
    close(joined, cast.worker, end_grants=[harbour.pk, worker.pk, 999_999])
    assert [Grant.objects.get(pk=one.pk).ended_at is None for one in (harbour, elsewhere, worker)] == [
        False,
        True,
        True,
    ]


def test_a_grant_of_another_case_is_not_ended(cast, case):
    from support.cast import tell  # noqa: PLC0415 - beside its one use

    other = tell(cast.worker.actor)
    share(other.case_id, cast, "harbour", Kind.IDENTITY)
    theirs = Grant.objects.get(to_body__code="harbour")
    close(case, cast.worker, end_grants=[theirs.pk])
    assert Grant.objects.get(pk=theirs.pk).ended_at is None


def test_nobody_is_left_with_a_question_nobody_answers(cast, case):
    hand_overs.request_hand_over(
        case_id=case.pk,
        to=HandOverRecipient(cast.colleague.pk),
        note="Soon",
        stays_on=False,
        by=cast.worker.actor,
    )
    with pytest.raises(ActionNotPossibleError, match="cancel the request"):
        close(case, cast.worker)


def test_who_may_not_close(cast, case):
    share(case.pk, cast, "harbour", *[kind for kind in Kind if kind is not Kind.LOOKS])
    for who in (cast.partner, cast.housing, cast.officer, cast.outsider, cast.colleague, cast.commissioner):
        with pytest.raises(Denied):
            closing.close_case(
                case_id=case.pk, reason=ClosureInput(ClosureReason.DONE), seen=(), by=who.actor
            )
    close(case, cast.worker)
    for who in (cast.partner, cast.outsider, cast.colleague):
        with pytest.raises((Denied, NotVisible)):
            closing.reopen_case(case_id=case.pk, words="Mine", by=who.actor)


def test_a_task_made_while_the_page_was_open_is_named(cast, case):
    seen = keys(case, cast.worker)
    task = Task(case_id=case.pk, what="Call her sister", due_on=ahead(1))
    tasks.add_task(task, by=cast.lead.actor)
    with pytest.raises(OutstandingItemsNotSeenError, match="task: Call her sister"):
        close(case, cast.worker, seen=seen)


def test_the_database_keeps_no_second_closing_and_no_opening_without_a_reason(cast, case):
    kept = close(case, cast.worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(
            case=kept.case, because="done", closed_at=timezone.now(), closed_by=cast.worker
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=kept.pk).update(reopened_at=timezone.now(), reopened_by=cast.worker)


def test_why_is_told_to_whoever_works_on_the_case_and_to_no_partner(cast, case):
    share(case.pk, cast, "harbour", *[kind for kind in Kind if kind is not Kind.LOOKS])
    close(case, cast.worker, ClosureReason.DIED, "Her sister rang")
    told = [
        [
            (line.because, line.words)
            for line in list_closing_rows(
                get_case_open_to_actor_by_reference(who.actor, case.reference).case_access
            )
        ]
        for who in (cast.worker, cast.partner)
    ]
    assert told == [[("They died", "Her sister rang")], [("", "")]]


def test_a_date_that_nobody_has_to_meet_is_not_said_to_be_the_last_day(cast, case):
    """Positive reasonable grounds on day 1: the decision comes not before day 31, recovery lasts until day 30."""
    for happened in ("nrm_referred", "rg_positive"):
        events.record_event(case_id=case.pk, happening=EventInput(happened, ahead(0)), by=cast.worker.actor)
    named = {
        thing.title: thing.text
        for thing in list_outstanding_items(get_case_access(Case.objects.get(pk=case.pk), cast.worker.actor))
    }
    assert named["Conclusive grounds decision: earliest date"].endswith(", not before")
    assert named["Recovery period"].endswith(", until at least")
