"""On My day: children with nowhere to sleep, people who are missing, and places that are held or end."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from handrail.people.cases.my_day_row_provider import (
    AT_ONCE,
    CheckedDayRows,
    DayRowViewer,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
    make_due_tag_of_day_row,
)
from handrail.people.housing.models import Stay, UnitBooking
from handrail.people.housing.queries.missing_events import (
    build_person_missing_since_sql,
    is_person_missing_from_booking,
)
from handrail.people.housing.queries.my_day_rows import (
    HousingDayCase,
    HousingDayRow,
    HousingDayStay,
    build_housing_day_result,
)
from handrail.people.housing.queries.sql.place_branches import (
    build_child_search_branch_sql,
    build_open_place_need_branch_sql,
)
from handrail.people.housing.text_choices import LIVE_STATES
from handrail.people.records.sql_union import SqlRow, build_branch_select_sql, build_code_list_sql
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.ui.url_cache import get_url
from handrail.platform.vault.app_sealed_fields import AppSealedReference

PLACE_TAGS = {
    "child": ("overdue", "Not placed", "Call and record the time"),
    "missing": ("overdue", "Missing", "See the stay"),
    "hold": ("today", "Held", "Confirm or release"),
}
"""State and words of the tag, and the button."""
BOOKING: AppSealedReference = Stay._meta.get_field("booking")


class HousingDayRowProvider(MyDayRowProvider):
    """Places to sleep. Its rows come first: a child without a place, or somebody missing, before everything else."""

    sort = "place"

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.FIND_PLACE not in reader.permissions:
            return
        yield build_child_search_branch_sql()
        yield build_open_place_need_branch_sql(adults=False)
        yield build_branch_select_sql(
            "stay",
            f"FROM {build_own_cases_join_sql(Stay, 's')} WHERE s.case_id = mine.file_id "
            f"AND s.state IN {build_code_list_sql(state.value for state in LIVE_STATES)}",
            case_id="s.case_id",
            pk="s.id",
            a="s.state",
            day=build_person_missing_since_sql("s"),
            sealed="s.booking",
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        found = build_housing_day_result(
            cases={
                line.case_id: HousingDayCase(line.case_id, line.a, line.moment, line.sealed)
                for line in lines.get("case")
            },
            watches=[(line.case_id, line.moment, line.end) for line in lines.get("watch")],
            needing={line.case_id for line in lines.get("needs_place")},
            stays=_make_stays_with_bookings(lines.get("stay")),
            accesses=lines.accesses,
            now=timezone.localtime(),
        )
        kinds = (Kind.IDENTITY.value, Kind.HOUSING.value)
        return CheckedDayRows(
            tuple(map(_make_housing_my_day_row, found.rows)), dict.fromkeys(found.shown, kinds)
        )

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        return PLACE_TAGS[row.code][:2] if row.code in PLACE_TAGS else make_due_tag_of_day_row(row)

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        name = PLACE_TAGS[row.code][2] if row.code in PLACE_TAGS else "See the stay"
        if row.number:
            return name, get_url("stay", row.reference, row.number)
        return name, get_url("place_tonight", row.reference)

    def describe(self, row: MyDayRow) -> str:
        return row.why


def _make_stays_with_bookings(lines: Iterable[SqlRow]) -> list[HousingDayStay]:
    """With what their bookings say: one statement, none where nobody has a stay."""
    opened = [(line, BOOKING.open(line.sealed)) for line in lines]
    rows = UnitBooking.objects.select_related("unit__place")
    bookings = rows.in_bulk({key for _, key in opened}) if opened else {}
    return [
        HousingDayStay(
            line.pk,
            line.case_id,
            booking.unit.name,
            booking.unit.place.name,
            line.a,
            booking.held_until,
            booking.last_night,
            is_person_missing_from_booking(booking, line.day),
        )
        for line, key in opened
        for booking in (bookings[key],)
    ]


def _make_housing_my_day_row(row: HousingDayRow) -> MyDayRow:
    """The day sorts it: nowhere to sleep, nobody knows where they are, or a bed held for minutes, before every day."""
    worst = row.sort in ("child", "missing", "hold")
    soon = today() if row.urgent else today() + datetime.timedelta(days=1)
    return MyDayRow(
        "place",
        row.title,
        reference=row.reference,
        called=row.called,
        code=row.sort,
        why=row.text,
        due_on=AT_ONCE if worst else soon,
        started=datetime.date.max if row.sort == "hold" else None,  # behind a child and whoever is missing
        number=row.stay_id,
    )
