"""Every rule in words: what starts it, how long, since when, how sure; and what changed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.pathway import rule_descriptions
from handrail.pathway.clocks import RULES, ClockRule
from handrail.pathway.event_vocabulary import get_event_name
from handrail.pathway.laws import load_law_changes
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import join_texts, msg

# Rules that took the place of others: the later, the earlier, and what is said of them.
SUCCESSORS = (
    ("recovery_period_30", "recovery_period_45", "Recovery period"),
    ("cg_not_before_30", "cg_not_before_45", "Conclusive grounds: earliest date"),
    ("reconsider_30d", "reconsider_guidance_3m", "Reconsideration"),
    ("move_on_positive_45", "move_on_positive_14", "Move-on support after a positive decision"),
    ("vts_decision", "discretionary_leave", "Permission to stay after a positive decision"),
    ("vrr_request", "vrr_request_2013", "Asking for a review of no charge"),
    ("vc_info_reporting_2021", "vc_info_reporting", "Written information under the Victims' Code"),
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule took another's place on a day."""

    on: date
    what: str
    was: str
    now: str
    sureness: str


def describe_rule_length(rule: ClockRule) -> str:
    if rule.length is not None:
        return rule_descriptions.describe_clock_length(rule.length, rule.unit)
    return (
        "no legal time limit"
        if rule.settable and rule.confidence == "confirmed"
        else "your organisation’s own target"
        if rule.settable
        else "no time limit"
    )


def describe_rule_start(rule: ClockRule) -> str:
    return join_texts((get_event_name(event) for event in rule.start), " or ")


def list_rule_changes() -> tuple[RuleChange, ...]:
    """What changed when: a date counted under an older rule must be explained by that rule.

    Source: the `since`, `length` and `dates_confidence` columns of clocks.csv, whose rows name their sources.

    Returns:
        One entry for each pair in `SUCCESSORS` whose later rule has a first day, the latest first.

    Raises:
        KeyError: a pair that names a clock without a row.
    """
    by_name = {rule.clock: rule for rule in RULES}
    found = []
    for later, earlier, what in SUCCESSORS:
        new, old = by_name[later], by_name[earlier]
        if new.since:
            found.append(
                RuleChange(
                    new.since,
                    what,
                    describe_rule_length(old),
                    describe_rule_length(new),
                    new.dates_confidence,
                )
            )
    return tuple(sorted(found, key=lambda change: change.on, reverse=True))


def render_rulebook_as_text() -> str:
    return "\n".join(_iterate_rulebook_lines()) + "\n"


def _iterate_rulebook_lines() -> Iterator[str]:
    for rule in RULES:
        yield msg("{clock}: {name}", clock=rule.clock, name=rule.name)
        yield msg(
            "  {kind}; {length_words}; starts: {starts_words}",
            kind=rule.kind,
            length_words=describe_rule_length(rule),
            starts_words=describe_rule_start(rule),
        )
        yield msg(
            "  holds: {held} (dates: {dates_confidence})",
            held=rule_descriptions.describe_rule_validity(rule) or "dates not known",
            dates_confidence=rule.dates_confidence,
        )
        yield msg(
            "  {confidence} Source: {source}",
            confidence=rule_descriptions.describe_legal_confidence(rule.confidence, rule.source),
            source=rule.source,
        )
        yield msg("  whose: {owner}", owner=rule.owner)
        yield f"  {rule.note}"
    yield ""
    yield "What changed when"
    for change in list_rule_changes():
        yield msg(
            "  {on} ({sureness}): {what}: {was}, then {now}",
            on=dates.format_day(change.on),
            sureness=change.sureness,
            what=change.what,
            was=change.was,
            now=change.now,
        )
    yield ""
    yield "Law, in force or not"
    for law in load_law_changes():
        yield msg(
            "  {on}: {law}: {state}. {bearing} {confidence} Source: {source}",
            on=dates.format_day(law.on),
            law=law.law,
            state=law.state,
            bearing=law.bearing,
            confidence=rule_descriptions.CONFIDENCE[law.confidence],
            source=law.source,
        )
