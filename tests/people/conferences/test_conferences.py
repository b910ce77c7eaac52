"""Asked for, accepted, at the table, held, closed: who may, what each sees, and what ends it."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.agreed_actions import record_conference_action_end
from handrail.people.conferences.actions.asking import (
    accept_or_return_conference,
)
from handrail.people.conferences.actions.meetings import end_conference, record_conference_meeting
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.actions.slices import ItemDisclosureInput, set_item_visibility_to_members
from handrail.people.conferences.models import (
    Conference,
    ConferenceActionEnd,
    ConferenceEnding,
    ConferenceMember,
    ConferenceSlice,
)
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.queries.conferences import (
    get_conference_actions_page,
    list_first_conference_actions_and_counts,
    list_own_seats_with_something_to_do,
)
from handrail.people.conferences.queries.slices import get_conference_items_with_visibility
from handrail.people.conferences.text_choices import (
    Attendance,
    ConferenceEndReason,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MeetingResult,
    MemberAgency,
)
from handrail.people.records.models import Case, Consent, Event
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.concurrency import at_once
from support.conferences import (
    CONFERENCE_SECRETS,
    MINUTES,
    NEED,
    SECRETS,
    act,
    add,
    agree,
    ask,
    call,
    cut,
    make_area,
    put,
    set_table,
)
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


def seen(user, table):
    """The texts that lie on the table for somebody."""
    found = get_conference_items_with_visibility(get_conference_seat(table.conference, user.actor))
    return {one.text or one.shows.value for one in found.items}


def end(conference, what="done", **more):
    row = ConferenceActionEnd(result=what)
    row.bind(UnrecordedKeyAccess(Conference.objects.get(pk=conference).case_id))
    row.words, row.agreed_by = "The bed is kept", more.get("agreed_by")
    return row


def everybody_came(table, **changes):
    came = dict.fromkeys(table.members, Attendance.PRESENT) | changes
    return {table.members[part]: (how, "A note, an hour before") for part, how in came.items()}


def hold(cast, table, **changes):
    """A meeting that is called and recorded five hours later."""
    meeting = call(cast, table)
    with time_machine.travel(meeting.starts_at + datetime.timedelta(hours=1), tick=True):
        return record_conference_meeting(
            meeting_id=meeting.pk, attendance=everybody_came(table, **changes), minutes=MINUTES, agrees="agreed",
            by=cast.lead.actor,
        )  # fmt: skip


def test_asking_names_a_basis_starts_the_clock_and_tells_the_chair(cast, told):
    area = make_area(cast)
    row = ask(cast, told, area)
    assert row.due_at == row.agreed_at.astimezone(datetime.UTC) + datetime.timedelta(hours=48)
    assert {one.event for one in Event.objects.filter(case=told.case_id)} >= {"conference_consent_given"}
    to = Message.objects.filter(kind="conference_asked").values_list("to", flat=True)
    assert set(to) == {cast.lead.pk, cast.colleague.pk}
    assert not any(secret in str(one.about) for one in Message.objects.all() for secret in CONFERENCE_SECRETS)
    with pytest.raises(ActionNotPossibleError, match="open already"):
        ask(cast, told, area)
    assert Record.objects.filter(verb="asked for a case conference", about=told.case_id).count() == 1


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_it_is_refused_for_a_child_and_where_age_is_not_sure(cast, told, age):
    Case.objects.filter(pk=told.case_id).update(age=age)
    with pytest.raises(ActionNotPossibleError, match="may be under 18"):
        ask(cast, told, make_area(cast))
    assert not Conference.objects.exists()


def test_without_agreement_a_name_a_reason_and_a_review_are_needed(cast, told):
    area = make_area(cast)
    with pytest.raises(ActionNotPossibleError, match="name who decided"):
        ask(cast, told, area, basis="safeguarding")
    with pytest.raises(ActionNotPossibleError, match="police may record a crime"):
        ask(cast, told, area, knows_police_record_crimes=False)
    row = ask(
        cast, told, area, basis="life", decided_by="The head of safeguarding", decided_why="She cannot be asked",
        review_on=today() + datetime.timedelta(days=2), knows_police_record_crimes=False,
    )  # fmt: skip
    assert not Event.objects.filter(case=told.case_id, event="conference_consent_given").exists()
    assert row.basis == "life"


def test_who_may_ask_and_who_may_answer(cast, told):
    area = make_area(cast)
    for user in (cast.colleague, cast.partner, cast.officer):
        with pytest.raises((Denied, NotVisible)):
            ask(cast, told, area, by=user)
    row = ask(cast, told, area)
    for user in (cast.worker, cast.officer):
        with pytest.raises(NotVisible):
            accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=user.actor)
    with pytest.raises(ActionNotPossibleError, match="Sign the confidentiality statement first"):
        accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=cast.lead.actor)
    for user in (cast.lead, cast.colleague):
        sign_confidentiality_statement(conference_id=row.pk, by=user.actor)
    with pytest.raises(ActionNotPossibleError, match="why it is returned"):
        accept_or_return_conference(conference_id=row.pk, accepts=False, words=" ", by=cast.lead.actor)
    accept_or_return_conference(
        conference_id=row.pk, accepts=False, words="MARAC is the right one", by=cast.colleague.actor
    )
    row.refresh_from_db()
    assert (row.state, row.has_ended) == ("returned", True)
    again = ask(cast, told, area)
    assert again.is_repeat


def test_each_sees_its_slice_and_nothing_else(cast, told, table):
    agree(cast, table, "harbour", ConferenceItemKind.HEALTH, ConferenceItemKind.NEEDS)
    whole, need, withheld = (
        ItemVisibilityToMember.WHOLE,
        ItemVisibilityToMember.NEED,
        ItemVisibilityToMember.WITHHELD,
    )
    consent, duty = ItemDisclosureBasis.CONSENT, ItemDisclosureBasis.PUBLIC_TASK
    health, safety = (
        put(cast, table, ConferenceItemKind.HEALTH, need=NEED),
        put(cast, table, ConferenceItemKind.SAFETY),
    )
    contact, account = (
        put(cast, table, ConferenceItemKind.CONTACT),
        put(cast, table, ConferenceItemKind.ACCOUNT),
    )
    assert seen(cast.housing, table) == set()  # nothing is seen before it is cut
    members = table.members
    cut(cast, health, (members["health"], whole, consent), (members["housing"], need, duty))
    cut(
        cast,
        safety,
        (members["housing"], whole, duty),
        (members["police"], whole, ItemDisclosureBasis.SAFEGUARDING),
    )
    cut(cast, contact, (members["police"], withheld, consent), (members["housing"], whole, duty))
    with pytest.raises(ActionNotPossibleError, match="told to no one"):
        cut(cast, account, (members["housing"], whole, duty))
    assert seen(cast.partner, table) == {SECRETS[ConferenceItemKind.HEALTH]}
    assert seen(cast.housing, table) == {
        NEED,
        SECRETS[ConferenceItemKind.SAFETY],
        SECRETS[ConferenceItemKind.CONTACT],
    }
    assert seen(cast.officer, table) == {SECRETS[ConferenceItemKind.SAFETY], "withheld"}
    assert seen(cast.adviser, table) == set()
    for user in (cast.outsider, cast.liaison, cast.board, cast.commissioner):
        with pytest.raises((Denied, NotVisible)):
            get_conference_seat(table.conference, user.actor)


def test_what_is_cut_needs_an_agreement_or_a_reason(cast, told, table):
    item = put(cast, table, ConferenceItemKind.NEEDS)
    with pytest.raises(ActionNotPossibleError, match="have not agreed"):
        cut(cast, item, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    with pytest.raises(ActionNotPossibleError, match="Write the need"):
        cut(
            cast,
            item,
            (table.members["housing"], ItemVisibilityToMember.NEED, ItemDisclosureBasis.PUBLIC_TASK),
        )
    with pytest.raises(NotVisible):  # another organisation's item
        cut(
            cast,
            item,
            (table.members["police"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE),
            by=cast.partner,
        )
    with pytest.raises(ValidationError):
        cut(
            cast,
            item,
            (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK),
            days=-1,
        )
    with pytest.raises(ActionNotPossibleError, match="Say why it is withheld from"):
        set_item_visibility_to_members(
            [
                ItemDisclosureInput(
                    table.members["housing"],
                    ItemVisibilityToMember.WITHHELD,
                    ItemDisclosureBasis.CONSENT,
                )
            ],
            item_id=item.pk,
            until=today(),
            person_told=False,
            by=cast.worker.actor,
        )
    assert not ConferenceSlice.objects.exists()


def test_an_agreement_taken_back_before_the_meeting_ends_its_slices_and_no_other(cast, told, table):
    agree(cast, table, "harbour", ConferenceItemKind.HEALTH, ConferenceItemKind.SAFETY)
    health, safety = put(cast, table, ConferenceItemKind.HEALTH), put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, health, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    cut(cast, safety, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE))
    call(cast, table)
    assert agree(cast, table, "harbour", said=ConsentAnswer.WITHDRAWN) == 1
    assert seen(cast.partner, table) == {SECRETS[ConferenceItemKind.SAFETY]}
    assert ConferenceSlice.objects.get(ended_at__isnull=False).ended_why == "withdrawn"


def test_a_slice_that_rests_on_no_current_agreement_is_not_read_even_if_nobody_ended_it(cast, told, table):
    agree(cast, table, "harbour", ConferenceItemKind.HEALTH)
    item = put(cast, table, ConferenceItemKind.HEALTH)
    cut(cast, item, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    assert seen(cast.partner, table) == {SECRETS[ConferenceItemKind.HEALTH]}
    assert Consent.objects.filter(case=told.case_id, matter="conference").count() == 1
    agree(cast, table, "harbour", said=ConsentAnswer.NO)
    ConferenceSlice.objects.update(ended_at=None, ended_why="")
    assert seen(cast.partner, table) == set()


def test_nobody_reads_before_signing_and_who_joins_late_sees_nothing_of_before(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    late = add(cast, table.conference, cast.outsider, MemberAgency.OTHER)
    assert seen(cast.outsider, table) == set()
    cut(cast, item, (late.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE))
    assert seen(cast.outsider, table) == set()
    sign_confidentiality_statement(conference_id=table.conference, by=cast.outsider.actor)
    assert seen(cast.outsider, table) == {SECRETS[ConferenceItemKind.SAFETY]}
    assert seen(cast.housing, table) == set()  # cut again, without them


def test_a_member_who_changes_employer_has_no_seat_any_more(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    assert seen(cast.housing, table) == {SECRETS[ConferenceItemKind.SAFETY]}
    actor = cast.housing.actor
    moved = type(actor)(
        **{name: getattr(actor, name) for name in actor.__slots__} | {"body_id": cast.partner.body_id}
    )
    with pytest.raises(NotVisible):
        get_conference_seat(table.conference, moved)


def test_immigration_enforcement_is_asked_only_where_the_person_agreed(cast, told, table):
    body = Body.objects.filter(kind="immigration_enforcement").first() or Body.objects.create(
        code="enforcement",
        name="Enforcement",
        kind="immigration_enforcement",
        source="invented",
        confidence="confirmed",
    )
    row = ConferenceMember(part=MemberAgency.OTHER, body=body, name="An officer")
    with pytest.raises(ActionNotPossibleError, match="unless the person has agreed"):
        add_conference_member(row, conference_id=table.conference, by=cast.lead.actor)


def test_not_quorate_decides_nothing_and_is_called_again(cast, told, table):
    assert hold(cast, table, housing=Attendance.REPORT) is MeetingResult.NOT_QUORATE
    row = Conference.objects.get()
    assert row.state == "not_quorate"
    assert not Event.objects.filter(case=told.case_id, event="conference_held").exists()
    act(cast, table)  # protection goes on
    meeting = call(cast, table)
    assert meeting.number == 2
    with pytest.raises(ActionNotPossibleError, match="one at a time"):
        call(cast, table)


def test_held_counts_for_the_pathway(cast, told, table):
    assert hold(cast, table) is MeetingResult.HELD
    assert Event.objects.filter(case=told.case_id, event="conference_held").exists()
    assert Conference.objects.get().state == "held"


def test_what_an_agency_without_a_lead_did_not_do_is_sent_to_the_chair_and_the_row_says_so(cast, told, table):
    of_housing, of_lantern = act(cast, table), act(cast, table, part="navigator")
    for action, by in ((of_housing, cast.housing), (of_lantern, cast.worker)):
        record_conference_action_end(end(table.conference, "not_done"), action_id=action.pk, by=by.actor)
    told_of = {
        kind: set(Message.objects.filter(kind=kind).values_list("to", flat=True))
        for kind in ("conference_not_done", "conference_no_lead")
    }
    assert told_of == {
        "conference_not_done": {cast.lead.pk},  # Lantern has a lead
        "conference_no_lead": {cast.lead.pk, cast.colleague.pk},  # the chair and the deputy
    }
    page = sign_in(Client(), cast.lead).get(reverse("conference_actions", args=[table.conference]))
    words = page.content.decode()
    assert f"Sent to the chair: {cast.housing.body.name} has no lead here." in words
    assert f"Sent to the lead of {cast.worker.body.name}." in words
    assert f"Sent to the lead of {cast.housing.body.name}" not in words


def test_actions_end_once_by_who_may_and_what_was_not_done_goes_to_the_lead(cast, told, table):
    action = act(cast, table)
    with pytest.raises(ActionNotPossibleError, match="has no result"):
        act(cast, table, what="Monitor the house")
    with pytest.raises(NotVisible):
        record_conference_action_end(end(table.conference), action_id=action.pk, by=cast.officer.actor)
    with pytest.raises(ActionNotPossibleError, match="Only the chair"):
        record_conference_action_end(
            end(table.conference, "not_possible"), action_id=action.pk, by=cast.housing.actor
        )
    with pytest.raises(ActionNotPossibleError, match="who agreed"):
        record_conference_action_end(
            end(table.conference, "not_possible"), action_id=action.pk, by=cast.lead.actor
        )
    of_lantern = act(cast, table, part="navigator")
    record_conference_action_end(
        end(table.conference, "not_done"), action_id=of_lantern.pk, by=cast.worker.actor
    )
    assert Message.objects.filter(kind="conference_not_done", to=cast.lead).count() == 1
    record_conference_action_end(
        end(table.conference, "declined"), action_id=action.pk, by=cast.housing.actor
    )
    with pytest.raises(ActionNotPossibleError, match="has recorded how this action ended"):
        record_conference_action_end(end(table.conference), action_id=action.pk, by=cast.housing.actor)
    old, new = act(cast, table, what="Ask at the hostel"), act(cast, table, what="Ask at the shelter")
    for wrong in (None, old.pk):
        with pytest.raises(ActionNotPossibleError, match="Choose the action that takes its place"):
            record_conference_action_end(
                end(table.conference, "superseded"),
                action_id=old.pk,
                superseded_by=wrong,
                by=cast.housing.actor,
            )
    record_conference_action_end(
        end(table.conference, "superseded"),
        action_id=old.pk,
        superseded_by=new.pk,
        by=cast.housing.actor,
    )
    page = sign_in(Client(), cast.housing).get(reverse("conference_actions", args=[table.conference]))
    assert "In its place: Ask at the shelter" in page.content.decode()
    assert tuple(
        list_first_conference_actions_and_counts(get_conference_seat(table.conference, cast.lead.actor), 8)[1]
    ) == (3, 1)
    assert tuple(
        list_first_conference_actions_and_counts(
            get_conference_seat(table.conference, cast.housing.actor), 8
        )[1]
    ) == (
        2,
        1,
    )


def test_closing_waits_for_actions_ends_every_slice_and_is_the_chairs(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    action = act(cast, table)
    with pytest.raises(NotVisible):
        end_conference(
            conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=cast.worker.actor
        )
    with pytest.raises(ActionNotPossibleError, match="still open"):
        end_conference(
            conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=cast.lead.actor
        )
    record_conference_action_end(end(table.conference), action_id=action.pk, by=cast.housing.actor)
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=cast.lead.actor
    )
    assert not ConferenceSlice.objects.filter(ended_at__isnull=True).exists()
    assert (
        get_conference_items_with_visibility(get_conference_seat(table.conference, cast.housing.actor)).items
        == ()
    )
    with pytest.raises(ActionNotPossibleError, match="has ended"):
        act(cast, table)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.create(
            case_id=told.case_id, area_id=table.area, track="urgent", state="nowhere", basis="consent",
            identified_at=Conference.objects.get().identified_at, agreed_at=Conference.objects.get().agreed_at,
            due_at=Conference.objects.get().due_at, asked_by=cast.worker, from_body=cast.worker.body,
            asked_at=Conference.objects.get().asked_at, changed_at=Conference.objects.get().changed_at,
        )  # fmt: skip


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_two_chairs_who_close_at_once_and_one_wins(cast, told, table):
    jobs = [
        lambda user=user: end_conference(
            conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=user.actor
        )
        for user in (cast.lead, cast.colleague)
    ]
    answers = at_once(*jobs)
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, ActionNotPossibleError) for answer in answers) == 1
    assert ConferenceEnding.objects.count() == 1


def test_many_actions_are_read_a_page_at_a_time(cast, told, table):
    for number in range(200):
        act(cast, table, what=f"Ring the landlord {number}", days=number + 1)
    seat = get_conference_seat(table.conference, cast.lead.actor)
    first, second = get_conference_actions_page(seat, "1"), get_conference_actions_page(seat, "2")
    assert [len(first.object_list), len(second.object_list), first.paginator.num_pages] == [25, 25, 8]
    shown, counts = list_first_conference_actions_and_counts(seat, 8)
    assert (len(shown), tuple(counts)) == (8, (0, 200))
    assert first.object_list[0].what.open() == "Ring the landlord 0"
    client = sign_in(Client(), cast.lead)
    page = client.get(reverse("conference", args=[table.conference])).content.decode()
    assert page.count(">Record outcome") == 5
    assert "All 200 actions" in page
    last = client.get(reverse("conference_actions", args=[table.conference]), {"page": "8"}).content.decode()
    assert last.count(">Record outcome") == 25
    assert "Ring the landlord 199" in last


def test_my_day_has_what_waits_for_each_seat(cast, told, table):
    act(cast, table)
    until = today() + datetime.timedelta(days=14)
    mine = list_own_seats_with_something_to_do(cast.housing.actor, until=until, most=5)
    assert [one.next_action_on for one in mine] == [today() + datetime.timedelta(days=3)]
    assert not list_own_seats_with_something_to_do(cast.officer.actor, until=until, most=5)
    add(cast, table.conference, cast.outsider, MemberAgency.OTHER)
    assert list_own_seats_with_something_to_do(cast.outsider.actor, until=until, most=5)[0].must_sign
