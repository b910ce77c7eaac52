"""What a body was asked about its quotes."""

from dataclasses import dataclass

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.permissions import answers_for
from handrail.assurance.reports.queries.working import EntryLine, entry_rows, line_of


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One question whether a wording stands."""

    report: str
    section: str
    entry: EntryLine


def quotes_of(actor: Actor) -> tuple[QuoteLine, ...]:
    """Every quote that the actor's body was asked about, those without an answer first."""
    if not actor.may(Permission.APPROVE_QUOTES):
        return ()
    rows = (
        entry_rows()
        .select_related("report")
        .filter(practice__body__in=answers_for(actor))
        .exclude(quote="not_asked")
    )
    lines = [QuoteLine(row.report.title, row.section.heading, line_of(row)) for row in rows]
    return tuple(
        sorted(lines, key=lambda line: (line.entry.quote != "asked", line.entry.area, line.entry.id))
    )
