"""What the page that asks a fund needs to know before anybody types anything."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from handrail.directory.funds.models import Fund, FundTerms
from handrail.directory.funds.queries import list_funds_open_to_requests
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.reference.models import Body

FIRST_CONTACT_DAYS = datetime.timedelta(days=3)


class FundOption(NamedTuple):
    """A fund that may be asked, with its terms of today."""

    fund: Fund
    terms: FundTerms


class FundChoices(NamedTuple):
    """The funds that may be asked for a person, and what is known of the person."""

    options: list[FundOption]
    is_first_contact: bool
    may_be_child: bool


def get_fund_choices(case_access: CaseAccess) -> FundChoices:
    """Funds that the reader's body may ask for this person today."""
    today = timezone.localdate()
    area, opened, age = Case.objects.values_list("area_id", "opened_at", "age").get(pk=case_access.file_id)
    own = Body.objects.values_list("area_id", flat=True).get(pk=case_access.actor.body_id)
    funds = list_funds_open_to_requests(
        case_access.actor.body_id, [code for code in (area, own) if code], today
    )
    options = [FundOption(fund, terms) for fund in funds if (terms := fund.get_terms_on(today))]
    return FundChoices(options, timezone.now() - opened < FIRST_CONTACT_DAYS, age != "adult")
