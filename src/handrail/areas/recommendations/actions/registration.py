"""Entering a recommendation with everybody it addresses, and mending what was entered."""

import datetime
import re
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.recommendations.addressees import list_addressees
from handrail.areas.recommendations.exceptions import StaleRecommendationError
from handrail.areas.recommendations.inputs import AddresseesInput, RecommendationInput
from handrail.areas.recommendations.models import Addressee, Recommendation
from handrail.areas.recommendations.permissions import (
    lock_and_authorise_as_keeper,
    lock_and_authorise_recommendation,
)
from handrail.areas.recommendations.rules import COMMENT_BY_SOURCE, get_comment_due_day
from handrail.areas.recommendations.states import COMMENT_RULES, SOURCES, get_codes
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

CODE_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED_CODES = ("add", "asked-of-us", "asked-by-us")  # a code stands in an address beside these
FIRST_DAY = datetime.date(2012, 11, 22)  # older days have no governance on record


@transaction.atomic
def register_recommendation(*, code: str, told: RecommendationInput, to: AddresseesInput, by: Actor) -> str:
    """Enter a recommendation, and give back its code. Whom it addresses is fixed by the day it was published."""
    require_permission(by, Permission.REGISTER_RECOMMENDATIONS)
    body = Body.objects.get(pk=by.body_id)
    row = Recommendation(code=_check_code(code), kept_by=body, national=body.kind == "national")
    _fill_recommendation(row, told, by)
    row.registered_by_id, row.registered_at = by.user_id, timezone.now()
    found = list_addressees(
        told.published_on,
        to_policing_bodies=to.policing_bodies,
        to_chief_constables=to.chief_constables,
        named=to.named,
    )
    if not found:
        raise ActionNotAllowed("Say whom the recommendation addresses.")
    if not row.national:
        _check_same_area(body, [each for each, _ in found])
    save_new_recommendation(row)
    Addressee.objects.bulk_create(Addressee(recommendation=row, body=each, how=how) for each, how in found)
    record(
        who=by.who,
        verb="entered a recommendation",
        about=None,
        why=f"{row.code}, addressed to {len(found)}",
    )
    return row.code


def save_new_recommendation(row: Recommendation) -> None:
    """Two who take the same short name at once: the second is told, whatever both had read."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ActionNotAllowed(
            msg("“{code}” is in use already. Choose another short name.", code=row.code)
        ) from None


@transaction.atomic
def change_recommendation(*, code: str, told: RecommendationInput, seen_version: int, by: Actor) -> None:
    """Mend what was entered. Whom it addressed stays. Raises StaleRecommendation."""
    row = lock_and_authorise_as_keeper(code, by, Permission.REGISTER_RECOMMENDATIONS)
    if row.version != seen_version:
        raise StaleRecommendationError
    if row.state == "closed":
        raise ActionNotAllowed("This recommendation is closed. Open it again first, and say why.")
    if told.published_on != row.published_on:
        raise ActionNotAllowed(
            "Whom it addressed follows from the day it was published. Enter it anew for another day."
        )
    _fill_recommendation(row, told, by)
    row.version += 1
    row.save()
    record(who=by.who, verb="changed a recommendation", about=None, why=code)


@transaction.atomic
def promise_action(
    *, code: str, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Promise an action that a recommendation leads to."""
    row = lock_and_authorise_recommendation(code, by, Permission.WORK_ON_ACTIONS)
    if row.state == "closed":
        raise ActionNotAllowed("This recommendation is closed. Open it again first, and say why.")
    owner = Body.objects.filter(pk=owner_id).first()
    if owner is None:
        raise ActionNotAllowed("Choose who is to do it.")
    _check_same_area(Body.objects.get(pk=by.body_id), [owner])
    return create_follow_up(
        origin=FollowUpOrigin("recommendation", row.code, row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        by=by,
    )


def _fill_recommendation(row: Recommendation, told: RecommendationInput, by: Actor) -> None:
    _check_recommendation_input(told)
    row.source, row.published_on = told.source, told.published_on
    row.title = clean_required_text(told.title, "Enter what the recommendation is called.", 200)
    row.text = clean_required_text(told.text, "Enter what it recommends.")
    row.issued_by = clean_required_text(told.issued_by, "Enter who made the recommendation.", 200)
    row.due_on, row.due_words = told.due_on, clean_optional_text(told.due_words, 120)
    row.comment_rule = told.comment_rule or COMMENT_BY_SOURCE[told.source]
    row.comment_due_on = None if row.comment_rule == "not" else get_comment_due_day(told.published_on)
    row.origin_note = clean_optional_text(told.origin_note, 250)
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _check_recommendation_input(told: RecommendationInput) -> None:
    if told.source not in get_codes(SOURCES):
        raise ActionNotAllowed("Choose where the recommendation comes from.")
    if told.comment_rule not in ("", *get_codes(COMMENT_RULES)):
        raise ActionNotAllowed("Choose whether the law asks for a published comment.")
    if told.published_on > today():
        raise ActionNotAllowed("The day it was published must be today or in the past.")
    if told.published_on < FIRST_DAY:
        raise ActionNotAllowed(
            msg(
                "Who governed policing before {first_day} is not on record here, so it cannot be addressed.",
                first_day=format_day(FIRST_DAY),
            )
        )
    if told.due_on and told.due_on < told.published_on:
        raise ActionNotAllowed(
            msg(
                "The day it is due must be {published_on} or after.",
                published_on=format_day(told.published_on),
            )
        )
    if told.due_on and told.due_on > add_years(told.published_on, 10):
        raise ActionNotAllowed("The day it is due must be within ten years of the day it was published.")


def _check_code(code: str) -> str:
    if code in RESERVED_CODES:
        raise ActionNotAllowed("That short name is kept for a page of this site. Choose another.")
    if not CODE_PATTERN.fullmatch(code) or len(code) > 60:
        raise ActionNotAllowed(
            "Enter a short name in small letters, numbers and hyphens, such as hestia-2021-1."
        )
    if Recommendation.objects.filter(code=code).exists():
        raise ActionNotAllowed(msg("“{code}” is in use already. Choose another short name.", code=code))
    return code


def _check_same_area(own: Body, others: list[Body]) -> None:
    """A body of one area addresses itself and its own force; only the national collator addresses everybody."""
    for other in others:
        if other.pk != own.pk and (own.area_id is None or other.area_id != own.area_id):
            raise ActionNotAllowed(
                msg(
                    "{name} is not of your area. Choose your own organisation or your area’s.",
                    name=other.name,
                )
            )
