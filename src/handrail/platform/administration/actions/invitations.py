"""Inviting somebody by email, sending the mail again, withdrawing, accepting. Each is in the trail."""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from handrail.platform.access.actions_current_role import store_further_role_count
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.access_decisions import add_access_decision
from handrail.platform.administration.invitation_links import ABOUT
from handrail.platform.administration.models import Invitation
from handrail.platform.administration.permissions import (
    raise_if_user_has_role_on_other_side_of_body,
    require_may_invite_to_role_at_organisation,
    require_user_other_than_actor,
)
from handrail.platform.administration.queries.staff import list_held_roles
from handrail.platform.administration.roles_by_body_kind import list_roles_of_body_kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Body

ENDED = (
    "This invitation has been used, withdrawn or has expired. Ask the person who invited you to send another."
)


@transaction.atomic
def invite_user_to_role_at_organisation(
    *, email: str, name: str, body: Body, role: Role, work_phone: str = "", by: Actor
) -> Invitation:
    """Invite somebody to work for an organisation in a role. Whether they have an account already is not told.

    Args:
        email: where the mail goes; also the name to sign in with.
        name: as whoever invites writes it.
        body: the organisation.
        role: what they may see and do once they have accepted.
        work_phone: as typed; "" for none.
        by: an administrator of that organisation, or for administrators a platform administrator.

    Returns:
        The invitation, of which a mail is in the outbox.

    Raises:
        ActionNotPossibleError: the organisation cannot have that role, or they hold it or are invited already.
        Denied: it would be one's own role, or another organisation's.
    """
    require_may_invite_to_role_at_organisation(body.pk, role, by)
    if role not in list_roles_of_body_kind(body.kind):
        raise ActionNotPossibleError(
            msg("{body} cannot have the role {role}.", body=body.name, role=role.card.name)
        )
    user = _find_or_make_account(email.strip().lower(), name, body, role, work_phone)
    require_user_other_than_actor(user.pk, by)
    raise_if_user_has_role_on_other_side_of_body(user, body.pk, role)
    if user.is_active and role in {held.role for held in list_held_roles(user, body.pk)}:
        raise ActionNotPossibleError("They already have this role.")
    if Invitation.objects.unanswered().filter(user=user, body=body, role=role).exists():
        raise ActionNotPossibleError(
            "They have already been invited to this role. Send that invitation again instead."
        )
    now = timezone.now()
    row = Invitation.objects.create(
        user=user,
        body=body,
        role=role.value,
        name=name,
        work_phone=work_phone,
        invited_by_id=by.user_id,
        invited_at=now,
        expires_at=now + _get_time_to_accept_invitation(),
    )
    write_audit_record(
        who=by.who, verb="invited someone", about=None, why=_describe_invitation_for_trail(row)
    )
    _queue_invitation_mail(row)
    return row


@transaction.atomic
def send_invitation_again(*, number: int, by: Actor) -> Invitation:
    """Send another mail, with more time. The link of the earlier one ends."""
    row = _lock_unanswered_invitation(number, by)
    row.revise(round=row.round + 1, expires_at=timezone.now() + _get_time_to_accept_invitation())
    write_audit_record(
        who=by.who,
        verb="sent an invitation again",
        about=None,
        why=_describe_invitation_for_trail(row),
        revised=[row],
    )
    _queue_invitation_mail(row)
    return row


@transaction.atomic
def withdraw_invitation(*, number: int, by: Actor) -> Invitation:
    """End an invitation that nobody has accepted. Its link ends."""
    return _withdraw_invitation_row(_lock_unanswered_invitation(number, by), by)


@transaction.atomic
def withdraw_invitations_of_leaver(user: User, *, body_id: int, ended: Collection[Role], by: Actor) -> None:
    """Withdraw what would let somebody back in, or in by their word, after their access or their role ended.

    Args:
        user: whose role ended.
        body_id: the organisation in which it did.
        ended: the roles.
        by: who ended them.
    """
    is_gone = not (user.is_active and list_held_roles(user, body_id))
    waiting = Q(user=user.pk, body=body_id) if is_gone else Q(pk__in=[])
    if Role.ADMINISTRATOR in ended:
        waiting |= Q(invited_by=user.pk, body=body_id)
    if Role.PLATFORM_ADMINISTRATOR in ended:
        waiting |= Q(invited_by=user.pk, role=Role.ADMINISTRATOR.value) & ~Q(body=body_id)
    for row in Invitation.objects.unanswered().select_for_update(of=("self",)).filter(waiting):
        _withdraw_invitation_row(row, by)


@transaction.atomic
def accept_invitation_with_password(*, invitation: Invitation, password: str) -> User:
    """Accept by choosing a first password, where there is no account in use. Raises ActionNotPossibleError."""
    row = _lock_open_invitation(invitation)
    user = User.objects.select_for_update(of=("self",)).get(pk=row.user_id)
    if user.is_active:
        raise ActionNotPossibleError("There is an account with this email address. Sign in, then accept.")
    user.name, user.work_phone = row.name, row.work_phone
    user.set_password(password)
    user.save()
    user.revise(body_id=row.body_id, role=row.role, is_active=True)
    user = User.objects.get(pk=user.pk)
    _mark_invitation_accepted(row, user, [user])
    return user


@transaction.atomic
def accept_invitation_as_signed_in(*, invitation: Invitation, by: Actor) -> Membership:
    """Accept with the account that one has: the role is a further one. Raises ActionNotPossibleError."""
    row = _lock_open_invitation(invitation)
    if row.user_id != by.user_id:
        raise ActionNotPossibleError("This invitation is for another account. Sign in with that one.")
    user = User.objects.select_for_update(of=("self",)).get(pk=row.user_id)
    if Role(row.role) in {held.role for held in list_held_roles(user, row.body_id)}:
        raise ActionNotPossibleError("You already have this role.")
    raise_if_user_has_role_on_other_side_of_body(user, row.body_id, Role(row.role))
    made = Membership.objects.create(
        user=user, body_id=row.body_id, role=row.role, since=timezone.now(), given_by_id=row.invited_by_id
    )
    store_further_role_count(user.pk)
    _mark_invitation_accepted(row, user, [])
    return made


def _find_or_make_account(email: str, name: str, body: Body, role: Role, work_phone: str) -> User:
    """An account that is closed until the invitation is accepted. Two at once make one."""
    found = User.objects.filter(email__iexact=email).first()
    if found:
        return found
    made = User(email=email, name=name, body=body, role=role.value, work_phone=work_phone, is_active=False)
    made.set_password(None)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return User.objects.get(email__iexact=email)
    write_audit_record(
        who=made.actor.who,
        verb="account created",
        about=None,
        why=msg("closed until the invited {role} accepts", role=role.value),
    )
    return made


def _lock_unanswered_invitation(number: int, by: Actor) -> Invitation:
    row = Invitation.objects.unanswered().select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise ActionNotPossibleError("This invitation has since been answered or withdrawn.")
    require_may_invite_to_role_at_organisation(row.body_id, Role(row.role), by)
    require_user_other_than_actor(row.user_id, by)
    return row


def _withdraw_invitation_row(row: Invitation, by: Actor) -> Invitation:
    row.revise(withdrawn_at=timezone.now())
    write_audit_record(
        who=by.who,
        verb="withdrew an invitation",
        about=None,
        why=_describe_invitation_for_trail(row),
        revised=[row],
    )
    return row


def _lock_open_invitation(invitation: Invitation) -> Invitation:
    row = Invitation.objects.unanswered().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if row is None or not row.is_open or row.round != invitation.round:
        raise ActionNotPossibleError(ENDED)
    return row


def _mark_invitation_accepted(row: Invitation, user: User, changed: list[User]) -> None:
    row.revise(accepted_at=timezone.now())
    write_audit_record(
        who=user.actor.who,
        verb="accepted an invitation",
        about=None,
        why=_describe_invitation_for_trail(row),
        revised=[*changed, row],
    )
    add_access_decision(user=user, body_id=row.body_id, decision="given", by_user_id=row.invited_by_id)


def _queue_invitation_mail(row: Invitation) -> None:
    queue_messages(
        kind="invited",
        occasion=f"{ABOUT}{row.pk}/{row.round}",
        about=f"{ABOUT}{row.pk}",
        path="/",
        to=[row.user_id],
    )


def _describe_invitation_for_trail(row: Invitation) -> str:
    return f"{row.user.email}: {row.role} for {row.body.code}"


def _get_time_to_accept_invitation() -> datetime.timedelta:
    return datetime.timedelta(days=settings.INVITATION_DAYS)
