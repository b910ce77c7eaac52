"""What the page that asks a fund needs to know before anybody types anything."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.access.models import User
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.directory.funds.queries import FundLine, may_ask

FIRST_DAYS = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """The funds, each with this year's money of the area alone; whether the person was met only now."""

    lines: tuple[FundLine, ...]
    first_contact: bool
    child: bool


def funds_to_ask(sight: Sight) -> ToAsk:
    """Funds that the reader's body may ask for this person today."""
    today = timezone.localdate()
    area, opened, age = Case.objects.values_list("area_id", "opened_at", "age").get(pk=sight.file_id)
    own = User.objects.values_list("body__area_id", flat=True).get(pk=sight.actor.user_id)
    found = may_ask(sight.actor.body_id, [code for code in (area, own) if code], today)
    return ToAsk(found, timezone.now() - opened < FIRST_DAYS, age != "adult")
