"""The joins of a body's cases as a branch of other statements."""

from collections.abc import Iterable

from handrail.people.contacts.queries.sql.lines import Line, branch, first_of, table
from handrail.people.matching.models import CaseJoin
from handrail.people.matching.queries.joins import JoinRow
from handrail.people.records.models import Case


def joins_branch() -> str:
    """Live joins of two cases that the body holds, in the order in which they were made."""
    rows = (
        f"FROM {table(CaseJoin)} j JOIN {table(Case)} c ON c.file_id = j.leading_id "
        f"JOIN {table(Case)} o ON o.file_id = j.other_id WHERE j.parted_at IS NULL "
        "AND c.owner_id = %(body)s AND o.owner_id = %(body)s ORDER BY j.joined_at"
    )
    return first_of(
        branch(
            "join",
            rows,
            case_id="j.leading_id",
            pk="j.other_id",
            a="c.reference",
            b="o.reference",
            c="c.danger",
            d="o.danger",
        )
    )


def join_rows(lines: Iterable[Line]) -> list[JoinRow]:
    """The same as rows for `joins_for`."""
    return [(line.case_id, line.pk, line.a, line.b, line.c, line.d) for line in lines]
