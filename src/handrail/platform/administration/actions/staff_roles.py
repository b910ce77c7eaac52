"""Changing somebody's role, and ending their access to an organisation. Each is in the trail."""

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actions_current_role import store_further_role_count
from handrail.platform.access.actor import Actor
from handrail.platform.access.lost_device_and_leaver_actions import close_account, sign_out_everywhere
from handrail.platform.access.models import Membership, User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.administration.actions.access_decisions import add_access_decision
from handrail.platform.administration.actions.invitations import withdraw_invitations_of_leaver
from handrail.platform.administration.permissions import (
    raise_if_user_has_role_on_other_side_of_body,
    require_user_other_than_actor,
)
from handrail.platform.administration.queries.staff import (
    HeldRole,
    count_administrators,
    get_staff_member,
    list_held_roles,
)
from handrail.platform.administration.roles_by_body_kind import list_roles_of_body_kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

LAST_ADMINISTRATOR = "This is the last administrator of your organisation. Invite another one first."


@transaction.atomic
def replace_role_of_colleague(*, user_id: int, old: Role, new: Role, by: Actor) -> User:
    """Give somebody another role in place of one that they have in the actor's organisation.

    Args:
        user_id: whose.
        old: the role that ends.
        new: the role that begins.
        by: an administrator of the organisation.

    Returns:
        The user.

    Raises:
        ActionNotPossibleError: they do not hold the one, hold the other, or the organisation cannot have it.
        Denied: it is the actor's own.
    """
    body, user = lock_body_and_colleague(user_id, by)
    require_user_other_than_actor(user_id, by)
    if new not in list_roles_of_body_kind(body.kind):
        raise ActionNotPossibleError("Your organisation cannot have that role.")
    held = {one.role: one for one in list_held_roles(user, body.pk)}
    if old not in held:
        raise ActionNotPossibleError("They no longer have that role.")
    if new in held:
        raise ActionNotPossibleError("They already have that role.")
    raise_if_user_has_role_on_other_side_of_body(user, body.pk, new)
    _raise_if_last_administrator_ends(body.pk, [held[old]])
    further = held[old].membership
    revised: list[User | Membership] = []
    if further is None:
        revised.append(user.revise(role=new.value))
    else:
        revised.append(_end_membership(further, by))
        Membership.objects.create(
            user=user, body=body, role=new.value, since=timezone.now(), given_by_id=by.user_id
        )
    write_audit_record(
        who=by.who,
        verb="changed someone’s role",
        about=None,
        why=f"{user.email}: {old} to {new}",
        revised=revised,
    )
    add_access_decision(user=user, body_id=body.pk, decision="change", by_user_id=by.user_id)
    withdraw_invitations_of_leaver(user, body_id=body.pk, ended=[old], by=by)
    return user


@transaction.atomic
def end_access_of_colleague(*, user_id: int, role: Role | None, by: Actor) -> User:
    """End one of somebody's roles in the actor's organisation, or all of them. The account closes with its last role.

    Invitations that wait for whoever leaves are withdrawn, and those that an administrator sent.

    Args:
        user_id: whose.
        role: the one that ends; None for all.
        by: an administrator of the organisation.

    Returns:
        The user; `is_active` says whether the account is still open for another organisation or role.

    Raises:
        ActionNotPossibleError: they do not have that role, or are the last administrator.
        Denied: it is the actor's own.
    """
    body, user = lock_body_and_colleague(user_id, by)
    require_user_other_than_actor(user_id, by)
    ending = [one for one in list_held_roles(user, body.pk) if role in (None, one.role)]
    if not ending:
        raise ActionNotPossibleError("They no longer have that role.")
    _raise_if_last_administrator_ends(body.pk, ending)
    revised: list[User | Membership] = []
    for one in ending:
        if one.membership is not None:
            revised.append(_end_membership(one.membership, by))
    if any(one.membership is None for one in ending):
        revised += _end_first_role_of_account(user, by)
    store_further_role_count(user.pk)
    named = ", ".join(one.role.value for one in ending)
    write_audit_record(
        who=by.who, verb="ended someone’s access", about=None, why=f"{user.email}: {named}", revised=revised
    )
    add_access_decision(user=user, body_id=body.pk, decision="close", by_user_id=by.user_id)
    withdraw_invitations_of_leaver(user, body_id=body.pk, ended=[one.role for one in ending], by=by)
    return user


def lock_body_and_colleague(user_id: int, by: Actor) -> tuple[Body, User]:
    """Lock the organisation, so that two administrators who end each other's access follow one another.

    Args:
        user_id: of whom something is changed.
        by: an administrator of the organisation.

    Returns:
        The organisation, and the user.

    Raises:
        NotVisible: they do not work for the organisation.
        ActionNotPossibleError: the actor is no longer an administrator.
    """
    require_permission(by, Permission.ADMINISTER)
    body = Body.objects.select_for_update(of=("self",)).get(pk=by.body_id)
    _raise_unless_still_administrator(by)
    user = get_staff_member(user_id, by)
    return body, User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _raise_unless_still_administrator(by: Actor) -> None:
    """Whoever waited for the lock may have lost their own role meanwhile."""
    user = User.objects.get(pk=by.user_id)
    held = list_held_roles(user, by.body_id) if user.is_active else []
    if Role.ADMINISTRATOR not in {one.role for one in held}:
        raise ActionNotPossibleError("You are no longer an administrator of this organisation.")


def _raise_if_last_administrator_ends(body_id: int, ending: list[HeldRole]) -> None:
    if Role.ADMINISTRATOR in {one.role for one in ending} and count_administrators(body_id) < 2:
        raise ActionNotPossibleError(LAST_ADMINISTRATOR)


def _end_membership(row: Membership, by: Actor) -> Membership:
    return row.revise(ended_at=timezone.now(), ended_by_id=by.user_id)


def _end_first_role_of_account(user: User, by: Actor) -> list[User | Membership]:
    """The oldest further role becomes the account's own; without one the account closes."""
    further = Membership.objects.live().filter(user=user.pk).order_by("since", "pk").first()
    if further is None:
        close_account(user, by=by.who)
        sign_out_everywhere(user, by=by.who)
        return []
    _end_membership(further, by)
    user.revise(body_id=further.body_id, role=further.role)
    return [user, further]
