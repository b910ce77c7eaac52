"""The suspects of one case by number, with what happened to each last."""

from uuid import UUID

from handrail.people.justice.queries.case_facts import fetch_events_with_suspect_numbers
from handrail.people.justice.rules.suspects import SuspectState, list_suspect_states


def get_suspect_states_of_case(case_id: UUID) -> list[SuspectState]:
    """In the order of their numbers. One statement; the caller asked its permission."""
    events, numbers = fetch_events_with_suspect_numbers(case_id)
    return list_suspect_states(events, numbers)
