"""Whom a recommendation addresses follows from the day it was published."""

from datetime import date

import pytest

from handrail.areas.calls.actions import calls
from handrail.areas.calls.models import Call
from handrail.areas.calls.queries.calls import list_national_recommendation_choices
from handrail.areas.recommendations import actions
from handrail.areas.recommendations.addressees import get_force_codes, get_local_policing_body_codes
from handrail.areas.recommendations.inputs import AddresseesInput, UpdateScheduleInput
from handrail.areas.recommendations.models import Recommendation, RecommendationUpdate
from handrail.areas.recommendations.permissions import RecommendationNotVisible
from handrail.areas.recommendations.queries import (
    RecommendationListFilter,
    get_recommendation_detail,
    get_recommendation_results,
    get_update_request_detail,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.oversight_data import told

MAY_2021 = date(2021, 5, 26)


@pytest.mark.django_db
def test_each_day_has_its_own_43_bodies():
    assert len(get_local_policing_body_codes(MAY_2021)) == 43
    assert "mayor-west-yorkshire" in get_local_policing_body_codes(MAY_2021)
    assert "commissioner-west-yorkshire" not in get_local_policing_body_codes(MAY_2021)  # ended on 9 May 2021
    assert "commissioner-west-yorkshire" in get_local_policing_body_codes(date(2021, 5, 9))
    assert len(get_force_codes(MAY_2021)) == 43


def register(cast, *, published=MAY_2021, **to):
    return actions.register_recommendation(
        told(code="of-2021", published_on=published, due_on=None, source="super_complaint"),
        to=AddresseesInput(**to),
        by=cast.collator.actor,
    )


def test_a_body_that_had_ended_was_never_due(cast):
    with pytest.raises(ActionNotPossibleError, match="ended on 9 May 2021"):
        register(cast, named=("commissioner-west-yorkshire",))


def test_a_body_that_had_not_begun_was_never_due(cast):
    with pytest.raises(ActionNotPossibleError, match="was set up on 7 May 2024"):
        register(cast, named=("mayor-south-yorkshire",))


def test_a_named_body_that_is_addressed_anyway_counts_once(cast):
    register(cast, policing_bodies=True, named=("commissioner-lincolnshire",))
    assert get_recommendation_detail(cast.collator.actor, "of-2021").line.addressed == 43


@pytest.fixture
def heir(cast):
    """Somebody of York and North Yorkshire's mayor, who took over on 7 May 2024."""
    body = Body.objects.get(code="mayor-north-yorkshire")
    cast.neighbour.body = body
    cast.neighbour.save()
    return cast.neighbour


def test_successors_inherit_what_was_asked_and_what_was_answered(cast, heir):
    register(cast, policing_bodies=True)
    asked = Body.objects.get(code="fire-commissioner-north-yorkshire")
    asking = actions.request_updates(
        code="of-2021",
        owners=[asked.pk],
        rhythm=UpdateScheduleInput(date(2021, 11, 26), 6, "months"),
        by=cast.collator.actor,
    )[0]
    page = get_update_request_detail(heir.actor, "of-2021", asking)
    assert page.may_answer
    assert page.line.owner == asked.name
    assert page.line.current_owner == heir.body.name
    actions.submit_update(
        RecommendationUpdate(asking_id=asking, support="accepted", words="In place."), seen=1, by=heir.actor
    )
    (said,) = get_update_request_detail(cast.collator.actor, "of-2021", asking).updates
    assert said.body == heir.body.name
    assert said.due_on == date(2021, 11, 26)


def test_a_neighbour_answers_nothing_of_another_area(cast, heir):
    register(cast, policing_bodies=True)
    lincolnshire = Body.objects.get(code="commissioner-lincolnshire")
    asking = actions.request_updates(
        code="of-2021",
        owners=[lincolnshire.pk],
        rhythm=UpdateScheduleInput(date(2026, 12, 1)),
        by=cast.collator.actor,
    )[0]
    with pytest.raises(RecommendationNotVisible):
        get_update_request_detail(heir.actor, "of-2021", asking)
    with pytest.raises(RecommendationNotVisible):
        actions.submit_update(
            RecommendationUpdate(asking_id=asking, support="accepted", words="Ours."), seen=1, by=heir.actor
        )


def test_the_collator_sees_what_was_addressed_nationally_and_nothing_of_an_areas_own(cast, local):
    assert [
        row.code for row in get_recommendation_results(cast.collator.actor, RecommendationListFilter()).rows
    ] == []
    with pytest.raises(RecommendationNotVisible):
        get_recommendation_detail(cast.collator.actor, local)


def test_an_area_addresses_its_own_and_nobody_else(cast):
    with pytest.raises(ActionNotPossibleError, match=r"is not in your area."):
        actions.register_recommendation(
            told(code="ours"),
            to=AddresseesInput(named=("humberside-police",)),
            by=cast.commissioner.actor,
        )
    with pytest.raises(ActionNotPossibleError, match=r"is not in your area."):
        actions.register_recommendation(
            told(code="ours"), to=AddresseesInput(policing_bodies=True), by=cast.commissioner.actor
        )


def test_a_call_asks_about_national_ones_alone_and_keeps_one_that_was_closed(local, cast):
    by = cast.collator.actor
    assert list_national_recommendation_choices() == ()
    about = Recommendation.objects.get(code=local)
    asks = Call(title="What is done", deadline=date(2026, 12, 1), recommendation=about)
    with pytest.raises(ActionNotPossibleError, match=r"” is not a recommendation here."):
        calls.create_draft_call_for_returns(asks, by=by)
    Recommendation.objects.filter(code=local).update(national=True, state="closed")
    assert list_national_recommendation_choices() == ()
    assert [code for code, _ in list_national_recommendation_choices(kept=local)] == [local]
