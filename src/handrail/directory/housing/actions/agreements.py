"""Agreements: written down, confirmed for the provider, ended, with dated rates for food and other needs."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing import place_kinds
from handrail.directory.housing.models import Agreement, Place, SubsistenceRate
from handrail.directory.housing.models.agreement import MAX_DURATION
from handrail.directory.housing.queries.agreements import has_body_active_handrail_users
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

MAX_ROLE_LENGTH = 120


@transaction.atomic
def add_housing_agreement(
    agreement: Agreement, *, users: Collection[str], places: Collection[UUID] = (), by: Actor
) -> Agreement:
    """Write an agreement down for one's own organisation.

    Over one's own rooms it is confirmed at once; over another body's it opens nothing until that body confirms it.

    Args:
        agreement: what was agreed, with its provider, who answers and who pays.
        users: codes of the bodies that may use the rooms.
        places: of the provider; without, the agreement covers all that the provider has.

    Raises:
        Denied, ValidationError by field.
        ActionNotPossibleError: the name is taken, or a body or place is not one to choose.
    """
    require_permission(by, Permission.EDIT_AGREEMENTS)
    if not users:
        raise ActionNotPossibleError("Choose who can use the rooms.")
    bodies = _get_bodies_or_raise(users)
    agreement.keeper_id, agreement.written_by_id, agreement.made_at = by.body_id, by.user_id, timezone.now()
    if Agreement.objects.filter(keeper=by.body_id, name=agreement.name.strip()).exists():
        raise ActionNotPossibleError(
            "Your organisation already has an agreement with that name. Choose another name."
        )
    if agreement.provider_id == by.body_id:
        _set_agreement_confirmed(agreement, by)
    agreement.save_by(by)
    agreement.users.set(bodies)
    agreement.places.set(_get_places_or_raise(places, agreement.provider_id))
    write_audit_record(who=by.who, verb="recorded an agreement", about=None, why=agreement.name)
    return agreement


@transaction.atomic
def confirm_housing_agreement(*, agreement_id: UUID, by: Actor) -> None:
    """Say for the body whose rooms they are that they may be used so. Raises Denied, ActionNotPossibleError."""
    if not (by.may(Permission.EDIT_PLACES) or by.may(Permission.EDIT_AGREEMENTS)):
        require_permission(by, Permission.EDIT_AGREEMENTS)
    row = _lock_housing_agreement(agreement_id)
    if row is None or row.provider_id != by.body_id:
        raise Denied("Only the organisation that owns the rooms can confirm the agreement.")
    if row.confirmed_at is not None:
        raise ActionNotPossibleError("Your organisation has already confirmed it.")
    _set_agreement_confirmed(row, by)
    row.save_by(by)
    write_audit_record(who=by.who, verb="confirmed an agreement", about=None, why=row.name)


@transaction.atomic
def confirm_agreement_on_paper(*, agreement_id: UUID, role: str, on: datetime.date, by: Actor) -> None:
    """Say that a provider with no account here agreed on paper. Never for an agreement that one wrote down oneself.

    Args:
        role: who at the provider agreed: a role, no name.
        on: the day on which they did.

    Raises:
        Denied, ActionNotPossibleError.
    """
    row = lock_own_agreement(agreement_id, by)
    _raise_unless_may_confirm_on_paper(row, by)
    if not role.strip() or len(role.strip()) > MAX_ROLE_LENGTH:
        raise ActionNotPossibleError(
            msg(
                "Enter the role of the person who confirmed it, in {longest_role} characters or fewer.",
                longest_role=MAX_ROLE_LENGTH,
            )
        )
    if on > timezone.localdate() or timezone.localdate() - on > MAX_DURATION:
        raise ActionNotPossibleError("The date they confirmed it must be today or earlier.")
    row.paper_at, row.paper_by_id = timezone.now(), by.user_id
    row.paper_role, row.paper_on = role.strip(), on
    row.save_by(by)
    write_audit_record(who=by.who, verb="recorded an agreement confirmed on paper", about=None, why=row.name)


@transaction.atomic
def set_last_night_of_agreement(
    *, agreement_id: UUID, last_night: datetime.date, seen: int | None = None, by: Actor
) -> None:
    """Say which night is its last. Stays beyond it go on, and their pages say from which night nobody has agreed.

    A later last night than was agreed is asked of the provider again.

    Args:
        last_night: kept as the last night of the agreement.
        seen: the version that the page showed; without it, whatever is saved now is changed.

    Raises:
        ConcurrentEditError: somebody changed the agreement meanwhile.
        Denied, ActionNotPossibleError, ValidationError by field.
    """
    row = lock_own_agreement(agreement_id, by)
    if seen is not None:
        row.raise_if_seen_version_stale(seen)
    if row.last_night is not None and last_night > row.last_night:
        _clear_agreement_confirmation(row, by)
    row.last_night = last_night
    row.save_by(by)
    write_audit_record(who=by.who, verb="ended an agreement", about=None, why=f"{row.name}: {last_night}")


@transaction.atomic
def add_subsistence_rate(rate: SubsistenceRate, *, by: Actor) -> SubsistenceRate:
    """What is paid for whom from a day on. Raises Denied, ActionNotPossibleError, ValidationError by field."""
    row = lock_own_agreement(rate.agreement_id, by)
    if not 0 <= rate.pence <= place_kinds.MAX_PENCE:
        raise ActionNotPossibleError("The amount must be between £0 and £5,000.")
    rate.full_clean(exclude={"agreement"}, validate_unique=False, validate_constraints=False)
    if SubsistenceRate.objects.filter(agreement=row, whom=rate.whom, since=rate.since).exists():
        raise ActionNotPossibleError("A rate for them already starts on that date. Choose another date.")
    rate.save(force_insert=True)
    write_audit_record(who=by.who, verb="added a rate to an agreement", about=None, why=row.name)
    return rate


def lock_own_agreement(agreement_id: UUID, by: Actor) -> Agreement:
    """An agreement that the actor's organisation wrote down, locked. Raises Denied, ActionNotPossibleError."""
    require_permission(by, Permission.EDIT_AGREEMENTS)
    row = _lock_housing_agreement(agreement_id)
    if row is None or row.keeper_id != by.body_id:
        raise ActionNotPossibleError("That is not one of your organisation’s agreements.")
    return row


def _lock_housing_agreement(agreement_id: UUID) -> Agreement | None:
    return Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement_id).first()


def _set_agreement_confirmed(row: Agreement, by: Actor) -> None:
    row.confirmed_at, row.confirmed_by_id = timezone.now(), by.user_id


def _raise_unless_may_confirm_on_paper(row: Agreement, by: Actor) -> None:
    if row.confirmed_at is not None or row.paper_at is not None:
        raise ActionNotPossibleError("Already confirmed.")
    if has_body_active_handrail_users(row.provider_id):
        raise ActionNotPossibleError(
            msg("{provider} uses Handrail: ask them to confirm it on its page.", provider=row.provider.name)
        )
    if row.written_by_id is None or row.written_by_id == by.user_id:
        raise ActionNotPossibleError(
            "The paper must be seen by someone in your organisation other than the person who recorded it."
        )


def _clear_agreement_confirmation(row: Agreement, by: Actor) -> None:
    """It reaches further than what was confirmed: whoever stretched it wrote that part."""
    if row.provider_id == by.body_id:
        return
    row.written_by_id = by.user_id
    row.confirmed_at = row.confirmed_by_id = None
    row.paper_at = row.paper_by_id = row.paper_on = None
    row.paper_role = ""


def _get_bodies_or_raise(codes: Collection[str]) -> list[Body]:
    found = list(Body.objects.filter(code__in=codes))
    if len(found) != len(set(codes)):
        raise ActionNotPossibleError("Choose organisations from the list.")
    return found


def _get_places_or_raise(ids: Collection[UUID], provider_id: int) -> list[Place]:
    found = list(Place.objects.filter(pk__in=ids, provider=provider_id))
    if len(found) != len(set(ids)):
        raise ActionNotPossibleError("Choose places that belong to that organisation.")
    return found
