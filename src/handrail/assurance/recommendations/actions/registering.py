"""Entering a recommendation with everybody it addresses, and mending what was entered."""

import datetime
import re
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.addressees import addressed
from handrail.assurance.recommendations.models import Addressee, Recommendation
from handrail.assurance.recommendations.permissions import enter, enter_as_keeper
from handrail.assurance.recommendations.refusals import StaleRecommendation
from handrail.assurance.recommendations.rules import COMMENT_BY_SOURCE, comment_due
from handrail.assurance.recommendations.states import COMMENT_RULES, SOURCES, codes
from handrail.assurance.recommendations.values import To, Told
from handrail.audit.actions import record
from handrail.followups.actions import raise_action
from handrail.followups.origins import Origin
from handrail.followups.texts import needed, optional
from handrail.kernel.dates import add_years, plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.reference.models import Body

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESSES = ("add", "asked-of-us", "asked-by-us")  # a code stands in an address beside these
FIRST_DAY = datetime.date(2012, 11, 22)  # older days have no governance on record


@transaction.atomic
def register(*, code: str, told: Told, to: To, by: Actor) -> str:
    """Enter a recommendation, and give back its code. Whom it addresses is fixed by the day it was published."""
    require(by, Permission.REGISTER_RECOMMENDATIONS)
    body = Body.objects.get(pk=by.body_id)
    row = Recommendation(code=_code(code), kept_by=body, national=body.kind == "national")
    _fill(row, told, by)
    row.registered_by_id, row.registered_at = by.user_id, timezone.now()
    found = addressed(
        told.published_on,
        to_policing_bodies=to.policing_bodies,
        to_chief_constables=to.chief_constables,
        named=to.named,
    )
    if not found:
        raise NotNow("Say whom the recommendation addresses.")
    if not row.national:
        _of_our_area(body, [each for each, _ in found])
    save_new(row)
    Addressee.objects.bulk_create(Addressee(recommendation=row, body=each, how=how) for each, how in found)
    record(
        who=by.who,
        verb="entered a recommendation",
        about=None,
        why=f"{row.code}, addressed to {len(found)}",
    )
    return row.code


def save_new(row: Recommendation) -> None:
    """Two who take the same short name at once: the second is told, whatever both had read."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise NotNow(say("“{code}” is in use already. Choose another short name.", code=row.code)) from None


@transaction.atomic
def change(*, code: str, told: Told, seen_version: int, by: Actor) -> None:
    """Mend what was entered. Whom it addressed stays. Raises StaleRecommendation."""
    row = enter_as_keeper(code, by, Permission.REGISTER_RECOMMENDATIONS)
    if row.version != seen_version:
        raise StaleRecommendation
    if row.state == "closed":
        raise NotNow("This recommendation is closed. Open it again first, and say why.")
    if told.published_on != row.published_on:
        raise NotNow(
            "Whom it addressed follows from the day it was published. Enter it anew for another day."
        )
    _fill(row, told, by)
    row.version += 1
    row.save()
    record(who=by.who, verb="changed a recommendation", about=None, why=code)


@transaction.atomic
def promise_action(
    *, code: str, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Promise an action that a recommendation leads to."""
    row = enter(code, by, Permission.WORK_ON_ACTIONS)
    if row.state == "closed":
        raise NotNow("This recommendation is closed. Open it again first, and say why.")
    owner = Body.objects.filter(pk=owner_id).first()
    if owner is None:
        raise NotNow("Choose who is to do it.")
    _of_our_area(Body.objects.get(pk=by.body_id), [owner])
    return raise_action(
        origin=Origin("recommendation", row.code, row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        by=by,
    )


def _fill(row: Recommendation, told: Told, by: Actor) -> None:
    _check(told)
    row.source, row.published_on = told.source, told.published_on
    row.title = needed(told.title, "Enter what the recommendation is called.", 200)
    row.text = needed(told.text, "Enter what it recommends.")
    row.issued_by = needed(told.issued_by, "Enter who made the recommendation.", 200)
    row.due_on, row.due_words = told.due_on, optional(told.due_words, 120)
    row.comment_rule = told.comment_rule or COMMENT_BY_SOURCE[told.source]
    row.comment_due_on = None if row.comment_rule == "not" else comment_due(told.published_on)
    row.origin_note = optional(told.origin_note, 250)
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _check(told: Told) -> None:
    if told.source not in codes(SOURCES):
        raise NotNow("Choose where the recommendation comes from.")
    if told.comment_rule not in ("", *codes(COMMENT_RULES)):
        raise NotNow("Choose whether the law asks for a published comment.")
    if told.published_on > today():
        raise NotNow("The day it was published must be today or in the past.")
    if told.published_on < FIRST_DAY:
        raise NotNow(
            say(
                "Who governed policing before {first_day} is not on record here, so it cannot be addressed.",
                first_day=plain(FIRST_DAY),
            )
        )
    if told.due_on and told.due_on < told.published_on:
        raise NotNow(
            say("The day it is due must be {published_on} or after.", published_on=plain(told.published_on))
        )
    if told.due_on and told.due_on > add_years(told.published_on, 10):
        raise NotNow("The day it is due must be within ten years of the day it was published.")


def _code(code: str) -> str:
    if code in ADDRESSES:
        raise NotNow("That short name is kept for a page of this site. Choose another.")
    if not CODE.fullmatch(code) or len(code) > 60:
        raise NotNow("Enter a short name in small letters, numbers and hyphens, such as hestia-2021-1.")
    if Recommendation.objects.filter(code=code).exists():
        raise NotNow(say("“{code}” is in use already. Choose another short name.", code=code))
    return code


def _of_our_area(own: Body, others: list[Body]) -> None:
    """A body of one area addresses itself and its own force; only the national collator addresses everybody."""
    for other in others:
        if other.pk != own.pk and (own.area_id is None or other.area_id != own.area_id):
            raise NotNow(
                say(
                    "{name} is not of your area. Choose your own organisation or your area’s.",
                    name=other.name,
                )
            )
