"""What every record of this room has: a number known before it is saved, and the body that holds it."""

from typing import Any, Self

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q

from handrail.areas.bids.choices_and_limits import FIRST_DAY, MOST_YEARS
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Body


def build_own_and_area_bodies_filter(actor: Actor, prefix: str = "body") -> Q:
    """The actor's own bodies, and the local policing body of the actor's area: its force and board read it too.

    Args:
        actor: who reads.
        prefix: the relation to the body.
    """
    own_area = Body.objects.filter(pk=actor.body_id, area__isnull=False).values("area")
    return Q(**{f"{prefix}__in": get_own_and_taken_over_body_ids_of_actor(actor)}) | Q(
        **{f"{prefix}__kind": "local_policing_body", f"{prefix}__area__in": own_area}
    )


class BidRoomQuerySet(models.QuerySet[Any]):
    """Records that a body holds."""

    def visible_to(self, actor: Actor) -> Self:
        """The reader's own, and those of the local policing body of their area."""
        return self.filter(build_own_and_area_bodies_filter(actor))

    def held_by(self, actor: Actor) -> Self:
        """The reader's own: those they may change."""
        return self.filter(body__in=get_own_and_taken_over_body_ids_of_actor(actor))


class BidRoomRecord(Versioned):
    """`body` holds the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class BidDayField(DayField):
    """A day of a bid, past or to come: within fifteen years, so that a slip of the year is noticed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"not_before": FIRST_DAY, "within_years": MOST_YEARS}
        super().__init__(*args, **limits | kwargs)


class AddedRecord(AppendOnly):
    """A row that is only ever added, with who added it; a broken constraint speaks beside the field that it names."""

    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        """As Django's, with each error beside its field."""
        try:
            super().validate_constraints(exclude)
        except ValidationError as broken:
            names, placed = {field.name for field in self._meta.fields}, dict[str, Any]()
            for place, errors in broken.error_dict.items():
                for error in errors:
                    named = error.code if place == NON_FIELD_ERRORS and error.code in names else place
                    placed.setdefault(str(named), []).append(error)
            raise ValidationError(placed) from broken
