"""What another body's police never see, what a partner may not write, and what a child is never offered."""

import pytest
from django.utils import timezone

from casework.conftest import a_service
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.casework.case.states import Age, Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.lists.queries.finding import find
from handrail.casework.offers.actions import plan
from handrail.casework.whole.actions import opening
from handrail.kernel.refusals import NotNow


def shared(cast, told, body, *kinds):
    asked = Asked(on=timezone.localdate())
    sharing = Sharing(body, list(kinds))
    consents.record_sharing_answer(
        case_id=told.case_id, said=Said.YES, sharing=sharing, asked=asked, by=cast.worker.actor
    )


def test_an_officer_never_sees_support_notes_of_another_body(cast, told):
    shared(cast, told, "lincolnshire-police", Kind.PATHWAY, Kind.SUPPORT)
    assert find(cast.officer.actor, told.reference).sight.kinds == {Kind.PATHWAY}


def test_a_partner_records_no_need(cast, told):
    shared(cast, told, "harbour", Kind.SUPPORT)
    need = {"kind": "place", "words": "", "on": timezone.localdate()}
    with pytest.raises(Denied, match="Only those who work on the case"):
        plan.record_need(case_id=told.case_id, by=cast.partner.actor, **need)


def test_a_child_is_never_offered_an_adult_place(cast, told):
    by, on = cast.worker.actor, timezone.localdate()
    opening.say_age(case_id=told.case_id, age=Age.UNSURE, by=by)
    need = plan.record_need(case_id=told.case_id, kind="place", words="", on=on, by=by)
    with pytest.raises(NotNow, match="emergency duty team"):
        plan.make_offer(case_id=told.case_id, need_id=need.pk, service_id=a_service(cast), on=on, by=by)
