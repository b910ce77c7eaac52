"""What prevention asks of the reader: threats to review within a week."""

import datetime

from django.urls import reverse

from handrail.areas.prevention.models import ThreatItem
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)

AHEAD = datetime.timedelta(days=7)


def list_rows_of_threats_due_for_review(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Open items of the reader's body whose review is near or overdue."""
    by = to_london(reader.now).date() + AHEAD
    rows = ThreatItem.objects.filter(body__in=reader.body_ids, state="open", review_on__lte=by)
    found = rows.order_by("review_on", "id")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.title,
                reverse("threat_item", args=[row.pk]),
                msg("Owner: {owner}", owner=row.owner),
                row.review_on,
                button="Review",
                button_href=reverse("review_threat", args=[row.pk]),
            )
            for row in found
        ],
    )


THREATS_CARD = HomeCard(
    "Threats to review",
    Permission.KEEP_THREATS,
    list_rows_of_threats_due_for_review,
    place="threats",
    link="Threat log",
)
