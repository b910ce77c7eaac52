"""What a form about needs and offers has to choose from: codes and words, never rows."""

from dataclasses import dataclass, replace
from uuid import UUID

from handrail.directory.fit import PersonFacts
from handrail.directory.kinds import NEEDS
from handrail.directory.models import Service
from handrail.directory.queries import ServiceFilter, ServiceRow, search_services
from handrail.people.records.models import Case, Need, Offer
from handrail.platform.reference.choices import Choices

NO_AREA = "nowhere"  # a case without an area: only what reaches everywhere


@dataclass(frozen=True, slots=True)
class NeedSummary:
    """A need as an offer's page names it. Its words stay on the case page."""

    need_id: UUID
    kind: str
    name: str


def get_need_choices() -> Choices:
    """Kinds of need."""
    return [(need.code, need.name) for need in NEEDS]


def get_need_summary(case_id: UUID, need_id: UUID) -> NeedSummary | None:
    """The need's kind, if it is on the case."""
    row = Need.objects.filter(case=case_id, pk=need_id).values_list("pk", "kind").first()
    if row is None:
        return None
    names = {need.code: need.name for need in NEEDS}
    return NeedSummary(row[0], row[1], names.get(row[1], row[1]))


def find_fitting_services(
    case_id: UUID, need_kind: str, *, facts: PersonFacts, only_of: int | None = None
) -> list[ServiceRow]:
    """Open services for the case's area and phase that do not turn the person away, those that meet the need first.

    With `only_of`, those of one body. A child, or a person whose age is not sure, is never shown an adult place.
    The first page of each: whoever wants more searches.
    """
    area_code, phase = Case.objects.values_list("area_id", "phase").get(pk=case_id)
    wanted = ServiceFilter(
        area=area_code or NO_AREA, phase=phase, states=("open",), provider_id=only_of, show="in"
    )
    meeting = search_services(replace(wanted, need=need_kind), facts).lines
    others = [line for line in search_services(wanted, facts).lines if line.need != need_kind]
    return [*meeting, *others]


def offer_exists(case_id: UUID, offer_id: UUID) -> bool:
    """Whether the offer is on the case."""
    return Offer.objects.filter(case=case_id, pk=offer_id).exists()


def get_service_name(service_id: int) -> str:
    """What the service is called."""
    return Service.objects.values_list("name", flat=True).get(pk=service_id)
