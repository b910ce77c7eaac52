"""Campaigns, outreach, intelligence, threats and a strategic plan in the demo. All invented, after what areas told.

The campaign for farms and building sites is Dyfed-Powys's idea, the one through small organisations London's; outreach
with a charity is the Black Country's, the daily threat log Durham's.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.bids.models import Bid, FundingCall
from handrail.areas.intelligence.actions import monthly_figures, outreach, reports
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.prevention.actions import campaigns, strategies, threats
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPartner,
    PriorityEvidence,
    ReachCount,
    Strategy,
    StrategyPriority,
    TeamMonth,
    ThreatItem,
    ThreatReview,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.prevention_funding import (
    award_demo_bid,
    get_plan_period_after_election,
    record_demo_plan_steps_and_publish,
)
from handrail.demo.relative_dates import get_first_day_of_month_before, get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.demo.threats_and_grades import (
    DemoScoredThreat,
    add_demo_scored_threats,
    add_printed_prosecution_figures,
    get_demo_report_grade,
)
from handrail.insight.signals.models import Signal
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

OFFICE, SIGNS, FORCE, OFFICER = "joan.tasker", "lorna.quayle", "dev.marlowe", "sam.whitlock"
CHARITY_LEAD, OUTREACH_WORKER = "gareth.pell", "kit.amberley"
FARMS: Final = "Know your rights on the farm and on site"
CARERS: Final = "You are not alone: care workers"
EVENING: Final = time(19, 0)
COUNCILS: Final = ("boston-borough-council", "city-of-lincoln-council", "south-holland-district-council")
SEEN: Final = (
    "Women are driven from a sauna late at night and look afraid. The same driver waits each time.",
    "Workers at a car wash sleep on the premises. Their papers are with the man who pays them.",
    "A landlord collects wages of several lodgers in cash each Friday.",
)


THREAT_REVIEWED_AFTER: Final = {"act": 1, "task": 7, "safeguard": 2}
THREATS_OF_LAST_DAYS: Final[tuple[dict[str, str], ...]] = (
    {
        "title": "Gangmaster without a licence at two packhouses",
        "threat": "Two packhouses and a driver named the same van.",
        "harm": "Deductions for transport and rooms leave workers in debt.",
        "risk": "The season’s last week brings the largest teams.",
        "investigation": "Payslips of one packhouse are kept.",
        "vulnerability": "Workers have one employer for work and bed.",
        "engagement": "Both packhouses allow talks at the change of shift.",
        "decision": "task",
        "owner": "Detective inspector, modern slavery",
    },
    {
        "title": "Workers locked in above a nail bar at night",
        "threat": "A neighbour and a fire officer saw a lock outside the door.",
        "harm": "No way out in a fire, and no wages.",
        "risk": "They sleep there every night.",
        "investigation": "The council holds the name of the tenant.",
        "vulnerability": "Two of them look like children.",
        "engagement": "An interpreter and a charity come with the visit.",
        "decision": "act",
        "owner": "Detective inspector, modern slavery",
    },
    {
        "title": "Children found with drugs on the coast line",
        "threat": "Three in ten days, at two stations.",
        "harm": "Criminal exploitation of children, and violence.",
        "risk": "Two went missing again within a week.",
        "investigation": "The transport police share where tickets were bought.",
        "vulnerability": "Two are excluded from school.",
        "engagement": "Schools tell the missing team on the same day.",
        "decision": "safeguard",
        "owner": "Detective inspector, child exploitation",
    },
)
"""Today’s, yesterday’s and the day before’s."""
FIRST_STEPS: Final = (
    ("consultation", 70, "Survivors’ panel, four charities and the farmers’ union were asked."),
    ("chief", 55, "The chief constable agrees with the priority."),
    ("panel", 40, "The panel supports it and asks for a number each quarter."),
    ("answer", 15, "We publish how many people have a named contact each quarter."),
)
SECOND_STEPS: Final = (
    ("consultation", 24, "The farmers’ union and two councils were asked."),
    ("chief", 18, "The chief constable agrees with the variation."),
    ("panel", 12, "The panel supports the variation."),
    ("answer", 4, "We publish the number of joint visits each quarter."),
)


def load_prevention(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if Campaign.objects.filter(title=FARMS).exists():
        return
    office, force = cast.actors[OFFICE], cast.actors[FORCE]
    with transaction.atomic():
        _add_demo_campaigns(office, cast.actors[SIGNS], today)
        _add_demo_outreach_sessions(cast.actors[OUTREACH_WORKER], cast.actors[CHARITY_LEAD], today)
        _add_demo_intelligence_reports(cast.actors[OFFICER], cast.actors[CHARITY_LEAD], force, today)
        item = _add_demo_threats(force, today)
        _add_demo_strategy(office, item, today)
    monthly_figures.publish_missing_district_figures_until(today)


def _make_moment_days_ago(today: date, days: int, at: time = time(10, 15)) -> datetime:
    return make_london_time(today - timedelta(days=days), at)


def _award_bids_for_campaigns(office: Actor, signs: Actor, today: date) -> tuple[str, str]:
    """What pays for the two campaigns, each won before it starts."""
    told = {"lead": "Police and Crime Commissioner for Lincolnshire"}
    farms = award_demo_bid(
        office,
        signs,
        call=FundingCall(title="Crime prevention grants", funder="Home Office", total_pence=1_500_000_00),
        bid=Bid(
            title="Rights at work on farms and building sites",
            purpose="People in jobs that need few skills learn their rights and the signs of exploitation.",
            amount_pence=24_000_00,
            **told,
        ),
        starts_on=today - timedelta(days=190),
    )
    carers = award_demo_bid(
        office,
        signs,
        call=FundingCall(title="Hidden communities", funder="Home Office", total_pence=300_000_00),
        bid=Bid(
            title="Small charities reach care workers",
            purpose="Organisations that care workers trust are paid to tell them where help is.",
            amount_pence=6_000_00,
            **told,
        ),
        starts_on=today - timedelta(days=30),
    )
    return farms, carers


def _add_demo_campaigns(office: Actor, signs: Actor, today: date) -> None:
    farms_bid, carers_bid = _award_bids_for_campaigns(office, signs, today)
    with use_simulated_clock(_make_moment_days_ago(today, 200)):
        farms = campaigns.set_up_campaign(
            Campaign(
                title=FARMS,
                aim="Workers in jobs that need few skills know their rights and the signs of exploitation.",
                starts_on=today - timedelta(days=190),
                ends_on=today + timedelta(days=120),
                budget=2_400_000,
            ),
            funded_by=farms_bid,
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
        for title, languages, approved in (
            ("Film, 90 seconds", ["pl", "ro", "bg"], True),
            ("Card", ["pl", "lv", "pt", "ro", "bg", "lt", "sk", "en"], True),
            ("Poster for bus stops", ["pl", "ro"], False),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignMaterial(
                    campaign=farms,
                    title=title,
                    languages=languages,
                    is_neutral=approved,
                    approved_by="Head of communications, commissioner’s office" if approved else "",
                    approved_on=get_working_day_on_or_before(today - timedelta(days=200))
                    if approved
                    else None,
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
                aim="Small charities reach care workers no one else reaches.",
                starts_on=today - timedelta(days=30),
                ends_on=today + timedelta(days=150),
                budget=600_000,
            ),
            funded_by=carers_bid,
            by=office,
        )
    with use_simulated_clock(_make_moment_days_ago(today, 20)):
        for name, community, language, agreed, paid in (
            ("Fenland Filipino Circle", "Care workers from the Philippines", "tl", 180_000, 90_000),
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
            ["en", "tl"],
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


def _add_demo_outreach_sessions(worker: Actor, lead: Actor, today: date) -> None:
    """A worker plans and goes out; the lead stays behind, is told, and hears that all are back."""
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
                stays_behind=True,
                by=worker,
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
        stays_behind=True,
        by=worker,
    )


def _add_demo_intelligence_reports(officer: Actor, lead: Actor, force: Actor, today: date) -> None:
    places = {row.code: row for row in Body.objects.filter(code__in=COUNCILS, kind="council")}
    found = [places[code] for code in COUNCILS if code in places]
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
                reports.grade_and_clear_report(row.pk, get_demo_report_grade(number), seen=1, by=force)
            if number % 2 == 0:
                with use_simulated_clock(make_london_time(day + timedelta(days=12), time(9, 0))):
                    reports.record_report_results(
                        row.pk,
                        contacts=number % 4 // 2,
                        referrals=int(number % 8 == 2),
                        seen=2,
                        by=force,
                    )


def _add_demo_threats(force: Actor, today: date) -> ThreatItem:
    with use_simulated_clock(_make_moment_days_ago(today, 9)):
        first = threats.log_threat(
            ThreatItem(
                raised_on=today - timedelta(days=9),
                title="Teenagers collected from the bus station in the evening",
                threat="Three reports in a week.",
                harm="Sexual exploitation of children.",
                risk="Each report is of a Thursday or Friday.",
                investigation="Cameras cover two of the six bays.",
                vulnerability="Some of the children are in care.",
                engagement="Drivers and station staff were asked to ring at once.",
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
    with use_simulated_clock(_make_moment_days_ago(today, 40)):
        second = threats.log_threat(
            ThreatItem(
                raised_on=today - timedelta(days=40),
                title="Car washes that open and close within weeks",
                threat="Workers are moved between four districts.",
                harm="Wages and papers are withheld.",
                risk="Most have gone before an inspector comes back.",
                investigation="One landlord owns three of the sites.",
                vulnerability="Workers sleep where they work.",
                engagement="Councils tell the force when one opens.",
                decision="task",
                owner="Head of crime",
                review_on=today,
            ),
            by=force,
        )
    for days, told in enumerate(THREATS_OF_LAST_DAYS):
        with use_simulated_clock(_make_moment_days_ago(today, days)):
            raised_on = today - timedelta(days=days)
            review_on = raised_on + timedelta(days=THREAT_REVIEWED_AFTER[told["decision"]])
            threats.log_threat(ThreatItem(raised_on=raised_on, review_on=review_on, **told), by=force)
    _add_demo_scored_threats(force, today)
    with use_simulated_clock(_make_moment_days_ago(today, 1)):
        for months, filled, cases in ((3, 6, 71), (2, 7, 74), (1, 9, 78)):
            threats.record_team_capacity_of_month(
                TeamMonth(
                    team="Child sexual exploitation team",
                    month=get_first_day_of_month_before(today, months),
                    posts=10,
                    filled=filled,
                    on_duty=filled - 2,
                    cases=cases,
                    source="Duty system",
                ),
                by=force,
            )
        add_printed_prosecution_figures(force)
    return second


def _add_demo_scored_threats(force: Actor, today: date) -> None:
    """Two threats on the local table; one was scored by its earlier version too."""
    first = ["Physical harm", "Harm to communities", "Vulnerability", "Likelihood"]
    add_demo_scored_threats(
        force,
        today,
        "Local scoring table",
        (first, [*first[:2], "How many areas", *first[2:]]),
        (
            DemoScoredThreat(
                "Exploitation at car washes",
                "medium",
                "Met in four districts within six months; two inspections found the same workers.",
                [2, 2, 4, 3, 4],
                [2, 1, 3, 3],
                "Met in one district; it was not known that workers are moved.",
            ),
            DemoScoredThreat(
                "Sexual exploitation in rented flats",
                "low",
                "Reports come from one city; who rents the flats is not known.",
                [4, 1, 1, 4, 2],
            ),
        ),
    )


def _add_demo_strategy(office: Actor, item: ThreatItem, today: date) -> None:
    """A plan from the April after an election; a threat is why it is varied, and its second edition rests on it."""
    starts, ends = get_plan_period_after_election(today)
    first = get_working_day_on_or_before(starts - timedelta(days=3))
    drafted = get_working_day_on_or_before(starts - timedelta(days=90))
    with use_simulated_clock(make_london_time(drafted, time(15, 0))):
        plan = strategies.create_draft_strategy(
            Strategy(
                title="Police and crime plan: modern slavery",
                aim="People come forward earlier, and those who exploit them are stopped.",
                starts_on=starts,
                ends_on=ends,
            ),
            by=office,
        )
        priority = StrategyPriority(
            strategy=plan,
            title="One named contact for each person",
            reasons="Survivors said that they told their story to many people.",
        )
        strategies.add_strategy_priority_with_reasons(priority, by=office)
    with use_simulated_clock(make_london_time(first, time(15, 0))):
        record_demo_plan_steps_and_publish(plan, office, first, FIRST_STEPS)
    with use_simulated_clock(_make_moment_days_ago(today, 30, time(15, 0))):
        strategies.open_strategy_for_variation(
            plan.pk, why="Exploitation at work moves between districts.", by=office
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
        _add_priority_that_rests_on_accepted_signal(plan, office)
    second = get_working_day_on_or_before(today - timedelta(days=1))
    with use_simulated_clock(make_london_time(second, time(15, 0))):
        record_demo_plan_steps_and_publish(plan, office, second, SECOND_STEPS)


def _add_priority_that_rests_on_accepted_signal(plan: Strategy, office: Actor) -> None:
    """Of the office's own area; none where no signal was found."""
    area = Body.objects.values_list("area", flat=True).get(pk=office.body_id)
    signal = Signal.objects.filter(area_code=area, state="accepted", follow_up__isnull=False).first()
    if signal is None:
        return
    priority = StrategyPriority(
        strategy=plan,
        title="Act early on what the figures show",
        reasons="An unusual change is a reason to look together, and to say what came of it.",
    )
    strategies.add_strategy_priority_with_reasons(priority, by=office)
    evidence = PriorityEvidence(priority=priority, words="One intervention, followed to its result.")
    strategies.add_evidence_to_priority(evidence, source=f"signal:{signal.pk}", by=office)
