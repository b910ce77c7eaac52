"""Posts, two registers with their rotas and trainings, and the settings of two organisations. All invented."""

import datetime
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.actions.register import (
    add_language_of_practitioner,
    add_practitioner,
    add_practitioner_post,
)
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.actions.trainings import (
    add_training_of_practitioner,
    add_training_session,
    record_training_attendance,
)
from handrail.directory.practitioners.models import (
    DeploymentSettings,
    Post,
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
    TrainingSession,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import add_months, make_london_time
from handrail.platform.reference.models import Area

CHARITY_KEEPER: Final = "gareth.pell"
POLICE_KEEPER: Final = "clive.saunders"
PILOT_KEEPER: Final = "maud.kershaw"
POSTS_STARTED_DAYS_AGO: Final = 205
TRAINING_MONTHS: Final = {"safeguarding": 24, "lone_working": 24, "trauma": 36, "nrm_first_responder": 24}


class PlannedPractitioner(NamedTuple):
    """Somebody on a register. `account` is a key of the demo's users, empty for nobody's."""

    name: str
    account: str
    role: str
    post: str
    gender: str
    languages: tuple[tuple[str, str, str], ...]
    skills: tuple[str, ...]
    vetting: str
    vetting_ends_in: int
    shift: str
    is_shared: bool = False


CHARITY: Final = (
    PlannedPractitioner(
        "Ruth Adeyemi", "ruth.adeyemi", "navigator", "Victim navigator, Lincolnshire", "woman",
        (("en", "first", "said"), ("yo", "B2", "said")), ("labour_exploitation", "court"), "nppv3", 420, "day", True,
    ),
    PlannedPractitioner(
        "Wanda Zukauskas", "wanda.zukauskas", "navigator", "Regional navigator, East Midlands", "woman",
        (("lt", "first", "said"), ("ru", "C1", "assessed"), ("en", "C2", "said")),
        ("labour_exploitation", "child_lead"), "nppv3", 38, "late", True,
    ),
    PlannedPractitioner(
        "Tom Brackley", "tom.brackley", "navigator", "Evening navigator, Romanian", "man",
        (("en", "first", "said"), ("ro", "B1", "said")), ("criminal_exploitation",), "nppv3", -12, "call",
    ),
    PlannedPractitioner(
        "Thuy Pham", "", "co_ordinator", "", "woman",
        (("vi", "first", "qualified"), ("en", "C2", "said")), ("sexual_exploitation",), "nppv2", 300, "day",
    ),
    PlannedPractitioner(
        "Bao Tran", "", "support_worker", "", "man", (("vi", "first", "said"),), (), "dbs", 500, "leave",
    ),
    PlannedPractitioner(
        "Megan Aldous", "", "navigator", "", "woman",
        (("en", "first", "said"), ("vi", "B1", "said")), ("sexual_exploitation", "child_lead"), "nppv3", 210, "call",
        True,
    ),
    PlannedPractitioner(
        "Ioan Calder", "", "navigator", "Second evening navigator, Romanian", "man",
        (("ro", "first", "said"), ("en", "C2", "said")), ("labour_exploitation",), "nppv3", 330, "call",
    ),
    PlannedPractitioner(
        "Petra Lowe", "", "navigator", "Evening navigator, Polish", "woman",
        (("pl", "first", "said"), ("en", "C1", "assessed")), ("court",), "nppv3", 150, "late",
    ),
)  # fmt: skip
SECOND_REGIONAL_POST: Final = "Second regional navigator, East Midlands"
VIETNAMESE_POST: Final = "Evening navigator, Vietnamese"
EVENING_POSTS: Final = (
    "Evening navigator, Romanian",
    "Second evening navigator, Romanian",
    "Evening navigator, Polish",
    VIETNAMESE_POST,
)
"""The four of Lincolnshire’s evening pilot, open since its first evening."""
EVENING_MONTHS: Final = 7
VIETNAMESE_MONTHS: Final = 4
FORMER_HOLDERS: Final = (
    PlannedPractitioner(
        "Dara Whitlock", "", "navigator", SECOND_REGIONAL_POST, "woman",
        (("en", "first", "said"),), ("labour_exploitation",), "nppv3", 250, "off",
    ),
    PlannedPractitioner(
        "Linh Cao", "", "navigator", VIETNAMESE_POST, "woman",
        (("vi", "first", "said"), ("en", "C1", "assessed")), ("sexual_exploitation",), "nppv3", 250, "off",
    ),
)  # fmt: skip
SMALL_REGISTERS: Final = (
    (
        "maud.kershaw",
        "Greater Manchester",
        ("liaison_officer", "investigation", "mv"),
        ("DC Odette Farnworth", "DC Rafe Tonge", "DC Selma Whitefield", "DC Idris Cheetham"),
    ),
    (
        "roy.penhale",
        "Avon and Somerset",
        ("navigator", "support", "nppv3"),
        ("Linnet Clevedon", "Amadou Keynsham", "Tamar Yatton"),
    ),
)
"""Who keeps it, area, role with side and vetting, and names: nobody’s accounts."""
TEAM_POSTS: Final = (
    ("Support officer, modern slavery team", "support_worker"),
    ("Second support officer, modern slavery team", "support_worker"),
    ("Data manager, modern slavery team", "co_ordinator"),
)
TEAM_HOLDERS: Final = (("Lowri Ashdene", "woman"), ("Niall Farthingale", "man"), ("Mina Castell", "woman"))
PILOT_POSTS: Final = (
    *((f"Investigative support officer {number}", "support_worker") for number in range(1, 7)),
    ("Data manager, investigative team", "co_ordinator"),
    ("Training co-ordinator, investigative team", "co_ordinator"),
)
"""Greater Manchester’s pilot of twelve months, as its report names the posts."""
OFFICERS: Final = (
    "Holly Marsh", "Imran Vale", "Asha Brindle", "Callum Thorne", "Daisy Fenwick", "Ewan Tolley", "Freya Marlin",
    "Gwen Haddow", "Harry Pinder", "Iona Trask", "Jack Wetherby", "Kofi Barwell", "Leila Stroud", "Marek Dunning",
    "Nadia Crewe", "Oscar Pell-Hay", "Poppy Lyndon", "Quentin Roper", "Rosa Kemble", "Simon Garth", "Tess Wilding",
    "Uma Farrier", "Victor Laycock", "Wendy Orme", "Yusuf Calder", "Zara Milburn", "Adam Sharrow", "Beth Coyle",
    "Chloe Denby", "Dominic Eyre",
)  # fmt: skip
OFFICER_LANGUAGES: Final = ("ro", "lt", "pl", "ru", "ar", "vi", "sq", "bg", "ti", "so")


@transaction.atomic
def load_practitioners(cast: DemoLookups, today: date) -> None:
    """Once: anybody on a register is the mark of it."""
    if Practitioner.objects.exists():
        return
    charity, police, pilot = (cast.actors[key] for key in (CHARITY_KEEPER, POLICE_KEEPER, PILOT_KEEPER))
    with use_simulated_clock(make_london_time(get_date_days_before_today(today, 240), time(10))) as clock:
        for keeper in (charity, police, *(cast.actors[key] for key, *_ in SMALL_REGISTERS)):
            _set_demo_deployment_settings(keeper, today)
        posts = _add_demo_staff_posts(charity, police, pilot, today)
        clock.moment = make_london_time(today, time(7))
        for at, plan in enumerate((*CHARITY, *_plan_police_practitioners())):
            keeper = charity if plan in CHARITY else police
            who = _add_demo_practitioner(plan, posts, cast, keeper, today, at)
            _add_demo_rota(who, plan.shift, keeper, today)
        _add_holders_who_left(charity, posts, cast, today)
        _add_demo_training_sessions(charity, today)
        _add_small_registers(cast, today)


def _add_small_registers(cast: DemoLookups, today: date) -> None:
    """A few people of two more organisations; the safeguarding training of the last one has lapsed."""
    for key, area, (role, side, vetting), names in SMALL_REGISTERS:
        keeper, code = cast.actors[key], Area.objects.get(name=area).code
        for name in names:
            who = Practitioner(
                name=name,
                role=role,
                side=side,
                base=f"{area} office",
                base_kind="office",
                base_area_id=code,
                vetting_level=vetting,
                vetted_until=today + timedelta(days=360),
                started_on=get_date_days_before_today(today, 190),
            )
            add_practitioner(who, areas=[code], skills=["court"], by=keeper)
            done = get_date_days_before_today(today, 800 if name == names[-1] else 120)
            add_training_of_practitioner(
                PractitionerTraining(practitioner=who, kind="safeguarding", completed_on=done), by=keeper
            )


def _set_demo_deployment_settings(keeper: Actor, today: date) -> None:
    settings = DeploymentSettings(
        since=get_date_days_before_today(today, 240),
        accepted_vetting=["nppv2", "nppv3", "rv", "mv"],
        required_trainings=["safeguarding"],
        training_months=TRAINING_MONTHS,
        deploys_to_every_victim=keeper.body_code == "lincolnshire-police",
    )
    add_dated_deployment_settings(settings, by=keeper)


def _add_demo_staff_posts(charity: Actor, police: Actor, pilot: Actor, today: date) -> dict[str, Post]:
    codes = dict(Area.objects.values_list("name", "code"))
    region = {codes["Lincolnshire"]: 40, codes["Leicestershire"]: 30, codes["Nottinghamshire"]: 30}
    hub = {
        "base_kind": "hub",
        "base": "Wigston safeguarding hub",
        "base_area_id": codes["Leicestershire"],
        "base_district": "oadby-and-wigston-borough-council",
        "before": True,
        "role": "navigator",
    }
    started, year = get_date_days_before_today(today, POSTS_STARTED_DAYS_AGO), timedelta(days=365)
    days = {
        "planned_start_on": get_date_days_before_today(today, 214),
        "started_on": started,
        "planned_end_on": started + 2 * year,
    }
    plans = [
        (
            charity,
            {codes["Lincolnshire"]: 100},
            Post(title="Victim navigator, Lincolnshire", role="navigator", **days),
        ),
        (
            charity,
            region,
            Post(title="Regional navigator, East Midlands", funding="Home Office bid", **hub, **days),
        ),
        (charity, region, Post(title=SECOND_REGIONAL_POST, funding="Home Office bid", **hub, **days)),
        (
            police,
            {codes["Lincolnshire"]: 100},
            Post(
                title="Victim and witness care co-ordinator", role="co_ordinator", base="Headquarters", **days
            ),
        ),
    ]
    first_evening = get_first_evening(today)
    evenings = {
        "role": "navigator",
        "base_kind": "office",
        "base": "Lincoln office",
        "planned_start_on": first_evening,
        "started_on": first_evening,
        "planned_end_on": add_months(first_evening, 12) - timedelta(days=1),
    }
    for title in EVENING_POSTS:
        plans.append((charity, {codes["Lincolnshire"]: 100}, Post(title=title, **evenings)))
    for title, role in TEAM_POSTS:
        plans.append((police, {codes["Lincolnshire"]: 100}, Post(title=title, role=role, **days)))
    first = today + timedelta(days=30)
    for title, role in PILOT_POSTS:
        planned = Post(title=title, role=role, planned_start_on=first, planned_end_on=first + year)
        plans.append((pilot, {codes["Greater Manchester"]: 100}, planned))
    for keeper, shares, post in plans:
        post.side = "support"
        add_practitioner_post(post, shares=shares, by=keeper)
    return {post.title: post for _, _, post in plans}


def _plan_police_practitioners() -> list[PlannedPractitioner]:
    """Trained liaison officers, a co-ordinator, and one whose vetting has ended."""
    nell = PlannedPractitioner(
        "Nell Cartmel", "nell.cartmel", "co_ordinator", "Victim and witness care co-ordinator", "woman",
        (("en", "first", "said"), ("lt", "B2", "assessed")), ("court",), "mv", -24, "day",
    )  # fmt: skip
    team = [
        PlannedPractitioner(
            name,
            "",
            role,
            post,
            gender,
            (("en", "first", "said"),),
            ("labour_exploitation",),
            "nppv2",
            300,
            "day",
        )
        for (post, role), (name, gender) in zip(TEAM_POSTS, TEAM_HOLDERS, strict=True)
    ]
    return [nell, *team, *(_plan_police_officer(at, name) for at, name in enumerate(OFFICERS))]


def _plan_police_officer(at: int, name: str) -> PlannedPractitioner:
    tag = OFFICER_LANGUAGES[at % len(OFFICER_LANGUAGES)]
    languages = (("en", "first", "said"), *(((tag, ("B1", "B2", "C1")[at % 3], "said"),) if at % 3 else ()))
    return PlannedPractitioner(
        f"DC {name}",
        "holly.marsh" if not at else "",
        "liaison_officer",
        "",
        ("woman", "man")[at % 2],
        languages,
        (("child_lead",) if at % 5 == 0 else ("criminal_exploitation",)),
        "mv",
        45 + 37 * at,
        ("day", "late", "night", "call", "off")[at % 5],
    )


def _add_demo_practitioner(
    plan: PlannedPractitioner,
    posts: dict[str, Post],
    cast: DemoLookups,
    keeper: Actor,
    today: date,
    at: int,
    left_on: date | None = None,
) -> Practitioner:
    post = posts.get(plan.post)
    lincolnshire = Area.objects.get(name="Lincolnshire").code
    is_at_hub = bool(post and post.base_district)
    account = User.objects.get(pk=cast.actors[plan.account].user_id) if plan.account else None
    who = Practitioner(
        name=plan.name,
        account=account,
        role=plan.role,
        side="investigation" if plan.role == "liaison_officer" else "support",
        post=post,
        base=post.base if post else ("Boston police station" if plan.vetting == "mv" else "Lincoln office"),
        base_kind=post.base_kind if post else ("station" if plan.vetting == "mv" else "office"),
        base_area_id=None if is_at_hub else lincolnshire,
        base_district=""
        if is_at_hub
        else ("boston-borough-council" if plan.vetting == "mv" else "city-of-lincoln-council"),
        before=bool(post and post.before),
        gender=plan.gender,
        vetting_level=plan.vetting,
        vetted_until=today + timedelta(days=plan.vetting_ends_in),
        started_on=post.started_on if post else get_date_days_before_today(today, POSTS_STARTED_DAYS_AGO),
        left_on=left_on,
        welfare_due_on=today + timedelta(days=(at * 11) % 90 - 10),
        is_shared=plan.is_shared,
    )
    add_practitioner(who, areas=[lincolnshire], skills=plan.skills, by=keeper)
    for tag, level, known in plan.languages:
        add_language_of_practitioner(
            PractitionerLanguage(practitioner=who, language_id=tag, level=level, known_by=known), by=keeper
        )
    done = get_date_days_before_today(today, 30 + (at * 53) % 690)
    add_training_of_practitioner(
        PractitionerTraining(practitioner=who, kind="safeguarding", completed_on=done), by=keeper
    )
    return who


def _add_holders_who_left(keeper: Actor, posts: dict[str, Post], cast: DemoLookups, today: date) -> None:
    """Two posts were held and are empty now."""
    last_days = (get_date_days_before_today(today, 75), get_last_day_of_vietnamese_post(today))
    for at, (plan, left_on) in enumerate(zip(FORMER_HOLDERS, last_days, strict=True)):
        _add_demo_practitioner(plan, posts, cast, keeper, today, at, left_on)


def get_first_evening(today: date) -> date:
    """Of Lincolnshire’s evening navigators: the first day of a month."""
    return add_months(today.replace(day=1), -EVENING_MONTHS)


def get_last_day_of_vietnamese_post(today: date) -> date:
    """The last evening on which Vietnamese was spoken by somebody on duty."""
    return add_months(get_first_evening(today), VIETNAMESE_MONTHS) - timedelta(days=1)


SHIFTS: Final = {"day": (time(8), time(17)), "late": (time(13), time(22)), "night": (time(22), time(7))}


def _add_demo_rota(who: Practitioner, shift: str, keeper: Actor, today: date) -> None:
    """Two weeks of weekdays; on call from five in the afternoon; one on leave."""
    days = [today + timedelta(days=ahead) for ahead in range(14)]
    if shift == "off":
        return
    if shift == "leave":
        span = (make_london_time(today, time(0)), make_london_time(today + timedelta(days=9), time(0)))
        add_availability(who.pk, kind="away", spans=[span], by=keeper)
        return
    starts, ends = SHIFTS.get(shift, (time(17), time(8)))
    spans: list[tuple[datetime.datetime, datetime.datetime]] = [
        (
            make_london_time(day, starts),
            make_london_time(day if ends > starts else day + timedelta(days=1), ends),
        )
        for day in days
        if day.weekday() < 5
    ]
    add_availability(who.pk, kind="on_call" if shift == "call" else "on_duty", spans=spans, by=keeper)


def _add_demo_training_sessions(keeper: Actor, today: date) -> None:
    held = TrainingSession(
        kind="trauma",
        held_on=get_date_days_before_today(today, 21),
        given_by="Fen Legal Clinic",
        place="Online",
    )
    session = add_training_session(held, by=keeper)
    ids = Practitioner.objects.filter(employer=keeper.body_id).values_list("pk", flat=True)[:4]
    record_training_attendance(session.pk, attended=[str(pk) for pk in ids], by=keeper)
    coming = TrainingSession(
        kind="lone_working", held_on=today + timedelta(days=18), place="Lincoln", seats=12
    )
    add_training_session(coming, by=keeper)
