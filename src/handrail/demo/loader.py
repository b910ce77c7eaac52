"""Loading the demo. Done once; a broken load goes on.

The cases drawn by hand are written through the actions that people use, one act after another. The mass is written
as the rows that those actions would leave, trail and all: through the actions it would take fifty times as long.
Both take what a case says from `case_inputs`, and a test holds their rows against each other.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from time import monotonic

from django.db import transaction
from django.utils import timezone

from handrail.demo import actions_bodies_users_and_services
from handrail.demo.case_rows import write_cases_in_bulk
from handrail.demo.case_writer import CaseWriter, DemoLookups
from handrail.demo.demo_plan import SEED, SIZE, DemoPlan, make_demo_plan
from handrail.demo.demo_sections import DEMO_SECTIONS, DemoSectionWriter
from handrail.demo.errors import NotDemoDatabaseError, OutdatedDemoLoadError
from handrail.demo.load_progress import LoadProgress, Say
from handrail.demo.plan_types import PlannedCase
from handrail.demo.planned_bodies_and_users import USER
from handrail.demo.section_loading import MissingDemoSection, load_missing_sections
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.demo.trail_times import spread_acts_of_loading
from handrail.directory.models import Service
from handrail.people.cases.events.actions.daily_recomputation import recompute_cases_due_to_change
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.reference.actions import (
    mark_database_as_demo_data_only,
    mark_demo_data_as_completely_written,
    mark_part_of_demo_data_as_written,
)
from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.models import Body, Language
from handrail.platform.reference.queries import (
    get_written_parts_of_demo_data,
    is_database_of_demo_data_only,
    is_demo_data_completely_written,
)

BATCH_SIZE = 250
PLAN = "Plan"
"""The part that says for which day the rest was written."""
SECONDS_OF_BASE, SECONDS_OF_CASE = 2.0, 0.011


@dataclass(frozen=True, slots=True)
class DemoLoadResult:
    """What a load has written, and what is still missing after it."""

    cases: int = 0
    missing: tuple[MissingDemoSection, ...] = ()


def is_demo_loaded() -> bool:
    """Whether everything of the demo is there."""
    return is_demo_data_completely_written() and not _list_missing_sections()


def load_demo(
    say: Say = print, *, today: date | None = None, seed: str = SEED, size: int = SIZE
) -> DemoLoadResult:
    """Load what is missing of the demo.

    Args:
        say: is told how far it is.
        today: the day that stories end on; None for this one.
        seed: the same gives the same people.
        size: how many cases.

    Returns:
        How many cases were written, and which sections could not be.

    Raises:
        NotDemoDatabaseError: the database holds people or cases and does not say that they are invented.
        OutdatedDemoLoadError: a load that was broken off cannot go on: it has to begin again.
    """
    if is_demo_loaded():
        return DemoLoadResult()
    raise_unless_only_invented_data()
    began, plan = monotonic(), make_demo_plan(today or timezone.localdate(), seed=seed, size=size)
    raise_unless_load_can_go_on(plan)
    progress = LoadProgress(say, _estimate_seconds(plan))
    progress.begin(_describe_beginning())
    _mark_plan(plan, seed)
    with spread_acts_of_loading():
        lookups = write_base_records_and_get_lookups(plan)
        progress.finish(SECONDS_OF_BASE)
        written = 0 if is_demo_data_completely_written() else _write_cases(plan.cases, lookups, progress)
        missing = load_missing_sections(DEMO_SECTIONS, lookups, plan.today, progress)
    if plan.today == timezone.localdate():
        recompute_cases_due_to_change()  # a section wrote of days long past: My day would say that it is not worked out
    mark_demo_data_as_completely_written()
    say(f"{written} invented cases in {monotonic() - began:.0f} seconds")
    return DemoLoadResult(written, tuple(missing))


def raise_unless_load_can_go_on(plan: DemoPlan) -> None:
    """Raise OutdatedDemoLoadError where cases were being written for another day.

    Days of the stories would contradict each other. A demo that is complete but for some sections is added to: people
    may have worked in it.
    """
    begun = get_written_parts_of_demo_data().get(PLAN, "")
    if begun and begun != plan.today.isoformat() and not is_demo_data_completely_written():
        raise OutdatedDemoLoadError


def _mark_plan(plan: DemoPlan, seed: str) -> None:
    load_reference_data()
    mark_database_as_demo_data_only(seed=seed)
    if PLAN not in get_written_parts_of_demo_data():
        mark_part_of_demo_data_as_written(PLAN, plan.today.isoformat())


def _describe_beginning() -> str:
    written = get_written_parts_of_demo_data()
    there = sum(section.name in written for section in DEMO_SECTIONS)
    if is_demo_data_completely_written():
        return f"Trying again what is missing: {len(DEMO_SECTIONS) - there} of {len(DEMO_SECTIONS)} sections"
    if PLAN in written:
        return f"Going on where a load was broken off: {Case.objects.count()} cases and {there} sections are there"
    return "Areas, organisations, languages and people"


def _list_missing_sections() -> list[DemoSectionWriter]:
    written = get_written_parts_of_demo_data()
    return [section for section in DEMO_SECTIONS if section.name not in written]


def _estimate_seconds(plan: DemoPlan) -> float:
    cases = 0 if is_demo_data_completely_written() else len(plan.cases)
    return SECONDS_OF_BASE + SECONDS_OF_CASE * cases + sum(one.seconds for one in _list_missing_sections())


def write_base_records_and_get_lookups(plan: DemoPlan) -> DemoLookups:
    """Bodies, workers and services, and all that cases point at."""
    actions_bodies_users_and_services.add_planned_demo_bodies(plan.bodies)
    actions_bodies_users_and_services.add_planned_demo_users(plan.users)
    actions_bodies_users_and_services.add_planned_demo_services(
        plan.services, by=User.objects.get(email=USER["gareth.pell"].email)
    )
    users = {user.email: user for user in User.objects.all()}
    return DemoLookups(
        actors={user.key: users[user.email].actor for user in plan.users},
        bodies={body.code: body for body in Body.objects.select_related("area")},
        languages=Language.objects.in_bulk(),
        services={f"{s.provider.code}/{s.name}": s for s in Service.objects.select_related("provider")},
    )


def _write_cases(cases: tuple[PlannedCase, ...], cast: DemoLookups, progress: LoadProgress) -> int:
    now, there = timezone.now(), set(Case.objects.values_list("reference", flat=True))
    left = [case for case in cases if _format_case_reference(case, cast) not in there]
    by_hand = [case for case in left if case.story == "hero"]
    progress.finish(SECONDS_OF_CASE * (len(cases) - len(left)))
    done = len(by_hand)
    with use_simulated_clock(now) as clock:
        for case in by_hand:
            write_case(case, cast, clock, now)
    progress.finish(SECONDS_OF_CASE * len(by_hand))
    for some in batched((case for case in left if case.story != "hero"), BATCH_SIZE):
        write_cases_in_bulk(some, cast, now)
        done += len(some)
        progress.finish(SECONDS_OF_CASE * len(some))
        progress.begin(f"Cases: {done} of {len(left)}")
    return len(left)


@transaction.atomic
def write_case(case: PlannedCase, cast: DemoLookups, clock: SettableClock, now: datetime) -> None:
    """The whole case or nothing of it, so that a load that was broken off can go on.

    Args:
        case: the plan.
        cast: everybody and everything that it points at.
        clock: is set to the moment of each act, and then to `now`.
        now: the moment up to which it has come.
    """
    actions_bodies_users_and_services.set_next_case_number(cast.bodies[case.body], case.number)
    number = CaseWriter(cast, case, clock).write(now)
    clock.moment = now  # the last act may lie far back: ask the rules what they say today
    recompute_case(Case.objects.select_related("owner", "area").get(pk=number))


def _format_case_reference(case: PlannedCase, cast: DemoLookups) -> str:
    return format_case_reference(str(cast.bodies[case.body].prefix), case.number)


def raise_unless_only_invented_data() -> None:
    """Raise NotDemoDatabaseError where there are people or cases and nothing says that they are invented."""
    if not is_database_of_demo_data_only() and (Case.objects.exists() or User.objects.exists()):
        raise NotDemoDatabaseError
