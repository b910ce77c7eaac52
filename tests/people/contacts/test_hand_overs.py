"""Handing over: nothing changes until a yes; to another body only what the person's word covers, and all of it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.name_search.queries import search_by_name
from handrail.people.contacts.actions import hand_overs
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.queries.case_lookup import (
    find_visible_case_reference,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from handrail.platform.vault.models import FileKey
from support.contacts import share


def ask(case, by, to, note="She trusts few people", stays_on=False):
    return hand_overs.request_hand_over(case_id=case.pk, to=to, note=note, stays_on=stays_on, by=by.actor)


def sees(case, user):
    try:
        return get_case_access(Case.objects.get(pk=case.pk), user.actor).kinds
    except NotVisible:
        return frozenset()


def test_until_they_accept_the_point_of_contact_stays(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    assert Case.objects.get(pk=case.pk).point_of_contact == cast.worker
    assert Kind.NOTES in sees(case, cast.colleague)  # to read what they are asked to take
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor)
    assert Case.objects.get(pk=case.pk).point_of_contact == cast.colleague


def test_with_a_yes_what_is_outstanding_is_theirs_and_the_giver_is_named_no_longer(cast, case, to_do, plans):
    to_do("Ring the council", whose=cast.worker)
    plans()
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor)
    assert (Task.objects.get().for_user, Contact.objects.get().with_user) == (cast.colleague, cast.colleague)
    assert sees(case, cast.worker) == frozenset()


def test_who_stays_on_stands_in(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk), stays_on=True)
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor)
    assert Case.objects.get(pk=case.pk).stand_in == cast.worker
    assert Kind.NOTES in sees(case, cast.worker)


def test_a_no_says_why_and_ends_what_was_opened_for_it(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    with pytest.raises(ActionNotPossibleError, match="why"):
        hand_overs.decline_hand_over(hand_over_id=row.pk, words="", by=cast.colleague.actor)
    hand_overs.decline_hand_over(hand_over_id=row.pk, words="On leave", by=cast.colleague.actor)
    assert sees(case, cast.colleague) == frozenset()
    assert Case.objects.get(pk=case.pk).point_of_contact == cast.worker
    ask(case, cast.worker, HandOverRecipient(cast.lead.pk))


def test_a_stand_in_who_says_no_stays_the_stand_in(cast, joined):
    row = ask(joined, cast.worker, HandOverRecipient(cast.colleague.pk))
    hand_overs.decline_hand_over(hand_over_id=row.pk, words="Not now", by=cast.colleague.actor)
    assert Kind.NOTES in sees(joined, cast.colleague)


def test_a_stand_in_who_takes_it_over_stands_in_no_more(cast, joined):
    row = ask(joined, cast.worker, HandOverRecipient(cast.colleague.pk))
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor)
    found = Case.objects.get(pk=joined.pk)
    assert (found.point_of_contact, found.stand_in) == (cast.colleague, None)


def test_it_is_asked_of_one_at_a_time_and_can_be_taken_back(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    with pytest.raises(ActionNotPossibleError, match="already"):
        ask(case, cast.lead, HandOverRecipient(cast.lead.pk))
    hand_overs.take_back_hand_over(hand_over_id=row.pk, by=cast.worker.actor)
    assert sees(case, cast.colleague) == frozenset()
    with pytest.raises((ActionNotPossibleError, NotVisible)):
        hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor)


def test_who_cannot_hold_a_case_is_not_asked(cast, case):
    for who in (cast.worker, cast.protector, cast.partner):
        with pytest.raises(ActionNotPossibleError):
            ask(case, cast.worker, HandOverRecipient(who.pk))


def test_nobody_else_answers(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    for who in (cast.lead, cast.worker, cast.outsider, cast.partner):
        with pytest.raises(Denied):
            hand_overs.accept_hand_over(hand_over_id=row.pk, by=who.actor)


def test_another_body_is_asked_only_where_the_persons_word_covers_all_of_it(cast, case):
    share(case.pk, cast, "harbour", Kind.IDENTITY, Kind.CONTACT)
    with pytest.raises(ActionNotPossibleError, match="Not shared: Danger and safety plan"):
        ask(case, cast.worker, HandOverRecipient(body_code="harbour"))
    share(case.pk, cast, "harbour", *SHAREABLE_KINDS)
    assert ask(case, cast.worker, HandOverRecipient(body_code="harbour")).to_body.code == "harbour"


def test_what_was_taken_back_meanwhile_is_asked_again_at_the_yes(cast, case):
    share(case.pk, cast, "harbour", *SHAREABLE_KINDS)
    row = ask(case, cast.worker, HandOverRecipient(body_code="harbour"))
    share(case.pk, cast, "harbour", Kind.IDENTITY)
    with pytest.raises(Denied):
        hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.partner.actor)
    assert File.objects.get(pk=case.pk).owner.code == "lantern"


def test_with_a_yes_the_other_body_holds_the_case_and_its_key(cast, case, to_do):
    reference = "NRM9912345"
    happening = EventInput("nrm_reference_issued", timezone.localdate(), national_reference=reference)
    events.record_event(case_id=case.pk, happening=happening, by=cast.worker.actor)
    to_do(whose=cast.worker)
    share(case.pk, cast, "harbour", *SHAREABLE_KINDS)
    row = ask(case, cast.worker, HandOverRecipient(body_code="harbour"))
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.partner.actor)
    found = Case.objects.get(pk=case.pk)
    assert (found.owner.code, found.reference) == ("harbour", case.reference)
    assert (found.point_of_contact, found.stand_in) == (cast.partner, None)
    assert FileKey.objects.get(pk=case.pk).body_code == "harbour"
    case_access = get_case_open_to_actor_by_reference(cast.partner.actor, case.reference).case_access
    page = get_case_detail(case_access)
    assert (page.title, page.inside, page.channels[0].detail) == ("Mirela", True, "07700 900123")
    assert [row.reference for row in search_by_name(cast.partner.actor, "Mirela").rows] == [case.reference]
    assert find_visible_case_reference(cast.partner.actor, reference) == case.reference
    assert Task.objects.get().for_user is None


def test_the_giving_body_keeps_only_what_is_shared_with_it(cast, case):
    share(case.pk, cast, "harbour", *SHAREABLE_KINDS)
    share(case.pk, cast, "elsewhere", Kind.IDENTITY)
    row = ask(case, cast.worker, HandOverRecipient(body_code="harbour"))
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.partner.actor)
    for who in (cast.worker, cast.lead, cast.colleague, cast.protector):
        assert sees(case, who) == frozenset()
        assert search_by_name(who.actor, "Mirela").rows == ()
    assert sees(case, cast.outsider) == {Kind.IDENTITY}
    assert not Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).exists()


def test_a_force_takes_over_no_case_with_support_notes_of_another_body(cast, case):
    share(case.pk, cast, "lincolnshire-police", *SHAREABLE_KINDS)
    with pytest.raises(ActionNotPossibleError, match="able to read support notes"):
        ask(case, cast.worker, HandOverRecipient(body_code="lincolnshire-police"))


def test_immigration_enforcement_is_never_asked(cast, case):
    from handrail.platform.reference.models import Area  # noqa: PLC0415 - beside its one use

    body = Body.objects.create(
        code="enforcers",
        name="Enforcers",
        kind="immigration_enforcement",
        area=Area.objects.first(),
        source="invented for tests",
        confidence="confirmed",
    )
    create_account(email="e@example.org", name="Edda", body=body, role=Role.NAVIGATOR, password=None)
    with pytest.raises(ActionNotPossibleError, match="immigration enforcement"):
        ask(case, cast.worker, HandOverRecipient(body_code="enforcers"))


def test_a_body_without_anybody_who_could_hold_it_is_not_asked(cast, case):
    share(case.pk, cast, "fen-housing", *SHAREABLE_KINDS)
    with pytest.raises(ActionNotPossibleError, match="Fen housing team has no account"):
        ask(case, cast.worker, HandOverRecipient(body_code="fen-housing"))


def test_the_database_keeps_one_that_waits_and_no_no_without_a_reason(cast, case):
    row = ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.filter(pk=row.pk).update(
            state="declined", answered_at=timezone.now(), answered_by=cast.colleague
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.filter(pk=row.pk).update(state="accepted")


def test_whoever_is_asked_to_take_over_is_told_by_mail(cast, case):
    ask(case, cast.worker, HandOverRecipient(cast.colleague.pk))
    told = Message.objects.filter(kind="hand_over_asked").values_list("to_id", "path")
    assert list(told) == [(cast.colleague.pk, "/my-day/")]
