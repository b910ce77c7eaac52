"""What a request asks of whoever decides on it, in the words of their home."""

import datetime

from handrail.directory.funds.fund_item_kinds import get_fund_item_kind
from handrail.people.money.queries.request_lists import FundRequestTab
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.ui.formatting import format_money, format_relative_day

TO_DO_PAGES = {
    FundRequestTab.APPROVE: ("Decide", "money_request"),
    FundRequestTab.REVIEW: ("Review", "review_money"),
    FundRequestTab.CHECK: ("Check", "reconcile_money"),
}
"""By the tab of the list: words of the button, and the name of its address."""


def make_fund_request_to_do_title(tab: FundRequestTab, item: str, pence: int) -> str:
    """“Approve £68 for travel”, with the reader as its subject.

    Args:
        tab: of the list of requests: what is to do.
        item: code of what is bought.
        pence: how much.
    """
    given = {"sum": format_money(pence), "item": lower_first(get_fund_item_kind(item).name)}
    if tab is FundRequestTab.APPROVE:
        return msg("Approve {sum} for {item}", **given)
    if tab is FundRequestTab.REVIEW:
        return msg("Review {sum} spent on {item}", **given)
    return msg("Check the receipt: {sum}, {item}", **given)


def describe_who_asked_or_spent(tab: FundRequestTab, name: str, on: datetime.date | None) -> str:
    """“Requested by Ruth Adeyemi, today.”; of money that is already spent “Spent by Ruth Adeyemi, yesterday.”

    Args:
        tab: what is to do with the request.
        name: of whoever asked or, where that is kept, bought.
        on: the day of it; None where nobody knows it.
    """
    words = "Requested by {name}, {day}." if tab is FundRequestTab.APPROVE else "Spent by {name}, {day}."
    return msg(words, name=name, day=format_relative_day(on))
