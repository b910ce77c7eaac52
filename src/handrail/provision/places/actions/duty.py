"""What stood in the way, written down: a refusal, a dispute that names who houses them tonight, nothing that fits."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.directory.housing.nights import tonight
from handrail.kernel.refusals import NotNow
from handrail.provision.places.actions.stays import place_need
from handrail.provision.places.models import Dispute, NothingFits, Refusal
from handrail.provision.places.permissions import enter_place
from handrail.provision.places.states import Missing, RefusedWhy
from handrail.reference.models import Body


@dataclass(frozen=True, slots=True)
class Disputed:
    """Two bodies that each say not us, and who houses the person meanwhile. Bodies are codes."""

    between: str
    other: str
    tonight: str
    payer: str
    says: str = ""
    other_says: str = ""
    pays_from: str = ""
    rule: str = ""


@transaction.atomic
def record_refusal(
    *,
    case_id: UUID,
    body: str,
    body_words: str,
    why: RefusedWhy,
    words: str,
    said_by: str,
    at: datetime.datetime,
    by: Actor,
) -> None:
    """A body's no, with its reason: evidence of the gap. `body` is a code, or empty for one that is on no list."""
    case = _enter(case_id, by)
    if at > timezone.now():
        raise NotNow("That moment has not come yet.")
    if at < timezone.now() - datetime.timedelta(days=366):
        raise NotNow("Check the day: it is more than a year ago.")
    if bool(body) == bool(body_words.strip()):
        raise NotNow("Choose who said no, or write their name: one of the two.")
    row = Refusal(
        case=case,
        body=_body(body) if body else None,
        body_words=body_words.strip(),
        why=RefusedWhy(why),
        refused_at=at,
        area=case.area,
        phase=case.phase,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=words, said_by=said_by)
    row.save(force_insert=True)
    place_need(case, by)
    record(who=by.who, verb="recorded a refusal to house", about=case.pk, why=RefusedWhy(why).label)


@transaction.atomic
def open_dispute(*, case_id: UUID, disputed: Disputed, by: Actor) -> None:
    """Whose duty it is, disputed. Refused without who houses the person tonight and who pays meanwhile."""
    case = _enter(case_id, by)
    if not disputed.tonight or not disputed.payer:
        raise NotNow("Say who houses them tonight, and who pays meanwhile: the dispute does not stop a bed.")
    if disputed.between == disputed.other:
        raise NotNow("A dispute is between two: choose the other one.")
    if Dispute.objects.filter(case=case, settled_at__isnull=True).exists():
        raise NotNow("A dispute is open already. Settle it, or record another refusal.")
    row = Dispute(
        case=case,
        between=_body(disputed.between),
        other=_body(disputed.other),
        tonight=_body(disputed.tonight),
        payer=_body(disputed.payer),
        pays_from=disputed.pays_from.strip(),
        rule=disputed.rule.strip(),
        area=case.area,
        phase=case.phase,
        opened_at=timezone.now(),
        opened_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, says=disputed.says, other_says=disputed.other_says)
    row.save(force_insert=True)
    record(who=by.who, verb="recorded a dispute about housing", about=case.pk)


@transaction.atomic
def settle_dispute(*, case_id: UUID, body: str, words: str, by: Actor) -> None:
    """Who it was found to be, and how."""
    case = _enter(case_id, by)
    row = Dispute.objects.select_for_update().filter(case=case, settled_at__isnull=True).first()
    if row is None:
        raise NotNow("No dispute is open on this case.")
    row.settled_at, row.settled_by_id, row.settled_body = timezone.now(), by.user_id, _body(body)
    seal(box_to_write(case.pk), row, settled_words=words)
    row.save()
    record(who=by.who, verb="settled a dispute about housing", about=case.pk)


@transaction.atomic
def nothing_fits(*, case_id: UUID, missing: Sequence[str], words: str, slept: str, by: Actor) -> None:
    """Nothing worked tonight, and what was missing."""
    case = _enter(case_id, by)
    if not missing or not set(missing) <= set(Missing.values):
        raise NotNow("Choose what was missing.")
    row = NothingFits(
        case=case,
        missing=sorted(set(missing)),
        night=tonight(timezone.localtime()),
        area=case.area,
        phase=case.phase,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=words, slept=slept)
    row.save(force_insert=True)
    place_need(case, by)
    record(who=by.who, verb="recorded that nothing fitted", about=case.pk)


def _enter(case_id: UUID, by: Actor) -> Case:
    """Only those who work on the case say what stood in its way."""
    case, sight = enter_place(case_id, by)
    if not sight.inside:
        raise Denied("Only those who work on the case record who refused, and who disputes what.")
    return case


def _body(code: str) -> Body:
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise NotNow("Choose an organisation from the list.")
    return found
