"""What a form offers to choose from: codes and words, never rows."""

from dataclasses import dataclass, replace
from uuid import UUID

from handrail.access.models import User
from handrail.access.roles import CARDS, Permission
from handrail.casework.models import Case, Need, Offer
from handrail.directory.fit import Facts
from handrail.directory.kinds import NEEDS
from handrail.directory.models import Service
from handrail.directory.queries import ServiceLine, Wanted, search
from handrail.prepared import Asked, given, statement
from handrail.reference.models import Body
from handrail.reference.queries import area_names, languages

Choices = list[tuple[str, str]]
NOWHERE = "nowhere"  # a case without an area: only what reaches everywhere


@dataclass(frozen=True, slots=True)
class NeedHead:
    """A need as an offer's page names it. Its words stay on the case page."""

    need_id: UUID
    kind: str
    name: str


def area_choices() -> Choices:
    """Police force areas, by name."""
    return list(area_names())


def area_of(body_id: int) -> str:
    """The code of the body's own area, empty where it has none."""
    return Body.objects.filter(pk=body_id).values_list("area_id", flat=True).first() or ""


def language_choices() -> Choices:
    """Languages, by name."""
    return [(line.tag, line.name) for line in languages()]


def need_choices() -> Choices:
    """Kinds of need."""
    return [(need.code, need.name) for need in NEEDS]


def body_choices(*, besides: int) -> Choices:
    """Bodies with people who work on cases, which a case could be shared with."""
    roles = [role.value for role, card in CARDS.items() if Permission.VIEW_CASE in card.permissions]
    with_people = User.objects.filter(is_active=True, role__in=roles).order_by().values("body_id")
    found = Body.objects.filter(pk__in=with_people).exclude(pk=besides).order_by("name")
    return list(found.values_list("code", "name"))


def colleague_choices(owner_id: int) -> Choices:
    """People of the body that holds a case who may be named on it."""
    roles = [role.value for role, card in CARDS.items() if Permission.VIEW_CASE in card.permissions]
    found = User.objects.filter(body=owner_id, is_active=True, role__in=roles).order_by("name")
    return [(str(user.pk), user.name_and_role) for user in found]


def contact_choices(body_id: int) -> Choices:
    """People of a body who may be the point of contact of its cases, by name; those who left too, while they are."""
    return [(str(pk), name) for pk, name in _contacts_of().rows(body=body_id)]


@statement
def _contacts_of() -> Asked:
    roles = [role.value for role, card in CARDS.items() if Permission.RECORD in card.permissions]
    return User.objects.filter(body=given("body"), role__in=roles).order_by("name").values_list("pk", "name")


def need_head(case_id: UUID, need_id: UUID) -> NeedHead | None:
    """The need's kind, if it is on the case."""
    row = Need.objects.filter(case=case_id, pk=need_id).values_list("pk", "kind").first()
    if row is None:
        return None
    names = {need.code: need.name for need in NEEDS}
    return NeedHead(row[0], row[1], names.get(row[1], row[1]))


def services_that_fit(
    case_id: UUID, need_kind: str, *, facts: Facts, only_of: int | None = None
) -> list[ServiceLine]:
    """Open services for the case's area and phase that do not turn the person away, those that meet the need first.

    With `only_of`, those of one body. A child, or a person whose age is not sure, is never shown an adult place.
    The first page of each: whoever wants more searches.
    """
    area_code, phase = Case.objects.values_list("area_id", "phase").get(pk=case_id)
    wanted = Wanted(area=area_code or NOWHERE, phase=phase, states=("open",), provider_id=only_of, show="in")
    meeting = search(replace(wanted, need=need_kind), facts).lines
    others = [line for line in search(wanted, facts).lines if line.need != need_kind]
    return [*meeting, *others]


def case_is_child(case_id: UUID) -> bool:
    """Whether the case takes the child's path: under 18, or not sure."""
    return Case.objects.filter(pk=case_id).exclude(age="adult").exists()


def offer_exists(case_id: UUID, offer_id: UUID) -> bool:
    """Whether the offer is on the case."""
    return Offer.objects.filter(case=case_id, pk=offer_id).exists()


def service_name(service_id: int) -> str:
    """What the service is called."""
    return Service.objects.values_list("name", flat=True).get(pk=service_id)
