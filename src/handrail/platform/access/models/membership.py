"""A further role: somebody who has an account works for another organisation, or in another role, as well.

The first role is on the account itself (User.body, User.role). Whoever has several works in one at a time
(platform/access/current_role.py).
"""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When

from handrail.platform.access.actor import Actor
from handrail.platform.access.models.user import User
from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Ways to ask for further roles."""

    def live(self) -> Self:
        """Those that have not ended, with their organisation."""
        return self.filter(ended_at__isnull=True).select_related("body")


class Membership(TamperEvident):
    """Ended, never edited: another role is another row. A row that something else wrote opens nothing."""

    evident_fields = ("user_id", "body_id", "role", "since", "given_by_id", "ended_at", "ended_by_id")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = CodeField(max_length=32, choices=[(role.value, card.name) for role, card in ROLES.items()])
    since = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    used_at = models.DateTimeField(null=True)  # when somebody last changed to this role
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_one_live_of_a_role",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="membership_ended_at_and_by_together",
            ),
        ]
        indexes = [models.Index(fields=["body", "ended_at"], name="membership_by_body")]

    def __str__(self) -> str:
        return f"membership {self.pk}"

    @property
    def role_name(self) -> str:
        """The role in plain words."""
        return Role(self.role).card.name

    @property
    def actor(self) -> Actor:
        """The person in this role."""
        return Actor(
            user_id=self.user_id,
            user_name=self.user.name,
            body_id=self.body_id,
            body_code=self.body.code,
            body_name=self.body.name,
            role=Role(self.role),
            body_kind=self.body.kind,
            may_call_from_devices=self.body.calls_from_devices,
            calls_allowed_times=self.body.calls_allowed_times,
        )


def users_working_for_q(body_ids: Iterable[int], roles: Iterable[str] = ()) -> Q:
    """A condition on users: those who work for one of the bodies, in one of the roles, first or further.

    Args:
        body_ids: numbers of the bodies.
        roles: codes of the roles; empty for any.

    Returns:
        The condition; closed accounts are not left out by it.
    """
    bodies, codes = list(body_ids), list(roles)
    further = Membership.objects.filter(ended_at__isnull=True, body__in=bodies)
    first = Q(body__in=bodies)
    if codes:
        further, first = further.filter(role__in=codes), first & Q(role__in=codes)
    return first | Q(pk__in=further.values("user_id"))


def annotate_role_at_body(users: "models.QuerySet[User]", body_id: int) -> "models.QuerySet[User]":
    """The same users, whose `name_and_role` names the role that they have at the body: the first, or a further one.

    Args:
        users: rows of users.
        body_id: number of the body.
    """
    further = Membership.objects.filter(user=OuterRef("pk"), body=body_id, ended_at__isnull=True)
    there = When(body=body_id, then=F("role"))
    return users.annotate(
        role_at_body=Case(there, default=Subquery(further.order_by("pk").values("role")[:1]))
    )


def bodies_with_users_in_roles_q(roles: Iterable[str]) -> Q:
    """A condition on bodies: those for which somebody with an open account works in one of the roles."""
    codes = list(roles)
    first = User.objects.filter(is_active=True, role__in=codes).order_by()
    further = Membership.objects.filter(ended_at__isnull=True, user__is_active=True, role__in=codes)
    return Q(pk__in=first.values("body_id")) | Q(pk__in=further.values("body_id"))


def find_actor_for_body(user: User, body_id: int, permission: Permission) -> Actor | None:
    """The person as they act for a body, in the first of their roles there that holds the permission.

    Args:
        user: whose roles are looked through.
        body_id: number of the body.
        permission: what the role must hold.

    Returns:
        The actor, or None where they do not work there in such a role.
    """
    if user.body_id == body_id and user.actor.may(permission):
        return user.actor
    if not user.further_roles:
        return None
    rows = Membership.objects.live().select_related("body", "user__body").filter(user=user.pk, body=body_id)
    return next((row.actor for row in rows if row.is_intact and row.actor.may(permission)), None)
