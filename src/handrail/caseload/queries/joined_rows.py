"""Rows of a day about two cases that were joined as one person: what both ask for is asked once."""

from collections.abc import Iterable, Sequence

from handrail.casework.case.models import Case
from handrail.casework.lists.queries.day import DayCase, DayRow, Let
from handrail.kernel.saying import joined
from handrail.linking.queries.once import Together, joined_with


def as_one(rows: Iterable[Let], joins: Sequence[Together]) -> list[Let]:
    """The same rows, each with the references of the cases that its case is joined with.

    What the rules ask of both by the same day stands once, on the leading one. All else stays where it is: a plan, a
    task, an offer of the other is a thing of its own, and so is what is done about it.
    """
    rows = list(rows)
    if not joins:
        return rows
    beside, leads = joined_with(joins), {one.led: one.leads for one in joins}
    there = {(one.reference, *_what(one.row)) for one in rows}
    return [
        one._replace(joined=joined(beside.get(one.reference, ())))
        for one in rows
        if one.row.sort != "due" or (leads.get(one.reference), *_what(one.row)) not in there
    ]


def led_open(joins: Sequence[Together], mine: Iterable[DayCase] | None) -> int:
    """How many open cases are counted with the one that leads them: of a team all, else those among `mine`."""
    if not joins:
        return 0
    if mine is not None:
        numbers = {case.pk for case in mine}
        return sum(1 for one in joins if {one.leading, one.other} <= numbers)
    both = [number for one in joins for number in (one.leading, one.other)]
    opened = set(Case.objects.filter(pk__in=both, closed_at__isnull=True).values_list("pk", flat=True))
    return sum(1 for one in joins if {one.leading, one.other} <= opened)


def _what(row: DayRow) -> tuple[object, ...]:
    """What a row asks for and by when, whoever it is about."""
    return (row.sort, row.code, row.title, row.due_on)
