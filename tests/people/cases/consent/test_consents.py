"""What the person agreed to: asked apart, followed and never edited; sharing opens and shuts the door."""

import datetime

import pytest
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case, Consent, Event
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cases import ago
from support.cast import NAME, NUMBER


def agrees(cast, case_id, said, *kinds, to="harbour", until=None):
    return consents.record_sharing_answer(
        case_id=case_id,
        said=said,
        sharing=ConsentToSharingInput(to, kinds, until),
        asked=ConsentAskingInput(on=timezone.localdate(), words="Only them"),
        by=cast.worker.actor,
    )


def opens(cast, reference):
    try:
        return get_case_open_to_actor_by_reference(cast.partner.actor, reference).case_access.kinds
    except NotVisible:
        return frozenset()


def test_who_declines_the_nrm_keeps_name_safe_contact_and_local_offers(cast, told):
    by, case_id = cast.worker.actor, told.case_id
    consents.record_local_support_answer(
        case_id=case_id, said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(0)), by=by
    )
    offers.record_need(case_id=case_id, kind="place", words="A room", on=ago(0), by=by)
    consents.record_nrm_answer(
        case_id=case_id, said=ConsentAnswer.NO, asked=ConsentAskingInput(ago(0)), by=by
    )
    page = get_case_detail(get_case_open_to_actor_by_reference(by, told.reference).case_access)
    assert page.standing.answer.phase == "outside"
    assert page.who.called == NAME
    assert next(line for line in page.channels if line.kind == "call").detail == NUMBER
    assert [need.words for need in page.needs] == ["A room"]
    said = {line.matter: line.said for line in page.consents}
    assert said == {"local_support": "yes", "nrm": "no"}
    assert offers.record_need(case_id=case_id, kind="health", words="A dentist", on=ago(0), by=by).pk


def test_a_later_answer_follows_and_the_earlier_stays_as_it_was(cast, case):
    by = cast.worker.actor
    for said in (ConsentAnswer.UNDECIDED, ConsentAnswer.NO, ConsentAnswer.YES):
        consents.record_nrm_answer(
            case_id=case.pk, said=said, asked=ConsentAskingInput(ago(0), words=said), by=by
        )
    kept = Consent.objects.filter(case=case, matter="nrm").order_by("id")
    assert [row.said for row in kept] == ["undecided", "no", "yes"]
    assert [row.event.event for row in kept] == ["nrm_undecided", "nrm_consent_declined", "nrm_consent_given"]
    assert [
        line.own_words
        for line in get_case_detail(
            get_case_open_to_actor_by_reference(by, case.reference).case_access
        ).consents
    ] == ["yes"]


@pytest.mark.parametrize(
    ("said", "event"),
    [(ConsentAnswer.YES, "local_support_started"), (ConsentAnswer.WITHDRAWN, "local_support_ended")],
)
def test_an_answer_about_local_support_is_also_something_that_happened(cast, case, said, event):
    consents.record_local_support_answer(
        case_id=case.pk, said=said, asked=ConsentAskingInput(ago(1)), by=cast.worker.actor
    )
    assert Event.objects.get(case=case, event=event).at == ago(1)


@pytest.mark.parametrize("said", [ConsentAnswer.NO, ConsentAnswer.UNDECIDED])
def test_no_and_not_yet_to_local_support_happen_to_nobody(cast, case, said):
    consents.record_local_support_answer(
        case_id=case.pk, said=said, asked=ConsentAskingInput(ago(1)), by=cast.worker.actor
    )
    assert set(Event.objects.filter(case=case).values_list("event", flat=True)) == {"identified"}


@pytest.mark.parametrize(
    "record",
    [
        consents.record_nrm_answer,
        consents.record_local_support_answer,
        consents.record_national_support_answer,
    ],
)
def test_nobody_was_asked_tomorrow(cast, case, record):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for said in ConsentAnswer:
        with pytest.raises(ActionNotPossibleError, match=r"in the future|not come yet"):
            record(case_id=case.pk, said=said, asked=ConsentAskingInput(tomorrow), by=cast.worker.actor)
    assert not Consent.objects.exists()


def test_one_answer_never_stands_for_another(cast, case):
    consents.record_nrm_answer(
        case_id=case.pk, said=ConsentAnswer.YES, asked=ConsentAskingInput(ago(0)), by=cast.worker.actor
    )
    assert {
        line.matter
        for line in get_case_detail(
            get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
        ).consents
    } == {"nrm"}


def test_yes_opens_what_was_chosen(cast, told):
    agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY, Kind.CONTACT)
    assert opens(cast, told.reference) == {Kind.IDENTITY, Kind.CONTACT}


@pytest.mark.parametrize("said", [ConsentAnswer.NO, ConsentAnswer.WITHDRAWN, ConsentAnswer.UNDECIDED])
def test_anything_but_yes_shuts_it_at_once(cast, told, said):
    agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    agrees(cast, told.case_id, said)
    assert opens(cast, told.reference) == frozenset()


def test_a_second_yes_replaces_the_first(cast, told):
    agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY, Kind.SAFETY)
    agrees(cast, told.case_id, ConsentAnswer.YES, Kind.CONTACT)
    assert opens(cast, told.reference) == {Kind.CONTACT}


def test_ending_what_rested_on_consent_takes_the_consent_back(cast, told):
    grant = agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    consents.end_case_sharing(
        case_id=told.case_id, grant_id=grant.pk, because="They left", by=cast.worker.actor
    )
    assert opens(cast, told.reference) == frozenset()
    newest = Consent.objects.filter(case=told.case_id, matter="sharing").order_by("-id").first()
    assert (newest.said, newest.grant_id) == ("withdrawn", grant.pk)


def test_a_no_does_not_end_what_rests_on_another_ground(cast, told):
    consents.share_case_without_consent(
        case_id=told.case_id,
        sharing=ConsentToSharingInput("harbour", [Kind.SAFETY]),
        ground=GrantGround.LIFE,
        because="Threats to kill this morning",
        by=cast.worker.actor,
    )
    agrees(cast, told.case_id, ConsentAnswer.NO)
    assert opens(cast, told.reference) == {Kind.SAFETY}


def test_consent_is_no_other_ground(cast, told):
    with pytest.raises(ActionNotPossibleError, match="Record the person's consent"):
        consents.share_case_without_consent(
            case_id=told.case_id,
            sharing=ConsentToSharingInput("harbour", [Kind.SAFETY]),
            ground=GrantGround.CONSENT,
            because="",
            by=cast.worker.actor,
        )


def test_a_body_that_is_not_on_the_list_is_told_nothing(cast, told):
    with pytest.raises(ActionNotPossibleError, match="organisation from the list"):
        agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY, to="nobody")


def test_where_sharing_fails_the_earlier_answer_still_holds(cast, told):
    agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    with pytest.raises(ActionNotPossibleError):
        agrees(cast, told.case_id, ConsentAnswer.YES)  # no kind chosen
    assert opens(cast, told.reference) == {Kind.IDENTITY}


def test_the_grant_of_another_case_cannot_be_ended_from_here(cast, case, told):
    grant = agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)
    with pytest.raises(ActionNotPossibleError, match="not on this case"):
        consents.end_case_sharing(case_id=case.pk, grant_id=grant.pk, because="x", by=cast.worker.actor)
    assert Grant.objects.get(pk=grant.pk).ended_at is None


def test_a_closed_case_takes_no_answer(cast, told):
    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        agrees(cast, told.case_id, ConsentAnswer.YES, Kind.IDENTITY)


def test_another_yes_to_local_support_starts_it_once(cast, case):
    by = cast.worker.actor

    def says(said, days):
        asked = ConsentAskingInput(ago(days))
        return consents.record_local_support_answer(case_id=case.pk, said=said, asked=asked, by=by)

    assert says(ConsentAnswer.YES, 9) is not None
    assert says(ConsentAnswer.YES, 5) is None
    assert says(ConsentAnswer.WITHDRAWN, 4) is not None
    assert says(ConsentAnswer.YES, 2) is not None
    happened = [event.event for event in Event.objects.filter(case=case).order_by("at")]
    assert [code for code in happened if code.startswith("local_support")] == [
        "local_support_started",
        "local_support_ended",
        "local_support_started",
    ]
    assert Consent.objects.filter(case=case).count() == 4
