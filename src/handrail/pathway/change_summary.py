"""What a newly recorded event changed, in sentences."""

from collections.abc import Iterator

from handrail.pathway import clock_states
from handrail.pathway.results import ClockRun, PathwayStatus
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import lower_first, msg

PHASE_WORDS = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}
NATIONAL_SUPPORT_WORDS = {
    "not_offered": "not offered yet",
    "refused": "refused",
    "waiting": "awaited",
    "receiving": "received",
    "ended": "ended",
}
STOPPED_WORDS = {
    clock_states.MET: "Done",
    clock_states.ENDED: "No longer applies",
    clock_states.MISSED: "Stopped, late or early",
}

type ClockKey = tuple[str, str, object, int | None]


def list_change_sentences(before: PathwayStatus, after: PathwayStatus) -> tuple[str, ...]:
    """The difference between two readings of one case, told to the person who has just recorded something.

    Returns:
        Sentences: phase, headline, national support, clocks, new questions, in that order; empty where nothing changed.
    """
    return tuple(_iterate_change_sentences(before, after))


def _iterate_change_sentences(before: PathwayStatus, after: PathwayStatus) -> Iterator[str]:
    if before.phase != after.phase:
        yield msg(
            "Now {phase} (was {phase2}).", phase=PHASE_WORDS[after.phase], phase2=PHASE_WORDS[before.phase]
        )
    if before.headline != after.headline:
        yield after.headline
    if before.national_support != after.national_support:
        yield msg(
            "National support: {national_support}.",
            national_support=NATIONAL_SUPPORT_WORDS[after.national_support],
        )
    yield from _iterate_clock_change_sentences(before, after)
    asked = set(before.questions)
    yield from (
        msg("To check: {ask}", ask=question.ask) for question in after.questions if question not in asked
    )


def _get_clock_key(run: ClockRun) -> ClockKey:
    return run.clock, run.event.event, run.event.at, run.referral


def _iterate_clock_change_sentences(before: PathwayStatus, after: PathwayStatus) -> Iterator[str]:
    old = {_get_clock_key(run): run for run in before.clocks}
    new = {_get_clock_key(run): run for run in after.clocks}
    yield from (
        msg("Started: {name}{until}.", name=run.name, until=_format_deadline_suffix(run))
        for key, run in new.items()
        if key not in old
    )
    yield from (msg("Withdrawn: {name}.", name=run.name) for key, run in old.items() if key not in new)
    for key, run in new.items():
        if key in old:
            yield from _iterate_sentences_of_changed_clock(old[key], run)


def _iterate_sentences_of_changed_clock(old: ClockRun, new: ClockRun) -> Iterator[str]:
    if old.ended is None and new.ended is not None:
        yield msg(
            "{stopped}: {name}, on {ended}.",
            stopped=STOPPED_WORDS.get(new.state, "Stopped"),
            name=new.name,
            ended=dates.format_long_day_omitting_same_year(new.ended, new.day),
        )
    elif old.due != new.due:
        yield msg("New date: {name}{until}.", name=new.name, until=_format_deadline_suffix(new))
    elif old.state != new.state and clock_states.PAUSED in (old.state, new.state):
        verb = "Paused" if new.state == clock_states.PAUSED else "Goes on"
        yield msg("{verb}: {name}.", verb=verb, name=new.name)


def _format_deadline_suffix(run: ClockRun) -> str:
    return (
        msg(", {date_words}", date_words=lower_first(run.date_words))
        if run.due and not run.kind.startswith("ma")
        else (msg(", by {date_words}", date_words=run.date_words) if run.due else "")
    )
