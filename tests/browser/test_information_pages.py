"""Pages of requests for information and of what one person alone holds, with something in each."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.information_requests.actions.requests import answer_with_information
from handrail.people.separate_files.actions import create_link_of_two_files_of_one_person
from support.cast import NUMBER, PLAN
from support.information_requests import (
    ANSWER,
    COUNSELLING,
    NAMED_OF_A_SENIOR_OFFICER,
    NAMED_OF_THE_LEAD,
    NAMED_OF_THE_OFFICER,
    OF_A_KEEPER,
    OF_A_SENIOR_OFFICER,
    OF_THE_LEAD,
    OF_THE_OFFICER,
    WORDS_OF_A_LINK,
    add_other_side,
    add_senior_officer,
    answer,
    approve,
    ask,
    name_person,
    share_with_police,
)


@pytest.fixture
def opened(desk):
    """Somebody at a desk."""
    return lambda user: Walker(desk(user))


def faults(walker, names, arguments):
    return [each for name in names for each in fault(walker, reverse(name, args=arguments.get(name, [])))]


def test_requests_for_information(opened, cast, told):
    share_with_police(cast, told)
    senior = add_senior_officer()
    waiting = ask(
        cast,
        told,
        views="objects",
        views_words="What I said there was for nobody else",
        **COUNSELLING,
    )
    undecided, undecided_named = ask(cast, told, **COUNSELLING), name_person(cast, **COUNSELLING)
    senior = opened(senior)
    one = {
        "approve_counselling_notes": [undecided.pk],
        "approve_named_counselling_notes": [undecided_named.pk],
    }
    assert faults(senior, (*OF_A_SENIOR_OFFICER, *NAMED_OF_A_SENIOR_OFFICER), one) == []
    approve(waiting)
    given = ask(cast, told)
    answer_with_information(answer(), request_id=given.pk, by=cast.lead.actor)
    one = {name: [waiting.pk] for name in (*OF_THE_OFFICER, *OF_THE_LEAD)}
    arguments = {
        **one,
        "ask_information": [told.reference],
        "information_requests": [],
        "information_log": [],
    }
    officer = opened(cast.officer)
    assert faults(officer, OF_THE_OFFICER, arguments) == []
    officer.go(reverse("information_request", args=[given.pk]))
    officer.says(ANSWER)
    officer.keeps_back(NUMBER, PLAN)
    lead = opened(cast.lead)
    assert faults(lead, OF_THE_LEAD, arguments) == []
    named = {name: [name_person(cast).pk] for name in (*NAMED_OF_THE_OFFICER, *NAMED_OF_THE_LEAD)}
    named |= {"ask_about_person": [], "named_requests": []}
    assert faults(officer, NAMED_OF_THE_OFFICER, named) == []
    assert faults(lead, NAMED_OF_THE_LEAD, named) == []


def test_what_one_person_alone_holds(opened, cast, told):
    link = create_link_of_two_files_of_one_person(
        first=told.reference, second="LCL-0099-S", words=WORDS_OF_A_LINK, by=cast.liaison.actor
    )
    arguments = {"hold_hand_over": [link], "hold_answer": [link], "hold_end": [link]}
    keeper = opened(cast.liaison)
    assert faults(keeper, OF_A_KEEPER, arguments) == []
    keeper.go(reverse("held_by_you"))
    keeper.says("LCL-0099-S", WORDS_OF_A_LINK)
    add_other_side(cast)
    assert faults(opened(cast.lead), ("move_to_other_side",), {"move_to_other_side": [told.reference]}) == []
