"""How many bed spaces a service has tonight and how many are free, from its units and stays; nobody types it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from handrail.directory.case_figures import ServiceBedSpaceCounts
from handrail.directory.housing.models import Unit
from handrail.directory.housing.nights import get_tonight
from handrail.people.housing.availability import select_live_stay_nights


def count_bed_spaces_tonight_by_service_id(service_ids: Sequence[int]) -> Mapping[int, ServiceBedSpaceCounts]:
    """Bed spaces tonight of those of the services that have units. A unit let as a whole is taken as a whole.

    Args:
        service_ids: numbers of services.

    Returns:
        By the number of the service; none for a service without units. One statement, however many there are.
    """
    now = timezone.localtime()
    tonight = get_tonight(now)
    usable = Unit.objects.filter(
        Q(withdrawn_from__isnull=True) | Q(withdrawn_from__gt=tonight),
        place__service__in=service_ids,
        place__state="open",
        open_from__lte=tonight,
    )
    nights = select_live_stay_nights(now).filter(night=tonight, unit=OuterRef("pk"))
    taken = nights.order_by().values("unit").annotate(number=Count("pk")).values("number")
    units = usable.annotate(taken=Coalesce(Subquery(taken), 0)).values_list(
        "place__service_id", "beds", "whole", "taken"
    )
    places: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for service_id, beds, whole, taken_beds in units:
        places[service_id] += beds
        filled[service_id] += beds if whole and taken_beds else taken_beds
    return {
        service_id: ServiceBedSpaceCounts(number, number - filled[service_id])
        for service_id, number in places.items()
    }
