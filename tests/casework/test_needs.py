"""A need is met since a day, and may stand again; nothing that was offered changes by it."""

import pytest

from casework.conftest import a_service, ago
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.audit.models import Record
from handrail.casework.case.models import Need
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.offers.actions import plan
from handrail.casework.offers.actions.needs import meet_need, need_again
from handrail.kernel.refusals import NotNow


@pytest.fixture
def need(cast, told):
    return plan.record_need(case_id=told.case_id, kind="health", words="", on=ago(3), by=cast.worker.actor)


def met(cast, need, on=None, by=None):
    meet_need(case_id=need.case_id, need_id=need.pk, on=on or ago(1), by=by or cast.worker.actor)


def kept(need):
    return Need.objects.get(pk=need.pk).met_on


def test_a_need_is_met_since_a_day_and_stands_again(cast, need):
    met(cast, need)
    assert kept(need) == ago(1)
    need_again(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)
    assert kept(need) is None
    verbs = list(Record.objects.filter(about=need.case_id).order_by("at").values_list("verb", "why"))[-2:]
    assert [verb for verb, _ in verbs] == ["marked a need as met", "let a need stand again"]


def test_the_second_of_two_is_told_what_the_first_said(cast, need):
    met(cast, need)
    with pytest.raises(NotNow, match="marked as met already"):
        met(cast, need, on=ago(0))
    need_again(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)
    with pytest.raises(NotNow, match="not marked as met"):
        need_again(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)


@pytest.mark.parametrize(("days", "words"), [(4, "cannot have been met before"), (-1, "has not come yet")])
def test_no_day_before_it_was_said_and_none_that_has_not_come(cast, need, days, words):
    with pytest.raises(NotNow, match=words):
        met(cast, need, on=ago(days))
    assert kept(need) is None


def test_what_is_met_is_offered_nothing_until_it_stands_again(cast, need):
    met(cast, need)
    offer = {"case_id": need.case_id, "need_id": need.pk, "service_id": a_service(cast), "on": ago(0)}
    with pytest.raises(NotNow, match="stands again"):
        plan.make_offer(**offer, by=cast.worker.actor)


def test_whoever_it_is_shared_with_does_not_say_what_is_met(cast, told, need):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=Said.YES,
        sharing=Sharing(cast.partner.body.code, (Kind.SUPPORT,)),
        asked=Asked(on=ago(0)),
        by=cast.worker.actor,
    )
    with pytest.raises(Denied):
        met(cast, need, by=cast.partner.actor)
    assert kept(need) is None
