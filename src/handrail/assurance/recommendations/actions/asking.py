"""Asking a body for updates on a recommendation, on a rhythm."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.models import Addressee, Asking, Recommendation
from handrail.assurance.recommendations.permissions import enter, mine
from handrail.assurance.recommendations.rules import next_due
from handrail.assurance.recommendations.states import UNITS, codes
from handrail.assurance.recommendations.values import Rhythm
from handrail.audit.actions import record
from handrail.followups.texts import optional
from handrail.kernel.dates import add_years, plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.reference.models import Body

MOST = {"once": 0, "weeks": 52, "months": 24}


@transaction.atomic
def ask_for_updates(
    *, code: str, owners: Sequence[int], rhythm: Rhythm, asks_for: str = "", by: Actor
) -> list[int]:
    """Ask each of these for updates. The national collator asks whom it addressed; a body asks within its area."""
    row = enter(code, by, Permission.CLOSE_RECOMMENDATIONS)
    if row.state == "closed":
        raise NotNow("This recommendation is closed. Open it again first, and say why.")
    check(rhythm, row)
    found = list(Body.objects.filter(pk__in=owners))
    if not found:
        raise NotNow("Choose whom you ask.")
    for body in found:
        _may_be_asked(row, body, by)
    made = [_ask(row, body, rhythm, optional(asks_for, 2000), by) for body in found]
    record(who=by.who, verb="asked for updates on a recommendation", about=None, why=f"{code}: {len(made)}")
    return made


def check(rhythm: Rhythm, row: Recommendation) -> None:
    """A rhythm that can be kept: its first day lies after the publication, and it is neither daily nor endless."""
    if rhythm.unit not in codes(UNITS):
        raise NotNow("Choose how often.")
    if rhythm.unit != "once" and not 1 <= rhythm.every <= MOST[rhythm.unit]:
        raise NotNow(
            say(
                "Enter a number from 1 to {unit}: every so many {unit2}.",
                unit=MOST[rhythm.unit],
                unit2=rhythm.unit,
            )
        )
    if rhythm.first_due < row.published_on:
        raise NotNow(
            say("The first update cannot be due before {published_on}.", published_on=plain(row.published_on))
        )
    if rhythm.first_due > add_years(today(), 10):
        raise NotNow("The first update must be due within ten years.")


def _may_be_asked(row: Recommendation, body: Body, by: Actor) -> None:
    own = Body.objects.get(pk=by.body_id)
    addressed = Addressee.objects.filter(recommendation=row, body=body).exists()
    if own.kind == "national":
        if not addressed:
            raise NotNow(say("{name} was not addressed by this recommendation.", name=body.name))
    elif body.pk not in mine(by) and body.area_id != own.area_id:
        raise NotNow(
            say("{name} is not of your area. Choose your own organisation or your area’s.", name=body.name)
        )
    if Asking.objects.filter(recommendation=row, asker__in=mine(by), owner=body).exists():
        raise NotNow(say("You ask {name} for updates on this already.", name=body.name))


def _ask(row: Recommendation, body: Body, rhythm: Rhythm, asks_for: str, by: Actor) -> int:
    asking = Asking(
        recommendation=row,
        asker_id=by.body_id,
        owner=body,
        every=0 if rhythm.unit == "once" else rhythm.every,
        unit=rhythm.unit,
        first_due=rhythm.first_due,
        next_due=rhythm.first_due,
        asks_for=asks_for,
        asked_by_id=by.user_id,
        asked_at=timezone.now(),
    )
    asking.save()
    return asking.pk


def again(asking: Asking, after: datetime.date) -> datetime.date | None:
    """The next day of an asking's rhythm after a day."""
    return next_due(asking.first_due, asking.every, asking.unit, after=after)
