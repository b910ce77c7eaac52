"""What if a rule changed: how many people would have waited how much longer last year, drawn once and kept."""

import datetime
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY, CountTableCellKey, make_count_table
from handrail.insight.disclosure.random_rounding import round_figures_at_random
from handrail.insight.facts.actions.export import EXPORTER
from handrail.insight.publication.models import RuleChangeFigures
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.publication.rule_changes import CHANGE, CHANGES, find_wait_change_band
from handrail.pathway.clocks import CURRENT_RULES, ClockRuleSet
from handrail.pathway.history import History
from handrail.pathway.rulebook import describe_rule_length
from handrail.pathway.whatif import list_clock_ends_under_both_rule_sets
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import master_key

MOST_CHANGES: Final = 6
"""Of one clock in one year: each further draw of nearly the same people would tell a little more about them."""
DRAWN_BEFORE: Final = "This change has already been published for this year."
EVERYWHERE: Final = "E92W92"


def count_people_by_wait_change(
    histories: Iterable[History], changed: ClockRuleSet, clock: str, first_month: str, last_month: str
) -> Counter[str]:
    """True counts of people by what would have become of their wait; each person by the first one of the year.

    Args:
        histories: of every case that was open in the year.
        changed: the rules as they might become.
        clock: whose rule changes.
        first_month: “2025-11”.
        last_month: “2026-10”.

    Returns:
        People by the code of CHANGES. Never shown.
    """
    until = datetime.date.fromisoformat(f"{shift_month(last_month, 1)}-01") - datetime.timedelta(days=1)
    found = Counter[str]()
    for history in histories:
        shifts = list_clock_ends_under_both_rule_sets(history, until, changed, clock)
        first = next((each for each in shifts if f"{each.started:%Y-%m}" >= first_month), None)
        if first is not None:
            found[find_wait_change_band(first.before, first.after)] += 1
    return found


@acting_as_system(SystemActor.INSIGHT)
def publish_rule_change_figures(
    counts: Counter[str], changed: ClockRuleSet, clock: str, first_month: str, last_month: str
) -> RuleChangeFigures:
    """Draw the figures of a change, on the total that was drawn for the clock and the year before.

    Args:
        counts: of `count_people_by_wait_change`.
        changed: the rules as they might become.
        clock: whose rule changes.
        first_month: of the year.
        last_month: of the year.

    Returns:
        What is kept.

    Raises:
        ActionNotPossibleError: this change was drawn before, or too many of the clock were.
        RoundingNotPossibleError: so many were written down since that nothing adds up to the total that was published.
    """
    rules, now = ({rule.clock: rule for rule in some.rules} for some in (changed, CURRENT_RULES))
    after = describe_rule_length(rules[clock]) if clock in rules else ""
    before = list(RuleChangeFigures.objects.filter(clock=clock, last_month=last_month))
    if any(row.after == after for row in before):
        raise ActionNotPossibleError(DRAWN_BEFORE)
    if len(before) >= MOST_CHANGES:
        raise ActionNotPossibleError(
            f"{MOST_CHANGES} changes of {clock} were published for this year: no more."
        )
    digest = _hash_counts(clock, last_month, counts)
    same = next((row.figures for row in before if row.counts_hash == digest), None)
    row = RuleChangeFigures(
        clock=clock,
        clock_name=now[clock].name,
        before=describe_rule_length(now[clock]),
        after=after,
        first_month=first_month,
        last_month=last_month,
        figures=same if same is not None else _round_rule_change_counts(counts, before),
        counts_hash=digest,
        drawn_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            row.save()
            write_audit_record(
                who=EXPORTER,
                verb="published figures of a changed rule",
                about=None,
                why=f"{clock}, {last_month}",
            )
    except IntegrityError:
        raise ActionNotPossibleError(DRAWN_BEFORE) from None
    return row


def _round_rule_change_counts(counts: Counter[str], before: list[RuleChangeFigures]) -> dict[str, int]:
    total = {CountTableCellKey(EVERYWHERE): counts.total()}
    split = {CountTableCellKey(EVERYWHERE, CHANGE, code): people for code, people in counts.items() if people}
    values = tuple(code for code, _ in CHANGES if counts[code])
    table = make_count_table([EVERYWHERE], {CHANGE: values}, total | split)
    frozen = (
        {CountTableCellKey(area): before[0].figures.get("", 0) for area in (COUNTRY, EVERYWHERE)}
        if before
        else None
    )
    drawn = round_figures_at_random(table, frozen=frozen)
    return {
        f"{key.breakdown}={key.value}" if key.breakdown else "": people
        for key, people in drawn.counts.items()
        if key.area == COUNTRY
    }


def _hash_counts(clock: str, last_month: str, counts: Counter[str]) -> str:
    """Under a key that serves nothing else: small counts could be guessed from a plain hash."""
    key = master_key.derive_key_of_purpose_under_root_key("rule changes", "counts")
    text = json.dumps([clock, last_month, sorted((code, n) for code, n in counts.items() if n)])
    return hmac.digest(key, text.encode(), hashlib.sha256).hex()
