"""On the home of the area roles: what changed beyond chance in their area."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse

from handrail.insight.signals.models import Signal
from handrail.insight.signals.presenters import SignalCluster, cluster_signals, list_signal_log_rows
from handrail.platform.access.roles import Permission
from handrail.platform.documents.small_charts import draw_verdict_mark
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import plural
from handrail.platform.ui.home_cards import HomePageViewer, HomePanel, HomePanelLine

MOST_LINES: Final = 4
MOST_READ: Final = 200


def list_recent_signal_lines(reader: HomePageViewer) -> Sequence[HomePanelLine]:
    """The newest signals of the own area that were not dismissed, those of one cluster as one. One statement."""
    own = Body.objects.filter(pk=reader.actor.body_id, area__isnull=False).values("area_id")
    rows = Signal.objects.filter(area_code__in=own).exclude(state="dismissed")
    newest = rows.select_related("scan", "follow_up").order_by(
        "-scan__month", "-is_rise", "-state", "measure", "breakdown", "value"
    )
    clusters = cluster_signals(list_signal_log_rows(newest[:MOST_READ], {}))
    may_act = reader.actor.may(Permission.WORK_ON_ACTIONS)
    return [_make_signal_home_panel_line(cluster, may_act) for cluster in clusters[:MOST_LINES]]


def _make_signal_home_panel_line(cluster: SignalCluster, may_act: bool) -> HomePanelLine:
    lead, more = cluster.lead, len(cluster.more)
    about = history = lead.words.history
    if more and lead.signal.is_rise:
        about = msg(
            "{history} {more} in the figures for {month}.",
            history=history,
            more=plural(more, "other unusual rise", "other unusual rises"),
            month=lead.words.month,
        )
    elif more:
        about = msg(
            "{history} {more} in the figures for {month}.",
            history=history,
            more=plural(more, "other unusual fall", "other unusual falls"),
            month=lead.words.month,
        )
    return HomePanelLine(
        lead.words.headline,
        reverse("signal", args=[lead.signal.pk]),
        about,
        lead.tag,
        mark=draw_verdict_mark(lead.words.verdict),
        act=_get_next_act_on_signal(lead.signal) if may_act else (),
    )


def _get_next_act_on_signal(signal: Signal) -> tuple[str, str] | tuple[()]:
    """The one thing to do about it; nothing where an intervention is under way."""
    if signal.state == "new":
        return "Review change", reverse("decide_signal", args=[signal.pk])
    if signal.follow_up_id is None:
        return "Start an intervention", reverse("start_intervention", args=[signal.pk])
    return ()


CHANGED_PANEL: Final = HomePanel(
    "Unusual changes",
    Permission.VIEW_OVERSIGHT,
    list_recent_signal_lines,
    place="signals",
    link="All unusual changes",
    empty="No new unusual changes.",
)
