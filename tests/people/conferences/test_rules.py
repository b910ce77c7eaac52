"""48 hours, the quorum and a repeat, worked out by hand."""

import datetime

import pytest

from handrail.people.conferences.models import Conference
from handrail.people.conferences.presenters import make_forty_eight_hours_bar
from handrail.people.conferences.rules import (
    MeetingInTime,
    compute_conference_due_moment,
    find_meeting_of_action,
    is_repeat,
    list_missing_quorum_parts,
)
from handrail.people.conferences.text_choices import ConferenceItemKind, ItemVisibilityToMember, MemberAgency
from handrail.people.conferences.usual_slices import (
    find_usual_item_visibility_to_agency,
    get_usual_disclosure_basis_of_agency,
)
from handrail.platform.kernel.dates import LONDON


def at(*parts):
    return datetime.datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("identified", "agreed", "due"),
    [
        (at(2026, 11, 18, 9), at(2026, 11, 23, 14, 15), at(2026, 11, 25, 14, 15)),  # agreed is the later
        (at(2026, 11, 23, 16), at(2026, 11, 23, 14, 15), at(2026, 11, 25, 16)),  # identified is the later
        (
            at(2026, 10, 24, 10),
            at(2026, 10, 24, 12),
            at(2026, 10, 26, 11),
        ),  # the clocks go back: 49 hours by the wall
        (at(2026, 3, 28, 10), at(2026, 3, 28, 12), at(2026, 3, 30, 13)),  # they go forward
    ],
)
def test_48_hours_pass_from_the_later_of_the_two(identified, agreed, due):
    assert compute_conference_due_moment(identified, agreed) == due


ALL = ("chair", "police_or_council", "person", "roof")


@pytest.mark.parametrize(
    ("needed", "came", "missing"),
    [
        (
            ALL,
            [("chair", "present"), ("police", "present"), ("navigator", "deputy"), ("housing", "present")],
            [],
        ),
        (
            ALL,
            [("chair", "present"), ("housing", "present"), ("navigator", "present")],
            [],
        ),  # housing is a council's
        (
            ALL,
            [("chair", "present"), ("police", "report"), ("navigator", "present")],
            ["police_or_council", "roof"],
        ),
        (ALL, [], list(ALL)),
        (("chair",), [("chair", "deputy")], []),
        ((), [("chair", "present")], ["police_or_council", "person", "roof"]),  # the usual quorum
    ],
)
def test_a_report_is_no_attendance_and_each_part_is_met_by_somebody(needed, came, missing):
    assert list_missing_quorum_parts(needed, came) == missing


def test_a_repeat_is_within_twelve_months_of_the_last_one():
    day = datetime.date(2025, 11, 28)
    assert is_repeat(datetime.date(2026, 11, 28), [day])
    assert not is_repeat(datetime.date(2026, 11, 29), [day])
    assert not is_repeat(datetime.date(2026, 11, 28), [])
    assert is_repeat(datetime.date(2026, 11, 29), [day, datetime.date(2026, 5, 1)])


def test_no_part_usually_sees_their_account_and_only_health_and_nobody_else_all_of_health():
    assert not any(
        find_usual_item_visibility_to_agency(part, ConferenceItemKind.ACCOUNT) for part in MemberAgency
    )
    whole = [
        part
        for part in MemberAgency
        if find_usual_item_visibility_to_agency(part, ConferenceItemKind.HEALTH)
        is ItemVisibilityToMember.WHOLE
    ]
    assert whole == [MemberAgency.HEALTH]
    assert find_usual_item_visibility_to_agency(MemberAgency.POLICE, ConferenceItemKind.CONTACT) is None
    assert (
        find_usual_item_visibility_to_agency(MemberAgency.CHAIR, ConferenceItemKind.NEEDS)
        is ItemVisibilityToMember.NEED
    )
    assert get_usual_disclosure_basis_of_agency(MemberAgency.NAVIGATOR) == "consent"


TUESDAY, WEDNESDAY = (MeetingInTime(number, at(2026, 11, day, 9), at(2026, 11, day, 16), number == 2)
                      for number, day in ((1, 24), (2, 25)))  # fmt: skip


@pytest.mark.parametrize(
    ("set_at", "meetings", "number"),
    [
        (at(2026, 11, 24, 12), (TUESDAY, WEDNESDAY), 2),  # Tuesday's was not quorate: of the next one
        (at(2026, 11, 25, 15), (TUESDAY, WEDNESDAY), 2),  # at the meeting
        (at(2026, 11, 27, 10), (TUESDAY, WEDNESDAY), 2),  # written down two days after it
        (at(2026, 11, 24, 12), (TUESDAY,), None),  # nothing was decided yet
        (
            at(2026, 11, 27, 10),
            (WEDNESDAY, MeetingInTime(3, at(2026, 11, 26, 9), None, False)),
            3,
        ),  # called since
        (at(2026, 11, 23, 8), (), None),
    ],
)
def test_an_action_is_of_the_meeting_that_agreed_it(set_at, meetings, number):
    assert find_meeting_of_action(set_at, meetings) == number


@pytest.mark.parametrize(
    ("basis", "agreed", "words", "tick"),
    [
        ("consent", at(2026, 11, 23, 14), "30 hours left", "agreed"),
        ("life", at(2026, 11, 23, 14), "30 hours left", "decided"),
        ("life", at(2026, 11, 18, 14), "30 hours left", "identified"),
    ],
)
def test_nobody_agreed_where_the_conference_rests_on_another_basis(basis, agreed, words, tick):
    identified = at(2026, 11, 23, 14) if tick == "identified" else at(2026, 11, 18, 9)
    row = Conference(identified_at=identified, agreed_at=agreed, basis=basis)
    row.due_at = compute_conference_due_moment(identified, agreed)
    bar = make_forty_eight_hours_bar(row, [], at(2026, 11, 24, 8))
    assert (bar.words, bar.ticks[0].what, bar.is_held) == (words, tick, False)
