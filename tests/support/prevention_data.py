"""Prevention and intelligence with something in every place, made by the cast through the actions people use."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.areas.intelligence.actions import outreach, reports
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.prevention.actions import campaigns, strategies, threats
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPartner,
    ScoredThreat,
    ScoringTable,
    Strategy,
    StrategyPriority,
    StrategyStep,
    ThreatItem,
)
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from support.cast import LINCOLNSHIRE, Cast

DAY = datetime.timedelta(days=1)
PLANTED = ("PLANT-CAMPAIGN", "PLANT-PARTNER", "PLANT-THREAT", "PLANT-PRIORITY")
"""Words of Lincolnshire's own, which no neighbour may read."""
PLANTED_INTELLIGENCE = ("PLANT-WORDS",)


@dataclass(frozen=True, slots=True)
class Prevented:
    """What the addresses need."""

    campaign: UUID
    threat: UUID
    scored: UUID
    strategy: UUID
    signal: UUID


@dataclass(frozen=True, slots=True)
class Watched:
    """What the addresses of outreach and intelligence need."""

    session: UUID
    report: UUID


def set_up_campaign(cast: Cast, **more) -> Campaign:
    """A campaign of a year that runs now."""
    given = {"title": "PLANT-CAMPAIGN Farms", "starts_on": today() - 30 * DAY, "ends_on": today() + 335 * DAY}
    return campaigns.set_up_campaign(Campaign(**(given | more)), by=cast.commissioner.actor)


def add_activity(cast: Cast, campaign: Campaign, **more) -> CampaignActivity:
    """A film that is followed by “Online or in the news”."""
    given = {
        "what": "Film",
        "kind": "film",
        "sector": "agriculture",
        "languages": ["pl"],
        "heard": "online",
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
    }
    part = CampaignActivity(campaign=campaign, **(given | more))
    return campaigns.add_activity_partner_or_material_to_campaign(part, by=cast.commissioner.actor)


def add_partner(cast: Cast, campaign: Campaign, **more) -> CampaignPartner:
    """A small organisation that nothing is paid to yet."""
    given = {
        "name": "PLANT-PARTNER",
        "community": "Workers",
        "language": "pl",
        "duties": "Posts",
        "agreed": 100,
    }
    part = CampaignPartner(campaign=campaign, **(given | more))
    return campaigns.add_activity_partner_or_material_to_campaign(part, by=cast.commissioner.actor)


def log_threat(cast: Cast, **more) -> ThreatItem:
    """An open item of today."""
    given = {
        "title": "PLANT-THREAT Car washes",
        "raised_on": today(),
        "threat": "Seen twice.",
        "decision": "watch",
        "owner": "Head of crime",
        "review_on": today() + DAY,
    }
    return threats.log_threat(ThreatItem(**(given | more)), by=cast.force_lead.actor)


def write_strategy(cast: Cast) -> Strategy:
    """A draft with one priority."""
    by = cast.commissioner.actor
    plan = strategies.create_draft_strategy(
        Strategy(title="Plan", starts_on=today(), ends_on=today() + 365 * DAY), by=by
    )
    strategies.add_strategy_priority_with_reasons(
        StrategyPriority(strategy=plan, title="PLANT-PRIORITY", reasons="It grows."), by=by
    )
    return plan


def make_ready(cast: Cast) -> Strategy:
    """A draft with everything that publishing asks for."""
    plan = write_strategy(cast)
    for step in ("consultation", "panel", "answer"):
        row = StrategyStep(strategy=plan, step=step, held_on=today(), words="Said.")
        strategies.record_consultation_or_panel_step_of_strategy(row, by=cast.commissioner.actor)
    return plan


def publish_plan(cast: Cast) -> Strategy:
    """Another plan, whose first edition is published."""
    plan = make_ready(cast)
    strategies.publish_strategy(plan.pk, seen=1, by=cast.commissioner.actor)
    return plan


def prevent(cast: Cast) -> Prevented:
    """Everything of prevention in Lincolnshire."""
    force = cast.force_lead.actor
    campaign = set_up_campaign(cast)
    add_activity(cast, campaign)
    add_partner(cast, campaign)
    campaigns.add_activity_partner_or_material_to_campaign(
        CampaignMaterial(campaign=campaign, title="Card", languages=["pl"]), by=cast.commissioner.actor
    )
    table = ScoringTable(
        name="Table", criteria=["Harm"], most=4, since=today(), source="Force", confidence="inferred"
    )
    threats.add_threat_scoring_table(table, by=force)
    scored = threats.add_scored_threat(ScoredThreat(title="PLANT-THREAT scored"), by=force)
    scan = MonthScan.objects.create(month="2026-09", series=1, history=24, scanned_at=timezone.now())
    signal = Signal.objects.create(
        scan=scan,
        area_code=LINCOLNSHIRE,
        measure="referred",
        is_rise=False,
        span=3,
        band="hundred",
        state="accepted",
    )
    return Prevented(campaign.pk, log_threat(cast).pk, scored.pk, write_strategy(cast).pk, signal.pk)


def council() -> Body:
    """A council of Lincolnshire's districts."""
    return Body.objects.get(code="boston-borough-council", kind="council")


def go_out(cast: Cast, **more) -> OutreachSession:
    """A session of the charity that began an hour ago and lasts two."""
    given = {"kind": "street", "district": council(), "workers": 2, "minutes_out": 120}
    session = OutreachSession(**(given | {"alarm_to": cast.partner} | more))
    start = timezone.now() - datetime.timedelta(hours=1)
    return outreach.plan_outreach_session(session, starts_at=start, stays_behind=True, by=cast.partner.actor)


def write_report(cast: Cast, by=None, **more) -> IntelligenceReport:
    """A report that waits for clearing."""
    given = {
        "theme": "sexual",
        "district": council(),
        "received_on": today(),
        "words": "PLANT-WORDS A sauna.",
    }
    return reports.submit_intelligence_report(
        IntelligenceReport(**(given | more)), by=(by or cast.partner).actor
    )


def watch(cast: Cast) -> Watched:
    """A session that is out and a report that waits."""
    return Watched(go_out(cast).pk, write_report(cast).pk)


def prevention_arguments(cast: Cast) -> dict[str, list[object]]:
    """A record of Lincolnshire's in every place of prevention, as the addresses take it."""
    found = prevent(cast)
    campaign = "campaign change_campaign end_campaign reopen_campaign add_campaign_activity"
    campaign += " add_campaign_partner add_campaign_material"
    part = "change_campaign_activity record_campaign_reach change_campaign_partner change_campaign_material"
    plan = (
        "strategy change_strategy add_strategy_priority record_strategy_step publish_strategy vary_strategy"
    )
    return {
        **{name: [found.campaign] for name in campaign.split()},
        **{name: [found.campaign, 1] for name in part.split()},
        **{name: [found.threat] for name in ("threat_item", "change_threat", "review_threat")},
        **{name: [found.strategy] for name in plan.split()},
        **{name: [found.strategy, 1] for name in ("change_strategy_priority", "add_priority_evidence")},
        "strategy_edition": [publish_plan(cast).pk, 1],
        "score_threat": [found.scored],
        "add_campaign_for_signal": [found.signal],
    }


def intelligence_arguments(cast: Cast) -> dict[str, list[object]]:
    """A session of Harbour's that is out, and its report, which waits for the force."""
    found = watch(cast)
    session = "outreach_session extend_outreach cancel_outreach confirm_return"
    report = "intelligence_report rewrite_intelligence return_intelligence count_intelligence"
    return {
        **{name: [found.session] for name in session.split()},
        **{name: [found.report] for name in report.split()},
        "clear_intelligence": [found.report, "3x5x2"],
    }
