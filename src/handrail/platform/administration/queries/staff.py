"""Who works for an organisation, in which roles, when they last signed in, and what the review says of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import Grant, Membership, User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.administration.models import AccessDecision, Invitation
from handrail.platform.audit.queries import get_last_act_by_user_id
from handrail.platform.outbox.queries import find_users_with_undelivered_mail
from handrail.platform.reference.body_kinds import BODY_KIND_CODES
from handrail.platform.reference.models import Body
from handrail.platform.ui.paging import fetch_page


class HeldRole(NamedTuple):
    """One role of a person in an organisation. `membership` is None for the role of the account itself."""

    role: Role
    membership: Membership | None

    @property
    def name(self) -> str:
        """In plain words."""
        return self.role.card.name


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person in the lists of an administrator."""

    user: User
    roles: tuple[HeldRole, ...]
    has_second_factor: bool
    decision: AccessDecision | None  # the newest
    is_self: bool
    last_used_at: datetime.datetime | None  # signed in, or did something since, for this organisation
    has_undelivered_mail: bool  # the newest email to them came back

    @property
    def due_on(self) -> datetime.date | None:
        """The day by which somebody has to confirm again; None where nobody ever did."""
        if self.decision is None:
            return None
        confirmed = timezone.localdate(self.decision.decided_at)
        return confirmed + datetime.timedelta(days=settings.ACCESS_REVIEW_DAYS)

    @property
    def is_overdue(self) -> bool:
        """Whether the review of this person is due."""
        return self.due_on is None or self.due_on < today()


def list_held_roles(user: User, body_id: int) -> list[HeldRole]:
    """The live roles that somebody has in an organisation, that of the account first."""
    first = [HeldRole(Role(user.role), None)] if user.body_id == body_id else []
    further = Membership.objects.live().filter(user=user.pk, body=body_id).order_by("since", "pk")
    return first + [HeldRole(Role(row.role), row) for row in further]


def get_staff_member(user_id: int, by: Actor) -> User:
    """Somebody who works for the actor's organisation. Raises NotVisible for everybody else."""
    user = select_staff(by.body_id).filter(pk=user_id).first()
    if user is None:
        raise NotVisible
    return user


def select_staff(body_id: int) -> QuerySet[User]:
    """Everybody with an open account who works for the organisation, by name."""
    return User.objects.filter(users_working_for_q([body_id]), is_active=True).order_by("name", "pk")


def count_administrators(body_id: int) -> int:
    """How many people with an open account are administrators of the organisation."""
    return int(
        User.objects.filter(users_working_for_q([body_id], [Role.ADMINISTRATOR]), is_active=True).count()
    )


def get_staff_page_and_rows(
    by: Actor, number: str, *, only_due: bool = False
) -> tuple["Page[Any]", list[StaffRow]]:
    """One page of the organisation's people.

    Args:
        by: an administrator of it.
        number: of the page, as it was typed.
        only_due: those alone whose review is due.

    Returns:
        The page of Django's, and its rows.
    """
    newest = AccessDecision.objects.filter(body=by.body_id, user=OuterRef("pk")).order_by(
        "-decided_at", "-pk"
    )
    people = select_staff(by.body_id).annotate(decided_at=Subquery(newest.values("decided_at")[:1]))
    if only_due:
        limit = timezone.now() - datetime.timedelta(days=settings.ACCESS_REVIEW_DAYS)
        people = people.filter(Q(decided_at__isnull=True) | Q(decided_at__lt=limit))
    page = fetch_page(people, number)
    return page, _make_staff_rows(list(page.object_list), by)


def _make_staff_rows(users: Sequence[User], by: Actor) -> list[StaffRow]:
    numbers = [user.pk for user in users]
    further: dict[int, list[Membership]] = {}
    for row in Membership.objects.live().filter(user__in=numbers, body=by.body_id).order_by("since", "pk"):
        further.setdefault(row.user_id, []).append(row)
    secured = set(
        Authenticator.objects.filter(user__in=numbers)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    decisions = _get_newest_decisions_by_user_id(numbers, by.body_id)
    acted = get_last_act_by_user_id(numbers, by.body_code)
    unreached = find_users_with_undelivered_mail(numbers)
    return [
        StaffRow(
            user=user,
            roles=_make_held_roles(user, further.get(user.pk, []), by.body_id),
            has_second_factor=user.pk in secured,
            decision=decisions.get(user.pk),
            is_self=user.pk == by.user_id,
            last_used_at=_get_last_use(user, further.get(user.pk, []), acted.get(user.pk), by.body_id),
            has_undelivered_mail=user.pk in unreached,
        )
        for user in users
    ]


def _get_last_use(
    user: User, further: Iterable[Membership], acted: datetime.datetime | None, body_id: int
) -> datetime.datetime | None:
    """A sign-in counts where the account is: elsewhere it may have been for the other organisation alone."""
    signed_in = user.last_login if user.body_id == body_id else None
    moments = (signed_in, acted, *(row.used_at for row in further))
    return max((moment for moment in moments if moment is not None), default=None)


def _make_held_roles(user: User, further: Iterable[Membership], body_id: int) -> tuple[HeldRole, ...]:
    first = [HeldRole(Role(user.role), None)] if user.body_id == body_id else []
    return (*first, *(HeldRole(Role(row.role), row) for row in further))


def _get_newest_decisions_by_user_id(user_ids: Sequence[int], body_id: int) -> dict[int, AccessDecision]:
    rows = AccessDecision.objects.filter(body=body_id, user__in=user_ids).select_related("decided_by")
    return {row.user_id: row for row in rows.order_by("decided_at", "pk")}


def list_unanswered_invitations(body_id: int, role: Role | None = None) -> list[Invitation]:
    """Invitations that nobody has accepted or withdrawn, the newest first."""
    rows = Invitation.objects.unanswered().filter(body=body_id).select_related("user", "invited_by", "body")
    return list((rows.filter(role=role) if role else rows).order_by("-invited_at", "-pk"))


def get_leavers_page(by: Actor, number: str) -> "Page[AccessDecision]":
    """Those whose access to the organisation was ended, the last first."""
    rows = AccessDecision.objects.filter(body=by.body_id, decision="close").select_related(
        "user", "decided_by"
    )
    return fetch_page(rows.order_by("-decided_at", "-pk"), number)


@acting_as_system(SystemActor.ADMINISTRATION)
def count_cases_user_is_named_on(user_id: int, body_id: int) -> int:
    """On how many cases of the organisation somebody is named: what has to be handed over when they leave."""
    return int(Grant.objects.live(today()).filter(to_user=user_id, file__owner=body_id).count())


class OrganisationRow(NamedTuple):
    """One organisation in the list of a platform administrator."""

    body: Body
    has_administrator: bool


def get_organisation_page_and_rows(
    number: str, *, without_administrator: bool, named: str = "", kind: str = ""
) -> tuple["Page[Any]", list[OrganisationRow]]:
    """One page of all organisations.

    Args:
        number: of the page, as it was typed.
        without_administrator: those alone that nobody looks after.
        named: part of the name or the code, as it was typed.
        kind: a code of BODY_KINDS; anything else asks for all.

    Returns:
        The page of Django's, and its rows.
    """
    first = User.objects.filter(body=OuterRef("pk"), role=Role.ADMINISTRATOR, is_active=True)
    further = Membership.objects.filter(
        body=OuterRef("pk"), role=Role.ADMINISTRATOR, ended_at__isnull=True, user__is_active=True
    )
    rows = Body.objects.select_related("area").annotate(looked_after=Exists(first) | Exists(further))
    if without_administrator:
        rows = rows.filter(looked_after=False)
    if named:
        rows = rows.filter(Q(name__icontains=named) | Q(code__iexact=named))
    if kind in BODY_KIND_CODES:
        rows = rows.filter(kind=kind)
    page = fetch_page(rows.order_by(Lower("name"), "pk"), number)
    return page, [OrganisationRow(body, bool(body.looked_after)) for body in page.object_list]


def list_administrators(body_id: int) -> list[User]:
    """Who looks after the organisation's people."""
    return list(
        User.objects.filter(users_working_for_q([body_id], [Role.ADMINISTRATOR]), is_active=True).order_by(
            "name"
        )
    )
