"""On My day of whoever decides on money: requests to approve, money spent first to review, receipts to check."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    CheckedDayRows,
    DayRowCandidate,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    make_due_tag_of_day_row,
    to_london_date,
)
from handrail.people.money.models import FundRequest
from handrail.people.money.queries.request_lists import (
    FundRequestTab,
    list_to_do_tabs_of_role,
    select_fund_requests_of_tab,
)
from handrail.people.money.to_do_texts import (
    TO_DO_PAGES,
    describe_who_asked_or_spent,
    make_fund_request_to_do_title,
)
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    embed_queryset_sql,
    join_branches_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.ui.url_cache import get_url
from handrail.platform.vault.blind_code import BlindCodeField

ITEM: BlindCodeField = FundRequest._meta.get_field("item")


class FundRequestDayRowProvider(MyDayRowProvider):
    """One row for each request that the reader may decide on; `code` is the tab of the list where it stands."""

    sort, stands_apart = "money", True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        branches: list[str] = []
        values: dict[str, object] = {}
        for tab in list_to_do_tabs_of_role(actor):
            wanted, given = embed_queryset_sql(
                select_fund_requests_of_tab(actor, tab).values("pk"), f"money_{tab}"
            )
            values |= given
            rows = (
                f"FROM {quote_table_name(FundRequest)} r JOIN {quote_table_name(Case)} c ON c.file_id = r.case_id "
                f"JOIN {quote_table_name(User)} u ON u.id = coalesce(r.bought_by_id, r.asked_by_id) "
                f"WHERE r.id IN ({wanted}) ORDER BY r.review_due, r.id LIMIT {MOST_PER_SORT}"
            )
            columns = {
                "case_id": "r.case_id",
                "pk": "r.id",
                "number": "r.pence",
                "a": "r.item",
                "b": "u.name",
            }
            columns |= {
                "c": f"'{tab.value}'",
                "d": "c.reference",
                "day": "r.review_due",
                "moment": "coalesce(r.bought_at,r.asked_at)",
            }
            branch = build_branch_select_sql(self.sort, rows, flag="c.closed_at IS NULL", **columns)
            branches.append(wrap_limited_branch_sql(branch))
        return (join_branches_sql(branches), values) if branches else None

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            if line.flag:
                yield DayRowCandidate(line.case_id, Kind.OFFERS, _make_row(line), inside=True)

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        """Of closed cases, whose money is still decided on: the statement asked who may see them."""
        closed = [line for line in lines.get(self.sort) if not line.flag]
        return CheckedDayRows(
            tuple(_make_row(line)._replace(reference=line.d) for line in closed),
            {line.case_id: (Kind.OFFERS.value,) for line in closed},
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        words, page = TO_DO_PAGES[FundRequestTab(row.code)]
        return words, get_url(page, row.number)

    def describe(self, row: MyDayRow) -> str:
        return describe_who_asked_or_spent(FundRequestTab(row.code), row.who, row.started)

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        """Somebody waits for an approval: it is due at once. Of a review its day."""
        if row.due_on:
            return make_due_tag_of_day_row(row)
        return ("today", "To approve") if row.code == FundRequestTab.APPROVE else ("soon", "To check")


def _make_row(line: SqlRow) -> MyDayRow:
    tab = FundRequestTab(line.c)
    return MyDayRow(
        FundRequestDayRowProvider.sort,
        make_fund_request_to_do_title(tab, ITEM.decode(line.a), line.number),
        code=tab,
        who=line.b,
        number=line.pk,
        due_on=line.day if tab is FundRequestTab.REVIEW else None,
        started=to_london_date(line.moment),
    )
