"""On the home of the area roles: monitoring returns to finish, and those that wait for their signature."""

from django.urls import reverse

from handrail.insight.monitoring_returns.choices import MonitoringReturnState
from handrail.insight.monitoring_returns.models import MonitoringReturn
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_monitoring_return_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Returns of the reader's body that are not signed yet, the oldest quarter first."""
    rows = MonitoringReturn.objects.filter(template__body__in=reader.body_ids).select_related("template")
    found = rows.exclude(state=MonitoringReturnState.SIGNED).order_by("quarter", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found], lambda: [_make_monitoring_return_home_card_row(reader, row) for row in found]
    )


def _make_monitoring_return_home_card_row(reader: HomePageViewer, row: MonitoringReturn) -> HomeCardRow:
    """Theirs to sign where another handed it over; until then theirs to write. No day is kept by which it is due."""
    title = msg("{title}, {period}", title=row.template.title, period=format_quarter(row.quarter))
    href = reverse("monitoring_return", args=[row.pk])
    asked = msg("From: {asked_by}", asked_by=row.template.asked_by)
    status, may = MonitoringReturnState(row.state).label, reader.actor.may
    is_by_another = row.drafted_by_id != reader.actor.user_id
    if row.state == MonitoringReturnState.TO_SIGN and may(Permission.SIGN_RETURN) and is_by_another:
        sign = reverse("sign_monitoring_return", args=[row.pk])
        return HomeCardRow(title, href, asked, None, status=status, button="Sign", button_href=sign)
    if row.state == MonitoringReturnState.DRAFT and may(Permission.WRITE_RETURN):
        fill = reverse("fill_monitoring_return", args=[row.pk])
        return HomeCardRow(title, href, asked, None, status=status, button="Continue", button_href=fill)
    return HomeCardRow(title, href, asked, None, is_ours=False, status=status)


MONITORING_CARD = HomeCard(
    "Monitoring returns",
    Permission.VIEW_CALLS,
    list_monitoring_return_home_card_rows,
    place="monitoring_returns",
    link="All monitoring returns",
)
