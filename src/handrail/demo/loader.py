"""Loading the demo. Done once; a broken load goes on.

The cases drawn by hand are written through the actions that people use, one act after another. The mass is written
as the rows that those actions would leave, trail and all: through the actions it would take fifty times as long.
Both take what a case says from `case_inputs`, and a test holds their rows against each other.
"""

from collections.abc import Callable
from datetime import date, datetime
from itertools import batched
from time import monotonic

from django.db import transaction
from django.utils import timezone

from handrail.demo import actions_bodies_users_and_services
from handrail.demo.case_rows import write_cases_in_bulk
from handrail.demo.case_writer import CaseWriter, DemoLookups
from handrail.demo.demo_plan import SEED, SIZE, DemoPlan, make_demo_plan
from handrail.demo.demo_sections import DEMO_SECTIONS
from handrail.demo.errors import NotDemoDatabaseError
from handrail.demo.plan_types import PlannedCase
from handrail.demo.planned_bodies_and_users import USER
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
)
from handrail.platform.reference.load import load_reference_data
from handrail.platform.reference.models import Body, Language
from handrail.platform.reference.queries import is_database_of_demo_data_only, is_demo_data_completely_written

Say = Callable[[str], None]
BATCH_SIZE = 250


def is_demo_loaded() -> bool:
    """Whether the demo was loaded to its end."""
    return is_demo_data_completely_written()


def load_demo(say: Say = print, *, today: date | None = None, seed: str = SEED, size: int = SIZE) -> int:
    """Load the demo unless it is here.

    Args:
        say: is told how far it is.
        today: the day that stories end on; None for this one.
        seed: the same gives the same people.
        size: how many cases.

    Returns:
        How many cases were written; 0 where it was loaded already.

    Raises:
        NotDemoDatabaseError: the database holds people or cases and does not say that they are invented.
    """
    if is_demo_loaded():
        return 0
    raise_unless_only_invented_data()
    began = monotonic()
    say("Reference data: areas, bodies, languages")
    load_reference_data()
    mark_database_as_demo_data_only(seed=seed)
    plan = make_demo_plan(today or timezone.localdate(), seed=seed, size=size)
    with spread_acts_of_loading():
        cast = write_base_records_and_get_lookups(plan)
        written = _write_cases(plan.cases, cast, say)
        for extra in DEMO_SECTIONS:
            say(extra.name)
            extra.write(cast, plan.today)
    if plan.today == timezone.localdate():
        recompute_cases_due_to_change()  # a section wrote of days long past: My day would say that it is not worked out
    mark_demo_data_as_completely_written()
    say(f"{written} invented cases in {monotonic() - began:.0f} seconds")
    return written


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


def _write_cases(cases: tuple[PlannedCase, ...], cast: DemoLookups, say: Say) -> int:
    now, there = timezone.now(), set(Case.objects.values_list("reference", flat=True))
    left = [case for case in cases if _format_case_reference(case, cast) not in there]
    by_hand = [case for case in left if case.story == "hero"]
    done = len(by_hand)
    with use_simulated_clock(now) as clock:
        for case in by_hand:
            write_case(case, cast, clock, now)
    for some in batched((case for case in left if case.story != "hero"), BATCH_SIZE):
        write_cases_in_bulk(some, cast, now)
        done += len(some)
        say(f"Cases: {done} of {len(left)}")
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
