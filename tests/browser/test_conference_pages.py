"""Pages of conferences and joint visits at both widths, and what each of five agencies finds on all of theirs."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.conferences.actions.members import sign_confidentiality_statement
from handrail.people.conferences.models import ConferenceArea
from handrail.people.conferences.text_choices import ConferenceItemKind
from support.cast import NUMBER, PLAN, tell
from support.conferences import (
    ACTION,
    CONFERENCE_SECRETS,
    PLACE,
    POLICE_SECRET,
    SECRETS,
    WORDS,
    act,
    ask,
    call,
    hold,
    make_area,
    move_here_and_set_review,
    set_table,
    set_whole_table,
)


@pytest.fixture
def opened(desk):
    """Somebody at a desk."""
    return lambda user: Walker(desk(user))


def faults(walker, addresses):
    return [each for name, arguments in addresses for each in fault(walker, reverse(name, args=arguments))]


def test_pages_of_a_conference_and_a_visit(opened, cast, told):
    table = set_table(cast, told)
    paper, item, visit = set_whole_table(cast, told, table)
    action = act(cast, table)
    held, meeting = hold(cast, table), call(cast, table)
    move_here_and_set_review(table)
    make_area(cast, name="Norwich")
    one = [table.conference]
    of_lead = (
        ("conferences", []), ("conference_areas", []), ("add_conference_area", []),
        ("change_conference_area", [table.area]), ("conference_agenda", [table.area]),
        ("conference", one), ("conference_actions", one), ("note_conference_signature", [*one, paper]),
        ("conference_member_body", one), ("conference_member", [*one, "harbour"]),
        ("conference_step_out", one), ("conference_meeting", [*one, held.pk]),
        ("move_conference_meeting", [*one, meeting.pk]), ("leave_conference", [*one, paper]),
        ("call_conference", one), ("conference_minutes", [*one, meeting.pk]), ("set_conference_action", one),
        ("end_conference_action", [*one, action.pk]), ("end_conference", one), ("answer_conference", one),
        ("earlier_conference", one),
    )  # fmt: skip
    of_worker = (
        ("conference", one), ("conference_person", one), ("conference_agency_answer", one),
        ("conference_told", [*one, held.pk]),
        ("conference_disclosures", one), ("hand_over_conference", one), ("review_conference_basis", one),
        ("put_conference_item", one), ("conference_paper_slice", [*one, paper]),
        ("cut_conference_item", [*one, item]),
        ("ask_conference", [tell(cast.worker.actor).reference]), ("agree_joint_visit", [told.reference]),
        ("joint_visit", [told.reference, visit]), ("record_joint_visit", [told.reference, visit]),
        ("set_joint_visit_companion", [told.reference, visit]), ("case_plan", [told.reference]),
    )  # fmt: skip
    assert faults(opened(cast.lead), of_lead) == []
    sign_confidentiality_statement(conference_id=table.conference, member_id=paper, by=cast.lead.actor)
    assert faults(opened(cast.worker), of_worker) == []
    assert faults(opened(cast.officer), (("joined_visit", [visit]),)) == []
    asked = ask(cast, tell(cast.worker.actor), ConferenceArea.objects.get(pk=table.area))
    assert faults(opened(cast.lead), (("sign_conference", [asked.pk]),)) == []


SEES = {
    "officer": {POLICE_SECRET, WORDS, PLACE},
    "housing": {WORDS, PLACE, ACTION},
    "partner": {SECRETS[ConferenceItemKind.HEALTH], WORDS, PLACE},
    "adviser": {WORDS, PLACE},
    "outsider": set(),
}


def test_five_agencies_each_find_their_slice_and_nothing_else(opened, cast, told):
    table = set_table(cast, told)
    set_whole_table(cast, told, table)
    act(cast, table)
    call(cast, table)
    for part, sees in SEES.items():
        walker = opened(getattr(cast, part))
        found = ""
        for name, arguments in (
            ("conferences", []),
            ("my_day", []),
            ("conference_actions", [table.conference]),
            ("conference", [table.conference]),
        ):
            walker.page.goto(reverse(name, args=arguments))
            found += walker.page.content()
        assert {secret for secret in CONFERENCE_SECRETS if secret in found} == sees, part
        assert NUMBER not in found
        assert PLAN not in found
