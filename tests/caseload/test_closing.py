"""Closing: by a person, with a reason, once everything open was seen; nothing lost; opened again with a reason."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from caseload.conftest import ahead, share
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.caseload.actions import closing, handing_over, tasks
from handrail.caseload.actions.closing import NotSeen, Reason
from handrail.caseload.actions.handing_over import To
from handrail.caseload.actions.tasks import ToDo
from handrail.caseload.models import Closing, Contact, Task
from handrail.caseload.queries.closed import closings_of
from handrail.caseload.queries.outstanding import outstanding
from handrail.casework.case.models import Case, Offer
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked
from handrail.casework.events.actions import events
from handrail.casework.events.actions.events import Happening
from handrail.casework.lists.queries.finding import find
from handrail.casework.offers.actions import plan
from handrail.casework.whole.states import ClosedBecause
from handrail.directory.actions import add_service
from handrail.kernel.refusals import NotNow
from handrail.nrmform.actions import drafting
from handrail.provision.money.actions.asking import ask
from handrail.provision.places.actions.hold import hold
from handrail.reference.models import Body
from provision.conftest import a_purse
from provision.places.conftest import a_place, a_unit, an_agreement, first_night
from web.referrals.conftest import add, refer


def keys(case, by):
    return {thing.key for thing in outstanding(sight_of(Case.objects.get(pk=case.pk), by.actor))}


def close(case, by, because=ClosedBecause.DONE, words="", seen=None, **more):
    told = keys(case, by) if seen is None else seen
    return closing.close_case(case_id=case.pk, reason=Reason(because, words), seen=told, by=by.actor, **more)


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
    need = plan.record_need(case_id=case.pk, kind="place", words="", on=ahead(0), by=by)
    return plan.make_offer(case_id=case.pk, need_id=need.pk, service_id=service, on=ahead(0), by=by)


def test_everything_that_is_open_is_seen_by_name_first(cast, case, offered, to_do, plans):
    to_do("Ring the council")
    plans(about="the room")
    with pytest.raises(NotSeen, match="Room at Fen House"):
        close(case, cast.worker, seen=set())
    almost = keys(case, cast.worker) - {f"offer:{offered.pk}"}
    with pytest.raises(NotSeen, match="offer without an answer: Room at Fen House"):
        close(case, cast.worker, seen=almost)
    kept = close(case, cast.worker)
    assert kept.left_open["Offer without an answer"] == kept.left_open["Task"] == 1
    assert kept.left_open["Planned contact"] == 1


def test_places_money_referrals_and_forms_are_named_too(cast, case, told):
    by = cast.worker.actor
    unit = a_unit(a_place(cast.lead.actor))
    an_agreement(cast)
    hold(case_id=case.pk, unit_id=unit, first_night=first_night(), nights=1, by=by)
    ask(case_id=case.pk, wish=a_purse(cast).wish("clothing", 40_00), by=by)
    share(case.pk, cast, "harbour", Kind.IDENTITY)
    refer(told, cast, add(cast, "Clinic"))
    drafting.start(case_id=case.pk, by=by)
    kept = close(case, cast.worker)
    named = ("Place held", "Money asked for or held", "Referral that waits", "Form that was not made")
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
    for said in (Said.NO, Said.YES, Said.WITHDRAWN):
        consents.record_nrm_answer(case_id=case.pk, said=said, asked=Asked(ahead(0)), by=cast.worker.actor)
        assert Case.objects.get(pk=case.pk).closed_at is None
    assert not {reason for reason in ClosedBecause if "NRM" in reason.label or "decision" in reason.label}


@pytest.mark.parametrize("because", [ClosedBecause.MISTAKE, ClosedBecause.NO_REACH, ClosedBecause.OTHER])
def test_some_reasons_need_words(cast, case, because):
    with pytest.raises(NotNow, match="needs a few words"):
        close(case, cast.worker, because)
    close(case, cast.worker, because, "Opened twice by night")
    assert Case.objects.get(pk=case.pk).closed_because == because


def test_the_words_are_sealed(cast, case):
    close(case, cast.worker, words="Mirela lives with her sister now")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM caseload_closing")
        assert b"Mirela" not in bytes(cursor.fetchone()[0])


def test_a_closed_case_refuses_every_act_and_takes_two(cast, case, to_do, plans):
    share(case.pk, cast, "harbour", Kind.IDENTITY)
    close(case, cast.worker)
    for refused in (to_do, plans, lambda: close(case, cast.worker)):
        with pytest.raises(NotNow, match="closed"):
            refused()
    happening = Happening("nrm_explained", ahead(0))
    with pytest.raises(NotNow, match="closed"):
        events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor)
    grant = Grant.objects.get(to_body__code="harbour")
    consents.end_sharing(case_id=case.pk, grant_id=grant.pk, because="She said so", by=cast.worker.actor)
    assert Grant.objects.get(pk=grant.pk).ended_at is not None
    closing.reopen_case(case_id=case.pk, words="She rang", by=cast.worker.actor)
    to_do()


def test_opened_again_with_a_reason_it_is_as_it_was(cast, case, to_do):
    to_do()
    close(case, cast.worker)
    with pytest.raises(NotNow, match="why"):
        closing.reopen_case(case_id=case.pk, words=" ", by=cast.worker.actor)
    closing.reopen_case(case_id=case.pk, words="She rang", by=cast.lead.actor)
    found = Case.objects.get(pk=case.pk)
    assert (found.closed_at, found.closed_by, found.closed_because) == (None, None, "")
    assert Closing.objects.get().reopened_by == cast.lead
    with pytest.raises(NotNow, match="open already"):
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
    handing_over.ask_to_take_over(
        case_id=case.pk, to=To(cast.colleague.pk), note="Soon", stays_on=False, by=cast.worker.actor
    )
    with pytest.raises(NotNow, match="take it back"):
        close(case, cast.worker)


def test_who_may_not_close(cast, case):
    share(case.pk, cast, "harbour", *[kind for kind in Kind if kind is not Kind.LOOKS])
    for who in (cast.partner, cast.housing, cast.officer, cast.outsider, cast.colleague, cast.commissioner):
        with pytest.raises(Denied):
            closing.close_case(case_id=case.pk, reason=Reason(ClosedBecause.DONE), seen=(), by=who.actor)
    close(case, cast.worker)
    for who in (cast.partner, cast.outsider, cast.colleague):
        with pytest.raises((Denied, NotOpenToYou)):
            closing.reopen_case(case_id=case.pk, words="Mine", by=who.actor)


def test_a_task_made_while_the_page_was_open_is_named(cast, case):
    seen = keys(case, cast.worker)
    told = ToDo("Ring her sister", ahead(1))
    tasks.add_task(case_id=case.pk, to_do=told, by=cast.lead.actor)
    with pytest.raises(NotSeen, match="task: Ring her sister"):
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
    close(case, cast.worker, ClosedBecause.DIED, "Her sister rang")
    told = [
        [(line.because, line.words) for line in closings_of(find(who.actor, case.reference).sight)]
        for who in (cast.worker, cast.partner)
    ]
    assert told == [[("They died", "Her sister rang")], [("", "")]]
