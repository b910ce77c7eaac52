"""Pages of personal data, administration, emergencies and one's own account, at both widths, with something in each."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.people.workspace.case_list_file import make_case_list_file
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.device_calls import set_calls_from_devices
from handrail.platform.administration.actions.invitations import invite_user_to_role_at_organisation
from handrail.platform.administration.invitation_links import make_signed_path_of_invitation_round
from handrail.platform.administration.models import Invitation
from handrail.platform.background_tasks.actions.asking import ask_for_file
from handrail.platform.reference.models import Body
from support.cast import NUMBER
from support.data_and_account_addresses import (
    OF_ADMINISTRATION,
    OF_AN_ACCOUNT,
    OF_EMERGENCIES,
    OF_PERSONAL_DATA,
    WITHOUT_AN_ACCOUNT,
)
from support.permission_table import each
from support.personal_data_pages import SECRET_WORDS, personal_data_arguments


@pytest.fixture
def opened(desk):
    """Somebody at a desk; without a user nobody is signed in."""
    return lambda user=None: Walker(desk(user))


def faults(walker, names, arguments):
    return [each for name in names for each in fault(walker, reverse(name, args=arguments.get(name, [])))]


def test_personal_data(opened, cast, told):
    arguments = personal_data_arguments(cast, told)
    walker = opened(cast.protector)
    assert faults(walker, OF_PERSONAL_DATA, arguments) == []
    walker.go(reverse("answer_correction", args=arguments["answer_correction"]))
    walker.says(SECRET_WORDS)
    walker.keeps_back(NUMBER)


@pytest.fixture
def invited(cast):
    """An invitation by the administrator and one by the platform's."""
    ours, theirs = (
        invite_user_to_role_at_organisation(
            email=email, name=name, body=Body.objects.get(code=code), role=role, by=getattr(cast, by).actor
        )
        for email, name, code, role, by in (
            ("new@example.org", "Nia Newcombe", "lantern", Role.ADVISER, "administrator"),
            ("first@example.org", "Hester Vale", "harbour", Role.ADMINISTRATOR, "platform_administrator"),
        )
    )
    person, body = [cast.colleague.pk], ["harbour"]
    return {
        **each(("send_invitation_again", "withdraw_invitation"), [ours.pk]),
        **each(
            ("change_person_role", "end_person_access", "keep_person_access", "reset_second_factor"), person
        ),
        **each(("organisation", "invite_administrator"), body),
        "send_administrator_invitation_again": [*body, theirs.pk],
        "withdraw_administrator_invitation": [*body, theirs.pk],
    }


@pytest.mark.parametrize("who", OF_ADMINISTRATION)
def test_administration(opened, cast, invited, who):
    assert faults(opened(getattr(cast, who)), OF_ADMINISTRATION[who], invited) == []


def test_emergencies(opened, cast, told):
    row = open_case_in_emergency(
        reference=told.reference,
        reason=EmergencyReason.DANGER,
        words="She rang from a petrol station",
        by=cast.outsider.actor,
    )
    arguments = {"end_emergency": [told.reference], "review_emergency": [told.reference, row.pk]}
    for who, names in OF_EMERGENCIES.items():
        assert faults(opened(getattr(cast, who)), names, arguments) == []


def test_an_account(opened, cast):
    cast.worker.set_password("seven-quiet-herons-walk")
    cast.worker.save()
    set_calls_from_devices(allowed=True, by=cast.lead.actor)
    file = [ask_for_file(make_case_list_file, by=cast.worker.actor, filters={})]
    arguments = {"end_own_session": [0], **each(("own_file", "cancel_own_file", "delete_own_file"), file)}
    assert faults(opened(cast.worker), OF_AN_ACCOUNT, arguments) == []


def test_without_an_account(opened, invited):
    row = Invitation.objects.get(pk=invited["send_invitation_again"][0])
    walker = opened()
    walker.go(make_signed_path_of_invitation_round(row))
    walker.says("You are invited to work with", "new@example.org")
    answer = walker.page.goto(reverse("invitation_ended"))
    assert answer.status == 410
    walker.look_over()
    assert faults(walker, WITHOUT_AN_ACCOUNT, {}) == []
