"""What a newly recorded event changed, in sentences."""

from collections.abc import Iterator

from handrail.kernel import dates
from handrail.pathway import states
from handrail.pathway.result import Answer, ClockRun

PHASES = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}
NATIONAL = {
    "not_offered": "not offered yet",
    "refused": "refused",
    "waiting": "waited for",
    "receiving": "received",
    "ended": "ended",
}
STOPPED = {states.MET: "Done", states.ENDED: "No longer applies", states.MISSED: "Stopped, late or early"}

type Key = tuple[str, str, object, int | None]


def changes(before: Answer, after: Answer) -> tuple[str, ...]:
    return tuple(_sentences(before, after))


def _sentences(before: Answer, after: Answer) -> Iterator[str]:
    if before.phase != after.phase:
        yield f"Now {PHASES[after.phase]} (was {PHASES[before.phase]})."
    if before.headline != after.headline:
        yield after.headline
    if before.national_support != after.national_support:
        yield f"National support: {NATIONAL[after.national_support]}."
    yield from _clocks(before, after)
    asked = set(before.questions)
    yield from (f"To check: {question.ask}" for question in after.questions if question not in asked)


def _key(run: ClockRun) -> Key:
    return run.clock, run.event.event, run.event.at, run.referral


def _clocks(before: Answer, after: Answer) -> Iterator[str]:
    old = {_key(run): run for run in before.clocks}
    new = {_key(run): run for run in after.clocks}
    yield from (f"Started: {run.name}{_until(run)}." for key, run in new.items() if key not in old)
    yield from (f"Taken back: {run.name}." for key, run in old.items() if key not in new)
    for key, run in new.items():
        if key in old:
            yield from _moved(old[key], run)


def _moved(old: ClockRun, new: ClockRun) -> Iterator[str]:
    if old.ended is None and new.ended is not None:
        yield f"{STOPPED.get(new.state, 'Stopped')}: {new.name}, on {dates.near(new.ended, new.day)}."
    elif old.due != new.due:
        yield f"New date: {new.name}{_until(new)}."
    elif old.state != new.state and states.PAUSED in (old.state, new.state):
        verb = "Paused" if new.state == states.PAUSED else "Goes on"
        yield f"{verb}: {new.name}."


def _until(run: ClockRun) -> str:
    return (
        f", {run.date_words[0].lower()}{run.date_words[1:]}"
        if run.due and not run.kind.startswith("ma")
        else (f", by {run.date_words}" if run.due else "")
    )
