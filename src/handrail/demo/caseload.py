"""Work on the people of the demo: tasks, contacts of today, one that was missed, who depends on them, who is away,
a case that somebody is asked to take over, and one that is closed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.caseload.actions import away, closing, contacts, dependants, handing_over, tasks
from handrail.caseload.actions.closing import Reason
from handrail.caseload.actions.contacts import CameOfIt, How, Plan
from handrail.caseload.actions.dependants import Told
from handrail.caseload.actions.handing_over import To
from handrail.caseload.actions.tasks import Because, ToDo
from handrail.caseload.models import Away, Task
from handrail.caseload.queries.outstanding import outstanding
from handrail.caseload.states import AtRisk, Cause, ContactState, Sort, TaskState, Where
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.states import ChannelKind
from handrail.casework.whole.states import ClosedBecause
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import ago
from handrail.demo.writing import Cast
from handrail.kernel.dates import at

RUTH, TOM, WANDA, SAM, LENA, LEAD = (
    "ruth.adeyemi",
    "tom.brackley",
    "wanda.zukauskas",
    "sam.whitlock",
    "lena.croft",
    "gareth.pell",
)
CALL, PERSON, TEXT = ChannelKind.CALL, ChannelKind.IN_PERSON, ChannelKind.TEXT

# Case, by whom, what, due in days, whose ("" the team’s), from a review
TASKS: Final = (
    ("LN-0417", RUTH, "Ask the college about evening English, women only", -2, RUTH, False),
    ("LN-0417", RUTH, "Ask the officer for the date of the next hearing", 0, "", True),
    ("LN-0405", RUTH, "Send the solicitor the hospital letter", 3, RUTH, False),
    ("LN-0400", RUTH, "Find out who can hold his post", 1, LEAD, False),
    ("LIN-0431", SAM, "Ask a solicitor about Jo’s unpaid wages", 1, SAM, False),
)
# Case, by whom, way, due in days, hour, about, again after days, why all the same
PLANNED: Final = (
    ("LN-0417", RUTH, PERSON, 0, time(14), "the new plan, at the centre", 7, ""),
    ("LN-0211", RUTH, CALL, 0, time(16, 30), "how the class went", 14, ""),
    ("LN-0405", RUTH, CALL, 1, time(10), "the solicitor’s questions", None, ""),
    (
        "LN-0398",
        RUTH,
        TEXT,
        2,
        None,
        "“running late” and no more",
        None,
        "He asked for a text with no names.",
    ),
    ("LIN-0431", SAM, CALL, 0, time(9, 15), "a lift to the GP", None, ""),
)
# Case, by whom, way, days ago, came of it, in words, again after days, through which interpreter
WERE: Final = (
    (
        "LN-0417",
        RUTH,
        CALL,
        6,
        ContactState.HELD,
        "Slept two nights. The red car again on Monday.",
        None,
        "ro",
    ),
    (
        "LN-0400",
        RUTH,
        CALL,
        2,
        ContactState.MISSED,
        "Rang at seven and at nine. Straight to voicemail.",
        3,
        "",
    ),
)
CHILDREN: Final = (
    (
        "LN-0417",
        Told(
            Sort.CHILD,
            Where.ELSEWHERE,
            "Ioana",
            7,
            "With her grandmother in Bacau",
            AtRisk.UNSURE,
            "He said he knows which school",
        ),
    ),
    ("LIN-0429", Told(Sort.CHILD, Where.WITH, "Emeka", 1, "", AtRisk.NO)),
)
NOTE: Final = (
    "They speak more freely on the phone than face to face. Do not ask about the house first. The next thing is the "
    "doctor’s letter; everything else can wait a week."
)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Who acts, at which moment."""

    cast: Cast
    clock: Clock
    today: date

    def case(self, reference: str) -> Case | None:
        return Case.objects.filter(reference=reference, closed_at__isnull=True).first()

    def set(self, days: int, hour: time, case: Case) -> None:
        """So many days ago, never before the case was opened."""
        self.clock.moment = max(at(ago(self.today, days), hour), case.opened_at + timedelta(hours=1))

    def actor(self, key: str) -> Actor:
        return self.cast.actors[key]


@transaction.atomic
def write(cast: Cast, today: date) -> None:
    """Once: days away are the mark of it."""
    if Away.objects.exists() or Task.objects.exists():
        return
    with set_clock(timezone.now()) as clock:
        now: datetime = clock.moment
        writing = _Writing(cast, clock, today)
        for part in (_tasks, _were, _planned, _children):
            part(writing)
        clock.moment = now
        _cover(writing)
        _hand_over(writing)
        _close(writing)


def _tasks(writing: _Writing) -> None:
    for reference, who, what, days, whose, review in TASKS:
        if (case := writing.case(reference)) is None:
            continue
        writing.set(4, time(9, 40), case)
        told = ToDo(what, ago(writing.today, -days), writing.actor(whose).user_id if whose else None)
        cause = Because(Cause.REVIEW if review else Cause.OWN)
        tasks.add_task(case_id=case.pk, to_do=told, because=cause, by=writing.actor(who))
    if (case := writing.case("LN-0417")) is not None:
        writing.set(5, time(11), case)
        by = writing.actor(RUTH)
        done = ToDo("Bring her the phone with a new number", ago(writing.today, 5), by.user_id)
        task = tasks.add_task(case_id=case.pk, to_do=done, by=by)
        writing.set(4, time(15), case)
        tasks.end_task(
            case_id=case.pk,
            task_id=task.pk,
            state=TaskState.DONE,
            words="She chose the number’s last four herself.",
            seen_version=1,
            by=by,
        )


def _were(writing: _Writing) -> None:
    for reference, who, way, days, state, words, again, interpreter in WERE:
        if (case := writing.case(reference)) is None:
            continue
        by, on = writing.actor(who), ago(writing.today, days)
        writing.set(days + 1, time(10), case)
        contact = contacts.plan_contact(
            case_id=case.pk,
            how=How(way),
            plan=Plan(max(on, timezone.localdate()), by.user_id, time(19), every_days=again),
            by=by,
        )
        writing.set(days, time(20, 10), case)
        came = CameOfIt(state, timezone.localdate(), time(19), words, interpreter)
        contacts.say_what_came(
            case_id=case.pk, contact_id=contact.pk, how=How(way), came=came, seen_version=1, by=by
        )
        if state is ContactState.MISSED:
            told = ToDo("Go by the library and look for him", ago(writing.today, 0), by.user_id)
            tasks.add_task(case_id=case.pk, to_do=told, because=Because(Cause.CONTACT, contact.pk), by=by)


def _planned(writing: _Writing) -> None:
    for reference, who, way, days, hour, about, again, despite in PLANNED:
        if (case := writing.case(reference)) is None:
            continue
        by = writing.actor(who)
        writing.set(1, time(16), case)
        plan = Plan(ago(writing.today, -days), by.user_id, hour, about, again)
        contacts.plan_contact(case_id=case.pk, how=How(way, despite), plan=plan, by=by)


def _children(writing: _Writing) -> None:
    for reference, told in CHILDREN:
        if (case := writing.case(reference)) is not None:
            writing.set(3, time(12), case)
            dependants.add_dependant(case_id=case.pk, told=told, by=case.point_of_contact.actor)


def _cover(writing: _Writing) -> None:
    for who, since, until in ((TOM, 1, -4), (LENA, -3, -10)):
        by = writing.actor(who)
        away.say_away(
            user_id=by.user_id, since=ago(writing.today, since), until=ago(writing.today, until), by=by
        )


def _hand_over(writing: _Writing) -> None:
    """Wanda asks Ruth, who stands in for nobody yet."""
    wanda, ruth = writing.actor(WANDA), writing.actor(RUTH)
    rows = Case.objects.filter(owner=wanda.body_id, point_of_contact=wanda.user_id, closed_at__isnull=True)
    case = rows.exclude(stand_in=ruth.user_id).order_by("-opened_at", "pk").first()
    if case is not None:
        handing_over.ask_to_take_over(
            case_id=case.pk, to=To(ruth.user_id), note=NOTE, stays_on=True, by=wanda
        )


def _close(writing: _Writing) -> None:
    """The oldest of Tom’s cases after the NRM, closed by the lead: they live somewhere else."""
    lead, tom = writing.actor(LEAD), writing.actor(TOM)
    rows = Case.objects.filter(owner=tom.body_id, point_of_contact=tom.user_id, closed_at__isnull=True)
    case = rows.filter(phase="after").order_by("opened_at", "pk").first()
    if case is None:
        return
    sight = sight_of(case, lead)
    closing.close_case(
        case_id=case.pk,
        reason=Reason(ClosedBecause.MOVED, "Moved to be near a brother. The team there has met them twice."),
        seen={thing.key for thing in outstanding(sight)},
        by=lead,
    )
