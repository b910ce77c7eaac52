"""Searching services: narrowed in the database first, then one page of lines. The same statements for 10 and 50,000.

`out_for` is the row filter of `fit`: the rows to which it says no because of the person. A property test tries the
two against each other.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handrail.directory.fit import GROWN_UP, WITH_LEAVE, Facts
from handrail.directory.kinds import kinds_for
from handrail.directory.models import Service
from handrail.directory.queries.lines import ServiceLine, lines, reaches, rows_with_all
from handrail.directory.states import PHASES

PAGE = 20
COUNTED = 1_000  # beyond this a list says "more than"
SHOWN = ("in", "out", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
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
class FoundServices:
    """One page of services, and how many there are."""

    lines: tuple[ServiceLine, ...]
    count: int
    more_than: bool
    page: int
    pages: int


def search(wanted: Wanted, facts: Facts | None = None, *, page: int = 1) -> FoundServices:
    """One page of the services that are wanted, by name; with `facts`, in or out for that person."""
    rows = narrowed(wanted)
    if facts is not None and wanted.show != "all":
        out = out_for(facts)
        rows = rows.filter(out) if wanted.show == "out" else rows.exclude(out)
    count = rows.order_by()[: COUNTED + 1].count()
    pages = max(1, -(-min(count, COUNTED) // PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE
    shown = rows[start : start + PAGE]
    return FoundServices(tuple(lines(shown)), min(count, COUNTED), count > COUNTED, page, pages)


def narrowed(wanted: Wanted) -> QuerySet[Service]:
    """The rows that are wanted, whoever they are for."""
    rows = rows_with_all()
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
        rows = rows.filter(kind__in=[kind.code for kind in kinds_for(wanted.need)])
    if wanted.phase in PHASES:
        rows = rows.filter(**{wanted.phase: True})
    if wanted.area:
        rows = rows.filter(reaches(wanted.area))
    return rows.filter(_speaks(wanted.language)) if wanted.language else rows


def out_for(facts: Facts) -> Q:
    """The services to which `person_fits` says no."""
    return (
        _place_out(facts)
        | _age_out(facts)
        | _gender_out(facts)
        | _children_out(facts)
        | _funds_out(facts)
        | _status_out(facts)
        | _point_out(facts)
    )


NOTHING = Q(pk__in=[])


def _speaks(tag: str) -> Q:
    spoken = Service.languages.through.objects.filter(language_id=tag).values("service_id")
    return Q(id__in=spoken) | Q(interpreters="yes")


def _place_out(facts: Facts) -> Q:
    return NOTHING if facts.age == "adult" else Q(kind__in=[kind.code for kind in kinds_for("place")])


def _age_out(facts: Facts) -> Q:
    limits = Q(ages="limits")
    if facts.years is not None:
        return limits & (Q(min_age__gt=facts.years) | Q(max_age__lt=facts.years))
    if facts.age == "adult":
        return limits & Q(max_age__lt=GROWN_UP)
    return limits & Q(min_age__gte=GROWN_UP) if facts.age == "child" else NOTHING


def _gender_out(facts: Facts) -> Q:
    other = {"female": "men", "male": "women"}.get(facts.gender or "")
    return Q(genders=other) if other else NOTHING


def _children_out(facts: Facts) -> Q:
    return Q(dependants="no") if facts.dependants else NOTHING


def _funds_out(facts: Facts) -> Q:
    return Q(public_funds="needed") if facts.public_funds is False else NOTHING


def _status_out(facts: Facts) -> Q:
    if facts.status is None:
        return NOTHING
    if facts.status in WITH_LEAVE:
        return Q(status_rule__in=("asylum", "none"))
    return Q(status_rule__in=("leave",) if facts.status == "asylum" else ("leave", "asylum"))


def _point_out(facts: Facts) -> Q:
    points = {"referred": facts.referred, "reasonable": facts.reasonable, "conclusive": facts.conclusive}
    return Q(nrm_point__in=[point for point, reached in points.items() if reached is False])
