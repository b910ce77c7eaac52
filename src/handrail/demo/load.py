"""Loading the demo. Done once; a broken load goes on.

The cases drawn by hand are written through the actions that people use, one act after another. The mass is written
as the rows that those actions would leave, trail and all (`bulk.py`); a test holds the two against each other.
"""

from collections.abc import Callable
from datetime import date, datetime
from itertools import batched
from time import monotonic

from django.db import transaction
from django.utils import timezone

from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.events.recompute import recompute
from handrail.demo import actions
from handrail.demo.bodies import USER
from handrail.demo.bulk import write_all
from handrail.demo.clock import Clock, set_clock
from handrail.demo.extras import EXTRAS
from handrail.demo.kinds import PlannedCase
from handrail.demo.plan import SEED, SIZE, Plan, make
from handrail.demo.refusals import NotTheDemo
from handrail.demo.writing import Cast, Writer
from handrail.directory.models import Service
from handrail.reference.actions import begin_invented, finish_invented
from handrail.reference.load import load_all
from handrail.reference.models import Body, Language
from handrail.reference.queries import demo_is_whole, is_invented

Say = Callable[[str], None]
BATCH = 250


def present() -> bool:
    """Whether the demo was loaded to its end."""
    return demo_is_whole()


def load(say: Say = print, *, today: date | None = None, seed: str = SEED, size: int = SIZE) -> int:
    """Load the demo unless it is here. Returns how many cases were written.

    Raises NotTheDemo where the database holds people or cases and does not say that they are invented.
    """
    if present():
        return 0
    refuse_what_is_real()
    began = monotonic()
    say("Reference data: areas, bodies, languages")
    load_all()
    begin_invented(seed=seed)
    plan = make(today or timezone.localdate(), seed=seed, size=size)
    cast = set_the_scene(plan)
    written = _write(plan.cases, cast, say)
    for extra in EXTRAS:
        say(extra.name)
        extra.write(cast, plan.today)
    finish_invented()
    say(f"{written} invented cases in {monotonic() - began:.0f} seconds")
    return written


def set_the_scene(plan: Plan) -> Cast:
    """Bodies, workers and services, and all that cases point at."""
    actions.add_bodies(plan.bodies)
    actions.add_users(plan.users)
    actions.add_services(plan.services, by=User.objects.get(email=USER["gareth.pell"].email))
    users = {user.email: user for user in User.objects.all()}
    return Cast(
        actors={user.key: users[user.email].actor for user in plan.users},
        bodies={body.code: body for body in Body.objects.select_related("area")},
        languages=Language.objects.in_bulk(),
        services={f"{s.provider.code}/{s.name}": s for s in Service.objects.select_related("provider")},
    )


def _write(cases: tuple[PlannedCase, ...], cast: Cast, say: Say) -> int:
    now, there = timezone.now(), set(Case.objects.values_list("reference", flat=True))
    left = [case for case in cases if _reference(case, cast) not in there]
    by_hand = [case for case in left if case.story == "hero"]
    done = len(by_hand)
    with set_clock(now) as clock:
        for case in by_hand:
            write_one(case, cast, clock, now)
    for some in batched((case for case in left if case.story != "hero"), BATCH):
        write_all(some, cast, now)
        done += len(some)
        say(f"Cases: {done} of {len(left)}")
    return len(left)


@transaction.atomic
def write_one(case: PlannedCase, cast: Cast, clock: Clock, now: datetime) -> None:
    """The whole case or nothing of it, so that a load that was broken off can go on."""
    actions.number_next(cast.bodies[case.body], case.number)
    number = Writer(cast, case, clock).write(now)
    clock.moment = now  # the last act may lie far back: ask the rules what they say today
    recompute(Case.objects.select_related("owner", "area").get(pk=number))


def _reference(case: PlannedCase, cast: Cast) -> str:
    return f"{cast.bodies[case.body].prefix}-{case.number:04d}"


def refuse_what_is_real() -> None:
    """Raise NotTheDemo where there are people or cases and nothing says that they are invented."""
    if not is_invented() and (Case.objects.exists() or User.objects.exists()):
        raise NotTheDemo
