"""What every record of oversight has: a number known before it is saved, and the body that holds it."""

from django.db import models

from handrail.areas.oversight.levels_and_states import FIRST_DAY, MOST_YEARS
from handrail.platform.access.model_fields import DayField, LongTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Body


class OversightRecord(Versioned):
    """`body` holds the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class OversightNote(AppendOnly):
    """A word added later: why something was opened again or closed, or what is corrected. Only ever added."""

    words = LongTextField("Why", error_messages={"blank": "Enter why"})
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class DayWithinTenYearsField(DayField):
    """A day of oversight, past or to come: within ten years, so that a slip of the year is noticed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"not_before": FIRST_DAY, "within_years": MOST_YEARS} | kwargs)  # type: ignore[arg-type]
