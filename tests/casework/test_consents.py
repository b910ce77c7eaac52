"""What the person agreed to: asked apart, followed and never edited; sharing opens and shuts the door."""

import datetime

import pytest
from django.utils import timezone

from casework.conftest import ago
from handrail.access.denied import NotOpenToYou
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.casework.case.models import Case, Consent, Event
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.lists.queries.finding import find
from handrail.casework.offers.actions import plan
from handrail.casework.whole.queries.case_page import case_page
from handrail.kernel.refusals import NotNow
from support.cast import NAME, NUMBER


def agrees(cast, case_id, said, *kinds, to="harbour", until=None):
    return consents.record_sharing_answer(
        case_id=case_id,
        said=said,
        sharing=Sharing(to, kinds, until),
        asked=Asked(on=timezone.localdate(), words="Only them"),
        by=cast.worker.actor,
    )


def opens(cast, reference):
    try:
        return find(cast.partner.actor, reference).sight.kinds
    except NotOpenToYou:
        return frozenset()


def test_who_declines_the_nrm_keeps_name_safe_contact_and_local_offers(cast, told):
    by, case_id = cast.worker.actor, told.case_id
    consents.record_local_support(case_id=case_id, said=Said.YES, asked=Asked(ago(0)), by=by)
    plan.record_need(case_id=case_id, kind="place", words="A room", on=ago(0), by=by)
    consents.record_nrm_answer(case_id=case_id, said=Said.NO, asked=Asked(ago(0)), by=by)
    page = case_page(find(by, told.reference).sight)
    assert page.standing.answer.phase == "outside"
    assert page.who.called == NAME
    assert next(line for line in page.channels if line.kind == "call").detail == NUMBER
    assert [need.words for need in page.needs] == ["A room"]
    said = {line.matter: line.said for line in page.consents}
    assert said == {"local_support": "yes", "nrm": "no"}
    assert plan.record_need(case_id=case_id, kind="health", words="A dentist", on=ago(0), by=by).pk


def test_a_later_answer_follows_and_the_earlier_stays_as_it_was(cast, case):
    by = cast.worker.actor
    for said in (Said.UNDECIDED, Said.NO, Said.YES):
        consents.record_nrm_answer(case_id=case.pk, said=said, asked=Asked(ago(0), words=said), by=by)
    kept = Consent.objects.filter(case=case, matter="nrm").order_by("id")
    assert [row.said for row in kept] == ["undecided", "no", "yes"]
    assert [row.event.event for row in kept] == ["nrm_undecided", "nrm_consent_declined", "nrm_consent_given"]
    assert [line.own_words for line in case_page(find(by, case.reference).sight).consents] == ["yes"]


@pytest.mark.parametrize(
    ("said", "event"), [(Said.YES, "local_support_started"), (Said.WITHDRAWN, "local_support_ended")]
)
def test_an_answer_about_local_support_is_also_something_that_happened(cast, case, said, event):
    consents.record_local_support(case_id=case.pk, said=said, asked=Asked(ago(1)), by=cast.worker.actor)
    assert Event.objects.get(case=case, event=event).at == ago(1)


@pytest.mark.parametrize("said", [Said.NO, Said.UNDECIDED])
def test_no_and_not_yet_to_local_support_happen_to_nobody(cast, case, said):
    consents.record_local_support(case_id=case.pk, said=said, asked=Asked(ago(1)), by=cast.worker.actor)
    assert set(Event.objects.filter(case=case).values_list("event", flat=True)) == {"identified"}


@pytest.mark.parametrize(
    "record", [consents.record_nrm_answer, consents.record_local_support, consents.record_national_support]
)
def test_nobody_was_asked_tomorrow(cast, case, record):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for said in Said:
        with pytest.raises(NotNow, match="not come yet"):
            record(case_id=case.pk, said=said, asked=Asked(tomorrow), by=cast.worker.actor)
    assert not Consent.objects.exists()


def test_one_answer_never_stands_for_another(cast, case):
    consents.record_nrm_answer(case_id=case.pk, said=Said.YES, asked=Asked(ago(0)), by=cast.worker.actor)
    assert {line.matter for line in case_page(find(cast.worker.actor, case.reference).sight).consents} == {
        "nrm"
    }


def test_yes_opens_what_was_chosen(cast, told):
    agrees(cast, told.case_id, Said.YES, Kind.IDENTITY, Kind.CONTACT)
    assert opens(cast, told.reference) == {Kind.IDENTITY, Kind.CONTACT}


@pytest.mark.parametrize("said", [Said.NO, Said.WITHDRAWN, Said.UNDECIDED])
def test_anything_but_yes_shuts_it_at_once(cast, told, said):
    agrees(cast, told.case_id, Said.YES, Kind.IDENTITY)
    agrees(cast, told.case_id, said)
    assert opens(cast, told.reference) == frozenset()


def test_a_second_yes_replaces_the_first(cast, told):
    agrees(cast, told.case_id, Said.YES, Kind.IDENTITY, Kind.SAFETY)
    agrees(cast, told.case_id, Said.YES, Kind.CONTACT)
    assert opens(cast, told.reference) == {Kind.CONTACT}


def test_ending_what_rested_on_consent_takes_the_consent_back(cast, told):
    grant = agrees(cast, told.case_id, Said.YES, Kind.IDENTITY)
    consents.end_sharing(case_id=told.case_id, grant_id=grant.pk, because="They left", by=cast.worker.actor)
    assert opens(cast, told.reference) == frozenset()
    newest = Consent.objects.filter(case=told.case_id, matter="sharing").order_by("-id").first()
    assert (newest.said, newest.grant_id) == ("withdrawn", grant.pk)


def test_a_no_does_not_end_what_rests_on_another_ground(cast, told):
    consents.share_on_other_ground(
        case_id=told.case_id,
        sharing=Sharing("harbour", [Kind.SAFETY]),
        ground=Ground.LIFE,
        because="Threats to kill this morning",
        by=cast.worker.actor,
    )
    agrees(cast, told.case_id, Said.NO)
    assert opens(cast, told.reference) == {Kind.SAFETY}


def test_consent_is_no_other_ground(cast, told):
    with pytest.raises(NotNow, match="Record the person's consent"):
        consents.share_on_other_ground(
            case_id=told.case_id,
            sharing=Sharing("harbour", [Kind.SAFETY]),
            ground=Ground.CONSENT,
            because="",
            by=cast.worker.actor,
        )


def test_a_body_that_is_not_on_the_list_is_told_nothing(cast, told):
    with pytest.raises(NotNow, match="organisation from the list"):
        agrees(cast, told.case_id, Said.YES, Kind.IDENTITY, to="nobody")


def test_where_sharing_fails_the_earlier_answer_still_holds(cast, told):
    agrees(cast, told.case_id, Said.YES, Kind.IDENTITY)
    with pytest.raises(NotNow):
        agrees(cast, told.case_id, Said.YES)  # no kind chosen
    assert opens(cast, told.reference) == {Kind.IDENTITY}


def test_the_grant_of_another_case_cannot_be_ended_from_here(cast, case, told):
    grant = agrees(cast, told.case_id, Said.YES, Kind.IDENTITY)
    with pytest.raises(NotNow, match="not on this case"):
        consents.end_sharing(case_id=case.pk, grant_id=grant.pk, because="x", by=cast.worker.actor)
    assert Grant.objects.get(pk=grant.pk).ended_at is None


def test_a_closed_case_takes_no_answer(cast, told):
    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(NotNow, match="closed"):
        agrees(cast, told.case_id, Said.YES, Kind.IDENTITY)
