"""A chair, a deputy or a member who works elsewhere now: no seat, no mail, and another chair is asked for."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
)
from handrail.platform.access.lost_device_and_leaver_actions import close_account
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import sign_in
from support.conferences import ask, call, cut, find_secrets, make_area, put, set_table
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


def move(cast, user, to):
    """Somebody's account goes to another organisation."""
    row = User.objects.get(pk=user.pk)
    row.revise(body_id=to.body_id, role=Role.SUPPORT_WORKER)
    write_audit_record(
        who=cast.administrator.actor.who, verb="changed an employer", about=None, revised=[row]
    )
    return User.objects.select_related("body").get(pk=user.pk)


def test_a_chair_who_works_elsewhere_is_seated_for_nobody_and_another_is_asked_for(cast, told):
    area = make_area(cast)
    moved = move(cast, cast.lead, cast.partner)
    with pytest.raises(ActionNotPossibleError, match="no longer works for Lantern"):
        ask(cast, told, area)
    assert not Conference.objects.exists()
    page = sign_in(Client(), moved).get(reverse("conferences"))
    assert told.reference not in page.content.decode()


def test_a_chair_whose_account_is_closed_is_refused_and_a_deputy_who_left_is_left_out(cast, told):
    area = make_area(cast)
    move(cast, cast.colleague, cast.partner)
    row = ask(cast, told, area)
    chair = ConferenceMember.objects.get(conference=row, part="chair")
    assert (chair.user, chair.body, chair.deputy) == (cast.lead, cast.lead.body, None)
    assert set(Message.objects.filter(kind="conference_asked").values_list("to", flat=True)) == {cast.lead.pk}
    Conference.objects.update(state="closed")
    close_account(User.objects.get(pk=cast.lead.pk), by=cast.administrator.actor.who)
    with pytest.raises(ActionNotPossibleError, match="no longer works"):
        ask(cast, told, area)


def test_the_chair_sits_for_whoever_keeps_the_area(cast, told):
    area = make_area(cast, chair=cast.partner)  # whatever the form would have let through
    with pytest.raises(ActionNotPossibleError, match="no longer works for Lantern"):
        ask(cast, told, area)


def test_a_member_who_changes_employer_reads_nothing_and_is_told_nothing(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    assert find_secrets(cast.housing, table)
    moved = move(cast, cast.housing, cast.partner)
    assert find_secrets(moved, table) == set()
    call(cast, table)
    assert not Message.objects.filter(kind="conference_called", to=moved).exists()
    assert Message.objects.filter(kind="conference_called", to=cast.officer).exists()
