"""An agreement over another body's rooms opens nothing until that body, or a paper that somebody else saw, says so."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.directory.housing.actions.agreements import (
    add_housing_agreement,
    confirm_agreement_on_paper,
    confirm_housing_agreement,
    set_last_night_of_agreement,
)
from handrail.directory.housing.models import Agreement
from handrail.directory.housing.place_kinds import KIND_CODES
from handrail.directory.housing.queries.agreements import find_agreement, list_agreements_for_night
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.housing import a_claim, an_agreement, of_body
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


def open_to_lantern():
    return {
        line.agreement_id for line in list_agreements_for_night(Body.objects.get(code="lantern").pk, today())
    }


def opened(agreement):
    line = find_agreement(agreement)
    return {kind for kind in KIND_CODES if line.opens(kind)}


@shared_world
def on_paper(cast):
    """A claim over the rooms of a body that nobody can sign in for, and another lead who may have seen the paper."""
    made = a_claim(cast, "elsewhere")
    User.objects.filter(body__code="elsewhere").update(is_active=False)
    return made, of_body("lantern", Role.DUTY_LEAD, "second").actor


def test_written_over_anothers_rooms_it_opens_nothing(cast):
    made = a_claim(cast)
    assert open_to_lantern() == set()
    assert opened(made) == set()
    assert find_agreement(made).waits


def test_somebody_of_the_provider_confirms_it_and_it_opens_all_but_a_safe_house(cast):
    made = a_claim(cast, "fen-housing")
    confirm_housing_agreement(agreement_id=made, by=cast.housing.actor)
    assert open_to_lantern() == {made}
    assert opened(made) == set(KIND_CODES) - {"safe_house"}
    with pytest.raises(ActionNotPossibleError, match="already"):
        confirm_housing_agreement(agreement_id=made, by=cast.housing.actor)


def test_written_by_the_providers_own_staff_it_is_confirmed_at_once(cast):
    ours = cast.lead.body
    terms = Agreement(name="Ours", provider=ours, first_night=today(), answers=ours, payer=ours)
    made = add_housing_agreement(terms, users=("lantern",), by=cast.lead.actor).pk
    assert not find_agreement(made).waits
    assert opened(made) == set(KIND_CODES)


@pytest.mark.parametrize("part", ["lead", "commissioner", "partner", "worker", "board", "neighbour"])
def test_nobody_else_confirms_it(cast, part):
    made = a_claim(cast, "fen-housing")
    with pytest.raises(Denied):
        confirm_housing_agreement(agreement_id=made, by=getattr(cast, part).actor)
    assert open_to_lantern() == set()


def test_a_support_worker_of_the_provider_does_not_speak_for_it(cast):
    with pytest.raises(Denied, match="support worker, does not allow you to add agreements"):
        confirm_housing_agreement(agreement_id=a_claim(cast, "harbour"), by=cast.partner.actor)


def test_on_paper_it_opens_ordinary_rooms_and_no_other(cast, on_paper):
    made, second = on_paper
    confirm_agreement_on_paper(agreement_id=made, role=" Night manager ", on=today(-1), by=second)
    assert open_to_lantern() == {made}
    assert opened(made) == {"council_room", "hotel", "bnb"}
    line = find_agreement(made)
    assert (line.paper_role, line.paper_on) == ("Night manager", today(-1))


def test_whoever_wrote_it_down_never_says_that_there_is_a_paper(cast, on_paper):
    made, _ = on_paper
    with pytest.raises(
        ActionNotPossibleError, match="someone in your organisation other than the person who recorded it"
    ):
        confirm_agreement_on_paper(agreement_id=made, role="Manager", on=today(), by=cast.lead.actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=made).update(
            paper_at=timezone.now(), paper_on=today(), paper_role="Manager", paper_by=cast.lead.pk
        )
    assert find_agreement(made).waits


def test_a_paper_is_not_enough_where_the_provider_can_say_so_itself(cast):
    second = of_body("lantern", Role.DUTY_LEAD, "second").actor
    with pytest.raises(ActionNotPossibleError, match="Harbour uses Handrail"):
        confirm_agreement_on_paper(agreement_id=a_claim(cast), role="Manager", on=today(), by=second)


def test_another_body_sees_no_paper_for_it(cast, on_paper):
    with pytest.raises(ActionNotPossibleError, match=r"That is not one of your organisation’s agreements."):
        confirm_agreement_on_paper(
            agreement_id=on_paper[0], role="Manager", on=today(), by=cast.commissioner.actor
        )


@pytest.mark.parametrize(("role", "days"), [(" ", 0), ("x" * 121, 0), ("Manager", 1), ("Manager", -5000)])
def test_a_paper_says_who_by_role_and_on_a_day_that_was(on_paper, role, days):
    made, second = on_paper
    with pytest.raises(ActionNotPossibleError):
        confirm_agreement_on_paper(agreement_id=made, role=role, on=today(days), by=second)


def test_the_database_keeps_no_half_of_a_paper(on_paper):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=on_paper[0]).update(paper_on=today(), paper_role="Manager")


def test_stretched_by_others_it_is_asked_of_the_provider_again_and_shortened_it_is_not(cast):
    made = an_agreement(cast, "fen-housing", last_night=today(20))
    set_last_night_of_agreement(agreement_id=made, last_night=today(10), by=cast.lead.actor)
    assert open_to_lantern() == {made}
    set_last_night_of_agreement(agreement_id=made, last_night=today(11), by=cast.lead.actor)
    assert open_to_lantern() == set()
    confirm_housing_agreement(agreement_id=made, by=cast.housing.actor)
    assert open_to_lantern() == {made}


def test_what_the_provider_confirmed_itself_is_named_before_a_paper(cast, on_paper):
    made, second = on_paper
    confirm_agreement_on_paper(agreement_id=made, role="Manager", on=today(), by=second)
    own = an_agreement(cast, "fen-housing", name="Zeal rooms")
    lines = list_agreements_for_night(Body.objects.get(code="lantern").pk, today())
    assert [line.agreement_id for line in lines] == [own, made]
