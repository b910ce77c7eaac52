"""What a form about needs and offers has to choose from: codes and words, never rows."""

from dataclasses import replace
from uuid import UUID

from handrail.directory.need_and_service_kinds import KIND_CODES, NEEDS, NeedKind
from handrail.directory.need_and_service_kinds import get_need_kind as get_need
from handrail.directory.queries import ServiceFilter, ServiceRow, search_services
from handrail.directory.service_fit import PotentialVictimFactsForServiceFit
from handrail.people.records.models import Case, Need
from handrail.platform.access.errors import NotVisible
from handrail.platform.reference.choices import Choices

NO_AREA = "nowhere"  # a case without an area: only what reaches everywhere


def list_need_kind_choices() -> Choices:
    """Kinds of need."""
    return [(need.code, need.name) for need in NEEDS]


def get_need_kind_of_recorded_need(case_id: UUID, need_id: UUID) -> NeedKind:
    """The kind of one need of the case; its words stay on the case page. Raises NotVisible where there is none."""
    code = Need.objects.filter(case=case_id, pk=need_id).values_list("kind", flat=True).first()
    if code is None:
        raise NotVisible
    return get_need(code)


def list_fitting_services(
    case_id: UUID, need_kind: str, *, facts: PotentialVictimFactsForServiceFit, only_of: int | None = None
) -> list[ServiceRow]:
    """Find open services for the case's area and phase that do not turn the person away.

    Args:
        case_id: the case.
        need_kind: the code of a kind of need.
        facts: what the rules read of the person. A child, or a person whose age is uncertain, is never shown an adult
            place.
        only_of: the number of a body, for those of one body alone.

    Returns:
        Those that meet the need first, in the order in which the directory lists its kinds: for clothes, food and a
        phone, clothes come first. The first page of each: whoever wants more searches.
    """
    area_code, phase = Case.objects.values_list("area_id", "phase").get(pk=case_id)
    wanted = ServiceFilter(
        area=area_code or NO_AREA, phase=phase, states=("open",), provider_id=only_of, show="in"
    )
    meeting = search_services(replace(wanted, need=need_kind), facts).lines
    others = [line for line in search_services(wanted, facts).lines if line.need != need_kind]
    by_kind = sorted(meeting, key=lambda line: KIND_CODES.index(line.kind))
    return [*by_kind, *others]
