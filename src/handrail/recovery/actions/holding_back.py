"""Why a person holds back, and what changed: added to, never edited, and nothing is asked of the police for it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.recovery.days import not_ahead
from handrail.recovery.models import ChangeCause, Hesitation, HesitationReason, WhatChanged
from handrail.recovery.permissions import work_on
from handrail.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.recovery.states import About, Turned

VERB = "wrote down what they said"
"""The same for both: what it was about stands beside it, and is told to those alone who may read the case."""


@transaction.atomic
def say_why(
    *, case_id: UUID, about: About, reasons: Collection[str], words: str, on: datetime.date, by: Actor
) -> Hesitation:
    """Write down what they hold back from, and why, in their words."""
    case, _ = work_on(case_id, by)
    chosen = _chosen(reasons, REASON_NAMES, "Choose at least one reason from the list.")
    not_ahead(on)
    row = Hesitation(
        case=case, about=About(about), said_on=on, recorded_at=timezone.now(), recorded_by_id=by.user_id
    )
    seal(box_to_write(case.pk), row, words=words)
    row.save()
    HesitationReason.objects.bulk_create(HesitationReason(hesitation=row, code=code) for code in chosen)
    record(who=by.who, verb=VERB, about=case.pk, why="why they hold back")
    return row


@transaction.atomic
def say_what_changed(
    *,
    case_id: UUID,
    hesitation_id: UUID,
    turned: Turned,
    causes: Collection[str],
    words: str,
    on: datetime.date,
    by: Actor,
) -> WhatChanged:
    """Write down what changed their mind."""
    case, _ = work_on(case_id, by)
    hesitation = Hesitation.objects.filter(case=case, pk=hesitation_id).first()
    if hesitation is None:
        raise NotNow("That is not on this case.")
    chosen = _chosen(causes, CHANGE_NAMES, "Choose at least one thing that changed it from the list.")
    not_ahead(on)
    if on < hesitation.said_on:
        raise NotNow("That day is before the day on which they said why they hold back.")
    row = WhatChanged(
        hesitation=hesitation,
        turned=Turned(turned),
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=words)
    row.save()
    ChangeCause.objects.bulk_create(ChangeCause(change=row, code=code) for code in chosen)
    record(who=by.who, verb=VERB, about=case.pk, why="what changed")
    return row


def _chosen(codes: Collection[str], known: dict[str, str], missing: str) -> list[str]:
    chosen = [code for code in known if code in set(codes)]
    if not chosen or len(chosen) != len(set(codes)):
        raise NotNow(missing)
    return chosen
