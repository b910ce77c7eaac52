"""On My day: what people agreed to share, and that ends soon."""

import datetime
from collections.abc import Iterable, Mapping
from uuid import UUID

from handrail.people.cases.day_rows import (
    DAYS_AHEAD,
    MOST_PER_SORT,
    Candidate,
    DayReader,
    DayRow,
    DayRowProvider,
    rows_of_mine,
)
from handrail.people.records.sql_lines import Line, branch, table
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import Ground
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting


class EndingAgreementRows(DayRowProvider):
    """Sharing by consent that ends within the days ahead: the person is asked again."""

    sort = "agreement"
    act = ("Record answer", "share")

    def get_branches(self, reader: DayReader) -> Iterable[str]:
        yield branch(
            "agreement",
            f"FROM {rows_of_mine(Grant, 'g')} JOIN {table(Body)} b ON b.id = g.to_body_id "
            f"WHERE g.file_id = mine.file_id AND g.ground = '{Ground.CONSENT.value}' AND g.ended_at IS NULL "
            "AND g.since <= %(today)s "
            "AND (g.until IS NULL OR g.until >= %(today)s)",
            case_id="g.file_id",
            a="b.name",
            until="g.until",
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[Line]]) -> Iterable[Candidate]:
        agreed = ((line.case_id, line.a, line.until) for line in lines.get("agreement", []))
        for file_id, body, until in _list_ending(agreed):
            row = DayRow("agreement", msg("Ask again about sharing with {body}", body=body), due_on=until)
            yield Candidate(file_id, Kind.CONSENT, row)

    def describe(self, row: DayRow) -> str:
        return msg("What they agreed to ends on {due_on}.", due_on=formatting.format_weekday_near(row.due_on))


def _list_ending(
    agreed: Iterable[tuple[UUID, str, datetime.date | None]],
) -> list[tuple[UUID, str, datetime.date]]:
    """Of several agreements with one organisation the last to end counts."""
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in agreed:
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    soon = [
        (file_id, body, until) for (file_id, body), until in last.items() if until <= today() + DAYS_AHEAD
    ]
    return sorted(soon, key=lambda one: one[2])[:MOST_PER_SORT]
