"""The report of a list that arrived: what would be added, what is here already, what is wrong with the rest."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.actor import Actor
from handrail.directory.incoming.row import Row, row_again
from handrail.directory.incoming.twins import Twin, twins
from handrail.directory.kinds import kind as kind_of
from handrail.directory.models import Arrival
from handrail.reference.models import AreaName, Language, LanguageName


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row, and what becomes of it: added, here, alike or out."""

    number: int
    provider: str
    name: str
    kind: str
    becomes: str
    twin: Twin | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of a list that arrived."""

    arrival_id: UUID
    source: str
    read_at: datetime.datetime
    done_at: datetime.datetime | None
    added: int
    lines: tuple[ReportLine, ...]

    def those(self, becomes: str) -> tuple[ReportLine, ...]:
        """The rows of which the same becomes."""
        return tuple(line for line in self.lines if line.becomes == becomes)


def report(actor: Actor, arrival_id: UUID) -> Report | None:
    """The report for the organisation that read the list in; None for any other."""
    kept = Arrival.objects.filter(pk=arrival_id, body=actor.body_id).first()
    if kept is None:
        return None
    rows = [row_again(row) for row in kept.rows]
    alike = {} if kept.done_at else twins(row for row in rows if not row.problems)
    lines = tuple(_line(row, alike.get(row.number)) for row in rows)
    return Report(kept.pk, kept.source, kept.read_at, kept.done_at, kept.added, lines)


def _line(row: Row, twin: Twin | None) -> ReportLine:
    becomes = "out" if row.problems else "added" if twin is None else "here" if twin.same else "alike"
    code = row.said.get("kind", "")
    return ReportLine(
        number=row.number,
        provider=row.provider,
        name=row.name,
        kind=kind_of(code).name if code and not row.problems else "",
        becomes=becomes,
        twin=twin,
        problems=row.problems,
    )


def area_names() -> dict[str, str]:
    """What people call an area, in small letters, and its code."""
    return {name.lower(): code for name, code in AreaName.objects.values_list("name", "area_id")}


def language_names() -> dict[str, str]:
    """What people call a language, in small letters, and its tag."""
    met = {name.lower(): tag for name, tag in LanguageName.objects.values_list("name", "language_id")}
    return met | {name.lower(): tag for name, tag in Language.objects.values_list("name", "tag")}
