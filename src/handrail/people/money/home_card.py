"""On the home of the office that owns a fund: what it has to approve, to review and to check."""

from collections.abc import Sequence

from handrail.people.money.models import FundRequest
from handrail.people.money.queries.request_lists import FundRequestTab, list_fund_requests_to_do
from handrail.people.money.to_do_texts import (
    TO_DO_PAGES,
    describe_who_asked_or_spent,
    make_fund_request_to_do_title,
)
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import to_london
from handrail.platform.ui.home_cards import MAX_ROWS, HomeCard, HomeCardRow, HomePageViewer
from handrail.platform.ui.url_cache import get_url


def list_money_home_card_rows(reader: HomePageViewer) -> Sequence[HomeCardRow]:
    """One for each, in one statement: the office's rows are read as a system's, so it cannot share another's."""
    found = list_fund_requests_to_do(reader.actor, most=MAX_ROWS)
    return [_make_row(tab, request) for tab, request in found]


def _make_row(tab: FundRequestTab, request: FundRequest) -> HomeCardRow:
    """Without the case, which the office may not read. Somebody waits for an approval: it is due at once."""
    button, page = TO_DO_PAGES[tab]
    due_on = {FundRequestTab.APPROVE: today(), FundRequestTab.REVIEW: request.review_due}
    who, at = request.bought_by or request.asked_by, request.bought_at or request.asked_at
    return HomeCardRow(
        make_fund_request_to_do_title(tab, request.item, request.pence),
        get_url("money_request", request.pk),
        describe_who_asked_or_spent(tab, who.name, to_london(at).date()),
        due_on.get(tab),
        status="To check",
        button=button,
        button_href=get_url(page, request.pk),
    )


MONEY_CARD = HomeCard(
    "Requests for money",
    Permission.APPROVE_MONEY,
    list_money_home_card_rows,
    place="money",
    link="All requests for money",
    titles_say_act=True,
)
