"""Ending: a case that is closed names its conference, members of an ended one are told, and no mail names anybody."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.cases.lifecycle.actions.closing import mark_case_closed
from handrail.people.conferences.actions.agreed_actions import record_conference_action_end
from handrail.people.conferences.actions.meetings import end_conference
from handrail.people.conferences.models import Conference, ConferenceActionEnd
from handrail.people.conferences.text_choices import ConferenceEndReason
from handrail.people.contacts.actions.closing import ClosureInput, OutstandingItemsNotSeenError, close_case
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.message_templates import MESSAGE_TEMPLATES
from handrail.platform.outbox.models import Message
from support.cast import NAME, sign_in
from support.conferences import CONFERENCE_SECRETS, WORDS, act, call, find_secrets, set_table
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


def close(told, by):
    mark_case_closed(case_id=told.case_id, because=ClosureReason.NOT_WANTED, by=by.actor)


def test_closing_a_case_names_its_open_conference(cast, told, table):
    case = Case.objects.get(pk=told.case_id)
    things = list_outstanding_items(get_case_access(case, cast.worker.actor))
    assert [(one.sort, one.title) for one in things if one.act == "conference"] == [
        ("Open case conference", "Fenmarsh")
    ]
    with pytest.raises(OutstandingItemsNotSeenError, match="open case conference: Fenmarsh"):
        close_case(
            case_id=case.pk, reason=ClosureInput(ClosureReason.NOT_WANTED), by=cast.worker.actor,
            seen={one.key for one in things if one.act != "conference"},
        )  # fmt: skip


def test_on_a_closed_case_members_read_nothing_and_it_can_only_be_ended(cast, told, table):
    action = act(cast, table)
    call(cast, table)
    assert WORDS in find_secrets(cast.housing, table)
    close(told, cast.worker)
    assert find_secrets(cast.housing, table) == set()
    with pytest.raises(ActionNotPossibleError, match="The case is closed"):
        act(cast, table)
    page = sign_in(Client(), cast.lead).get(reverse("conference", args=[table.conference])).content.decode()
    assert "The case is closed" in page
    assert reverse("end_conference", args=[table.conference]) in page
    end = ConferenceActionEnd(result="done").bind(UnrecordedKeyAccess(told.case_id))
    end.words = "The case is closed"
    record_conference_action_end(end, action_id=action.pk, by=cast.worker.actor)
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=cast.lead.actor
    )
    assert Conference.objects.get().state == "closed"


@pytest.mark.parametrize("state", ["convened", "held"])
def test_every_member_is_told_that_it_has_ended_and_the_mail_names_nobody(cast, told, table, state):
    Conference.objects.update(state=state)
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason.SAID_NO, words="", by=cast.lead.actor
    )
    mails = Message.objects.filter(kind="conference_ended")
    seated = {
        cast.lead.pk, cast.colleague.pk, cast.worker.pk, cast.officer.pk, cast.housing.pk, cast.partner.pk,
        cast.adviser.pk,
    }  # fmt: skip
    assert set(mails.values_list("to", flat=True)) == seated
    words = MESSAGE_TEMPLATES["conference_ended"]
    told_of = " ".join(f"{one.about} {one.path} {words.subject} {words.text}" for one in mails)
    assert not any(secret in told_of for secret in (*CONFERENCE_SECRETS, NAME, told.reference))
