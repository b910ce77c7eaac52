"""A need is met since a day, and may stand again; nothing that was offered changes by it."""

import pytest

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.actions.met_needs import mark_need_met, reopen_need
from handrail.people.records.models import Need
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cases import ago
from support.services import a_service


@pytest.fixture
def need(cast, told):
    return offers.record_need(case_id=told.case_id, kind="health", words="", on=ago(3), by=cast.worker.actor)


def met(cast, need, on=None, by=None):
    mark_need_met(case_id=need.case_id, need_id=need.pk, on=on or ago(1), by=by or cast.worker.actor)


def kept(need):
    return Need.objects.get(pk=need.pk).met_on


def test_a_need_is_met_since_a_day_and_stands_again(cast, need):
    met(cast, need)
    assert kept(need) == ago(1)
    reopen_need(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)
    assert kept(need) is None
    verbs = list(Record.objects.filter(about=need.case_id).order_by("at").values_list("verb", "why"))[-2:]
    assert [verb for verb, _ in verbs] == ["marked a need as met", "reopened a need"]


def test_the_second_of_two_is_told_what_the_first_said(cast, need):
    met(cast, need)
    with pytest.raises(ActionNotPossibleError, match="already marked as met"):
        met(cast, need, on=ago(0))
    reopen_need(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="not marked as met"):
        reopen_need(case_id=need.case_id, need_id=need.pk, by=cast.worker.actor)


@pytest.mark.parametrize(
    ("days", "words"), [(4, "cannot have been met before"), (-1, "That date is in the future.")]
)
def test_no_day_before_it_was_said_and_none_that_has_not_come(cast, need, days, words):
    with pytest.raises(ActionNotPossibleError, match=words):
        met(cast, need, on=ago(days))
    assert kept(need) is None


def test_what_is_met_is_offered_nothing_until_it_stands_again(cast, need):
    met(cast, need)
    offer = {"case_id": need.case_id, "need_id": need.pk, "service_id": a_service(cast), "on": ago(0)}
    with pytest.raises(ActionNotPossibleError, match="Reopen it first"):
        offers.make_offer(**offer, by=cast.worker.actor)


def test_whoever_it_is_shared_with_does_not_say_what_is_met(cast, told, need):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(cast.partner.body.code, (Kind.NEEDS, Kind.OFFERS)),
        asked=ConsentAskingInput(on=ago(0)),
        by=cast.worker.actor,
    )
    with pytest.raises(Denied):
        met(cast, need, by=cast.partner.actor)
    assert kept(need) is None
