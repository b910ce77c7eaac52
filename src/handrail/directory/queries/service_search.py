"""Searching services: narrowed in the database first, then one page of lines. The same statements for 10 and 50,000.

`out_for` is the row filter of `fit`: the rows to which it says no because of the person. A property test tries the
two against each other.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import list_service_kinds_for_need
from handrail.directory.queries.services import (
    ServiceRow,
    make_service_rows,
    reaches_area_q,
    select_services_with_related,
)
from handrail.directory.service_fit import ADULT_AGE, STATUSES_WITH_LEAVE, PotentialVictimFactsForServiceFit
from handrail.directory.service_states_and_phases import PHASES

PAGE_SIZE = 20
PAGE_SIZE_WITH_REASONS = 8
"""Of services for one person, each with every reason why it fits or does not."""
MAX_COUNTED = 1_000  # beyond this a list says "more than"
SHOW_OPTIONS = ("in", "out", "all")


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """What somebody looks for. Empty means any."""

    text: str = ""
    kind: str = ""
    need: str = ""
    area: str = ""
    phase: str = ""
    language: str = ""
    states: tuple[str, ...] = ()
    provider: str = ""
    provider_id: int | None = None
    pro_bono: bool = False
    show: str = "all"  # for one person's facts: those that may fit, those that are out, or all


@dataclass(frozen=True, slots=True)
class ServiceSearchResults:
    """One page of services, and how many there are."""

    lines: tuple[ServiceRow, ...]
    count: int
    more_than: bool
    page: int
    pages: int


def search_services(
    wanted: ServiceFilter, facts: PotentialVictimFactsForServiceFit | None = None, *, page: int = 1
) -> ServiceSearchResults:
    """One page of the services that are wanted, by name; with `facts`, in or out for that person.

    Args:
        wanted: which services.
        facts: what is known of one person; without them nobody is fitted.
        page: of the list, from 1.

    Returns:
        The rows of the page, how many there are, and which page it is of how many.
    """
    rows = filter_services(wanted)
    if facts is not None and wanted.show != "all":
        out = unsuitable_services_q(facts)
        rows = rows.filter(out) if wanted.show == "out" else rows.exclude(out)
    count = rows.order_by()[: MAX_COUNTED + 1].count()
    size = PAGE_SIZE if facts is None else PAGE_SIZE_WITH_REASONS
    pages = max(1, -(-min(count, MAX_COUNTED) // size))
    page = min(max(page, 1), pages)
    start = (page - 1) * size
    shown = rows[start : start + size]
    return ServiceSearchResults(
        tuple(make_service_rows(shown)), min(count, MAX_COUNTED), count > MAX_COUNTED, page, pages
    )


def filter_services(wanted: ServiceFilter) -> QuerySet[Service]:
    """The rows that are wanted, whoever they are for."""
    rows = select_services_with_related()
    plain = {
        "kind": wanted.kind,
        "name__icontains": wanted.text,
        "provider__name__icontains": wanted.provider,
        "provider": wanted.provider_id,
        "pro_bono": wanted.pro_bono,
        "state__in": wanted.states,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if wanted.need:
        rows = rows.filter(kind__in=[kind.code for kind in list_service_kinds_for_need(wanted.need)])
    if wanted.phase in PHASES:
        rows = rows.filter(**{wanted.phase: True})
    if wanted.area:
        rows = rows.filter(reaches_area_q(wanted.area))
    return rows.filter(_speaks_or_interprets_language_q(wanted.language)) if wanted.language else rows


def unsuitable_services_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    """The services to which `person_fits` says no."""
    return (
        _accommodation_for_non_adults_exclusion_q(facts)
        | _age_exclusion_q(facts)
        | _gender_exclusion_q(facts)
        | _dependants_exclusion_q(facts)
        | _public_funds_exclusion_q(facts)
        | _immigration_status_exclusion_q(facts)
        | _nrm_point_exclusion_q(facts)
    )


NOTHING = Q(pk__in=[])


def _speaks_or_interprets_language_q(tag: str) -> Q:
    spoken = Service.languages.through.objects.filter(language_id=tag).values("service_id")
    return Q(id__in=spoken) | Q(interpreters="yes")


def _accommodation_for_non_adults_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    return (
        NOTHING
        if facts.age == "adult"
        else Q(kind__in=[kind.code for kind in list_service_kinds_for_need("place")])
    )


def _age_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    limits = Q(ages="limits")
    if facts.years is not None:
        return limits & (Q(min_age__gt=facts.years) | Q(max_age__lt=facts.years))
    if facts.age == "adult":
        return limits & Q(max_age__lt=ADULT_AGE)
    return limits & Q(min_age__gte=ADULT_AGE) if facts.age == "child" else NOTHING


def _gender_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    other = {"female": "men", "male": "women"}.get(facts.gender or "")
    return Q(genders=other) if other else NOTHING


def _dependants_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    return Q(dependants="no") if facts.dependants else NOTHING


def _public_funds_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    return Q(public_funds="needed") if facts.public_funds is False else NOTHING


def _immigration_status_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    if facts.status is None:
        return NOTHING
    if facts.status in STATUSES_WITH_LEAVE:
        return Q(status_rule__in=("asylum", "none"))
    return Q(status_rule__in=("leave",) if facts.status == "asylum" else ("leave", "asylum"))


def _nrm_point_exclusion_q(facts: PotentialVictimFactsForServiceFit) -> Q:
    points = {"referred": facts.referred, "reasonable": facts.reasonable, "conclusive": facts.conclusive}
    return Q(nrm_point__in=[point for point, reached in points.items() if reached is False])
