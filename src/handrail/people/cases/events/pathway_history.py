"""From the rows of a case to the history that the pathway's rules read."""

import datetime
from collections.abc import Iterable

from handrail.pathway import Prompt
from handrail.pathway.conditions import DANGER_OPEN
from handrail.pathway.events import PathwayEvent as Happened
from handrail.pathway.history import History
from handrail.people.cases.events.adulthood_review import AnswerForAdulthoodReview, build_adulthood_prompt
from handrail.people.cases.events.clock_start_facts import STANDARD_RIGHTS_ONLY
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.people.records.models import Case, Consent, Event
from handrail.people.records.models.case import AT_RISK
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter


def to_pathway_event(row: Event) -> Happened:
    """One row as the rules know it. A note is never part of it."""
    return Happened(
        event=row.event,
        at=row.at,
        time=row.at_time,
        of=row.of or None,
        referral=row.referral,
        id=str(row.pk),
        supersedes=str(row.supersedes_id) if row.supersedes_id else None,
        recorded=row.recorded_at,
    )


def build_pathway_history_of_case(
    case: Case,
    events: Iterable[Event],
    consents: Iterable[Consent],
    date_of_birth: datetime.date | None,
    settings: dict[str, int] | None = None,
) -> History:
    """The case's history, with the facts that no event tells.

    Args:
        case: with its owner and area.
        events: everything recorded on it.
        consents: the answers that stand.
        date_of_birth: None where none is kept.
        settings: the body's own lengths by clock; None to read them here.
    """
    return History(
        jurisdiction=case.jurisdiction,
        age=case.age,
        date_of_birth=date_of_birth,
        facts=get_clock_start_facts_of_case(case, consents),
        settings=get_own_clock_lengths_of_body_by_code(case.owner_id) if settings is None else settings,
        events=tuple(to_pathway_event(event) for event in events),
        holder=case.owner.name,
    )


def get_adulthood_prompt(case: Case, consents: Iterable[Consent], told: History) -> Prompt | None:
    """What was agreed to as a child and is asked again at eighteen; the newest answer to each question counts.

    Args:
        case: what it says of their age counts.
        consents: in the order in which they were given.
        told: the case's history.
    """
    newest = {(row.matter, row.to_body_id, row.channel): row for row in consents}
    answers = [AnswerForAdulthoodReview(row.said, row.asked_on, row.of_child) for row in newest.values()]
    return build_adulthood_prompt(answers, age=case.age, born=told.date_of_birth, events=told.events)


def get_clock_start_facts_of_case(case: Case, consents: Iterable[Consent]) -> frozenset[str]:
    """Terms of a clock's start that come from the case itself, not from what happened."""
    found = set(case.told)
    if STANDARD_RIGHTS_ONLY not in found:
        found.add("enhanced_rights")
    found.discard(STANDARD_RIGHTS_ONLY)
    if case.owner.duty_to_notify:
        found.add("duty_to_notify_body")
    if case.danger in AT_RISK:
        found.add(DANGER_OPEN)
    if case.area is not None and case.area.name == "West Midlands":
        found.add("west_midlands")
    latest = {consent.matter: consent.said for consent in consents}
    if latest.get(ConsentMatter.NATIONAL_SUPPORT) == ConsentAnswer.YES:
        found.add("consent_to_support")
    return frozenset(found)
