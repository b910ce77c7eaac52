"""Every rule in words: what starts it, how long, since when, how sure; and what changed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.kernel import dates
from handrail.kernel.saying import joined, say
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
    return joined((name_of(event) for event in rule.start), " or ")


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
        yield say("{clock}: {name}", clock=rule.clock, name=rule.name)
        yield say(
            "  {kind}; {length_words}; starts: {starts_words}",
            kind=rule.kind,
            length_words=length_words(rule),
            starts_words=starts_words(rule),
        )
        yield say(
            "  holds: {held} (dates: {dates_confidence})",
            held=words.held(rule) or "dates not known",
            dates_confidence=rule.dates_confidence,
        )
        yield say(
            "  {confidence} Source: {source}",
            confidence=words.CONFIDENCE[rule.confidence],
            source=rule.source,
        )
        yield say("  whose: {owner}", owner=rule.owner)
        yield f"  {rule.note}"
    yield ""
    yield "What changed when"
    for change in changes():
        yield say(
            "  {on} ({sureness}): {what}: {was}, then {now}",
            on=dates.plain(change.on),
            sureness=change.sureness,
            what=change.what,
            was=change.was,
            now=change.now,
        )
