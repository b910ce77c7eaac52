"""Organisations that were given something of a record, by whatever way: whoever erases it tells them."""

from uuid import UUID

from handrail.people.cases.offers.models import Referral
from handrail.people.contacts.models import HandOver
from handrail.people.information_requests.models import InformationRequestOutcome
from handrail.people.information_requests.text_choices import RequestOutcomeKind
from handrail.people.records.models import Case
from handrail.people.referral_form.models import Handover
from handrail.platform.access.models import Grant
from handrail.platform.reference.models import Body


def list_names_of_recipient_organisations(case_id: UUID) -> list[str]:
    """Every organisation that was given something of the case, ended or not, by name; not the one that holds it."""
    given = RequestOutcomeKind.GIVEN.value
    numbers = Grant.every.filter(file=case_id, to_body__isnull=False).values("to_body")
    numbers = numbers.union(
        Referral.objects.filter(case=case_id, sent_at__isnull=False).values("to_body"),
        HandOver.objects.filter(case=case_id).values("to_body"),
        Handover.objects.filter(case=case_id).values("to_body"),
        InformationRequestOutcome.objects.filter(case=case_id, outcome=given).values("request__from_body"),
    )
    found = {row["to_body"] for row in numbers} - set(
        Case.objects.filter(pk=case_id).values_list("owner", flat=True)
    )
    return list(Body.objects.filter(pk__in=found - {None}).order_by("name").values_list("name", flat=True))
