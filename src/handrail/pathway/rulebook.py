"""Every rule in words: what starts it, how long, since when, how sure; and what changed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.kernel import dates
from handrail.pathway import words
from handrail.pathway.clocks import RULES, Rule
from handrail.pathway.vocabulary import name_of

# Rules that took the place of others: the later, the earlier, and what is said of them.
SUCCESSORS = (
    ("recovery_period_30", "recovery_period_45", "Recovery period"),
    ("cg_not_before_30", "cg_not_before_45", "Conclusive grounds, not before"),
    ("reconsider_30d", "reconsider_guidance_3m", "Asking for reconsideration"),
    ("move_on_positive_45", "move_on_positive_14", "Move-on support after a positive decision"),
    ("vts_decision", "discretionary_leave", "Permission to stay after a positive decision"),
    ("vc_info_reporting_2021", "vc_info_reporting", "Written information under the Victims' Code"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One rule took another's place on a day."""

    on: date
    what: str
    was: str
    now: str
    sureness: str


def length_words(rule: Rule) -> str:
    if rule.length is not None:
        return words.length(rule.length, rule.unit)
    return "each body's own setting" if rule.settable else "no limit"


def starts_words(rule: Rule) -> str:
    return " or ".join(name_of(event) for event in rule.start)


def changes() -> tuple[Change, ...]:
    """What changed when, the latest first."""
    by_name = {rule.clock: rule for rule in RULES}
    found = []
    for later, earlier, what in SUCCESSORS:
        new, old = by_name[later], by_name[earlier]
        if new.since:
            found.append(Change(new.since, what, length_words(old), length_words(new), new.dates_confidence))
    return tuple(sorted(found, key=lambda change: change.on, reverse=True))


def text() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for rule in RULES:
        yield f"{rule.clock}: {rule.name}"
        yield f"  {rule.kind}; {length_words(rule)}; starts: {starts_words(rule)}"
        yield f"  holds: {words.held(rule) or 'dates not known'} (dates: {rule.dates_confidence})"
        yield f"  {words.CONFIDENCE[rule.confidence]} Source: {rule.source}"
        yield f"  whose: {rule.owner}"
        yield f"  {rule.note}"
    yield ""
    yield "What changed when"
    for change in changes():
        yield f"  {dates.plain(change.on)} ({change.sureness}): {change.what}: {change.was}, then {change.now}"
