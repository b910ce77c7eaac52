"""How many bed spaces a service has tonight and how many are free, from its units and stays; nobody types it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import timezone

from handrail.directory.case_figures import CountedPlaces
from handrail.directory.housing.models import Unit
from handrail.directory.housing.nights import get_tonight
from handrail.people.housing.models import StayNight
from handrail.people.housing.text_choices import StayState


def get_counted_places_by_service_id(service_ids: Sequence[int]) -> Mapping[int, CountedPlaces]:
    """Bed spaces tonight of those of the services that have units. A unit let as a whole is taken as a whole.

    Args:
        service_ids: numbers of services.

    Returns:
        By the number of the service; none for a service without units. Two statements, however many there are.
    """
    now = timezone.localtime()
    tonight = get_tonight(now)
    usable = Unit.objects.filter(
        Q(withdrawn_from__isnull=True) | Q(withdrawn_from__gt=tonight),
        place__service__in=service_ids,
        place__state="open",
        open_from__lte=tonight,
    )
    units = list(usable.values_list("pk", "place__service_id", "beds", "whole"))
    if not units:
        return {}
    rows = StayNight.objects.filter(night=tonight, unit__in=[pk for pk, *_ in units])
    live = rows.exclude(stay__state=StayState.HELD, stay__held_until__lte=now)
    taken = Counter(live.values_list("unit_id", flat=True))
    places: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for pk, service_id, beds, whole in units:
        places[service_id] += beds
        filled[service_id] += beds if whole and taken[pk] else taken[pk]
    return {
        service_id: CountedPlaces(number, number - filled[service_id])
        for service_id, number in places.items()
    }
