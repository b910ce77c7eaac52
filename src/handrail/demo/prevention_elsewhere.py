"""Prevention where areas told of it: Dyfed-Powys, the Black Country and Durham. Invented, after their words.

Dyfed-Powys teaches workers of farms and building sites their rights, from its bid; a charity of the Black Country goes
out and writes what it sees; Durham keeps a daily threat log, trains for section 45 and pays a new network.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from handrail.areas.intelligence.actions import outreach, reports
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.partnerships.actions import engagement, meetings
from handrail.areas.partnerships.models import Contribution, GroupDecision
from handrail.areas.prevention.actions import campaigns, threats
from handrail.areas.prevention.funding_sources import list_funding_choices
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    ReachCount,
    TeamMonth,
    ThreatItem,
    ThreatReview,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.deployment import put_register_on_call
from handrail.demo.partnerships import PartnershipDemoContext
from handrail.demo.relative_dates import get_first_day_of_month_before, get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.demo.threats_and_grades import (
    DemoScoredThreat,
    add_demo_scored_threats,
    add_printed_prosecution_figures,
    get_demo_report_grade,
)
from handrail.directory.practitioners.actions.register import add_practitioner
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.actions.trainings import (
    add_training_of_practitioner,
    add_training_session,
    record_training_attendance,
)
from handrail.directory.practitioners.models import (
    DeploymentSettings,
    Practitioner,
    PractitionerTraining,
    TrainingSession,
)
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

REVIEWED_AFTER: Final = {
    "act": timedelta(days=1),
    "safeguard": timedelta(days=2),
    "task": timedelta(days=7),
    "watch": timedelta(days=14),
}
RIGHTS: Final = "Know your rights: farms and building sites"
BLACK_COUNTRY: Final = (
    "dudley-mbc",
    "sandwell-mbc",
    "walsall-mbc",
    "city-of-wolverhampton-council",
)
DURHAM_COUNCILS: Final = ("durham-county-council", "darlington-borough-council")
DURHAM_MEETINGS: Final = (
    (
        96,
        "What the network is for, and who pays its co-ordinator.",
        "The office pays the co-ordinator for a year.",
    ),
    (
        33,
        "The threat log of the quarter, by theme. Training of liaison officers and for section 45.",
        "Girls collected in the evening go to the safeguarding boards with priority.",
    ),
)
"""How many days ago, the paper, and what was decided."""
SEEN: Final = (
    ("sexual", "Women are moved between flats each week and do not know the next address."),
    ("sexual", "Young women wait in a car park after midnight for the same two cars."),
    ("labour", "Workers of a car wash eat and sleep behind it, and are not seen in the street alone."),
    (
        "sexual",
        "Several rooms of one street are paid by the same man each week, and the women in them change.",
    ),
    ("criminal", "Teenagers who are new here sell outside two shops and hand the money to a man in a car."),
    ("sexual", "Men wait outside a hostel in the morning and drive young women away in two cars."),
)
"""Theme and words: six, so that they fall together with neither the seven places nor the five grades."""
DAILY: Final[tuple[dict[str, str], ...]] = (
    {
        "title": "Girls collected from a shopping centre in the evening",
        "threat": "Four reports in two weeks, from three shops and a bus driver.",
        "harm": "Sexual exploitation of children.",
        "risk": "It happens on most evenings, and the same two cars come back.",
        "investigation": "Cameras of the centre are kept for 14 days.",
        "vulnerability": "Some of the girls are in care.",
        "engagement": "Shop staff and drivers know who to ring.",
        "decision": "act",
        "owner": "Detective inspector, child exploitation",
    },
    {
        "title": "Workers who sleep above takeaways",
        "threat": "Seen at three takeaways by fire officers this month.",
        "harm": "Unpaid work, and rooms without a way out in a fire.",
        "risk": "Likely to be moved once they are visited.",
        "investigation": "Licensing and business rates show one landlord.",
        "vulnerability": "They hold no papers and speak little English.",
        "engagement": "The fire service visits again with an interpreter.",
        "decision": "act",
        "owner": "Detective inspector, modern slavery",
    },
    {
        "title": "Homes taken over to sell drugs",
        "threat": "Two more addresses since the last assessment.",
        "harm": "Violence at home, and debts to sellers.",
        "risk": "Tenants are threatened when they ask for help.",
        "investigation": "Housing officers record callers by day and hour.",
        "vulnerability": "Tenants are ill or have a learning disability.",
        "engagement": "Landlords pass on what neighbours say.",
        "decision": "task",
        "owner": "Head of neighbourhood policing",
    },
    {
        "title": "Pickers who pay for the journey to farms",
        "threat": "Reported by the GLAA for three farms.",
        "harm": "Debt for transport and rooms, taken from wages.",
        "risk": "The harvest ends in two weeks, then they move on.",
        "investigation": "Payslips of one farm are with the inspectors.",
        "vulnerability": "They rely on one employer for work and a bed.",
        "engagement": "Farmers allow talks in the canteen.",
        "decision": "task",
        "owner": "Detective inspector, modern slavery",
    },
    {
        "title": "Car washes that change their name",
        "threat": "Three have a new name and the same workers.",
        "harm": "Wages are kept back.",
        "risk": "Cash is taken away daily.",
        "investigation": "Companies House shows the same address for all.",
        "vulnerability": "Workers sleep on the premises.",
        "engagement": "A union has a card in four languages.",
        "decision": "task",
        "owner": "Detective inspector, modern slavery",
    },
    {
        "title": "Children found with drugs far from home",
        "threat": "Five times in a month, on two railway lines.",
        "harm": "Criminal exploitation of children, and violence.",
        "risk": "Most go missing again within days.",
        "investigation": "The transport police share where tickets were bought.",
        "vulnerability": "Most are excluded from school.",
        "engagement": "Schools tell the missing team on the same day.",
        "decision": "safeguard",
        "owner": "Detective inspector, child exploitation",
    },
)
FIRST_REVIEWS: Final = (
    (
        "Officers and youth workers are at the centre each evening. The safeguarding board took it up with priority.",
        "safeguard",
    ),
    (
        "Three visits with the fire service and an interpreter. Two workers asked for help.",
        "task",
    ),
)
"""Of the first two items, on the day after each was raised."""


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
            ("Radio and newspapers of the four counties", "broadcast", "everybody", "online", ["en", "cy"]),
            ("Cards at the livestock market", "printed", "agriculture", "printed", ["pl", "ro", "cy"]),
        ):
            add_demo_activity(row, by, what, kind, sector, heard, languages)
        campaigns.add_activity_partner_or_material_to_campaign(
            CampaignMaterial(
                campaign=row,
                title="Card that fits a pay packet",
                languages=["cy", "en", "ro", "bg", "pl", "lt", "pt"],
                is_neutral=True,
                approved_by="Head of communications, commissioner’s office",
                approved_on=get_working_day_on_or_before(today - timedelta(days=250)),
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
    lead, worker, force = (cast.actors[key] for key in ("jo.attwell", "mina.rowley", "ravi.kendall"))
    places = {row.code: row for row in Body.objects.filter(code__in=BLACK_COUNTRY, kind="council")}
    found = [places[code] for code in BLACK_COUNTRY]
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
                stays_behind=True,
                by=worker,
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
        theme, words = SEEN[number % len(SEEN)]
        with use_simulated_clock(evening + timedelta(hours=14)):
            row = reports.submit_intelligence_report(
                IntelligenceReport(
                    theme=theme,
                    district=district,
                    received_on=today - timedelta(days=days),
                    words=words,
                ),
                by=(lead, worker)[number % 2],
            )
        if days > 15:
            with use_simulated_clock(evening + timedelta(hours=38)):
                reports.grade_and_clear_report(row.pk, get_demo_report_grade(number), seen=1, by=force)
                if number % 2 == 0:
                    contacts, referrals = int(number % 4 == 0), int(number % 10 == 0)
                    reports.record_report_results(
                        row.pk, contacts=contacts, referrals=referrals, seen=2, by=force
                    )


def _add_durham_threat_log(cast: DemoLookups, today: date) -> None:
    """A log of each day, scores, a larger team, training with its end, prosecutions as they were printed, a network."""
    force = cast.actors["neil.ashby"]
    for number, told in enumerate(DAILY):
        days = len(DAILY) - 1 - number
        with at_simulated_moment(today, days, 8):
            item = threats.log_threat(
                ThreatItem(
                    raised_on=today - timedelta(days=days),
                    review_on=today - timedelta(days=days) + REVIEWED_AFTER[told["decision"]],
                    **told,
                ),
                by=force,
            )
        if number < len(FIRST_REVIEWS):
            words, decision = FIRST_REVIEWS[number]
            with at_simulated_moment(today, days - 1, 9):
                review = ThreatReview(
                    item=item, words=words, decision=decision, next_on=today + timedelta(days=1 + number)
                )
                threats.review_threat(review, seen=1, by=force)
    _add_durham_scored_threats(force, today)
    with at_simulated_moment(today, 1, 9):
        _add_team_months(force, today)
        add_printed_prosecution_figures(force)
    _add_investigator_trainings(cast.actors["wyn.teasdale"], today)
    stage = PartnershipDemoContext(cast.actors, today)
    invited = Body.objects.filter(code__in=DURHAM_COUNCILS, kind="council").values_list("pk", flat=True)
    group = stage.set_up(
        "moira.lamb",
        "board",
        "Durham and Darlington anti-slavery network",
        ("neil.ashby",),
        invited=list(invited),
        days=150,
    )
    both = {"moira.lamb": "came", "neil.ashby": "came"}
    for days, paper, decided in DURHAM_MEETINGS:
        held = stage.hold(group, days, "moira.lamb", both, paper=paper)
        taken = GroupDecision(meeting=held, words=decided)
        meetings.add_decision_of_group_meeting(taken, by=cast.actors["moira.lamb"])
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


def _add_durham_scored_threats(force: Actor, today: date) -> None:
    first = ["Physical harm", "Harm to communities", "Vulnerability"]
    add_demo_scored_threats(
        force,
        today,
        "Durham’s local table",
        (first, [*first, "Likelihood"]),
        (
            DemoScoredThreat(
                "Sexual exploitation of children",
                "high",
                "Four reports in two weeks, from three shops and a bus driver; some of the girls are in care.",
                [4, 3, 4, 4],
                [4, 2, 3],
                "Two reports in a month, from one source.",
            ),
            DemoScoredThreat(
                "Homes taken over",
                "medium",
                "Two more addresses since the last assessment; tenants do not ask for help.",
                [3, 3, 4, 2],
            ),
        ),
    )


def _add_team_months(force: Actor, today: date) -> None:
    for months, posts, filled, cases in ((12, 8, 6, 66), (6, 10, 8, 74), (1, 14, 13, 81)):
        threats.record_team_capacity_of_month(
            TeamMonth(
                team="Child sexual exploitation team",
                month=get_first_day_of_month_before(today, months),
                posts=posts,
                filled=filled,
                on_duty=filled - 1,
                cases=cases,
                source="Duty system",
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
                held_on=get_working_day_on_or_before(today - timedelta(days=days)),
                given_by="Crown Prosecution Service",
                seats=12,
            )
            session = add_training_session(held, by=keeper)
            chosen = people[:number] if days > 700 else people[-number:]
            record_training_attendance(session.pk, attended=[str(who.pk) for who in chosen], by=keeper)
    for who in people[1:]:  # the first one has no safeguarding training yet, and is kept back
        done_on = today - timedelta(days=200)
        add_training_of_practitioner(
            PractitionerTraining(practitioner=who, kind="safeguarding", completed_on=done_on), by=keeper
        )
    put_register_on_call(keeper, timezone.now())


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
        heard: the answer to “How did you hear about us?” that would follow it; empty for none.
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
