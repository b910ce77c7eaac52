"""What intelligence asks of the reader: reports that wait for a second person."""

from django.urls import reverse

from handrail.areas.intelligence.models import IntelligenceReport
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_rows_of_intelligence_reports_to_clear(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Reports that the reader may clear, the oldest first. The words stay sealed."""
    rows = IntelligenceReport.objects.visible_to(reader.actor).for_list()
    waiting = rows.filter(body=reader.actor.body_id, state="written").exclude(written_by=reader.actor.user_id)
    found = waiting.order_by("received_on", "id")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                msg("{theme}, {district}", theme=row.get_theme_display(), district=row.district.name),
                reverse("intelligence_report", args=[row.pk]),
                msg("From {body}", body=row.from_body.name),
                None,
                status="Waiting",
                button="Read and clear",
                button_href=reverse("intelligence_report", args=[row.pk]),
            )
            for row in found
        ],
    )


REPORTS_CARD = HomeCard(
    "Intelligence reports to clear",
    Permission.CLEAR_INTELLIGENCE,
    list_rows_of_intelligence_reports_to_clear,
    place="intelligence_reports",
    link="Intelligence reports",
)
