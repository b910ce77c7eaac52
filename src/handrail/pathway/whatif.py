"""What a change of rules would do to deadlines that are open: which would move, from when to when. Nothing is kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handrail.pathway.clocks import CURRENT_RULES, ClockRuleSet
from handrail.pathway.evaluation import build_clock_runs
from handrail.pathway.history import History
from handrail.pathway.replay import compute_case_state_on_day
from handrail.pathway.results import ClockRun
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

type Due = date | datetime | None
type RunKey = tuple[str, str, int | None]

MOVED, STARTED, DROPPED = "moved", "started", "dropped"


@dataclass(frozen=True, slots=True)
class OpenDeadlineChange:
    """An open deadline that the changed rules put on another day. `before` and `after` are None where there is none."""

    sort: str
    clock: str
    name: str
    before: Due
    after: Due


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What the changed rules do to one history: the open deadlines that change, and how many stay."""

    moves: tuple[OpenDeadlineChange, ...]
    stay: int


def compare_deadlines_under_changed_rules(
    history: History, on: date | datetime, changed: ClockRuleSet
) -> RuleEffect:
    """Read one history twice, under the rules in force and under the changed ones.

    Args:
        history: all that is known of the person; it is only read.
        on: the day on which a deadline must be open, under either rules.
        changed: the rules as they might become.

    Returns:
        The deadlines that would move, start or fall away, in the order in which they started; and how many stay.
    """
    now = _list_clock_runs(history, on, CURRENT_RULES)
    then = _list_clock_runs(history, on, changed)
    pairs = list(_iterate_matched_clock_runs(now, then))
    open_pairs = [(old, new) for old, new in pairs if _is_open_deadline(old) or _is_open_deadline(new)]
    moves = tuple(move for old, new in open_pairs if (move := _make_open_deadline_change_or_none(old, new)))
    return RuleEffect(moves, len(open_pairs) - len(moves))


@dataclass(frozen=True, slots=True)
class ClockEndUnderBothRuleSets:
    """The end of one run of a clock under the rules in force and under changed ones; None where there is none."""

    started: date
    before: Due
    after: Due


def list_clock_ends_under_both_rule_sets(
    history: History, on: date | datetime, changed: ClockRuleSet, clock: str
) -> list[ClockEndUnderBothRuleSets]:
    """Every run of one clock up to a day, over or not, under both rules; not those that only the changed rules know.

    Args:
        history: all that is known of the person; it is only read.
        on: the day up to which it is read.
        changed: the rules as they might become.
        clock: its code, among the rules in force.

    Returns:
        In the order in which they started.
    """
    pairs = _iterate_matched_clock_runs(
        _list_clock_runs(history, on, CURRENT_RULES), _list_clock_runs(history, on, changed)
    )
    return [
        ClockEndUnderBothRuleSets(dates.to_date(old.started), old.due, new.due if new is not None else None)
        for old, new in pairs
        if old is not None and old.clock == clock
    ]


def _list_clock_runs(history: History, on: date | datetime, rules: ClockRuleSet) -> list[ClockRun]:
    return list(build_clock_runs(compute_case_state_on_day(history, on, rules)))


def _is_open_deadline(run: ClockRun | None) -> bool:
    """A run that goes on and has a day: a wait without a limit is no deadline."""
    return run is not None and run.is_open and run.due is not None


def _iterate_matched_clock_runs(
    now: list[ClockRun], then: list[ClockRun]
) -> Iterator[tuple[ClockRun | None, ClockRun | None]]:
    """The same clock of the same event first; then a later version that took its place, known by its name."""
    left = list(then)
    lonely: list[ClockRun] = []
    for run in now:
        same = next(
            (
                other
                for other in left
                if _get_clock_run_key(other, other.clock) == _get_clock_run_key(run, run.clock)
            ),
            None,
        )
        if same is None:
            lonely.append(run)
        else:
            left.remove(same)
            yield run, same
    for run in lonely:
        version = next(
            (
                other
                for other in left
                if _get_clock_run_key(other, other.name) == _get_clock_run_key(run, run.name)
            ),
            None,
        )
        if version is not None:
            left.remove(version)
        yield run, version
    yield from ((None, run) for run in left)


def _get_clock_run_key(run: ClockRun, named: str) -> RunKey:
    return named, f"{run.event.event} {run.event.at} {run.event_id}", run.referral


def _make_open_deadline_change_or_none(
    old: ClockRun | None, new: ClockRun | None
) -> OpenDeadlineChange | None:
    before = old.due if old is not None else None
    after = new.due if new is not None else None
    sort = MOVED
    if new is None or (before == after and not _is_open_deadline(new)):
        sort, after = DROPPED, None
    elif old is None or (before == after and not _is_open_deadline(old)):
        sort, before = STARTED, None
    elif before == after:
        return None
    shown = new if new is not None else old
    assert shown is not None  # one of the two is there
    return OpenDeadlineChange(sort, shown.clock, shown.name, before, after)


@dataclass(frozen=True, slots=True)
class RuleEffectTotal:
    """What the changed rules do to many histories: each move with how often, and no word on whose it is."""

    cases: int
    touched: int
    stay: int
    moves: Mapping[OpenDeadlineChange, int]


def sum_rule_effects(effects: Iterable[RuleEffect]) -> RuleEffectTotal:
    cases = touched = stay = 0
    moves: Counter[OpenDeadlineChange] = Counter()
    for effect in effects:
        cases += 1
        touched += bool(effect.moves)
        stay += effect.stay
        moves.update(effect.moves)
    return RuleEffectTotal(cases, touched, stay, moves)


def render_rule_effects(total: RuleEffectTotal, on: date | datetime, rules: int) -> str:
    """The whole answer in lines.

    Args:
        total: what was added up.
        on: the day that was asked about.
        rules: how many rules were changed or new.

    Returns:
        A sentence with the counts, a line a rule and a line a move.
    """
    return "\n".join(_iterate_effect_lines(total, on, rules)) + "\n"


def _iterate_effect_lines(total: RuleEffectTotal, on: date | datetime, rules: int) -> Iterator[str]:
    yield msg(
        "On {on}, with {rules} changed: {moved} would change in {touched} of {cases}, and {stay} would stay the same.",
        on=dates.format_day(dates.to_date(on)),
        rules=dates.format_count_with_noun(rules, "rule"),
        moved=dates.format_count_with_noun(sum(total.moves.values()), "open deadline"),
        touched=total.touched,
        cases=dates.format_count_with_noun(total.cases, "case"),
        stay=total.stay,
    )
    by_clock: dict[str, list[OpenDeadlineChange]] = {}
    for move in total.moves:
        by_clock.setdefault(move.clock, []).append(move)
    for clock, moves in sorted(by_clock.items()):
        number = sum(total.moves[move] for move in moves)
        yield f"{clock}: {moves[0].name}: {number}"
        for move in sorted(moves, key=_get_sort_key_of_open_deadline_change):
            yield f"  {_format_open_deadline_change(move)}: {total.moves[move]}"
    yield "No case was altered."


def _get_sort_key_of_open_deadline_change(move: OpenDeadlineChange) -> tuple[str, str]:
    return str(move.before or ""), str(move.after or "")


def _format_open_deadline_change(move: OpenDeadlineChange) -> str:
    before, after = _format_due_or_no_limit(move.before), _format_due_or_no_limit(move.after)
    if move.sort == STARTED:
        return msg("starts, {after}", after=after)
    if move.sort == DROPPED:
        return msg("no longer applies, {before}", before=before)
    if move.before is None or move.after is None:
        return msg("{before} to {after}", before=before, after=after)
    days = (dates.to_date(move.after) - dates.to_date(move.before)).days
    apart = dates.format_count_with_noun(abs(days), "day")
    later = msg("{apart} later", apart=apart) if days > 0 else msg("{apart} earlier", apart=apart)
    return msg(
        "{before} to {after}, {later}", before=before, after=after, later=later if days else "same day"
    )


def _format_due_or_no_limit(due: Due) -> str:
    if due is None:
        return "no limit"
    day = dates.format_day(dates.to_date(due))
    return f"{day} {dates.format_time(due)}" if isinstance(due, datetime) else day
