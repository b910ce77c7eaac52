"""On the home of the area roles: monitoring returns to fill in or to sign."""

from django.urls import reverse

from handrail.insight.monitoring_returns.choices import MonitoringState
from handrail.insight.monitoring_returns.models import MonitoringReturn
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import MAX_ROWS, HomeCard, HomeCardRow, HomePageViewer


def list_monitoring_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    """Returns of the reader's body that are not signed. One statement."""
    rows = MonitoringReturn.objects.filter(template__body__in=reader.body_ids).exclude(state="signed")
    return [
        _make_row(reader, row) for row in rows.select_related("template").order_by("quarter", "pk")[:MAX_ROWS]
    ]


def _make_row(reader: HomePageViewer, row: MonitoringReturn) -> HomeCardRow:
    title = msg("{title}, {period}", title=row.template.title, period=format_quarter(row.quarter))
    href, asked = reverse("monitoring_return", args=[row.pk]), str(row.template.asked_by)
    if row.state == MonitoringState.TO_SIGN and reader.actor.may(Permission.SIGN_RETURN):
        sign = reverse("sign_monitoring_return", args=[row.pk])
        return HomeCardRow(title, href, asked, None, status="To sign", button="Sign", button_href=sign)
    if row.state == MonitoringState.DRAFT and reader.actor.may(Permission.WRITE_RETURN):
        return HomeCardRow(title, href, asked, None, status="Draft", button="Continue", button_href=href)
    return HomeCardRow(title, href, asked, None, is_ours=False, status=str(row.get_state_display()))


MONITORING_CARD = HomeCard(
    "Monitoring returns",
    Permission.VIEW_CALLS,
    list_monitoring_rows,
    place="monitoring_returns",
    link="All monitoring returns",
)
