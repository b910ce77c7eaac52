"""What another body's police never see, what a partner may not write, and what a child is never offered."""

import pytest
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import Age, ConsentAnswer
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.services import a_service


def shared(cast, told, body, *kinds):
    asked = ConsentAskingInput(on=timezone.localdate())
    sharing = ConsentToSharingInput(body, list(kinds))
    consents.record_sharing_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, sharing=sharing, asked=asked, by=cast.worker.actor
    )


def test_an_officer_never_sees_support_notes_of_another_body(cast, told):
    shared(cast, told, "lincolnshire-police", Kind.PATHWAY, Kind.NEEDS, Kind.OFFERS)
    assert get_case_open_to_actor_by_reference(cast.officer.actor, told.reference).case_access.kinds == {
        Kind.PATHWAY
    }


def test_a_partner_records_no_need(cast, told):
    shared(cast, told, "harbour", Kind.NEEDS, Kind.OFFERS)
    need = {"kind": "place", "words": "", "on": timezone.localdate()}
    with pytest.raises(Denied, match="Only people who work on the case"):
        offers.record_need(case_id=told.case_id, by=cast.partner.actor, **need)


def test_a_child_is_never_offered_an_adult_place(cast, told):
    by, on = cast.worker.actor, timezone.localdate()
    opening.set_age_group(case_id=told.case_id, age=Age.UNSURE, by=by)
    need = offers.record_need(case_id=told.case_id, kind="place", words="", on=on, by=by)
    with pytest.raises(ActionNotPossibleError, match="emergency duty team"):
        offers.make_offer(case_id=told.case_id, need_id=need.pk, service_id=a_service(cast), on=on, by=by)
