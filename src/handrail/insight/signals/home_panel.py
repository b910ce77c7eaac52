"""On the home of the area roles: what changed beyond chance in their area."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse

from handrail.insight.signals.models import Signal
from handrail.insight.signals.presenters import STATE_TAGS
from handrail.insight.signals.queries import describe_signal
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.home_cards import HomePageViewer, HomePanel, HomePanelLine

MOST_LINES: Final = 4


def list_changed_lines(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """The newest signals of the reader's own area that were not dismissed. One statement."""
    own = Body.objects.filter(pk=reader.actor.body_id, area__isnull=False).values("area_id")
    rows = Signal.objects.filter(area_code__in=own).exclude(state="dismissed").select_related("scan")
    lines = []
    for row in rows[:MOST_LINES]:
        words = describe_signal(row, {})
        about = msg("{month}. {history}", month=words.month, history=words.history)
        tag = (STATE_TAGS[row.state], row.get_state_display())
        lines.append(HomePanelLine(words.title, reverse("signal", args=[row.pk]), about, tag))
    return lines


CHANGED_PANEL: Final = HomePanel(
    "More than chance",
    Permission.VIEW_OVERSIGHT,
    list_changed_lines,
    place="signals",
    link="All signals",
    empty="No change beyond chance.",
)
