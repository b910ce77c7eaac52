"""Who reads a group: today and no longer; an organisation that merged is answered for by the other; no identity."""

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.partnerships.actions.group_actions import (
    accept_action,
    answer_escalation,
    ask_parent_group_about_action,
    offer_group_action_to_seat,
)
from handrail.areas.partnerships.actions.meetings import add_meeting_of_group
from handrail.areas.partnerships.actions.operations import record_intensification_review_after_months
from handrail.areas.partnerships.actions.reminders import queue_due_partnership_group_reminders
from handrail.areas.partnerships.actions.seats import (
    add_reading_organisation_of_group,
    answer_seat_invitation,
    end_reading_right_of_organisation,
    end_seat,
    offer_seat_to_organisation,
)
from handrail.areas.partnerships.models import Escalation, GroupAction, GroupMeeting, GroupReader, Seat
from handrail.areas.partnerships.permissions import select_visible_groups
from handrail.areas.partnerships.queries.groups import list_accepted_open_actions
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import NAME, NUMBER
from support.partnership_pages import pages_of
from support.partnerships import DAY, offer, partner_up
from support.worlds import shared_world


@shared_world
def made(cast):
    return partner_up(cast)


def sees(user, group) -> bool:
    return select_visible_groups(user.actor).filter(pk=group.pk).exists()


def test_a_seat_opens_the_group_and_its_end_closes_it(cast, made):
    assert sees(cast.lead, made.board)
    seat = made.seat_of("lantern")
    seat.why = "Left the partnership"
    end_seat(seat, seen=seat.version, by=cast.lead.actor)
    assert not sees(cast.lead, made.board)


def test_whoever_is_invited_reads_purpose_and_terms_until_the_seat_is_taken(cast, made):
    seat = offer_seat_to_organisation(
        Seat(group=made.board, body=cast.outsider.body, office="Manager"), by=cast.commissioner.actor
    )
    pages, here = pages_of(cast.outsider), f"/partnerships/{made.board.pk}/"
    assert made.board.name in pages.read("/partnerships/")
    assert "Terms of reference" in pages.read(here)
    assert pages.client.get(f"{here}terms/").status_code == 200
    papers = ("meetings/", "actions/", "engagement/", "help/", "surveys/", "operations/", "years/")
    assert [pages.client.get(here + page).status_code for page in papers] == [404] * 7
    answer_seat_invitation(seat, accepts=True, seen=seat.version, by=cast.outsider.actor)
    assert [pages.client.get(here + page).status_code for page in papers[:5]] == [200] * 5


def test_a_seat_that_is_taken_is_named_and_not_declined(cast, made):
    seat = made.seat_of("lantern")
    page = f"/partnerships/{made.board.pk}/seats/{seat.pk}/answer/"
    text = pages_of(cast.lead).read(page)
    assert "Name who holds the seat" in text
    assert "Do you take the seat?" not in text
    pages_of(cast.lead).post(page, holder="Service manager", language=seat.language, seen=seat.version)
    seat.refresh_from_db()
    assert (seat.state, seat.holder) == ("accepted", "Service manager")
    seat.why = "No time"
    with pytest.raises(ActionNotPossibleError, match="End it instead"):
        answer_seat_invitation(seat, accepts=False, seen=seat.version, by=cast.lead.actor)


def test_an_accepted_action_is_on_nobodys_list_once_its_seat_has_ended(cast, made):
    accept_action(made.action.pk, person="", seen=made.action.version, by=cast.lead.actor)
    bodies = frozenset({cast.lead.body_id})
    assert [row.pk for row in list_accepted_open_actions(bodies)] == [made.action.pk]
    seat = made.action.seat
    seat.refresh_from_db()
    seat.why = "Left"
    end_seat(seat, seen=seat.version, by=cast.lead.actor)
    assert list_accepted_open_actions(bodies) == []


def test_an_offer_that_nobody_answered_ends_with_its_seat(cast, made):
    seat = made.seat_of("lantern", made.forum)
    seat.why = "Left"
    end_seat(seat, seen=seat.version, by=cast.commissioner.actor)
    made.action.refresh_from_db()
    assert (made.action.state, made.action.why) == ("withdrawn", "The seat ended before it answered.")


def test_a_reader_reads_until_the_end_and_takes_no_part(cast, made):
    reader = add_reading_organisation_of_group(
        GroupReader(group=made.board, body_id=cast.adviser.body_id), by=cast.commissioner.actor
    )
    assert sees(cast.adviser, made.board)
    with pytest.raises(RecordNotVisibleError):
        accept_action(made.action.pk, person="", seen=1, by=cast.adviser.actor)
    end_reading_right_of_organisation(reader, by=cast.commissioner.actor)
    assert not sees(cast.adviser, made.board)


def test_an_organisation_that_merged_is_answered_for_by_the_other(cast, made):
    """Lantern merges into Harbour: Harbour reads, accepts, and is told; the seat keeps its history."""
    assert not sees(cast.partner, made.forum)
    Body.objects.filter(code="lantern").update(successor=Body.objects.get(code="harbour"))
    assert sees(cast.partner, made.forum)
    accepted = accept_action(made.action.pk, person="", seen=1, by=cast.partner.actor)
    assert accepted.follow_up.owner.code == "harbour"
    offer(made.forum, "lantern", "A further action", cast.commissioner.actor)
    told = Message.objects.filter(kind="group_action").order_by("-pk").first()
    assert told.to_id == cast.partner.pk


def test_who_does_not_convene_runs_nothing(cast, made):
    with pytest.raises(RecordNotVisibleError):
        add_meeting_of_group(
            GroupMeeting(group=made.board, planned_on=add_working_days(today(), 3)), by=cast.neighbour.actor
        )
    with pytest.raises(Denied):
        add_meeting_of_group(
            GroupMeeting(group=made.board, planned_on=add_working_days(today(), 3)), by=cast.force_lead.actor
        )


def test_a_meeting_ahead_is_on_a_working_day(cast, made):
    day = today() + DAY
    while day.weekday() != 5:
        day += DAY
    with pytest.raises(ValidationError) as wrong:
        add_meeting_of_group(GroupMeeting(group=made.board, planned_on=day), by=cast.commissioner.actor)
    assert "working day" in str(wrong.value)


@pytest.mark.parametrize("words", [f"Ring {NUMBER} about the flat", "Find PE21 6AB"])
def test_words_that_point_at_a_person_or_place_are_refused(cast, made, words):
    seat = made.seat_of("lantern")
    with pytest.raises(ValidationError) as wrong:
        offer_group_action_to_seat(
            GroupAction(group=made.board, seat=seat, what=words, due_on=today() + DAY),
            by=cast.commissioner.actor,
        )
    assert "areas must not see" in str(wrong.value)


def test_a_worker_cannot_write_the_name_of_somebody_they_support(cast, told, made):
    """The planted person of the cast: the navigator knows her name, and the forum never learns it."""
    seat = made.seat_of("lantern", made.forum)
    seat.why = f"Because of {NAME}"
    with pytest.raises(ValidationError):
        end_seat(seat, seen=seat.version, by=cast.worker.actor)


def test_a_charity_is_reminded_of_what_it_accepted(cast, made):
    accepted = accept_action(made.action.pk, person="", seen=1, by=cast.lead.actor)
    due = accepted.follow_up.due_on
    assert queue_due_partnership_group_reminders(on=due - 20 * DAY) == 0
    assert queue_due_partnership_group_reminders(on=due) == 1
    assert queue_due_partnership_group_reminders(on=due) == 0
    mail = Message.objects.get(kind="look_at_action")
    assert (mail.to_id, mail.path) == (cast.lead.pk, f"/partnerships/actions/{made.action.pk}/")


def told(kind: str, user) -> list[str]:
    """Where each mail of this kind leads somebody."""
    return list(Message.objects.filter(kind=kind, to=user).values_list("path", flat=True))


def test_whoever_convenes_is_reminded_of_a_question_until_it_is_answered(cast, made):
    office = cast.commissioner
    asked = ask_parent_group_about_action(
        Escalation(action=made.action, to_group=made.board, asked="Who pays?", answer_by=today() + 60 * DAY),
        seen=made.action.version,
        by=cast.lead.actor,
    )
    due, path = asked.answer_by, f"/partnerships/{made.board.pk}/actions/"
    for day, paths in (
        (due - 20 * DAY, []),
        (due, [path]),
        (due, [path]),  # told once
        (due + 5 * DAY, [path, path]),  # and once more after the day
    ):
        queue_due_partnership_group_reminders(on=day)
        assert told("group_answer_due", office) == paths
    asked.answer = "The board pays."
    answer_escalation(asked, seen=asked.version, by=office.actor)
    queue_due_partnership_group_reminders(on=due + 90 * DAY)
    assert told("group_answer_due", office) == [path, path]
    assert told("group_answer_due", cast.lead) == []  # who asked waits


def test_whoever_convenes_and_who_led_are_reminded_to_look_back_after_3_and_12_months(cast, made):
    after_3, after_12 = made.operation.follow_ups.all()
    path = f"/partnerships/operations/{made.operation.pk}/"
    queue_due_partnership_group_reminders(on=after_3.due_on - 20 * DAY)
    assert told("group_look_back", cast.commissioner) == []
    queue_due_partnership_group_reminders(on=after_3.due_on)
    for user in (cast.commissioner, cast.force_lead):
        assert told("group_look_back", user) == [path]
    assert told("group_look_back", cast.lead) == []  # sits there, and did not lead it
    after_3.done_on, after_3.words = today(), "Two sites closed."
    record_intensification_review_after_months(after_3, seen=after_3.version, by=cast.commissioner.actor)
    queue_due_partnership_group_reminders(on=after_3.due_on + 30 * DAY)
    assert told("group_look_back", cast.commissioner) == [path]
    queue_due_partnership_group_reminders(on=after_12.due_on)
    assert told("group_look_back", cast.commissioner) == [path, path]


def test_an_invitation_goes_to_the_person_whose_address_is_known_and_else_to_who_leads(cast, made):
    office = cast.commissioner.actor
    for number, (email, to) in enumerate(
        (
            (cast.worker.email.upper(), cast.worker),
            ("nobody@example.org", cast.lead),
            (cast.outsider.email, cast.lead),  # works elsewhere: the answer is the same
        )
    ):
        seat = Seat(group=made.board, body_id=cast.lead.body_id, office=f"Office {number}")
        offer_seat_to_organisation(seat, email=email, by=office)
        mails = Message.objects.filter(key__startswith=f"seat/{seat.pk}/invited/")
        assert to.pk in mails.values_list("to", flat=True)
        assert (cast.lead.pk in mails.values_list("to", flat=True)) is (to == cast.lead)


def test_whoever_holds_a_seat_gets_its_mails_while_they_work_there(cast, made):
    seat = made.seat_of("lantern")
    seat.holder_account, seat.deputy_account = cast.worker, cast.colleague
    answer_seat_invitation(seat, accepts=True, seen=seat.version, by=cast.lead.actor)
    offer(made.board, "lantern", "First", cast.commissioner.actor)
    assert len(told("group_action", cast.worker)) == len(told("group_action", cast.colleague)) == 1
    before = len(told("group_action", cast.lead))
    for user in (cast.worker, cast.colleague):
        user.is_active = False
        user.save(update_fields=["is_active"])
    offer(made.board, "lantern", "Second", cast.commissioner.actor)
    assert len(told("group_action", cast.worker)) == 1
    assert len(told("group_action", cast.lead)) == before + 1


def test_nobody_of_another_organisation_is_named_for_a_seat(cast, made):
    seat = made.seat_of("lantern")
    seat.holder_account = cast.outsider
    with pytest.raises(ValidationError, match="Choose a person from the list"):
        answer_seat_invitation(seat, accepts=True, seen=seat.version, by=cast.lead.actor)
