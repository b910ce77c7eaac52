"""On My day: children with nowhere to sleep, people who are missing, and places that are held or end."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from handrail.directory.housing.models import Place, Unit
from handrail.people.cases.day_rows import (
    DayLines,
    DayReader,
    DayRow,
    DayRowProvider,
    FinishedRows,
    get_dated_tag,
    rows_of_mine,
)
from handrail.people.housing.models import ChildWatch, MissingEpisode, Stay
from handrail.people.housing.queries.day_rows import PlaceCase, PlaceDayRow, StayToday, get_place_day_rows
from handrail.people.housing.states import LIVE_STATES
from handrail.people.records.models import Need
from handrail.people.records.sql_lines import branch, table, words
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.ui.url_cache import get_url

PLACE_TAGS = {
    "child": ("overdue", "Not placed", "Ring and mark the time"),
    "missing": ("overdue", "Missing", "See the stay"),
    "hold": ("today", "Held", "Confirm or let go"),
}
"""State and words of the tag, and the button."""


class PlaceRows(DayRowProvider):
    """Places to sleep. Its rows come first: a child without a place, or somebody missing, before everything else."""

    sort = "place"

    def get_branches(self, reader: DayReader) -> Iterable[str]:
        if Permission.FIND_PLACE not in reader.permissions:
            return
        yield branch(
            "watch",
            f"FROM {rows_of_mine(ChildWatch, 'w')} WHERE w.case_id = mine.file_id AND mine.age <> 'adult'",
            case_id="w.case_id",
            moment="w.began_at",
            end="w.placed_at",
        )
        yield branch(
            "needs_place",
            f"FROM {rows_of_mine(Need, 'n')} "
            "WHERE n.case_id = mine.file_id AND mine.age <> 'adult' AND n.kind = 'place' AND n.met_on IS NULL",
            case_id="n.case_id",
        )
        yield branch(
            "stay",
            f"FROM {rows_of_mine(Stay, 's')} JOIN {table(Unit)} u ON u.id = s.unit_id "
            f"JOIN {table(Place)} p ON p.id = u.place_id WHERE s.case_id = mine.file_id "
            f"AND s.state IN {words(state.value for state in LIVE_STATES)}",
            case_id="s.case_id",
            pk="s.id",
            a="s.state",
            b="u.name",
            c="p.name",
            day="s.last_night",
            moment="s.held_until",
            flag=f"EXISTS (SELECT 1 FROM {table(MissingEpisode)} e WHERE e.stay_id = s.id AND e.found_at IS NULL)",
        )

    def make_finished_rows(self, actor: Actor, lines: DayLines) -> FinishedRows:
        found = get_place_day_rows(
            cases={
                line.case_id: PlaceCase(line.case_id, line.a, line.moment, line.sealed)
                for line in lines.get("case")
            },
            watches=[(line.case_id, line.moment, line.end) for line in lines.get("watch")],
            needing={line.case_id for line in lines.get("needs_place")},
            stays=[
                StayToday(line.pk, line.case_id, line.b, line.c, line.a, line.moment, line.day, line.flag)
                for line in lines.get("stay")
            ],
            sights=lines.accesses,
            now=timezone.localtime(),
        )
        kinds = (Kind.IDENTITY.value, Kind.SUPPORT.value)
        return FinishedRows(tuple(map(_make_row, found.rows)), dict.fromkeys(found.shown, kinds))

    def get_tag(self, row: DayRow) -> tuple[str, str]:
        return PLACE_TAGS[row.code][:2] if row.code in PLACE_TAGS else get_dated_tag(row)

    def get_act(self, row: DayRow) -> tuple[str, str]:
        name = PLACE_TAGS[row.code][2] if row.code in PLACE_TAGS else "See the stay"
        if row.number:
            return name, get_url("stay", row.reference, row.number)
        return name, get_url("place_tonight", row.reference)

    def describe(self, row: DayRow) -> str:
        return row.why


def _make_row(row: PlaceDayRow) -> DayRow:
    """The day sorts it: nowhere to sleep, or nobody knows where they are, is due before every day."""
    worst = row.sort in ("child", "missing")
    soon = today() if row.urgent else today() + datetime.timedelta(days=1)
    return DayRow(
        "place",
        row.title,
        reference=row.reference,
        called=row.called,
        code=row.sort,
        why=row.text,
        due_on=datetime.date.min if worst else soon,
        number=row.stay_id,
    )
