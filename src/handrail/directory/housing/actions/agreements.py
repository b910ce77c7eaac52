"""Agreements: written down, confirmed for the provider, ended, with dated rates for food and other needs."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing import kinds
from handrail.directory.housing.models import Agreement, Place, Rate
from handrail.directory.housing.queries.agreements import has_handrail_users
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.confidence import CONFIDENCE_CODES
from handrail.platform.reference.models import Body

MAX_DURATION = datetime.timedelta(days=3660)
MAX_NIGHTS = 366
MAX_ROLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class AgreementInput:
    """What was agreed. Bodies are codes; no places means all of the provider's."""

    name: str
    provider: str
    users: tuple[str, ...]
    first_night: datetime.date
    last_night: datetime.date | None
    answers: str
    payer: str
    pays_from: str = ""
    subsistence_payer: str = ""
    terms: str = ""
    most_nights: int | None = None
    when_refused: str = ""
    places: tuple[UUID, ...] = ()


@transaction.atomic
def add_agreement(*, terms: AgreementInput, by: Actor) -> UUID:
    """Write an agreement down for one's own organisation. Returns its id.

    Over one's own rooms it is confirmed at once; over another body's it opens nothing until that body confirms it.
    """
    require_permission(by, Permission.EDIT_AGREEMENTS)
    _validate_agreement(terms)
    named = [terms.provider, terms.answers, terms.payer, *terms.users]
    bodies = _get_bodies([*named, terms.subsistence_payer] if terms.subsistence_payer else named)
    if Agreement.objects.filter(keeper=by.body_id, name=terms.name.strip()).exists():
        raise ActionNotAllowed("Your organisation has an agreement of that name. Choose another name.")
    row = Agreement.objects.create(
        name=terms.name.strip(),
        keeper_id=by.body_id,
        provider=bodies[terms.provider],
        terms=terms.terms.strip(),
        most_nights=terms.most_nights,
        first_night=terms.first_night,
        last_night=terms.last_night,
        answers=bodies[terms.answers],
        payer=bodies[terms.payer],
        pays_from=terms.pays_from.strip(),
        subsistence_payer=bodies[terms.subsistence_payer] if terms.subsistence_payer else None,
        when_refused=terms.when_refused.strip(),
        made_at=timezone.now(),
        written_by_id=by.user_id,
    )
    if row.provider_id == by.body_id:
        _set_confirmed(row, by)
    row.users.set([bodies[code] for code in terms.users])
    row.places.set(_get_places(terms.places, row.provider_id))
    record(who=by.who, verb="wrote an agreement down", about=None, why=row.name)
    return row.pk


@transaction.atomic
def confirm_agreement(*, agreement_id: UUID, by: Actor) -> None:
    """Say for the body whose rooms they are that they may be used so. Raises Denied, NotNow."""
    if not (by.may(Permission.EDIT_PLACES) or by.may(Permission.EDIT_AGREEMENTS)):
        require_permission(by, Permission.EDIT_AGREEMENTS)
    row = _lock_agreement(agreement_id)
    if row is None or row.provider_id != by.body_id:
        raise Denied("Only the organisation whose rooms they are can confirm that they may be used.")
    if row.confirmed_at is not None:
        raise ActionNotAllowed("Your organisation has confirmed it already.")
    _set_confirmed(row, by)
    row.version += 1
    row.save()
    record(who=by.who, verb="confirmed an agreement", about=None, why=row.name)


@transaction.atomic
def confirm_on_paper(*, agreement_id: UUID, role: str, on: datetime.date, by: Actor) -> None:
    """Say that a provider with no account here agreed on paper: who by role, on which day. Never one's own writing."""
    row = lock_own_agreement(agreement_id, by)
    _check_may_confirm_on_paper(row, by)
    if not role.strip() or len(role.strip()) > MAX_ROLE_LENGTH:
        raise ActionNotAllowed(
            msg(
                "Say who confirmed it, by their role, in at most {longest_role} letters.",
                longest_role=MAX_ROLE_LENGTH,
            )
        )
    if on > timezone.localdate() or timezone.localdate() - on > MAX_DURATION:
        raise ActionNotAllowed("Check the day on which they confirmed it: it must be today or earlier.")
    row.paper_at, row.paper_by_id = timezone.now(), by.user_id
    row.paper_role, row.paper_on, row.version = role.strip(), on, row.version + 1
    row.save()
    record(who=by.who, verb="saw an agreement confirmed on paper", about=None, why=row.name)


@transaction.atomic
def end_agreement(*, agreement_id: UUID, last_night: datetime.date, by: Actor) -> None:
    """Say which night is its last. Stays beyond it go on, and their pages say from which night nobody has agreed.

    A later last night than was agreed is asked of the provider again.
    """
    row = lock_own_agreement(agreement_id, by)
    if last_night < row.first_night:
        raise ActionNotAllowed("The last night cannot come before the first.")
    if last_night - row.first_night > MAX_DURATION:
        raise ActionNotAllowed("Check the last night: it is more than ten years away.")
    if row.last_night is not None and last_night > row.last_night:
        _clear_confirmation(row, by)
    row.last_night, row.version = last_night, row.version + 1
    row.save()
    record(who=by.who, verb="ended an agreement", about=None, why=f"{row.name}: {last_night}")


@transaction.atomic
def add_rate(
    *,
    agreement_id: UUID,
    whom: str,
    per: str,
    pence: int,
    since: datetime.date,
    source: str,
    confidence: str,
    by: Actor,
) -> None:
    """What is paid for whom from a day on. Says where the figure comes from and how sure that is."""
    row = lock_own_agreement(agreement_id, by)
    if whom not in kinds.get_codes(kinds.RATE_RECIPIENTS) or per not in kinds.get_codes(kinds.RATE_PERIODS):
        raise ActionNotAllowed("Choose from the list.")
    if not 0 <= pence <= kinds.MAX_PENCE:
        raise ActionNotAllowed("Check the sum: it must be between £0 and £5,000.")
    if not source.strip() or confidence not in CONFIDENCE_CODES:
        raise ActionNotAllowed("Say where the figure comes from, and how sure that is.")
    if Rate.objects.filter(agreement=row, whom=whom, since=since).exists():
        raise ActionNotAllowed("A rate for them begins on that day already. Choose another day.")
    Rate.objects.create(
        agreement=row,
        whom=whom,
        per=per,
        pence=pence,
        since=since,
        source=source.strip(),
        confidence=confidence,
    )
    record(who=by.who, verb="added a rate to an agreement", about=None, why=row.name)


def lock_own_agreement(agreement_id: UUID, by: Actor) -> Agreement:
    """An agreement that the actor's organisation wrote down, locked. Raises Denied, NotNow."""
    require_permission(by, Permission.EDIT_AGREEMENTS)
    row = _lock_agreement(agreement_id)
    if row is None or row.keeper_id != by.body_id:
        raise ActionNotAllowed("That agreement is not one that your organisation keeps.")
    return row


def _lock_agreement(agreement_id: UUID) -> Agreement | None:
    return Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement_id).first()


def _set_confirmed(row: Agreement, by: Actor) -> None:
    row.confirmed_at, row.confirmed_by_id = timezone.now(), by.user_id
    row.save()


def _check_may_confirm_on_paper(row: Agreement, by: Actor) -> None:
    if row.confirmed_at is not None or row.paper_at is not None:
        raise ActionNotAllowed("It is confirmed already.")
    if has_handrail_users(row.provider_id):
        raise ActionNotAllowed(
            msg("{provider} uses Handrail: ask them to confirm it on its page.", provider=row.provider.name)
        )
    if row.written_by_id is None or row.written_by_id == by.user_id:
        raise ActionNotAllowed(
            "Somebody else of your organisation than whoever wrote it down must have seen the paper."
        )


def _clear_confirmation(row: Agreement, by: Actor) -> None:
    """It reaches further than what was confirmed: whoever stretched it wrote that part."""
    if row.provider_id == by.body_id:
        return
    row.written_by_id = by.user_id
    row.confirmed_at = row.confirmed_by_id = None
    row.paper_at = row.paper_by_id = row.paper_on = None
    row.paper_role = ""


def _validate_agreement(terms: AgreementInput) -> None:
    if not terms.name.strip():
        raise ActionNotAllowed("Enter what the agreement is called.")
    if not terms.users:
        raise ActionNotAllowed("Choose who may use the rooms.")
    if terms.last_night and terms.last_night < terms.first_night:
        raise ActionNotAllowed("The last night cannot come before the first.")
    if terms.last_night and terms.last_night - terms.first_night > MAX_DURATION:
        raise ActionNotAllowed("Check the last night: it is more than ten years away.")
    if terms.most_nights is not None and not 1 <= terms.most_nights <= MAX_NIGHTS:
        raise ActionNotAllowed(
            msg(
                "Enter a number of nights from 1 to {most_nights}, or leave it empty.",
                most_nights=MAX_NIGHTS,
            )
        )


def _get_bodies(codes: Sequence[str]) -> dict[str, Body]:
    found = Body.objects.in_bulk(set(codes), field_name="code")
    if set(codes) - set(found):
        raise ActionNotAllowed("Choose organisations from the list.")
    return found


def _get_places(ids: Sequence[UUID], provider_id: int) -> list[Place]:
    found = list(Place.objects.filter(pk__in=ids, provider=provider_id))
    if len(found) != len(set(ids)):
        raise ActionNotAllowed("Choose places of the organisation whose rooms they are.")
    return found
