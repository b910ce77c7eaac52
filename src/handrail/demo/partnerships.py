"""Boards and forums of the demo, after what areas told in 2021 and later: names and kinds are real, all else invented.

Gloucestershire meets monthly on Operation Aidant; Greater Manchester nests its groups under the Challenger Executive
Board; Cleveland is paid by its commissioner and councils; Wiltshire sets up a board; North Wales reports on a year of
its forum; the national network plans together. Lincolnshire's own board and forum are invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.intelligence.district_tiles import list_district_tiles
from handrail.areas.partnerships.actions import (
    engagement,
    group_actions,
    groups,
    meetings,
    operations,
    seats,
    year_reports,
)
from handrail.areas.partnerships.actions.groups import GroupSetUpInput
from handrail.areas.partnerships.actions.surveys import begin_group_survey, close_group_survey
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Contribution,
    Escalation,
    Group,
    GroupAction,
    GroupDecision,
    GroupMeeting,
    GroupReader,
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    Seat,
    SharedHelp,
    TermsOfReference,
    WorkStream,
    YearReport,
)
from handrail.areas.partnerships.sourced_codes import get_terms_of_reference_template_of_group_kind
from handrail.demo.case_writer import DemoLookups
from handrail.demo.programme_packs import (
    find_pack_read_at_meeting,
    list_signed_packs_of_programme,
    sign_demo_packs_of_programme,
)
from handrail.demo.relative_dates import get_working_day_on_or_after
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.practitioners.actions.trainings import add_training_session
from handrail.directory.practitioners.models import TrainingSession
from handrail.insight.shareable_help.queries import list_shareable_services
from handrail.platform.access.actor import Actor
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.working_days import add_working_days, is_working_day
from handrail.platform.reference.models import Area, Body
from handrail.platform.surveys.actions.answers import answer_survey
from handrail.platform.surveys.models import Survey, SurveyQuestion

MORNING: Final = time(10, 30)
LINCOLNSHIRE_BOARD: Final = "Lincolnshire Anti-Slavery Partnership board"
FIRST_MEETINGS_IN: Final = (8, 17, 4, 26, 12, 33, 6, 21, 15, 29, 10)
"""Working days until a group first meets, one group after the other: no two of an area on one day."""
TERMS_IN_WELSH: Final = {
    "purpose": "Dod â’r rhai sy’n cwrdd â phobl ac yn eu cefnogi ynghyd, fel bod yr hyn a welant yn newid yr hyn y "
    "mae’r bwrdd yn ei wneud.",
    "legal_status": "Nid oes gan y grŵp sail statudol. Mae aelodau’n atebol i’w sefydliad eu hunain. Cynigir cam "
    "gweithredu, ac mae’r aelod yn ei dderbyn neu’n ei wrthod.",
    "accountable_to": "Y sefydliadau sy’n dal ei seddi.",
    "deciding": "Mae gan bob sedd lais cyfartal. Mae’r grŵp yn penderfynu drwy gonsensws; lle nad oes un, mae’r "
    "cofnodion yn dweud hynny.",
    "conflicts": "Mae aelod yn dweud pan fo mater yn cyffwrdd â buddiant ei sefydliad, ac nid yw’n cymryd rhan yn y "
    "penderfyniad.",
    "confidentiality": "Ni chaiff neb sy’n cael ei gefnogi, ei amau neu y chwilir amdano ei enwi na’i ddisgrifio. "
    "Mae papurau’n aros gyda seddi a darllenwyr.",
    "sharing": "Ffigurau a gyhoeddwyd neu a gyfrifodd sefydliad ei hun, gwasanaethau, hyfforddiant a’r hyn a ddysgwyd. "
    "Dim gwybodaeth am bersonau.",
    "money": "Nid oes gan y grŵp arian ei hun. Cofnodir cyfraniadau fel y’u haddawyd ac fel y’u derbyniwyd.",
}
MONTHLY_MEETINGS: Final = (
    (
        162,
        (
            "Combined services of the month: beds, interpreters, navigators",
            "The operation: theme, days and partners",
            "For decision: who leads it, and where support waits on those days",
        ),
        "The force leads the operation. A navigator is on call on each day of it.",
    ),
    (
        133,
        (
            "Combined services of the month",
            "The operation so far: places visited, by kind",
        ),
        "Visits go on to the end of the week. Interpreters are booked by the office.",
    ),
    (
        101,
        (
            "Combined services of the month",
            "Results of the operation, as published",
            "Which services go on after it",
        ),
        "Support is kept for all who were found, also for those who declined the NRM.",
    ),
    (
        70,
        (
            "Combined services of the month: beds, interpreters, navigators",
            "Carried forward: actions that are open",
            "For decision: one booking of interpreters for office and force",
        ),
        "Interpreters are booked together.",
    ),
    (
        38,
        (
            "Combined services of the month: who pays for what",
            "Carried forward: the map of services",
            "The operation after three months",
        ),
        "The office pays for the first night.",
    ),
    (
        8,
        (
            "Combined services of the month",
            "Carried forward: the map of services",
            "What the visits led to",
            "For decision: the next visits",
        ),
        "The next visits are joint.",
    ),
)
"""How many days ago, the agenda, and what was decided. Each meeting reads the newest signed board pack."""
WHY_READ: Final = {
    "board": "To see how its actions are followed from meeting to meeting.",
    "executive": "To see what comes up from the groups below, and how it is answered.",
    "theme": "To read its papers before our own theme meetings begin.",
    "forum": "To use what practitioners there say in our own forum.",
    "business": "To see how firms are asked in.",
    "programme": "To prepare an intensification of our own.",
}
"""By kind of group: why Lincolnshire’s office reads."""
INVITED_CHARITIES: Final = ("salvation-army", "unseen")
BUSINESS_NETWORK: Final = "Business Network"
FIRMS: Final = ("noor.ellery", "max.tolland")
"""Who sits in it for firms; a third firm is invited."""
INVITED_FIRM: Final = "jude.farren"
BUSINESS_PAPER: Final = (
    "What agencies promise about the people that they send.\n"
    "How a worker tells a firm about a worry, and in which languages.\n"
    "What the police do with a report."
)
CHALLENGER_MEETINGS: Final = (
    (BUSINESS_NETWORK, 236, ("Firms are asked in by the police and the combined authority together.",)),
    ("Challenger Executive Board", 112, ()),
    ("Modern slavery theme group", 96, ()),
    ("NGO Forum", 61, ("Name one contact for men with nowhere to sleep.",)),
    (BUSINESS_NETWORK, 54, ("Each firm names one person whom workers and agencies can tell.",)),
    ("Challenger operational group", 47, ()),
    ("Challenger tasking group", 33, ()),
    ("Modern slavery theme group", 27, ("Take the question of beds at the weekend to the Board.",)),
    ("Challenger tasking group", 20, ()),
    ("Challenger Executive Board", 13, ("For a year, the combined authority pays for beds at the weekend.",)),
)
"""Which group met how many days ago, and what it decided: the Board met before it answered what was escalated."""
NORTH_WALES_MEETINGS: Final = (
    (
        330,
        "What practitioners meet in each county.\nOne form for referrals in place of six.",
        "The police write one form; each county says what it must hold.",
    ),
    (
        240,
        "Interpreters for Vietnamese and Kurdish at night.\nWho pays in each county.",
        "Night calls go through the health board’s interpreters until there is a joint contract.",
    ),
    (
        150,
        "A draft of the one form.\nA desk on Saturdays.",
        "The form is tried in two counties before all six use it.",
    ),
    (
        60,
        "The form after its first weeks.\nThe report on the year, and whether the forum goes on.",
        "Members are asked what the forum changed before it is decided whether it goes on.",
    ),
)
"""How many days ago, the paper, and what was decided."""
NORTH_WALES_TYPED_IN_WELSH: Final = {
    NORTH_WALES_MEETINGS[0][
        2
    ]: "Bydd yr heddlu’n ysgrifennu un ffurflen; bydd pob sir yn dweud beth mae’n rhaid iddi ei gynnwys.",
    NORTH_WALES_MEETINGS[1][
        2
    ]: "Bydd galwadau gyda’r nos yn mynd drwy gyfieithwyr y bwrdd iechyd nes bod contract ar y cyd.",
    NORTH_WALES_MEETINGS[2][2]: "Rhoddir cynnig ar y ffurflen mewn dwy sir cyn i’r chwe sir ei defnyddio.",
    NORTH_WALES_MEETINGS[3][2]: "Gofynnir i’r aelodau beth newidiodd y fforwm cyn penderfynu a yw’n parhau.",
    "One referral form for the six counties.": "Un ffurflen atgyfeirio ar gyfer y chwe sir.",
}
"""What was typed in English, for the Welsh of the report on the year."""
NORTH_WALES_REASON_IN_WELSH: Final = (
    "Dyna ddymuniad y rhai a atebodd. Cedwir pedwar cyfarfod y flwyddyn, un ym mhob tymor, "
    "gyda phapurau yn y ddwy iaith."
)
CLEVELAND_SINCE: Final = date(2018, 4, 16)
OLDEST_ENTRY_DAYS: Final = 9 * 365
"""A meeting is planned within ten years of the day on which it is entered: an older group was entered later."""
CLEVELAND_TOLD: Final = (
    (
        "Who supports people in the first week, and where it fails.",
        "Each member names a contact for the first week.",
    ),
    ("Talks in schools and colleges.", "The network’s talk is given in every college once a year."),
    ("Interpreters in hospitals.", "Hospitals use the network’s list of interpreters."),
    ("What landlords see.", "Housing officers are trained in signs twice a year."),
    (
        "Money for the co-ordinator in the coming year.",
        "The co-ordinator goes on; each member says what it pays.",
    ),
)
"""Papers and decisions, in turn."""
WILTSHIRE: Final = (
    "swindon-borough-council",
    "unseen",
    "salvation-army",
)
NETWORK_MEETINGS: Final = (
    (
        136,
        "The national view of returns.\nWhat the closing of the police unit means for counts of investigations.",
        "Members keep their own counts of investigations from now on, each on its own basis.",
    ),
    (
        45,
        "The national view of returns and measures.\nTerms of reference of members’ boards.",
        "Each member sends the terms of its board, so that others can copy them.",
    ),
)
NETWORK: Final = "National Anti-Trafficking and Modern Slavery Network"


@dataclass(frozen=True, slots=True)
class PartnershipDemoContext:
    """Who acts, and on which day everything is told."""

    actors: Mapping[str, Actor]
    today: date

    def ago(self, days: int) -> date:
        """So many days before."""
        return self.today - timedelta(days=days)

    def get_working_day_ago(self, days: int) -> date:
        """So many days before, or the working day before that."""
        day = self.ago(days)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    @contextmanager
    def on(self, days: int) -> Iterator[None]:
        """Acts are done on the morning so many days before."""
        with use_simulated_clock(make_london_time(self.ago(days), MORNING)):
            yield

    def set_up(
        self,
        by: str,
        kind: str,
        name: str,
        members: Sequence[str],
        *,
        invited: Sequence[int] = (),
        days: int = 420,
        first_in: int = 0,
        **more: object,
    ) -> Group:
        """A group, so many days old, with seats for the organisations of these people, who take them.

        Those `invited` have not answered. The next meeting is in `first_in` working days; 0 for the usual number.
        """
        actor = self.actors[by]
        area = Body.objects.values_list("area", flat=True).get(pk=actor.body_id)
        given: dict[str, object] = {"area_id": None if more.get("nation") == "national" else area}
        given |= {"nation": Area.objects.get(pk=area).nation} if area else {}
        given |= {"kind": kind, "name": name, "meetings_a_year": 4, "starts_on": self.ago(days)} | more
        bodies = [*(self.actors[key].body_id for key in members), *invited]
        usual = FIRST_MEETINGS_IN[Group.objects.count() % len(FIRST_MEETINGS_IN)]
        first_day = add_working_days(self.today, first_in or usual)
        with self.on(min(days, OLDEST_ENTRY_DAYS)):
            group = groups.set_up_group(
                Group(**given),
                TermsOfReference(**get_terms_of_reference_template_of_group_kind(kind)),
                given=GroupSetUpInput(bodies, first_day, time(10, 0), "Online"),
                by=actor,
            )
            for key in members:
                seat = group.seats.get(body_id=self.actors[key].body_id, state="invited")
                seats.answer_seat_invitation(seat, accepts=True, seen=seat.version, by=self.actors[key])
        return group

    def hold(self, group: Group, days: int, by: str, came: Mapping[str, str], **more: object) -> GroupMeeting:
        """A meeting so many days ago, or on the working day before; attendance by person, for their organisation."""
        on = self.get_working_day_ago(days)
        row = meetings.add_meeting_of_group(
            GroupMeeting(group=group, planned_on=on, **more), by=self.actors[by]
        )
        row.held_on = on
        ids = {group.seats.get(body_id=self.actors[key].body_id).pk: how for key, how in came.items()}
        return meetings.record_meeting_of_group(row, attendance=ids, seen=row.version, by=self.actors[by])

    def offer(
        self,
        group: Group,
        by: str,
        to: str,
        what: str,
        due_in: int = 30,
        meeting: GroupMeeting | None = None,
    ) -> GroupAction:
        """An action for the seat of somebody's organisation, due so many days from today.

        Args:
            group: whose action.
            by: who offers it.
            to: somebody of the organisation.
            what: is to be done.
            due_in: days from the day that the demo is made on.
            meeting: that it comes from.
        """
        seat = group.seats.get(body_id=self.actors[to].body_id, state="accepted")
        due_on = self.today + timedelta(days=due_in)
        action = GroupAction(group=group, seat=seat, what=what, due_on=due_on, meeting=meeting)
        return group_actions.offer_group_action_to_seat(action, by=self.actors[by])


@transaction.atomic
def load_partnerships(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if Group.objects.filter(name=LINCOLNSHIRE_BOARD).exists():
        return
    stage = PartnershipDemoContext(cast.actors, today)
    _add_lincolnshire_board_and_forum(stage)
    _add_greater_manchester_challenger_groups(stage)
    _add_gloucestershire_meeting_group(stage)
    _add_cleveland_paid_group(stage)
    _add_north_wales_forum(stage)
    _add_national_network(stage)
    _add_wiltshire_board_with_first_invitations(stage)


def _add_wiltshire_board_with_first_invitations(stage: PartnershipDemoContext) -> None:
    """Set up six weeks ago: three of six seats are taken, three are invited, and the first meeting was held."""
    invited = Body.objects.filter(code__in=WILTSHIRE).values_list("pk", flat=True)
    board = stage.set_up(
        "iris.vale",
        "board",
        "Wiltshire Anti-Slavery Partnership board",
        ("bram.enford", "una.savern"),
        invited=list(invited),
        days=44,
    )
    came = {"iris.vale": "came", "bram.enford": "came", "una.savern": "deputy"}
    paper = "The terms of reference.\nWho does what in the county today.\nThe forward plan."
    first = stage.hold(board, 17, "iris.vale", came, paper=paper)
    for words in ("The terms of reference are agreed.", "Each member names one person for referrals."):
        decision = GroupDecision(meeting=first, words=words)
        meetings.add_decision_of_group_meeting(decision, by=stage.actors["iris.vale"])
    _add_lincolnshire_as_reading_organisation(stage, [board])


def _add_lincolnshire_as_reading_organisation(stage: PartnershipDemoContext, found: Sequence[Group]) -> None:
    """Lincolnshire's office reads what others do, to learn from it."""
    office = stage.actors["joan.tasker"].body_id
    by_body = {actor.body_id: actor for actor in stage.actors.values() if actor.role.value == "commissioner"}
    for group in found:
        reader = GroupReader(group=group, body_id=office, why=WHY_READ.get(group.kind, WHY_READ["board"]))
        with stage.on(30):
            seats.add_reading_organisation_of_group(reader, by=by_body[group.body_id])


def _add_lincolnshire_board_and_forum(stage: PartnershipDemoContext) -> None:
    """A board over a forum: one action escalated and answered, one that waits, one that is offered."""
    members = ("dev.marlowe", "gareth.pell", "colm.farrow")
    board = stage.set_up("joan.tasker", "board", LINCOLNSHIRE_BOARD, members)
    forum = stage.set_up(
        "joan.tasker", "forum", "Lincolnshire forum of charities", ("gareth.pell",), parent_id=board.pk
    )
    stream = engagement.add_work_stream(
        WorkStream(group=board, name="Training"), by=stage.actors["joan.tasker"]
    )
    came = (
        (340, ("came", "came", "came"), None),
        (250, ("came", "came", "came"), stream),
        (160, ("deputy", "came", "apologies"), None),
        (70, ("came", "came", "absent"), stream),
    )
    for days, (force, charity, council), of in came:
        how = {"joan.tasker": "came", "dev.marlowe": force, "gareth.pell": charity, "colm.farrow": council}
        held = stage.hold(board, days, "joan.tasker", how, stream=of)
    meetings.add_decision_of_group_meeting(
        GroupDecision(meeting=held, words="Every member names one person for referrals."),
        by=stage.actors["joan.tasker"],
    )
    with stage.on(60):
        done = stage.offer(board, "joan.tasker", "dev.marlowe", "Share the rota of liaison officers", 90)
        accepted = group_actions.accept_action(
            done.pk, person="Force lead", seen=1, by=stage.actors["dev.marlowe"]
        )
    update = FollowUpUpdate(about=accepted.follow_up, state="done", words="Shared.", evidence="The rota")
    record_follow_up_progress(update, seen=1, by=stage.actors["dev.marlowe"])
    stage.hold(forum, 19, "joan.tasker", {"joan.tasker": "came", "gareth.pell": "came"})
    with stage.on(18):
        asked = stage.offer(forum, "joan.tasker", "gareth.pell", "Translate the referral form into Romanian")
        group_actions.accept_action(asked.pk, person="", seen=1, by=stage.actors["gareth.pell"])
    asked.refresh_from_db()
    escalation = Escalation(
        action=asked,
        to_group=board,
        asked="Will the board pay for the translation?",
        answer_by=stage.today + timedelta(days=14),
    )
    group_actions.ask_parent_group_about_action(
        escalation, seen=asked.version, by=stage.actors["gareth.pell"]
    )
    stage.offer(board, "joan.tasker", "gareth.pell", "Say which services have room next month")
    stage.offer(board, "joan.tasker", "dev.marlowe", "Bring the count of visits to the next meeting")


def _add_greater_manchester_challenger_groups(stage: PartnershipDemoContext) -> None:
    """Greater Manchester: an executive board over groups, a forum and a network of firms."""
    members = ("maud.kershaw", "bilal.rowe")
    board = stage.set_up("ines.calder", "executive", "Challenger Executive Board", members)
    below = [
        ("theme", "Modern slavery theme group"),
        ("forum", "NGO Forum"),
        ("business", BUSINESS_NETWORK),
    ]
    charities, councils = _list_invited_bodies_of_greater_manchester(stage)
    asked = {"NGO Forum": charities, "Modern slavery theme group": councils}
    asked[BUSINESS_NETWORK] = [stage.actors[INVITED_FIRM].body_id]
    seated = {BUSINESS_NETWORK: ("maud.kershaw", *FIRMS)}
    found = [
        stage.set_up(
            "ines.calder",
            kind,
            name,
            seated.get(name, members),
            invited=asked.get(name, ()),
            parent_id=board.pk,
        )
        for kind, name in below
    ]
    operational = stage.set_up(
        "ines.calder", "operational", "Challenger operational group", ("maud.kershaw",), parent_id=found[0].pk
    )
    tasking = stage.set_up(
        "ines.calder", "tasking", "Challenger tasking group", ("maud.kershaw",), parent_id=operational.pk
    )
    _hold_challenger_meetings(stage, [board, *found, operational, tasking])
    with stage.on(40):
        action = stage.offer(
            found[1], "ines.calder", "bilal.rowe", "Name one contact for men with nowhere to sleep"
        )
        group_actions.accept_action(action.pk, person="", seen=1, by=stage.actors["bilal.rowe"])
    action.refresh_from_db()
    with stage.on(25):
        row = group_actions.ask_parent_group_about_action(
            Escalation(
                action=action,
                to_group=board,
                asked="Who pays for beds at the weekend?",
                answer_by=stage.ago(5),
            ),
            seen=action.version,
            by=stage.actors["bilal.rowe"],
        )
    with stage.on(12):
        row.answer = "The combined authority pays for a year."
        group_actions.answer_escalation(row, seen=row.version, by=stage.actors["ines.calder"])
    _offer_actions_to_firms(stage, found[2])
    _ask_firms_about_reporting(stage, found[2])
    _share_help_in_ngo_forum(stage, found[1])
    _run_trust_survey(stage, found[1])
    _add_lincolnshire_as_reading_organisation(stage, [board, *found])


def _list_invited_bodies_of_greater_manchester(
    stage: PartnershipDemoContext,
) -> tuple[list[int], list[int]]:
    """Charities, and at most four councils there, that have not answered yet."""
    mayor = Body.objects.get(pk=stage.actors["ines.calder"].body_id)
    charities = Body.objects.filter(code__in=INVITED_CHARITIES).order_by("code").values_list("pk", flat=True)
    tiles = [row.council for row in list_district_tiles(str(mayor.area_id))]
    councils = (
        Body.objects.filter(code__in=tiles, kind="council").order_by("code").values_list("pk", flat=True)
    )
    return list(charities), list(councils[:4])


def _offer_actions_to_firms(stage: PartnershipDemoContext, network: Group) -> None:
    """One firm accepted an action and says how far it is, and is offered another; a second firm has not answered."""
    first, second = FIRMS
    with stage.on(50):
        action = stage.offer(
            network, "ines.calder", first, "Ask every agency how its workers report a worry", 12
        )
        action = group_actions.accept_action(
            action.pk, person="Head of responsible sourcing", seen=1, by=stage.actors[first]
        )
    with stage.on(15):
        so_far = FollowUpUpdate(about=action.follow_up, state="open", words="Four of six agencies answered.")
        record_follow_up_progress(so_far, seen=1, by=stage.actors[first])
    stage.offer(network, "ines.calder", first, "Bring two suppliers to the next meeting", 25)
    stage.offer(network, "ines.calder", second, "Put the helpline’s number on payslips in five languages", 30)


def _ask_firms_about_reporting(stage: PartnershipDemoContext, network: Group) -> None:
    """A survey that is open today."""
    survey = Survey(
        kind="trust",
        title="Would your firm report a worry?",
        purpose="To see what keeps firms from reporting what they see.",
        asked_of="The link was given to the firms of the network.",
        opens_on=stage.ago(9),
        closes_on=stage.today + timedelta(days=20),
    )
    with stage.on(9):
        begin_group_survey(network.pk, survey, by=stage.actors["ines.calder"])


def _hold_challenger_meetings(stage: PartnershipDemoContext, found: Sequence[Group]) -> None:
    """Each group has met; who holds a seat there came, once by a deputy."""
    groups_by_name = {group.name: group for group in found}
    people = ("ines.calder", "maud.kershaw", "bilal.rowe", *FIRMS)
    keys = {stage.actors[key].body_id: key for key in people}
    for name, days, decided in CHALLENGER_MEETINGS:
        group = groups_by_name[name]
        seated = group.seats.filter(state="accepted", body_id__in=keys).values_list("body_id", flat=True)
        came = {keys[body]: "came" for body in seated}
        if name == "Challenger operational group":
            came["maud.kershaw"] = "deputy"
        paper = BUSINESS_PAPER if name == BUSINESS_NETWORK else ""
        held = stage.hold(group, days, "ines.calder", came, paper=paper)
        for words in decided:
            decision = GroupDecision(meeting=held, words=words)
            meetings.add_decision_of_group_meeting(decision, by=stage.actors["ines.calder"])


def _share_help_in_ngo_forum(stage: PartnershipDemoContext, forum: Group) -> None:
    """A charity shares a service that the directory publishes, the police a course with seats for members."""
    charity, police = stage.actors["bilal.rowe"], stage.actors["maud.kershaw"]
    services = dict(list_shareable_services(get_body_ids_whose_seats_actor_answers_for(charity)))
    if services:
        told = SharedHelp(group=forum, words="Ring before noon. No referral form is needed.")
        engagement.offer_service_to_group(told, service_id=int(next(iter(services))), by=charity)
    held = TrainingSession(
        kind="awareness",
        held_on=get_working_day_on_or_after(stage.today + timedelta(days=24)),
        given_by="Greater Manchester Police",
        place="Online",
        seats=20,
    )
    session = add_training_session(held, by=police)
    told = SharedHelp(group=forum, words="Ten of the seats are for members of the forum.")
    engagement.offer_training_to_group(told, session_id=session.pk, by=police)


def _run_trust_survey(stage: PartnershipDemoContext, forum: Group) -> None:
    """Thirty organisations of its list say whether they would report a worry, and whether they did."""
    survey = Survey(
        kind="trust",
        title="Trust and reporting in the NGO Forum",
        purpose="To see whether members report what they see, and what happens then.",
        asked_of="The link was given to the organisations on the forum’s mailing list, of which three hold seats.",
        opens_on=stage.ago(70),
        closes_on=stage.ago(50),
    )
    with stage.on(70):
        row = begin_group_survey(forum.pk, survey, by=stage.actors["ines.calder"])
    questions = {question.number: question for question in row.survey.questions.all()}
    with stage.on(60):
        for place in range(30):
            answers = _pick_trust_answers(questions, place)
            answer_survey(
                row.survey.token, language="en", answers=answers, form_key=f"demo-{forum.pk}-{place}"
            )
    row.survey.refresh_from_db()
    with stage.on(49):
        close_group_survey(row.survey_id, seen=row.survey.version, by=stage.actors["ines.calder"])


def _pick_trust_answers(questions: Mapping[int, SurveyQuestion], place: int) -> dict[int, str | list[str]]:
    """Half reported a worry and say who they told and what they heard; a third had none; the rest kept theirs."""

    def pick(number: int, at: int) -> str:
        return questions[number].codes[at]

    if place % 2 == 0:
        told = (0, 0, 0, 1, 2)[place // 2 % 5]
        heard = (0, 0, 1, 0, 2)[place // 2 % 5]
        trust = (4, 3, 3, 3, 2)[place // 2 % 5]
        return {1: pick(1, 0), 2: pick(2, 0), 3: [pick(3, told)], 4: pick(4, heard), 5: pick(5, trust)}
    if place % 3:
        return {1: pick(1, 0), 2: pick(2, 1), 5: pick(5, 3)}
    return {1: pick(1, 1 + place % 2), 2: pick(2, 2), 3: [pick(3, 4)], 5: pick(5, 1)}


def _add_gloucestershire_meeting_group(stage: PartnershipDemoContext) -> None:
    """A monthly meeting of office and force, and an operation that ended four months ago, looked back on since."""
    by = stage.actors["rosa.winter"]
    group = stage.set_up(
        "rosa.winter",
        "programme",
        "Operation Aidant monthly meeting",
        ("hal.denby",),
        meetings_a_year=12,
        first_in=15,
    )
    both = {"rosa.winter": "came", "hal.denby": "came"}
    first_meeting = stage.get_working_day_ago(MONTHLY_MEETINGS[0][0])
    sign_demo_packs_of_programme(by, stage.actors["hal.denby"], first_meeting, stage.today)
    packs = list_signed_packs_of_programme(by)
    held_by_days = dict[int, GroupMeeting]()
    for days, agenda, words in MONTHLY_MEETINGS:
        pack = find_pack_read_at_meeting(packs, stage.get_working_day_ago(days))
        held = stage.hold(group, days, "rosa.winter", both, agenda=list(agenda), **pack)
        held_by_days[days] = held
        meetings.add_decision_of_group_meeting(GroupDecision(meeting=held, words=words), by=by)
    _add_action_done_between_two_meetings(stage, group, held_by_days[101])
    with stage.on(66):
        carried = stage.offer(
            group, "rosa.winter", "hal.denby", "Map the services that office and force pay for", 90
        )
        group_actions.accept_action(carried.pk, person="Force lead", seen=1, by=stage.actors["hal.denby"])
    with stage.on(145):
        operation = _add_finished_operation(stage, group, by)
    with stage.on(125):
        _add_activities_of_finished_operation(stage, operation, by)
    with stage.on(115):
        _save_and_publish_results_of_finished_operation(operation, by)
    with stage.on(36):
        later = {"nrm": 7, "safeguarded": 11, "investigations": 3}
        operations.save_intensification_results(
            operation.pk, moment="3", counts=later, source="Force, three months later", by=by
        )
        look: OperationFollowUp = operation.follow_ups.get(months=3)
        look.done_on = stage.ago(36)
        look.words = (
            "One more person consented to the NRM. Three investigations go on; support was kept for all."
        )
        operations.record_intensification_review_after_months(look, seen=look.version, by=by)
        words = (
            "Counted again after three months: more people consented to the NRM, and investigations go on."
        )
        operations.publish_intensification(OperationEdition(operation=operation, words=words), by=by)
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _add_action_done_between_two_meetings(
    stage: PartnershipDemoContext, group: Group, meeting: GroupMeeting
) -> None:
    """Offered after one meeting, carried forward to the next, and done before the one after it."""
    force = stage.actors["hal.denby"]
    with stage.on(100):
        told = "Say which visits need an interpreter, a month ahead"
        action = stage.offer(group, "rosa.winter", "hal.denby", told, 150, meeting=meeting)
        action = group_actions.accept_action(action.pk, person="Force lead", seen=1, by=force)
    with stage.on(52):
        done = FollowUpUpdate(
            about=action.follow_up,
            state="done",
            words="The list of the month goes to the office with the rota.",
            evidence="The first list",
        )
        record_follow_up_progress(done, seen=1, by=force)


def _add_finished_operation(stage: PartnershipDemoContext, group: Group, by: Actor) -> Intensification:
    return operations.set_up_intensification_operation(
        Intensification(
            group=group,
            name="Operation Aidant: places of work",
            theme="labour",
            starts_on=stage.ago(135),
            ends_on=stage.ago(129),
            lead_id=stage.actors["hal.denby"].body_id,
            partners=["Border Force", "Fair Work Agency", "Fire and rescue service", "Councils"],
            about="Visit places of work together, and tell people where support is.",
        ),
        by=by,
    )


def _add_activities_of_finished_operation(
    stage: PartnershipDemoContext, operation: Intensification, by: Actor
) -> None:
    for kind, number, what, day, languages in (
        ("nail_bar", 12, "Visits with Border Force", 134, "Vietnamese"),
        ("car_wash", 9, "Visits with the fire service", 132, "Albanian, Romanian"),
        ("farm", 30, "Visits with the Fair Work Agency", 130, "Romanian, Bulgarian"),
    ):
        operations.add_intensification_activity(
            OperationActivity(
                operation=operation,
                kind=kind,
                number=number,
                what=what,
                on=stage.ago(day),
                languages=languages,
            ),
            by=by,
        )


def _save_and_publish_results_of_finished_operation(operation: Intensification, by: Actor) -> None:
    counts = {"spoken": 64, "advised": 31, "found": 12, "found_children": 2, "safeguarded": 10, "nrm": 6}
    counts |= {"notified": 4, "declined": 2, "arrest_slavery": 5, "arrest_other": 9, "arrest_immigration": 7}
    operations.save_intensification_results(
        operation.pk,
        moment="end",
        counts=counts | {"notices": 7, "investigations": 2},
        source="Force, debrief",
        by=by,
    )
    words = "Visits with partners, to find people who are exploited and to tell them where support is."
    operations.publish_intensification(OperationEdition(operation=operation, words=words), by=by)


def _add_cleveland_paid_group(stage: PartnershipDemoContext) -> None:
    """Paid by the commissioner and two councils since 2018; attendance at work streams, with a few empty seats."""
    by, members = stage.actors["tess.harker"], ("ned.sayer", "cath.moor", "ivo.preston")
    group = stage.set_up(
        "tess.harker",
        "board",
        "Cleveland Anti-Slavery Network",
        members,
        days=(stage.today - CLEVELAND_SINCE).days,
    )
    streams = [
        engagement.add_work_stream(WorkStream(group=group, name=name), by=by)
        for name in ("Victim support", "Prevention")
    ]
    begun = min((stage.today - CLEVELAND_SINCE).days, OLDEST_ENTRY_DAYS)
    for place, days in enumerate((*range(begun - 40, 400, -182), 330, 270, 210, 150, 90, 30)):
        how = {
            "tess.harker": "came",
            "ned.sayer": "apologies" if place == 6 else "came",
            "cath.moor": "deputy" if place % 2 else "came",
            "ivo.preston": ("came", "came", "deputy", "absent", "came")[place % 5],
        }
        told, words = CLEVELAND_TOLD[place % len(CLEVELAND_TOLD)]
        held = stage.hold(group, days, "tess.harker", how, stream=streams[place % 2], paper=told)
        meetings.add_decision_of_group_meeting(GroupDecision(meeting=held, words=words), by=by)
    year = stage.today.year if stage.today.month > 3 else stage.today.year - 1
    for each in range(CLEVELAND_SINCE.year, year + 1):
        for key, promised, received in (
            ("tess.harker", 2_500_000, 2_500_000),
            ("cath.moor", 1_000_000, 750_000 if each == year else 1_000_000),
            ("ivo.preston", 800_000, 800_000),
        ):
            engagement.add_contribution(
                Contribution(
                    group=group,
                    body_id=stage.actors[key].body_id,
                    year=each,
                    kind="cash",
                    what="A co-ordinator",
                    promised=promised,
                    received=received,
                ),
                by=by,
            )
    engagement.add_contribution(
        Contribution(
            group=group,
            body_id=stage.actors["ned.sayer"].body_id,
            year=year,
            kind="time",
            what="Training for members",
            promised_hours=60,
            received_hours=48,
        ),
        by=by,
    )
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _add_north_wales_forum(stage: PartnershipDemoContext) -> None:
    """A year of a forum of practitioners, with a survey of its members and the report."""
    by = stage.actors["mared.huws"]
    group = stage.set_up(
        "mared.huws",
        "forum",
        "North Wales practitioners’ forum",
        ("gwil.parry", "ianto.prosser"),
        papers_language="both",
    )
    with stage.on(390):
        _add_terms_in_both_languages(group, by)
    seat: Seat = group.seats.get(body_id=stage.actors["ianto.prosser"].body_id)
    seat.language = "cy"
    seats.change_group_seat(seat, seen=seat.version, by=by)
    for place, (days, paper, words) in enumerate(NORTH_WALES_MEETINGS):
        charity = "absent" if place == 3 else "came"
        how = {"mared.huws": "came", "gwil.parry": "came", "ianto.prosser": charity}
        held = stage.hold(group, days, "mared.huws", how, paper=paper)
        meetings.add_decision_of_group_meeting(GroupDecision(meeting=held, words=words), by=by)
    with stage.on(120):
        no = stage.offer(group, "mared.huws", "ianto.prosser", "Open a desk on Saturdays", 150)
        group_actions.decline_action(
            no.pk, why="No money for weekends this year", seen=1, by=stage.actors["ianto.prosser"]
        )
        yes = stage.offer(group, "mared.huws", "gwil.parry", "One referral form for the six counties", 150)
        yes = group_actions.accept_action(yes.pk, person="Force lead", seen=1, by=stage.actors["gwil.parry"])
    with stage.on(75):
        done = FollowUpUpdate(
            about=yes.follow_up, state="done", words="In use since today.", evidence="The form"
        )
        record_follow_up_progress(done, seen=1, by=stage.actors["gwil.parry"])
    _run_survey_of_forum_members(stage, group, by)
    report = year_reports.draft_year_report(YearReport(group=group, starts_on=stage.ago(366)), by=by)
    _put_typed_texts_into_welsh(report, by)
    report.refresh_from_db()
    report.decision, report.why = (
        "go_on",
        "Those who answered want it. Four meetings a year stay, one in each season, with papers in both languages.",
    )
    report.why_welsh = NORTH_WALES_REASON_IN_WELSH
    year_reports.record_decision_on_group_future(report, seen=report.version, by=by)
    report.refresh_from_db()
    year_reports.publish_year_report(report.pk, note="", seen=report.version, by=by)
    _add_lincolnshire_as_reading_organisation(stage, [group])


def _put_typed_texts_into_welsh(report: YearReport, by: Actor) -> None:
    """Sentences are drafted in both languages, but decisions and actions stay as they were typed."""
    for sentence in report.sentences.all():
        for english, welsh in NORTH_WALES_TYPED_IN_WELSH.items():
            if english in sentence.words_welsh:
                sentence.words_welsh = sentence.words_welsh.replace(english, welsh)
                year_reports.change_year_report_sentence(sentence, seen=sentence.version, by=by)


def _add_terms_in_both_languages(group: Group, by: Actor) -> None:
    """A second edition: each part in English, then in Welsh, as papers of the forum are."""
    first: TermsOfReference = group.terms.get(number=1)
    parts = {name: f"{getattr(first, name)}\n\n{welsh}" for name, welsh in TERMS_IN_WELSH.items()}
    groups.add_terms_of_reference_version(TermsOfReference(group=group, **parts), by=by)


def _run_survey_of_forum_members(stage: PartnershipDemoContext, group: Group, by: Actor) -> None:
    """Twenty-four practitioners of the member organisations answer; the result is rounded as every result is."""
    survey = Survey(
        kind="forum",
        title="North Wales practitioners’ forum: a few questions",
        purpose="To decide how the forum goes on.",
        asked_of="The link was given to practitioners of the member organisations.",
        opens_on=stage.ago(40),
        closes_on=stage.ago(20),
    )
    with stage.on(40):
        row = begin_group_survey(group.pk, survey, by=by)
    questions = {question.number: question for question in row.survey.questions.all()}
    for place in range(24):
        answers: dict[int, str | list[str]] = {
            1: "5" if place % 4 else "3",
            2: [questions[2].codes[0 if place % 3 else 1]],
            3: [questions[3].codes[0 if place % 2 else 2]],
            4: questions[4].codes[0 if place % 6 else 1],
        }
        with stage.on(30):
            answer_survey(
                row.survey.token, language="en", answers=answers, form_key=f"demo-{group.pk}-{place}"
            )
    row.survey.refresh_from_db()
    with stage.on(19):
        close_group_survey(row.survey_id, seen=row.survey.version, by=by)


def _add_national_network(stage: PartnershipDemoContext) -> None:
    """The national network: offices of several areas, with West Yorkshire in the chair."""
    by = stage.actors["amrit.dhaliwal"]
    members = ("zara.lund", "joan.tasker", "rosa.winter", "ines.calder")
    group = stage.set_up("amrit.dhaliwal", "network", NETWORK, members, nation="national")
    chair = group.seats.get(body_id=stage.actors["zara.lund"].body_id)
    chair.part, chair.office = "chair", "Deputy Mayor for Policing and Crime"
    seats.change_group_seat(chair, seen=chair.version, by=by)
    all_came = {"amrit.dhaliwal": "came", **dict.fromkeys(members, "came")}
    for days, paper, words in NETWORK_MEETINGS:
        held = stage.hold(group, days, "amrit.dhaliwal", all_came, paper=paper)
        decision = GroupDecision(meeting=held, words=words)
        meetings.add_decision_of_group_meeting(decision, by=by)
    stage.offer(group, "amrit.dhaliwal", "joan.tasker", "Send the network your board’s terms of reference")
