"""The list of cases as a CSV file: the rows that the list's filters say, each written into the trail of its case."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.files.safe import cell
from handrail.audit.actions import record_read, record_reads
from handrail.casework.case.queries.choices import area_choices
from handrail.casework.case.states import Age, Danger
from handrail.casework.lists.queries.case_list import MOST_IN_A_FILE, CaseRow, case_file
from handrail.casework.lists.queries.case_wanted import Wanted
from handrail.kernel.saying import joined, say
from handrail.linking.queries.once import joined_with, joins_for, left_out
from handrail.web.cases import filters
from handrail.web.cases.listing import people_to_choose
from handrail.web.design import words
from handrail.web.door import door

VERB = "took away as a file: cases"
MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
HEADS = (
    *("Reference", "Called", "Adult or child", "Phase", "How it stands", "Danger", "Next of ours is due"),
    *("Area", "Point of contact", "Stand-in", "Held by", "Opened", "Open or closed", "Joined with"),
)


class _Echo:
    """Gives each line back as soon as it is written."""

    def write(self, line: str) -> str:
        return line


@door(Permission.VIEW_CASE)
def cases_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same cases as the list, up to the cap. What the door hides is an empty cell."""
    areas, people = dict(area_choices()), dict(people_to_choose(request, actor))
    wanted, _ = filters.read(request.GET, actor, areas, people)
    narrowed = joined((text for text, _ in filters.chosen(wanted, areas, {}))) or "no filter"
    why = say(
        "{scope}, {narrowed}, at most {most_in_a_file}",
        scope=wanted.scope,
        narrowed=narrowed,
        most_in_a_file=f"{MOST_IN_A_FILE:,}",
    )
    record_read(who=actor.who, verb=VERB, about=None, why=why)
    name = f"cases-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(  # type: ignore[return-value]  # answers like any other, line by line
        _lines(actor, wanted),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": say('attachment; filename="{name}"', name=name)},
    )


def _lines(actor: Actor, wanted: Wanted) -> Iterator[str]:
    """A batch is written down before any line of it leaves."""
    writer: Any = csv.writer(_Echo(), lineterminator="\r\n")
    yield MARK + writer.writerow(HEADS)
    joins = joins_for(actor)
    beside = joined_with(joins)
    for lines in case_file(actor, wanted, left_out(actor, wanted, joins)):
        for kinds, numbers in lines.shown.items():
            record_reads(who=actor.who, verb=VERB, about=numbers, shown=kinds)
        for row in lines.rows:
            yield writer.writerow([cell(text) for text in _cells(row, beside.get(row.reference, ()))])


def _cells(row: CaseRow, beside: Sequence[str]) -> tuple[str, ...]:
    return (
        row.reference,
        row.called,
        Age(row.age).label,
        filters.PHASES.get(row.phase, ""),
        row.stands,
        Danger(row.danger).label if row.danger else "",
        words.iso(row.next_due),
        row.area,
        row.contact,
        row.stand_in,
        row.held_by,
        timezone.localtime(row.opened_on).date().isoformat(),
        "Closed" if row.closed else "Open",
        joined(beside),
    )
