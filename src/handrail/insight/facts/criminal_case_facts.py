"""Facts of the criminal case: triage decisions, suspects by number, rights that came due. Codes alone."""

import datetime
from collections.abc import Iterator
from typing import Final

from handrail.insight.facts.case_history import CaseHistory
from handrail.insight.facts.dated_fact import DatedFact
from handrail.people.justice.rules.rights_in_time import RightGivenState, classify_entitlement_given

CHARGE_DECISIONS: Final = {
    "charged": "charged",
    "no_charge_decided": "no_charge",
    "out_of_court_disposal": "out_of_court",
}
"""What is decided about a suspect."""
COMPLETIONS: Final = {"convicted": "convicted", "acquitted": "acquitted", "discontinued": "stopped"}
"""How the case against a defendant is completed."""
ENHANCED, STANDARD = "enhanced", "standard"


def derive_criminal_case_facts(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    """What was decided on triage, what became of each suspect, and each right on the last day for it.

    Args:
        history: the case.
        today: the day as of which a right is judged.
    """
    for made in history.triage:
        yield DatedFact("triage_decided", made.on, answer=made.outcome, reason=made.reason)
    for outcome in history.police_outcomes:
        yield DatedFact("police_outcome", outcome.on, answer=outcome.group)
    yield from _derive_suspect_facts(history)
    for item in history.rights:
        state = classify_entitlement_given(item, today)
        if state is not RightGivenState.RUNNING:
            level = ENHANCED if item.enhanced else STANDARD
            yield DatedFact("right_due", item.last_day, need=level, answer=state, reason=item.duty_code)


def _derive_suspect_facts(history: CaseHistory) -> Iterator[DatedFact]:
    """A suspect is decided on once, by the first decision; a defendant was charged, and is completed once."""
    for number in sorted({step.number for step in history.suspect_steps}):
        steps = sorted(step for step in history.suspect_steps if step.number == number)
        decided = next((step for step in steps if step.code in CHARGE_DECISIONS), None)
        if decided is None:
            continue
        yield DatedFact("suspect_decided", decided.on, answer=CHARGE_DECISIONS[decided.code])
        charged = next((step.on for step in steps if step.code == "charged"), None)
        if charged is None:
            continue
        done = next((step for step in steps if step.code in COMPLETIONS and step.on >= charged), None)
        if done is not None:
            yield DatedFact("defendant_completed", done.on, answer=COMPLETIONS[done.code])
