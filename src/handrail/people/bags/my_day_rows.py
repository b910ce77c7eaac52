"""On My day: bags to order, for those who keep a store."""

from handrail.directory.stores.queries import list_stock_to_reorder
from handrail.people.cases.my_day_row_provider import (
    CheckedDayRows,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.url_cache import get_url


class LowStockDayRowProvider(MyDayRowProvider):
    """Kinds of bags that run low. One statement, for those who keep a store."""

    sort = "stock"
    undated_tag = ("today", "Running low")

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        if not actor.may(Permission.KEEP_STORE):
            return CheckedDayRows()
        return CheckedDayRows(
            tuple(
                MyDayRow(
                    "stock",
                    msg("Reorder: {kind}", kind=line.kind.name),
                    who=line.store.name,
                    why=msg(
                        "{count} left. Reorder level: {reorder_at}.",
                        count=line.count,
                        reorder_at=line.reorder_at,
                    ),
                    number=line.store_id,
                )
                for line in list_stock_to_reorder(actor)
            )
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "See the store", get_url("bag_store", row.number)

    def describe(self, row: MyDayRow) -> str:
        return msg("{who}. {why}", who=row.who, why=row.why)
