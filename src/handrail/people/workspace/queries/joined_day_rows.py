"""Rows of a day about two cases that were joined as one person: what both ask for is asked once."""

from collections.abc import Iterable, Sequence

from handrail.people.cases.events.my_day_rows import OPENING
from handrail.people.cases.my_day_row_provider import MyDayRow
from handrail.people.cases.prompt_order import DUTIES_IN_LAW
from handrail.people.matching.queries.joined_cases import JoinedCasePair, get_joined_references_by_reference
from handrail.people.records.models import Case
from handrail.people.workspace.queries.my_day_rows import MyDayCase, VisibleDayRow
from handrail.platform.kernel.messages import join_texts


def merge_rows_of_joined_cases(
    rows: Iterable[VisibleDayRow], joins: Sequence[JoinedCasePair]
) -> list[VisibleDayRow]:
    """The same rows, each with the references of the cases that its case is joined with.

    What the rules ask of both by the same day stands once, on the leading one. All else stays where it is: a plan, a
    task, an offer of the other is a thing of its own, and so is what is done about it.
    """
    rows = list(rows)
    if not joins:
        return rows
    beside, leads = get_joined_references_by_reference(joins), {one.led: one.leads for one in joins}
    there = {(one.reference, *_get_day_row_content_key(one.row)) for one in rows}
    return [
        one._replace(joined=join_texts(beside.get(one.reference, ())))
        for one in rows
        if one.row.sort != "due"
        or (leads.get(one.reference), *_get_day_row_content_key(one.row)) not in there
    ]


def merge_undated_duties_by_case(rows: Iterable[VisibleDayRow]) -> list[VisibleDayRow]:
    """The same rows, where duties in law without a day stand once for each case: the first, with the number of others.

    A case whose opening was left before the age was asked says that in their place; without duties it says nothing.
    """
    rows = list(rows)
    opening = {one.reference for one in rows if one.row.sort == OPENING}
    duties: dict[str, int] = {}
    for one in rows:
        if _is_undated_duty(one.row):
            duties[one.reference] = duties.get(one.reference, 0) + 1
    kept, seen = [], set(opening)
    for one in rows:
        if one.row.sort == OPENING:
            if more := duties.get(one.reference, 0):
                kept.append(_add_count_of_further_duties(one, more))
        elif not _is_undated_duty(one.row):
            kept.append(one)
        elif one.reference not in seen:
            seen.add(one.reference)
            kept.append(_add_count_of_further_duties(one, duties[one.reference] - 1))
    return kept


def _add_count_of_further_duties(one: VisibleDayRow, further: int) -> VisibleDayRow:
    """The row with the number, also in the row that is made of it when it is opened."""
    row = one.row._replace(further=further)
    return one._replace(row=row, found=one.found and one.found._replace(row=row))


def _is_undated_duty(row: MyDayRow) -> bool:
    return row.ours and row.sort == "due" and row.due_on is None and row.code in DUTIES_IN_LAW


def count_open_cases_led_by_joined_case(
    joins: Sequence[JoinedCasePair], mine: Iterable[MyDayCase] | None
) -> int:
    """How many open cases are counted with the one that leads them: of a team all, else those among `mine`."""
    if not joins:
        return 0
    if mine is not None:
        numbers = {case.pk for case in mine}
        return sum(1 for one in joins if {one.leading, one.other} <= numbers)
    both = [number for one in joins for number in (one.leading, one.other)]
    opened = set(Case.objects.filter(pk__in=both, closed_at__isnull=True).values_list("pk", flat=True))
    return sum(1 for one in joins if {one.leading, one.other} <= opened)


def _get_day_row_content_key(row: MyDayRow) -> tuple[object, ...]:
    """What a row asks for and by when, whoever it is about."""
    return (row.sort, row.code, row.title, row.due_on)
