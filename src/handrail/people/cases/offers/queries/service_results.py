"""What came of a service, in numbers over all cases, told to the nearest five.

A number from 1 to 4 is never told, and none of the rest exactly: else one could be taken from another.
"""

from django.db.models import Count, Q

from handrail.directory.case_figures import ServiceResultCount
from handrail.people.cases.offers.text_choices import ReferralOutcome
from handrail.people.records.models import Offer
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.messages import msg

SMALL = 5
TOO_FEW = "1 to 4"


@acting_as_system(SystemActor.FIGURES)
def list_rounded_service_result_counts(service_id: int) -> list[ServiceResultCount]:
    """How often it was offered, to whom, and what came of it: one statement."""
    asks = {
        "Offered": Q(),
        "Offered before the NRM": Q(phase="before"),
        "Offered to people with no recourse to public funds": Q(case__circumstances__public_funds="no"),
        "The person accepted": Q(answer=OfferAnswer.ACCEPTED),
        "The person declined": Q(answer=OfferAnswer.DECLINED),
        "The provider accepted": Q(referral__answer="accepted"),
        "The provider declined": Q(referral__answer="declined"),
    } | {outcome.label: Q(referral__outcome=outcome) for outcome in ReferralOutcome}
    counts = {f"n{number}": Count("pk", filter=ask) for number, ask in enumerate(asks.values())}
    index = Offer._meta.get_field("service_index")
    found = Offer.objects.filter(service_index__in=index.list_numbers(service_id)).aggregate(**counts)
    return [
        ServiceResultCount(name, format_rounded_count(found[f"n{number}"]))
        for number, name in enumerate(asks)
    ]


def format_rounded_count(count: int) -> str:
    """A number as it may be shown: nothing, a few, or to the nearest five."""
    if 0 < count < SMALL:
        return TOO_FEW
    return msg("about {count}", count=f"{(count + 2) // 5 * 5:,}") if count else "0"
