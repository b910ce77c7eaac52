"""What a newly recorded event changed, in sentences."""

from collections.abc import Iterator

from handrail.kernel import dates
from handrail.kernel.saying import say, small
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
        yield say("Now {phase} (was {phase2}).", phase=PHASES[after.phase], phase2=PHASES[before.phase])
    if before.headline != after.headline:
        yield after.headline
    if before.national_support != after.national_support:
        yield say("National support: {national_support}.", national_support=NATIONAL[after.national_support])
    yield from _clocks(before, after)
    asked = set(before.questions)
    yield from (
        say("To check: {ask}", ask=question.ask) for question in after.questions if question not in asked
    )


def _key(run: ClockRun) -> Key:
    return run.clock, run.event.event, run.event.at, run.referral


def _clocks(before: Answer, after: Answer) -> Iterator[str]:
    old = {_key(run): run for run in before.clocks}
    new = {_key(run): run for run in after.clocks}
    yield from (
        say("Started: {name}{until}.", name=run.name, until=_until(run))
        for key, run in new.items()
        if key not in old
    )
    yield from (say("Taken back: {name}.", name=run.name) for key, run in old.items() if key not in new)
    for key, run in new.items():
        if key in old:
            yield from _moved(old[key], run)


def _moved(old: ClockRun, new: ClockRun) -> Iterator[str]:
    if old.ended is None and new.ended is not None:
        yield say(
            "{stopped}: {name}, on {ended}.",
            stopped=STOPPED.get(new.state, "Stopped"),
            name=new.name,
            ended=dates.near(new.ended, new.day),
        )
    elif old.due != new.due:
        yield say("New date: {name}{until}.", name=new.name, until=_until(new))
    elif old.state != new.state and states.PAUSED in (old.state, new.state):
        verb = "Paused" if new.state == states.PAUSED else "Goes on"
        yield say("{verb}: {name}.", verb=verb, name=new.name)


def _until(run: ClockRun) -> str:
    return (
        say(", {date_words}", date_words=small(run.date_words))
        if run.due and not run.kind.startswith("ma")
        else (say(", by {date_words}", date_words=run.date_words) if run.due else "")
    )
