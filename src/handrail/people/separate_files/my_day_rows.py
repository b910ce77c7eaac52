"""On My day: that something which the reader alone holds waits for them, in words that say nothing of what it is."""

from collections.abc import Iterable

from handrail.people.cases.my_day_row_provider import (
    CheckedDayRows,
    DayRowViewer,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.records.sql_union import build_branch_select_sql, quote_table_name
from handrail.people.separate_files.models import FileLink, HeldBackSharing
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.url_cache import get_url


class HeldBackSharingDayRowProvider(MyDayRowProvider):
    """One row, however much waits."""

    sort = "held_note"
    awaits_answer = True
    undated_tag = ("today", "Waiting for you")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.HOLD_FILE_LINK not in reader.permissions:
            return
        mine = "keeper_id = %(user)s"
        links = f"FROM {quote_table_name(FileLink)} WHERE {mine} AND ended_at IS NULL AND is_of_one_side"
        answers = (
            f"FROM {quote_table_name(HeldBackSharing)} h JOIN {quote_table_name(FileLink)} l ON l.id = h.link_id "
            "WHERE h.keeper_id = %(user)s AND h.answered_at IS NULL AND l.ended_at IS NULL"
        )
        yield build_branch_select_sql(
            self.sort, "", number=f"(SELECT COUNT(*) {links}) + (SELECT COUNT(*) {answers})"
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        if not any(line.number for line in lines.get(self.sort)):
            return CheckedDayRows()
        return CheckedDayRows((MyDayRow(self.sort, "Answer under “Link held only by you”"),))

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "Open", get_url("held_by_you")

    def describe(self, row: MyDayRow) -> str:
        return "No one else can see or answer it."
