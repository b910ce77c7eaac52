"""Prevention where areas told of it: Dyfed-Powys, the Black Country and Durham. Invented, after their words.

Dyfed-Powys teaches workers of farms and building sites their rights, from its bid; a charity of the Black Country goes
out and writes what it sees; Durham keeps a daily threat log, trains for section 45 and pays a new network.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction

from handrail.areas.intelligence.actions import outreach, reports
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.partnerships.actions import engagement
from handrail.areas.partnerships.models import Contribution
from handrail.areas.prevention.actions import campaigns, threats
from handrail.areas.prevention.funding_sources import list_funding_choices
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    OutcomeFigure,
    ReachCount,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.partnerships import PartnershipDemoContext
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.practitioners.actions.register import add_practitioner
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.actions.trainings import (
    add_training_session,
    record_training_attendance,
)
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner, TrainingSession
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

RIGHTS: Final = "Know your rights: farms and building sites"
BLACK_COUNTRY: Final = (
    "dudley-mbc",
    "sandwell-mbc",
    "walsall-mbc",
    "city-of-wolverhampton-council",
)
SEEN: Final = (
    "Women are moved between flats each week and do not know the next address.",
    "Young women wait in a car park after midnight for the same two cars.",
    "A woman said that all she earns goes to the man who rents the room.",
)
DAILY: Final = (
    ("Girls collected from a shopping centre by older men", "safeguard", "Two girls are in care."),
    ("Workers asleep at a takeaway", "act", "They have no papers with them."),
    ("Homes taken over to sell drugs", "task", "The tenants are ill or have a learning disability."),
    ("A driver who brings pickers to three farms", "watch", "The pickers owe him for the journey."),
    ("Car wash that changed its name twice", "task", "Wages are kept back."),
    ("A boy found with drugs far from home", "safeguard", "He went missing four times."),
)


def load_prevention_of_other_areas(cast: DemoLookups, today: date) -> None:
    """The demo's part: each area once. Before the months of outreach are drawn, once for all areas."""
    people = cast.actors
    parts: tuple[tuple[str, Callable[..., None]], ...] = (
        ("delyth.vaughan", _add_dyfed_powys_prevention),
        ("marcia.dunn", _add_black_country_outreach),
        ("moira.lamb", _add_durham_threat_log),
    )
    for key, add in parts:
        if key in people and not has_prevention_records(people[key]):
            with transaction.atomic():
                add(cast, today)


def has_prevention_records(office: Actor) -> bool:
    """Whether the office's area has a campaign, a threat or outreach already."""
    area = Body.objects.values_list("area", flat=True).get(pk=office.body_id)
    held = [Campaign, ThreatItem, OutreachSession]
    return any(model.objects.filter(body__area=area).exists() for model in held)  # type: ignore[attr-defined]


def at_simulated_moment(today: date, days: int, hour: int = 10) -> Any:
    """Acts are done at an hour so many days before.

    Args:
        today: the day that the demo is made on.
        days: before it.
        hour: by the clock of London.

    Returns:
        What to stand within.
    """
    return use_simulated_clock(make_london_time(today - timedelta(days=days), time(hour)))


def _add_dyfed_powys_prevention(cast: DemoLookups, today: date) -> None:
    """Farming and construction, in the languages of the workers, with radio and papers; paid from the bid."""
    by = cast.actors["delyth.vaughan"]
    bid = next((key for key, name in list_funding_choices(by) if name.startswith("1,000 people")), "")
    with at_simulated_moment(today, 250):
        row = campaigns.set_up_campaign(
            Campaign(
                title=RIGHTS,
                aim="People in work that needs few skills know their rights, and the signs of exploitation.",
                starts_on=today - timedelta(days=240),
                ends_on=today + timedelta(days=60),
                funding="" if bid else "Home Office prevention fund",
                budget=45_000_00,
            ),
            funded_by=bid,
            by=by,
        )
        for what, kind, sector, heard, languages in (
            ("Sessions on farms", "workers", "agriculture", "", ["ro", "bg", "pl"]),
            ("Sessions on building sites", "workers", "construction", "", ["ro", "lt", "cy"]),
            ("Radio and newspapers of the county", "broadcast", "everybody", "online", ["en", "cy"]),
            ("Cards at the livestock market", "printed", "agriculture", "printed", ["pl", "ro", "cy"]),
        ):
            add_demo_activity(row, by, what, kind, sector, heard, languages)
        campaigns.add_activity_partner_or_material_to_campaign(
            CampaignMaterial(
                campaign=row,
                title="Card, seven languages",
                language="cy",
                is_neutral=True,
                approved_by="Head of communications, commissioner’s office",
                approved_on=today - timedelta(days=255),
            ),
            by=by,
        )
    with at_simulated_moment(today, 30):
        for number, rung, people, source in (
            (1, "attended", 388, "Counted in the room"),
            (2, "attended", 271, "Counted in the room"),
            (3, "shown", 96_000, "The stations’ audience figures"),
            (4, "asked", 22, "Helpline’s monthly count"),
        ):
            record_demo_campaign_reach(row, by, number, rung, people, source, today - timedelta(days=31))


def _add_black_country_outreach(cast: DemoLookups, today: date) -> None:
    """A year of outreach by a charity, and reports to the force, in four districts."""
    lead, force = cast.actors["jo.attwell"], cast.actors["ravi.kendall"]
    places = {row.code: row for row in Body.objects.filter(code__in=BLACK_COUNTRY, kind="council")}
    found = [places[code] for code in BLACK_COUNTRY]
    grade = reports.IntelligenceGradeInput("3x5x2", "2", "C", "P")
    for number, days in enumerate(range(400, 5, -7)):
        district = found[(0, 1, 3, 1, 3, 2, 1)[number % 7]]
        evening = make_london_time(today - timedelta(days=days), time(20))
        with use_simulated_clock(evening):
            session = outreach.plan_outreach_session(
                OutreachSession(
                    kind=("street", "premises", "drop_in")[number % 3],
                    district=district,
                    workers=2 + number % 2,
                    minutes_out=150,
                    alarm_to_id=lead.user_id,
                ),
                starts_at=evening,
                by=lead,
            )
        with use_simulated_clock(evening + timedelta(minutes=130)):
            counts = {
                "met_women": 6 + number % 6,
                "met_young": number % 2,
                "offers": 4,
                "worries": number % 2,
            }
            counts |= {"contacts": int(number % 3 == 0), "referrals": int(number % 6 == 0)}
            outreach.confirm_outreach_safe_return(session.pk, counts=counts, seen=1, by=lead)
        with use_simulated_clock(evening + timedelta(hours=14)):
            row = reports.submit_intelligence_report(
                IntelligenceReport(
                    theme="sexual",
                    district=district,
                    received_on=today - timedelta(days=days),
                    words=SEEN[number % 3],
                ),
                by=lead,
            )
        if days > 15:
            with use_simulated_clock(evening + timedelta(hours=38)):
                reports.grade_and_clear_report(row.pk, grade, seen=1, by=force)
                if number % 5 == 0:
                    reports.record_report_results(
                        row.pk, contacts=1, referrals=number % 10 // 5, seen=2, by=force
                    )


def _add_durham_threat_log(cast: DemoLookups, today: date) -> None:
    """A log of each day, scores, a larger team, training with its end, prosecutions as they were printed, a network."""
    force = cast.actors["neil.ashby"]
    for number, (title, decision, vulnerability) in enumerate(DAILY):
        days = len(DAILY) - 1 - number
        with at_simulated_moment(today, days, 8):
            item = threats.log_threat(
                ThreatItem(
                    raised_on=today - timedelta(days=days),
                    title=title,
                    threat="Told at the daily meeting; seen before in the last month.",
                    harm="Exploitation that goes on.",
                    vulnerability=vulnerability,
                    decision=decision,
                    owner=("Head of crime", "Detective inspector, child exploitation")[number % 2],
                    review_on=today + timedelta(days=number % 3),
                ),
                by=force,
            )
            if number < 2:
                review = ThreatReview(
                    item=item,
                    words="Taken up at the safeguarding board, with priority.",
                    decision="safeguard",
                    next_on=today + timedelta(days=2),
                )
                threats.review_threat(review, seen=1, by=force)
    with at_simulated_moment(today, 1, 9):
        _add_threat_scores_team_months_and_prosecutions(force, today)
    _add_investigator_trainings(cast.actors["wyn.teasdale"], today)
    stage = PartnershipDemoContext(cast.actors, today)
    members = ("neil.ashby", "wyn.teasdale")
    group = stage.set_up("moira.lamb", "board", "Durham and Darlington anti-slavery network", members[:1])
    engagement.add_contribution(
        Contribution(
            group=group,
            body_id=cast.actors["moira.lamb"].body_id,
            year=today.year if today.month > 3 else today.year - 1,
            kind="cash",
            what="The network’s co-ordinator",
            promised=22_000_00,
            received=22_000_00,
        ),
        by=cast.actors["moira.lamb"],
    )


def _add_threat_scores_team_months_and_prosecutions(force: Actor, today: date) -> None:
    table = threats.add_threat_scoring_table(
        ScoringTable(
            name="Durham’s local table",
            criteria=["Physical harm", "Harm to communities", "Vulnerability", "Likelihood"],
            most=4,
            since=today - timedelta(days=1),
            source="Force analysts, after the idea of MoRiLE; its scales are not public",
            confidence="inferred",
        ),
        by=force,
    )
    for title, points in (
        ("Sexual exploitation of children", [4, 3, 4, 3]),
        ("Homes taken over", [3, 3, 4, 4]),
    ):
        scored = threats.add_scored_threat(ScoredThreat(title=title), by=force)
        told = ThreatScore(threat=scored, table=table, sureness="medium", reasons="Items of the daily log.")
        threats.score_threat(told, points=points, by=force)
    for months, posts, filled, cases in ((12, 8, 6, 66), (6, 10, 8, 74), (1, 14, 13, 81)):
        threats.record_team_capacity_of_month(
            TeamMonth(
                team="Child sexual exploitation team",
                month=(today.replace(day=1) - timedelta(days=30 * months)).replace(day=1),
                posts=posts,
                filled=filled,
                on_duty=filled - 1,
                cases=cases,
                source="Duty system",
            ),
            by=force,
        )
    for step, number, year in (("referred", 355, 2018), ("charged", 239, 2018), ("referred", 322, 2019)):
        threats.record_suspect_or_prosecution_figure(
            OutcomeFigure(
                step=step,
                number=number,
                year_ends_on=date(year, 3, 31),
                basis="One suspect, England and Wales",
                source="Prosecution figures as the press printed them",
                confidence="secondary",
            ),
            by=force,
        )


def _add_investigator_trainings(keeper: Actor, today: date) -> None:
    """Liaison officers and investigators trained for section 45 and interviews; one training has lapsed."""
    with at_simulated_moment(today, 760):
        settings = DeploymentSettings(
            since=today - timedelta(days=760),
            accepted_vetting=["rv", "mv"],
            required_trainings=["safeguarding"],
            training_months={"section_45": 24, "vulnerable_interview": 36, "safeguarding": 24},
        )
        add_dated_deployment_settings(settings, by=keeper)
        people = [
            add_practitioner(
                Practitioner(
                    name=name,
                    role="liaison_officer",
                    side="investigation",
                    base="Durham police station",
                    base_kind="station",
                    vetting_level="rv",
                    vetted_until=today + timedelta(days=400),
                    started_on=today - timedelta(days=760),
                ),
                areas=["E23000008"],
                skills=["court"],
                by=keeper,
            )
            for name in ("Ailsa Birtley", "Conrad Wearing", "Mina Seaham", "Todd Esh")
        ]
    for kind, days, number in (
        ("section_45", 745, 2),
        ("section_45", 60, 2),
        ("vulnerable_interview", 40, 3),
    ):
        with at_simulated_moment(today, days - 1):
            held = TrainingSession(
                kind=kind,
                held_on=today - timedelta(days=days),
                given_by="Crown Prosecution Service",
                seats=12,
            )
            session = add_training_session(held, by=keeper)
            chosen = people[:number] if days > 700 else people[-number:]
            record_training_attendance(session.pk, attended=[str(who.pk) for who in chosen], by=keeper)


def add_demo_activity(
    campaign: Campaign, by: Actor, what: str, kind: str, sector: str, heard: str, languages: list[str]
) -> None:
    """An activity that runs as long as its campaign.

    Args:
        campaign: it is part of.
        by: who adds it.
        what: it is.
        kind: a code.
        sector: a code.
        heard: the answer to “How did you hear of us?” that would follow it; empty for none.
        languages: their tags.
    """
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


def record_demo_campaign_reach(
    campaign: Campaign, by: Actor, number: int, rung: str, people: int, source: str, on: date
) -> None:
    """How far one activity reached on one rung.

    Args:
        campaign: of the activity.
        by: who records it.
        number: of the activity.
        rung: a code.
        people: how many.
        source: who counted.
        on: the day up to which they were counted.
    """
    campaigns.record_reach_of_campaign(
        ReachCount(
            activity=campaign.activities.get(number=number),
            rung=rung,
            number=people,
            is_estimate=rung == "shown",
            source=source,
            counted_on=on,
        ),
        by=by,
    )
