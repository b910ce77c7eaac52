"""Campaigns, outreach, intelligence, threats and a strategic plan in the demo. All invented, after what areas told.

The campaign for farms and building sites is Dyfed-Powys's idea, the one through small organisations London's; outreach
with a charity is the Black Country's, the daily threat log Durham's.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction

from handrail.areas.intelligence.actions import monthly_figures, outreach, reports
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.prevention.actions import campaigns, strategies, threats
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPartner,
    OutcomeFigure,
    PriorityEvidence,
    ReachCount,
    ScoredThreat,
    ScoringTable,
    Strategy,
    StrategyPriority,
    StrategyStep,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

OFFICE, FORCE, OFFICER, CHARITY_LEAD = "joan.tasker", "dev.marlowe", "sam.whitlock", "gareth.pell"
FARMS: Final = "Know your rights on the farm and on site"
CARERS: Final = "You are not alone: care workers"
EVENING: Final = time(19, 0)
COUNCILS: Final = ("boston-borough-council", "city-of-lincoln-council", "south-holland-district-council")
SEEN: Final = (
    "Women are driven from a sauna late at night and look afraid. The same driver waits each time.",
    "Workers at a car wash sleep on the premises. Their papers are with the man who pays them.",
    "A landlord collects wages of several lodgers in cash each Friday.",
)


def load_prevention(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if Campaign.objects.filter(title=FARMS).exists():
        return
    office, force = cast.actors[OFFICE], cast.actors[FORCE]
    with transaction.atomic():
        _add_demo_campaigns(office, today)
        _add_demo_outreach_sessions(cast.actors[CHARITY_LEAD], today)
        _add_demo_intelligence_reports(cast.actors[OFFICER], cast.actors[CHARITY_LEAD], force, today)
        item = _add_demo_threats(force, today)
        _add_demo_strategy(office, item, today)
    monthly_figures.publish_missing_district_figures_until(today)


def _make_moment_days_ago(today: date, days: int, at: time = time(10, 15)) -> datetime:
    return make_london_time(today - timedelta(days=days), at)


def _add_demo_campaigns(office: Actor, today: date) -> None:
    with use_simulated_clock(_make_moment_days_ago(today, 200)):
        farms = campaigns.set_up_campaign(
            Campaign(
                title=FARMS,
                aim="Workers in jobs that need few skills know their rights and the signs of exploitation.",
                starts_on=today - timedelta(days=190),
                ends_on=today + timedelta(days=120),
                funding="Home Office crime prevention grant",
                budget=2_400_000,
            ),
            by=office,
        )
        _add_campaign_activity(
            farms,
            office,
            "Film for farms, shown at markets",
            "film",
            "agriculture",
            "online",
            ["pl", "ro", "bg"],
        )
        _add_campaign_activity(
            farms, office, "Talks on building sites", "workers", "construction", "", ["ro", "lt"]
        )
        _add_campaign_activity(
            farms, office, "Cards in pay packets", "printed", "food", "printed", ["pl", "lv", "pt"]
        )
        for title, approved in (
            ("Film, 90 seconds", True),
            ("Card, eight languages", True),
            ("Poster", False),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignMaterial(
                    campaign=farms,
                    title=title,
                    language="pl",
                    is_neutral=approved,
                    approved_by="Head of communications, commissioner’s office" if approved else "",
                    approved_on=today - timedelta(days=210) if approved else None,
                ),
                by=office,
            )
    with use_simulated_clock(_make_moment_days_ago(today, 40)):
        counts = (
            (1, "shown", 41_000, True, "Markets’ own visitor figures"),
            (1, "clicked", 1_260, False, "Website statistics"),
            (2, "attended", 214, False, "Counted in the room"),
            (3, "asked", 37, False, "Helpline’s monthly count"),
        )
        for number, rung, people, estimate, source in counts:
            campaigns.record_reach_of_campaign(
                ReachCount(
                    activity=farms.activities.get(number=number),
                    rung=rung,
                    number=people,
                    is_estimate=estimate,
                    source=source,
                    counted_on=today - timedelta(days=41),
                ),
                by=office,
            )
        carers = campaigns.set_up_campaign(
            Campaign(
                title=CARERS,
                aim="Small organisations reach carers who are not reached by anyone else.",
                starts_on=today - timedelta(days=30),
                ends_on=today + timedelta(days=150),
                funding="Hidden communities bid",
                budget=600_000,
            ),
            by=office,
        )
    with use_simulated_clock(_make_moment_days_ago(today, 20)):
        for name, community, language, agreed, paid in (
            ("Fenland Filipino Circle", "Care workers from the Philippines", "other", 180_000, 90_000),
            ("Light on the Wash", "Care workers from west Africa", "en", 150_000, 0),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignPartner(
                    campaign=carers,
                    name=name,
                    community=community,
                    language=language,
                    duties="Posts the messages in its groups, answers questions, passes on who asks for help.",
                    agreed=agreed,
                    paid=paid,
                    paid_on=today - timedelta(days=25) if paid else None,
                ),
                by=office,
            )
        _add_campaign_activity(
            carers,
            office,
            "Messages in church and family groups",
            "community",
            "care",
            "charity",
            ["en", "other"],
        )


def _add_campaign_activity(
    campaign: Campaign, by: Actor, what: str, kind: str, sector: str, heard: str, languages: list[str]
) -> None:
    campaigns.add_activity_partner_or_material_to_campaign(
        CampaignActivity(
            campaign=campaign,
            what=what,
            kind=kind,
            sector=sector,
            heard=heard,
            stage="before",
            languages=languages,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
        ),
        by=by,
    )


def _add_demo_outreach_sessions(lead: Actor, today: date) -> None:
    places = {row.code: row for row in Body.objects.filter(code__in=COUNCILS, kind="council")}
    found = [places[code] for code in COUNCILS if code in places]
    for number, days in enumerate(range(330, 6, -14)):
        with use_simulated_clock(_make_moment_days_ago(today, days, EVENING)):
            session = outreach.plan_outreach_session(
                OutreachSession(
                    kind=("street", "premises", "drop_in")[number % 3],
                    district=found[number % len(found)],
                    workers=2 + number % 2,
                    minutes_out=180,
                    alarm_to_id=lead.user_id,
                ),
                starts_at=_make_moment_days_ago(today, days, EVENING),
                by=lead,
            )
        with use_simulated_clock(_make_moment_days_ago(today, days, time(21, 40))):
            counts = {
                "met_women": 4 + number % 5,
                "met_men": number % 4,
                "offers": 3 + number % 3,
                "contacts": number % 2,
                "referrals": int(number % 5 == 0),
            }
            outreach.confirm_outreach_safe_return(session.pk, counts=counts, seen=1, by=lead)
    outreach.plan_outreach_session(
        OutreachSession(
            kind="street", district=found[0], workers=2, minutes_out=180, alarm_to_id=lead.user_id
        ),
        starts_at=make_london_time(today + timedelta(days=2), EVENING),
        by=lead,
    )


def _add_demo_intelligence_reports(officer: Actor, lead: Actor, force: Actor, today: date) -> None:
    places = {row.code: row for row in Body.objects.filter(code__in=COUNCILS, kind="council")}
    found = [places[code] for code in COUNCILS if code in places]
    grade = reports.IntelligenceGradeInput("3x5x2", "2", "C", "P")
    for number, days in enumerate(range(340, 2, -9)):
        day = today - timedelta(days=days)
        with use_simulated_clock(make_london_time(day, time(11, 0))):
            row = reports.submit_intelligence_report(
                IntelligenceReport(
                    theme=("sexual", "labour", "labour")[number % 3],
                    district=found[(number * number) % len(found)],
                    received_on=day,
                    source_reference=f"SR/{400 + number:04}",
                    words=SEEN[number % 3],
                ),
                by=officer if number % 3 else lead,
            )
        if days > 15:
            with use_simulated_clock(make_london_time(day + timedelta(days=1), time(9, 0))):
                reports.grade_and_clear_report(row.pk, grade, seen=1, by=force)
            if number % 4 == 0:
                with use_simulated_clock(make_london_time(day + timedelta(days=12), time(9, 0))):
                    reports.record_report_results(
                        row.pk, contacts=1, referrals=number % 8 // 4, seen=2, by=force
                    )


def _add_demo_threats(force: Actor, today: date) -> ThreatItem:
    empty: dict[str, Any] = dict.fromkeys(("risk", "investigation", "vulnerability", "engagement"), "")
    with use_simulated_clock(_make_moment_days_ago(today, 9)):
        first = threats.log_threat(
            ThreatItem(
                raised_on=today - timedelta(days=9),
                title="Teenagers collected from the bus station in the evening",
                threat="Three reports in a week, the same car each time.",
                harm="Sexual exploitation of children.",
                **empty | {"vulnerability": "Two of the children are in care."},
                decision="safeguard",
                owner="Detective inspector, child exploitation",
                review_on=today - timedelta(days=7),
            ),
            by=force,
        )
    with use_simulated_clock(_make_moment_days_ago(today, 7)):
        threats.review_threat(
            ThreatReview(
                item=first,
                words="The safeguarding board took it up. Patrols are moved.",
                decision="watch",
                next_on=today + timedelta(days=3),
            ),
            seen=1,
            by=force,
        )
    with use_simulated_clock(_make_moment_days_ago(today, 1)):
        second = threats.log_threat(
            ThreatItem(
                raised_on=today - timedelta(days=1),
                title="Car washes that open and close within weeks",
                threat="Workers are moved between four districts.",
                harm="Wages and papers are withheld.",
                **empty,
                decision="task",
                owner="Head of crime",
                review_on=today,
            ),
            by=force,
        )
        table = threats.add_threat_scoring_table(
            ScoringTable(
                name="Local scoring table, 2026",
                criteria=[
                    "Physical harm",
                    "Harm to communities",
                    "How many areas",
                    "Vulnerability",
                    "Likelihood",
                ],
                most=4,
                since=today - timedelta(days=1),
                source="Force analysts, after the idea of MoRiLE; its scales are not public",
                confidence="inferred",
            ),
            by=force,
        )
        for title, points in (
            ("Exploitation at car washes", [2, 2, 4, 3, 4]),
            ("Sexual exploitation in rented flats", [4, 2, 3, 4, 3]),
        ):
            scored = threats.add_scored_threat(ScoredThreat(title=title), by=force)
            threats.score_threat(
                ThreatScore(
                    threat=scored, table=table, sureness="medium", reasons="Reports of the last six months."
                ),
                points=points,
                by=force,
            )
        for months, filled, cases in ((3, 6, 71), (2, 7, 74), (1, 9, 78)):
            threats.record_team_capacity_of_month(
                TeamMonth(
                    team="Child sexual exploitation team",
                    month=(today.replace(day=1) - timedelta(days=30 * months)),
                    posts=10,
                    filled=filled,
                    on_duty=filled - 2,
                    cases=cases,
                    source="Duty system",
                ),
                by=force,
            )
        for step, number in (("referred", 355), ("charged", 239), ("convicted", 185)):
            threats.record_suspect_or_prosecution_figure(
                OutcomeFigure(
                    step=step,
                    number=number,
                    year_ends_on=date(2018, 3, 31),
                    basis="One suspect, England and Wales",
                    source="Prosecution figures as the press printed them",
                    confidence="secondary",
                ),
                by=force,
            )
    return second


def _add_demo_strategy(office: Actor, item: ThreatItem, today: date) -> None:
    with use_simulated_clock(_make_moment_days_ago(today, 1, time(15, 0))):
        plan = strategies.create_draft_strategy(
            Strategy(
                title="Police and crime plan: modern slavery",
                aim="People come forward earlier, and those who exploit them are stopped.",
                starts_on=date(today.year, 4, 1),
                ends_on=date(today.year + 3, 3, 31),
            ),
            by=office,
        )
        priority = strategies.add_strategy_priority_with_reasons(
            StrategyPriority(
                strategy=plan,
                title="Find exploitation at work that moves",
                reasons="It is met in four districts and leaves before inspectors come back.",
            ),
            by=office,
        )
        strategies.add_evidence_to_priority(
            PriorityEvidence(priority=priority, words="Joint visits within a week of opening."),
            source=f"threat:{item.pk}",
            by=office,
        )
        for step, days, words in (
            ("consultation", 75, "Survivors’ panel, four charities and the farmers’ union were asked."),
            ("panel", 40, "The panel supports it and asks for a number each quarter."),
            ("answer", 15, "We publish the number of joint visits each quarter."),
        ):
            strategies.record_consultation_or_panel_step_of_strategy(
                StrategyStep(strategy=plan, step=step, held_on=today - timedelta(days=days), words=words),
                by=office,
            )
        strategies.publish_strategy(plan.pk, seen=1, by=office)
