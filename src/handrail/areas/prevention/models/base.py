"""What the records of prevention share: a number known before it is saved, and the body that holds it."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q

from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

FIRST_DAY = datetime.date(2012, 11, 22)
MOST_YEARS = 10


class PreventionQuerySet(models.QuerySet[Any]):
    """Records of prevention: read by those who answer for the area, written by the body that holds them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's body and of other bodies of its area."""
        area = Body.objects.filter(pk=actor.body_id, area__isnull=False).values("area")
        return self.filter(
            Q(body__in=get_own_and_taken_over_body_ids_of_actor(actor)) | Q(body__area__in=area)
        )

    def held_by(self, actor: Actor) -> Self:
        """Those of the actor's body, and of bodies whose area it took over."""
        return self.filter(body__in=get_own_and_taken_over_body_ids_of_actor(actor))


class PreventionRecord(Versioned):
    """`body` holds the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    class Meta:
        abstract = True


class PreventionDayField(DayField):
    """A day of prevention: within ten years, so that a slip of the year is noticed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"not_before": FIRST_DAY, "within_years": MOST_YEARS}
        super().__init__(*args, **limits | kwargs)


def make_code_field(label: str, choices: Iterable[tuple[str, str]], missing: str = "", **more: Any) -> Any:
    """A code of a list; needed where `missing` says what to choose.

    Args:
        label: above it.
        choices: the list.
        missing: the message where nothing of the list is chosen; "" lets it be empty.
        more: for the field.
    """
    errors = dict.fromkeys(("blank", "invalid_choice"), missing or "Choose from the list")
    optional: dict[str, Any] = {} if missing else {"blank": True, "default": ""}
    return CodeField(label, max_length=20, choices=tuple(choices), error_messages=errors, **optional | more)
