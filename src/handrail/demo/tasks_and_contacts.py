"""Work on the people of the demo: tasks, contacts of today, one that was missed, who depends on them, who is away,
a case that somebody is asked to take over, and one that is closed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.contacts.actions import absences, closing, contacts, dependants, hand_overs, tasks
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Absence, Contact, Dependant, Task
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.contacts.text_choices import (
    ContactState,
    DependantKind,
    DependantRisk,
    DependantWhereabouts,
    TaskCause,
    TaskState,
)
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

RUTH, TOM, WANDA, SAM, LENA, LEAD = (
    "ruth.adeyemi",
    "tom.brackley",
    "wanda.zukauskas",
    "sam.whitlock",
    "lena.croft",
    "gareth.pell",
)
CALL, PERSON, TEXT = ContactChannelKind.CALL, ContactChannelKind.IN_PERSON, ContactChannelKind.TEXT

# Case, by whom, what, due in days, whose ("" the team’s), from a review
TASKS: Final = (
    ("LN-0417-M", RUTH, "Ask the college about January English, women only", -2, RUTH, False),
    ("LN-0417-M", RUTH, "Ask the officer for the bail conditions", 0, "", True),
    ("LN-0405-Q", RUTH, "Send the solicitor the hospital letter", 3, RUTH, False),
    ("LN-0400-B", RUTH, "Find out who can hold his post", 1, LEAD, False),
    ("LCL-0431-W", SAM, "Ask a solicitor about Jo’s unpaid wages", 1, SAM, False),
)
# Case, by whom, way, due in days, hour, about, again after days, why all the same
PLANNED_CONTACTS: Final = (
    ("LN-0417-M", RUTH, CALL, 0, time(18, 30), "the new plan", 7, ""),
    ("LN-0211-Y", RUTH, CALL, 0, time(16, 30), "how the class went", 14, ""),
    ("LN-0405-Q", RUTH, CALL, 1, time(10), "the solicitor’s questions", None, ""),
    (
        "LN-0398-D",
        RUTH,
        TEXT,
        2,
        None,
        "“running late” and no more",
        None,
        "He asked for a text with no names.",
    ),
    ("LCL-0431-W", SAM, CALL, 0, time(9, 15), "a lift to the GP", None, ""),
)
# Case, by whom, way, days ago, came of it, in words, again after days, through which interpreter
PAST_CONTACTS: Final = (
    (
        "LN-0417-M",
        RUTH,
        CALL,
        1,
        ContactState.HELD,
        "Slept two nights. The red car again on Monday.",
        None,
        "ro",
    ),
    (
        "LN-0400-B",
        RUTH,
        CALL,
        2,
        ContactState.MISSED,
        "Rang at seven and at nine. Straight to voicemail.",
        3,
        "",
    ),
)
# Case, age, what is recorded of the child
CHILDREN: Final = (
    (
        "LN-0417-M",
        7,
        {
            "where": DependantWhereabouts.ELSEWHERE,
            "called": "Ioana",
            "where_words": "With her grandmother in Bacau",
            "at_risk": DependantRisk.UNSURE,
            "risk_words": "He said he knows which school",
        },
    ),
    ("LCL-0429-T", 1, {"where": DependantWhereabouts.WITH, "called": "Emeka", "at_risk": DependantRisk.NO}),
)
NOTE: Final = (
    "They speak more freely on the phone than face to face. Do not ask about the house first. The next thing is the "
    "doctor’s letter; everything else can wait a week."
)


@dataclass(frozen=True, slots=True)
class _ContactDemoContext:
    """Who acts, at which moment."""

    cast: DemoLookups
    clock: SettableClock
    today: date

    def case(self, reference: str) -> Case | None:
        return Case.objects.filter(reference=reference, closed_at__isnull=True).first()

    def set(self, days: int, hour: time, case: Case) -> None:
        """So many days ago, never before the case was opened."""
        self.clock.moment = max(
            make_london_time(get_date_days_before_today(self.today, days), hour),
            case.opened_at + timedelta(hours=1),
        )

    def actor(self, key: str) -> Actor:
        return self.cast.actors[key]


@transaction.atomic
def load_tasks_and_contacts(cast: DemoLookups, today: date) -> None:
    """Once: days away are the mark of it."""
    if Absence.objects.exists() or Task.objects.exists():
        return
    with use_simulated_clock(timezone.now()) as clock:
        now: datetime = clock.moment
        writing = _ContactDemoContext(cast, clock, today)
        for part in (_add_demo_tasks, _add_past_contacts, _add_planned_contacts, _add_demo_dependants):
            part(writing)
        clock.moment = now
        _add_demo_worker_absences(writing)
        _request_demo_case_hand_over(writing)
        _close_oldest_demo_case_of_worker(writing)


def _add_demo_tasks(writing: _ContactDemoContext) -> None:
    for reference, who, what, days, whose, review in TASKS:
        if (case := writing.case(reference)) is None:
            continue
        writing.set(4, time(9, 40), case)
        task = Task(case_id=case.pk, what=what, due_on=get_date_days_before_today(writing.today, -days))
        task.for_user_id = writing.actor(whose).user_id if whose else None
        task.cause = TaskCause.REVIEW if review else TaskCause.OWN
        tasks.add_task(task, by=writing.actor(who))
    if (case := writing.case("LN-0417-M")) is not None:
        writing.set(5, time(11), case)
        by = writing.actor(RUTH)
        task = Task(case_id=case.pk, what="Bring her the phone with a new number", for_user_id=by.user_id)
        task.due_on = get_date_days_before_today(writing.today, 5)
        tasks.add_task(task, by=by)
        writing.set(4, time(15), case)
        tasks.end_task(
            case_id=case.pk,
            task_id=task.pk,
            state=TaskState.DONE,
            words="She chose the number’s last four herself.",
            seen=1,
            by=by,
        )


def _add_past_contacts(writing: _ContactDemoContext) -> None:
    for reference, who, way, days, state, words, again, interpreter in PAST_CONTACTS:
        if (case := writing.case(reference)) is None:
            continue
        by, on = writing.actor(who), get_date_days_before_today(writing.today, days)
        writing.set(days + 1, time(10), case)
        contact = Contact(case_id=case.pk, channel=way, with_user_id=by.user_id, every_days=again)
        contact.on, contact.at_time = max(on, timezone.localdate()), time(19)
        contacts.plan_contact(contact, by=by)
        writing.set(days, time(20, 10), case)
        contact.state, contact.on, contact.words = state, timezone.localdate(), words
        contact.interpreter = get_language_by_tag(interpreter)
        contacts.record_contact_outcome(contact, seen=1, by=by)
        if state is ContactState.MISSED:
            task = Task(case_id=case.pk, what="Go by the library and look for him", for_user_id=by.user_id)
            task.due_on, task.cause, task.contact = writing.today, TaskCause.CONTACT, contact
            tasks.add_task(task, by=by)


def _add_planned_contacts(writing: _ContactDemoContext) -> None:
    for reference, who, way, days, hour, about, again, despite in PLANNED_CONTACTS:
        if (case := writing.case(reference)) is None:
            continue
        by = writing.actor(who)
        writing.set(1, time(16), case)
        contact = Contact(case_id=case.pk, channel=way, despite=despite, about=about, every_days=again)
        contact.on, contact.at_time = get_date_days_before_today(writing.today, -days), hour
        contact.with_user_id = by.user_id
        contacts.plan_contact(contact, by=by)


def _add_demo_dependants(writing: _ContactDemoContext) -> None:
    for reference, age, values in CHILDREN:
        if (case := writing.case(reference)) is not None:
            writing.set(3, time(12), case)
            child = Dependant(case_id=case.pk, sort=DependantKind.CHILD, **values)
            child.born_year = str(timezone.localdate().year - age)
            dependants.add_dependant(child, by=case.point_of_contact.actor)


def _add_demo_worker_absences(writing: _ContactDemoContext) -> None:
    for who, since, until in ((TOM, 0, -4), (LENA, -3, -10)):
        by = writing.actor(who)
        days = (
            get_date_days_before_today(writing.today, since),
            get_date_days_before_today(writing.today, until),
        )
        absences.record_absence(Absence(user_id=by.user_id, since=days[0], until=days[1]), by=by)


def _request_demo_case_hand_over(writing: _ContactDemoContext) -> None:
    """Wanda asks Ruth, who stands in for nobody yet."""
    wanda, ruth = writing.actor(WANDA), writing.actor(RUTH)
    rows = Case.objects.filter(owner=wanda.body_id, point_of_contact=wanda.user_id, closed_at__isnull=True)
    case = rows.exclude(stand_in=ruth.user_id).order_by("-opened_at", "pk").first()
    if case is not None:
        hand_overs.request_hand_over(
            case_id=case.pk, to=HandOverRecipient(ruth.user_id), note=NOTE, stays_on=True, by=wanda
        )


def _close_oldest_demo_case_of_worker(writing: _ContactDemoContext) -> None:
    """The oldest of Tom’s cases after the NRM, closed by the lead: they live somewhere else."""
    lead, tom = writing.actor(LEAD), writing.actor(TOM)
    rows = Case.objects.filter(owner=tom.body_id, point_of_contact=tom.user_id, closed_at__isnull=True)
    case = rows.filter(phase="after").order_by("opened_at", "pk").first()
    if case is None:
        return
    case_access = get_case_access(case, lead)
    closing.close_case(
        case_id=case.pk,
        reason=ClosureInput(
            ClosureReason.MOVED, "Moved to be near a brother. The team there has met them twice."
        ),
        seen={thing.key for thing in list_outstanding_items(case_access)},
        by=lead,
    )
