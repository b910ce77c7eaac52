"""What of prevention answers a signal, for the page of the signal: campaigns, and priorities that rest on it."""

from django.urls import reverse

from handrail.areas.prevention.models import Campaign, PriorityEvidence
from handrail.areas.prevention.presenters import make_campaign_tag
from handrail.insight.signals.answers import SignalAnswer
from handrail.insight.signals.models import Signal
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg


def list_campaigns_and_priorities_answering_signal(actor: Actor, signal: Signal) -> list[SignalAnswer]:
    """Of the reader's area, where they see prevention. Three statements.

    What answers one signal answers its whole group: its area's signals of one month in one direction are likely the
    same people, counted in different ways.
    """
    if not actor.may(Permission.VIEW_PREVENTION):
        return []
    group = Signal.objects.filter(scan=signal.scan_id, area_code=signal.area_code, is_rise=signal.is_rise)
    campaigns = Campaign.objects.visible_to(actor).filter(signal__in=group).order_by("starts_on")
    found = [
        SignalAnswer("Campaign", row.title, reverse("campaign", args=[row.pk]), make_campaign_tag(row).words)
        for row in campaigns
    ]
    evidence = PriorityEvidence.objects.filter(
        kind="signal",
        ref__in=[str(key) for key in group.values_list("pk", flat=True)],
        priority__strategy__body__area=signal.area_code,
    )
    return found + [
        SignalAnswer(
            "Priority of a plan",
            row.priority.title,
            reverse("strategy", args=[row.priority.strategy_id]),
            msg("{plan}: {words}", plan=row.priority.strategy.title, words=row.words),
        )
        for row in evidence.select_related("priority__strategy").order_by("at")
    ]
