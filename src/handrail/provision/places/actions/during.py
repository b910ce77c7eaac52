"""What happens during a stay: somebody goes missing and is found, evidence is lost, a place turns out not to suit."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.events.actions.moving import note_move
from handrail.kernel import dates
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.places.models import LostEvidence, MissingEpisode, Stay
from handrail.provision.places.permissions import enter_place
from handrail.provision.places.states import StayState, UnsuitableWhy


@transaction.atomic
def record_missing(
    *, case_id: UUID, stay_id: UUID, missing_at: datetime.datetime, told_police: bool, words: str, by: Actor
) -> UUID:
    """Missing since a moment. The bed stays theirs: only somebody who ends the stay ends it. Returns its id."""
    case, stay = _stay(case_id, stay_id, by)
    if missing_at > timezone.now():
        raise NotNow("That moment has not come yet.")
    if missing_at.date() < stay.first_night:
        raise NotNow(
            say(
                "The stay began on {first_night}: that is before it.",
                first_night=dates.in_words(stay.first_night),
            )
        )
    if MissingEpisode.objects.filter(stay=stay, found_at__isnull=True).exists():
        raise NotNow("They are recorded as missing already. Record when they were found first.")
    row = MissingEpisode(
        stay=stay,
        missing_at=missing_at,
        told_police=told_police,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=words)
    row.save(force_insert=True)
    record(who=by.who, verb="recorded that they are missing", about=case.pk)
    return row.pk


@transaction.atomic
def record_found(*, case_id: UUID, stay_id: UUID, found_at: datetime.datetime, words: str, by: Actor) -> None:
    """Found, or back, at a moment. Where they are is new again: the safety plan is due for another look."""
    case, stay = _stay(case_id, stay_id, by, live=False)
    row = MissingEpisode.objects.select_for_update().filter(stay=stay, found_at__isnull=True).first()
    if row is None:
        raise NotNow("They are not recorded as missing.")
    if found_at > timezone.now():
        raise NotNow("That moment has not come yet.")
    if found_at < row.missing_at:
        raise NotNow("They cannot be found before they were missing.")
    row.found_at = found_at
    seal(box_to_write(case.pk), row, found_words=words)
    row.save()
    note_move(case=case, by=by)
    record(who=by.who, verb="recorded that they are found", about=case.pk)


@transaction.atomic
def record_lost_evidence(*, case_id: UUID, stay_id: UUID, words: str, told_police: bool, by: Actor) -> None:
    """What was lost because of where they were put."""
    case, stay = _stay(case_id, stay_id, by, live=False)
    if not words.strip():
        raise NotNow("Say what was lost.")
    row = LostEvidence(
        stay=stay, told_police=told_police, recorded_at=timezone.now(), recorded_by_id=by.user_id
    )
    seal(box_to_write(case.pk), row, words=words)
    row.save(force_insert=True)
    record(who=by.who, verb="recorded that evidence was lost", about=case.pk)


@transaction.atomic
def mark_unsuitable(
    *, case_id: UUID, stay_id: UUID, from_night: datetime.date, why: UnsuitableWhy, words: str, by: Actor
) -> None:
    """From that night on the place does not suit them: its nights are counted."""
    case, stay = _stay(case_id, stay_id, by, live=False)
    if not stay.first_night <= from_night <= stay.last_night:
        raise NotNow("Choose one of the nights of this stay.")
    if stay.unsuitable_why == UnsuitableWhy.OVERRULED:
        from_night = (
            stay.unsuitable_from or from_night
        )  # its check said no: each of its nights is counted already
    stay.unsuitable_from, stay.unsuitable_why = from_night, UnsuitableWhy(why)
    seal(box_to_write(case.pk), stay, unsuitable_words=words)
    stay.version += 1
    stay.save()
    record(who=by.who, verb="said that a place does not suit", about=case.pk, why=UnsuitableWhy(why).label)


def _stay(case_id: UUID, stay_id: UUID, by: Actor, *, live: bool = True) -> tuple[Case, Stay]:
    case, sight = enter_place(case_id, by)
    rows = Stay.objects.select_for_update(of=("self",)).select_related("unit__place")
    stay = rows.filter(case=case, pk=stay_id).first()
    if stay is None or (not sight.inside and stay.unit.place.provider_id != by.body_id):
        raise NotNow("That stay is not on this case.")
    wanted = (StayState.CONFIRMED,) if live else (StayState.CONFIRMED, StayState.ENDED)
    if stay.state not in wanted:
        raise NotNow(
            say(
                "That stay is {state}, so this cannot be recorded.", state=StayState(stay.state).label.lower()
            )
        )
    return case, stay
