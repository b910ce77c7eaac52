"""From a case to the household that needs a place, and to the zones that it must not be near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.housing import distance
from handrail.directory.housing.models import Unit, Zone
from handrail.directory.housing.unit_fit import Household, UnitAcceptanceConditions, list_unit_fit_reasons
from handrail.directory.service_fit import FitReason
from handrail.directory.service_states_and_phases import PHASES
from handrail.people.cases.offers.models import Circumstances
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.queries.place_requirements import list_risk_zone_ids
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.kernel.messages import msg

YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class PlaceSearchCriteria:
    """The household, the zones named as a risk, and what the worker wrote of them."""

    household: Household
    risks: tuple[Zone, ...]
    risks_asked: bool
    risk_words: str
    children_known: int | None
    version: int


def get_search_criteria(
    case: Case, case_access: CaseAccess, *, phase: bool, safety: bool
) -> PlaceSearchCriteria:
    """What is known of them, as far as it is open: three statements, two where no risk is kept.

    Args:
        case: a case; its `place_brief` and `circumstances` are asked for unless they were fetched with it.
        case_access: the reader's access to it.
        phase: whether the reader may see the phase.
        safety: whether the reader may see which places are a risk.
    """
    ids = list_named_risk_zone_ids(case, case_access) if safety else []
    risks = tuple(Zone.objects.filter(pk__in=ids).order_by("name")) if ids else ()
    return make_search_criteria(case, case_access, risks, phase=phase, safety=safety)


def list_named_risk_zone_ids(case: Case, case_access: CaseAccess) -> list[int]:
    """Numbers of the zones that the person named, for whoever may see them."""
    brief = find_fetched_place_requirements(case)
    return list_risk_zone_ids(brief.bind(case_access)) if brief else []


def find_fetched_place_requirements(case: Case) -> PlaceRequirements | None:
    """What is kept of what they need of a place, as it was fetched with the case."""
    return getattr(case, "place_brief", None)


def make_search_criteria(
    case: Case, case_access: CaseAccess, risks: tuple[Zone, ...], *, phase: bool, safety: bool
) -> PlaceSearchCriteria:
    """The same, of rows that were fetched: nothing is asked.

    Args:
        case: a case that was fetched with its `place_brief` and `circumstances`.
        case_access: the reader's access to it.
        risks: the zones that the person named, by name.
        phase: whether the reader may see the phase.
        safety: whether the reader may see which places are a risk.
    """
    brief = find_fetched_place_requirements(case)
    return PlaceSearchCriteria(
        household=_make_household_of_case(case, brief, getattr(case, "circumstances", None), phase=phase),
        risks=risks,
        risks_asked=bool(brief and brief.risks_asked),
        risk_words=brief.bind(case_access).risk_words.open() if brief and safety else "",
        children_known=brief.children if brief else None,
        version=brief.version if brief else 0,
    )


def _make_household_of_case(
    case: Case, brief: PlaceRequirements | None, about: Circumstances | None, *, phase: bool
) -> Household:
    children = brief.children if brief else None
    if children is None and about is not None and about.dependants != "not_asked":
        children = 1 if about.dependants == "yes" else 0
    gender = about.gender if about and about.gender != "not_asked" else None
    return Household(
        gender=gender,
        beds=brief.beds if brief else 1,
        children=children,
        pets=YES_NO.get(brief.pets) if brief else None,
        access=tuple(brief.access) if brief else (),
        public_funds=YES_NO.get(about.public_funds) if about else None,
        phase=case.phase if phase else None,
    )


def get_miles_to_nearest_risk(zone: Zone | None, risks: Iterable[Zone]) -> int | None:
    """Miles to the nearest zone that was named; None where the place's own is not known."""
    return (
        min((distance.get_whole_miles_between_grid_points(zone, risk) for risk in risks), default=None)
        if zone
        else None
    )


def list_unit_fit_reasons_for_case(unit: Unit, wanted: PlaceSearchCriteria) -> tuple[FitReason, ...]:
    """Why the unit fits, or does not.

    Args:
        unit: a unit with its place and zone.
        wanted: what the household needs.

    Returns:
        Each reason with its verdict: yes, no or ask.
    """
    place = unit.place
    offered = UnitAcceptanceConditions(
        mix=place.mix,
        dependants=place.dependants,
        pets=place.pets,
        public_funds=place.public_funds,
        phases=tuple(phase for phase in PHASES if getattr(place, phase)),
        has=tuple(unit.has),
        lacks=tuple(unit.lacks),
        beds=unit.beds,
        note=unit.note,
        on_site=place.on_site,
        miles=get_miles_to_nearest_risk(place.zone, wanted.risks),
        has_named_risks=bool(wanted.risks),
    )
    return list_unit_fit_reasons(offered, wanted.household)


def format_unit_title(unit: Unit) -> str:
    """“Flat 2, Rowan”; the place alone where both have one name."""
    return format_unit_title_from_names(unit.name, unit.place.name)


def format_unit_title_from_names(name: str, place: str) -> str:
    """The same, of both names."""
    return place if name == place else msg("{name}, {place}", name=name, place=place)


def list_zone_ids_near_risks(area: str, risks: Iterable[Zone]) -> list[int]:
    """The zones of the area that are too near to one of the risks."""
    named = list(risks)
    return list_ids_of_given_zones_near_risks(Zone.objects.filter(area=area), named) if named else []


def list_ids_of_given_zones_near_risks(zones: Iterable[Zone], risks: Sequence[Zone]) -> list[int]:
    """Those of these zones that are too near to one of the risks."""
    return [
        zone.pk for zone in zones if (get_miles_to_nearest_risk(zone, risks) or 0) < distance.TOO_NEAR_MILES
    ]


def get_unit_titles_by_id(ids: Iterable[UUID]) -> dict[UUID, str]:
    """What several units are called.

    Returns:
        By number of the unit.
    """
    return {
        unit.pk: format_unit_title(unit)
        for unit in Unit.objects.filter(pk__in=set(ids)).select_related("place")
    }
