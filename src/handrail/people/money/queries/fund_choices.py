"""What the page that asks a fund needs to know before anybody types anything."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.funds.queries import FundRow, list_funds_to_ask
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User

FIRST_CONTACT_DAYS = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class FundChoices:
    """The funds, each with this year's money of the area alone; whether the person was met only now."""

    lines: tuple[FundRow, ...]
    first_contact: bool
    child: bool


def get_fund_choices(case_access: CaseAccess) -> FundChoices:
    """Funds that the reader's body may ask for this person today."""
    today = timezone.localdate()
    area, opened, age = Case.objects.values_list("area_id", "opened_at", "age").get(pk=case_access.file_id)
    own = User.objects.values_list("body__area_id", flat=True).get(pk=case_access.actor.user_id)
    found = list_funds_to_ask(case_access.actor.body_id, [code for code in (area, own) if code], today)
    return FundChoices(found, timezone.now() - opened < FIRST_CONTACT_DAYS, age != "adult")
