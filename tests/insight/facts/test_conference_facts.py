"""What crosses from case conferences and joint visits: who came, how actions ended, answers to offers. No word."""

import datetime

import pytest
from django.utils import timezone

from handrail.insight.facts.actions.export import rebuild_all_case_facts
from handrail.insight.facts.case_history import ConferenceActionUndertaken
from handrail.insight.facts.conference_facts import get_conference_action_outcome_code, get_hours_band_code
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.queries import iterate_case_histories
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.conference_measures import CONFERENCES
from handrail.insight.measures.engines import count_stored_facts
from handrail.people.conferences.actions.agreed_actions import record_conference_action_end
from handrail.people.conferences.actions.asking import accept_or_return_conference
from handrail.people.conferences.actions.basis_reviews import record_basis_review
from handrail.people.conferences.actions.meetings import (
    end_conference,
    record_conference_meeting,
    reschedule_meeting,
)
from handrail.people.conferences.actions.members import sign_confidentiality_statement
from handrail.people.conferences.actions.visits import (
    OfferAtJointVisitInput,
    record_agreed_joint_visit,
    record_joint_visit_result,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceBasisReview,
    ConferenceMeeting,
    JointVisit,
    MeetingMove,
)
from handrail.people.conferences.text_choices import Attendance, ConferenceEndReason
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.today import today
from support.conferences import (
    CONFERENCE_SECRETS,
    WISHES,
    act,
    ask,
    call,
    hold,
    make_area,
    make_visit,
    set_table,
)
from support.independent_counts import count_people_by_month

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def ago(days):
    return today() - datetime.timedelta(days=days)


def end(cast, action, result):
    row = ConferenceActionEnd(result=result).bind(UnrecordedKeyAccess(action.case_id))
    row.words = "Planted bed of the result"
    record_conference_action_end(row, action_id=action.pk, by=cast.lead.actor)


def visit(cast, told, result, *offers, alone=False):
    """A visit that was agreed for tomorrow, told as if it had been an hour ago."""
    row = record_agreed_joint_visit(
        make_visit(told, cast.officer.body), case_id=told.case_id, by=cast.worker.actor
    )
    JointVisit.objects.filter(pk=row.pk).update(planned_at=timezone.now() - datetime.timedelta(hours=1))
    fresh = JointVisit.objects.get(pk=row.pk).bind(UnrecordedKeyAccess(told.case_id))
    fresh.result, fresh.went, fresh.seen_alone = result, "A navigator, Lantern", alone
    fresh.told_of_records = True
    if result == "made":
        fresh.risk, fresh.wishes = "Lower", WISHES
    said = [OfferAtJointVisitInput(kind, answer, "") for kind, answer in offers]
    record_joint_visit_result(
        fresh, offers=said, case_id=told.case_id, seen=fresh.version, by=cast.worker.actor
    )


def test_a_conference_and_its_visits_cross_as_codes_and_count_as_independent_queries_do(cast, told):
    table = set_table(cast, told)
    hold(cast, table)
    done, late, waits = (act(cast, table, part) for part in ("housing", "police", "health"))
    end(cast, done, "done")
    ConferenceAction.objects.filter(pk=late.pk).update(due_on=ago(1))
    ConferenceAction.objects.filter(pk=done.pk).update(due_on=today())
    visit(cast, told, "not_in")
    visit(cast, told, "made", ("bed", "accepted"), ("nrm", "declined"), alone=True)
    (history,) = iterate_case_histories([told.case_id])
    facts = derive_case_facts(history, today())
    found = sorted(
        (fact.kind, fact.reason, fact.answer, fact.need) for fact in facts if "confer" in fact.kind
    )
    told = {one[0]: one[1:] for one in found}
    assert told["conference_asked"] == ("charity", "consent", "first")
    assert told["conference_ground"] == ("charity", "unsafe", "")
    assert told["conference_answered"] == ("", "accepted", "")
    assert told["conference_met"] == ("", "held", "")
    assert told["conference_in_hours"] == ("", "hours_24", "")
    assert told["conference_heard"] == ("", "words", "")
    assert told["conference_roof"] == ("none", "not_yet", "")
    assert [one for one in found if one[0] == "conference_action"] == [
        ("conference_action", "housing", "in_time", ""), ("conference_action", "police", "overdue", ""),
    ]  # fmt: skip
    assert waits.due_on > today()  # and so it is no fact yet
    assert {one[1:3] for one in found if one[0] == "conference_attendance"} == {
        (part, "present") for part in table.members
    }
    visits = sorted(
        (fact.kind, fact.answer, fact.reason, fact.need) for fact in facts if "visit" in fact.kind
    )
    assert visits == [
        ("joint_visit", "made", "alone", ""), ("joint_visit", "not_in", "", ""),
        ("visit_offer", "accepted", "", "bed"), ("visit_offer", "declined", "", "nrm"),
    ]  # fmt: skip
    assert not [word for word in CONFERENCE_SECRETS if word in str(facts)]
    rebuild_all_case_facts()
    counted = {}
    for cell in count_stored_facts(MEASURES, "2000-01", f"{today():%Y-%m}"):
        if not cell.breakdown:
            months = counted.setdefault(cell.measure, {})
            months[cell.month] = months.get(cell.month, 0) + cell.people
    expected = count_people_by_month(f"{today():%Y-%m}")
    assert counted == {key: some for key, some in expected.items() if some}
    later = {"conference-after", "conference-transfers", "conference-delays", "conference-reviews"}
    assert all(counted[measure.key] for measure in CONFERENCES if measure.key not in later)


def test_a_conference_that_was_returned_and_one_that_moved_cross_as_such(cast, told):
    area = make_area(cast)
    asked = ask(cast, told, area)
    sign_confidentiality_statement(conference_id=asked.pk, by=cast.lead.actor)
    accept_or_return_conference(
        conference_id=asked.pk, accepts=False, words="Another meeting", by=cast.lead.actor
    )
    again = ask(cast, told, area, came_from="Planted Norfolk")
    sign_confidentiality_statement(conference_id=again.pk, by=cast.lead.actor)
    end_conference(conference_id=again.pk, reason=ConferenceEndReason.MOVED, words="", by=cast.lead.actor)
    (history,) = iterate_case_histories([told.case_id])
    facts = [fact for fact in derive_case_facts(history, today()) if fact.kind.startswith("conference_")]
    assert sorted(one.answer for one in facts if one.kind == "conference_answered") == [
        "returned",
        "stood_down",
    ]
    assert sorted(one.need for one in facts if one.kind == "conference_asked") == ["first", "repeat"]
    assert sorted(one.answer for one in facts if one.kind == "conference_moved") == ["in", "out"]
    assert "Planted" not in str(facts)


def test_causes_of_delay_and_reviews_without_agreement_cross_as_codes(cast, told):
    table = set_table(cast, told)
    Conference.objects.update(basis="life", review_on=ago(3))
    meeting = call(cast, table)
    move = MeetingMove(reason="interpreter", to_at=meeting.starts_at + datetime.timedelta(hours=1))
    move.bind(UnrecordedKeyAccess(meeting.case_id))
    move.why = "Planted interpreter"
    reschedule_meeting(move, meeting_id=meeting.pk, seen_at=meeting.starts_at, by=cast.lead.actor)
    past = timezone.now() - datetime.timedelta(hours=1)
    MeetingMove.objects.update(from_at=past)  # late in the evening it was called for tomorrow
    ConferenceMeeting.objects.update(starts_at=past, late_reason="agencies")
    came = dict.fromkeys(table.members.values(), (Attendance.APOLOGIES, ""))
    record_conference_meeting(
        meeting_id=meeting.pk, attendance=came, minutes="Planted", agrees="", by=cast.lead.actor
    )
    review = ConferenceBasisReview(
        reviewed_on=today(), result="goes_on", next_on=today() + datetime.timedelta(days=7)
    )
    review.bind(UnrecordedKeyAccess(meeting.case_id))
    review.by_name, review.words = "Planted senior name", "Planted reason"
    record_basis_review(review, conference_id=table.conference, by=cast.worker.actor)
    (history,) = iterate_case_histories([told.case_id])
    facts = derive_case_facts(history, today())
    assert sorted(one.answer for one in facts if one.kind == "conference_delayed") == [
        "agencies", "interpreter", "not_quorate",
    ]  # fmt: skip
    assert [one.answer for one in facts if one.kind == "conference_reviewed"] == ["late"]
    assert "Planted" not in str(facts)


@pytest.mark.parametrize(
    ("hours", "minutes", "band"),
    [
        (23, 59, "hours_24"),
        (24, 0, "hours_24"),
        (24, 1, "hours_48"),
        (48, 0, "hours_48"),
        (48, 1, "hours_72"),
    ],
)
def test_48_hours_to_the_minute_are_in_time(hours, minutes, band):
    assert get_hours_band_code(datetime.timedelta(hours=hours, minutes=minutes)) == band


@pytest.mark.parametrize(
    ("result", "ended_on", "judged"),
    [
        ("", None, "overdue"), ("done", "2026-11-20", "in_time"), ("done", "2026-11-21", "late"),
        ("not_done", "2026-11-10", "not_done"), ("declined", "2026-11-25", "declined"),
    ],
)  # fmt: skip
def test_what_became_of_an_action_due_on_20_november(result, ended_on, judged):
    ended = datetime.date.fromisoformat(ended_on) if ended_on else None
    assert (
        get_conference_action_outcome_code(
            ConferenceActionUndertaken(datetime.date(2026, 11, 20), "police", result, ended)
        )
        == judged
    )
