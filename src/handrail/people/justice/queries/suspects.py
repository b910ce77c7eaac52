"""The suspects of one case by number, with what happened to each last."""

from uuid import UUID

from handrail.people.justice.queries.case_facts import fetch_suspect_rows
from handrail.people.justice.rules.suspects import SuspectState, list_suspect_states


def get_suspect_states_of_case(case_id: UUID) -> list[SuspectState]:
    """In the order of their numbers. One statement; the caller asked its permission."""
    events, numbers = fetch_suspect_rows(case_id)
    return list_suspect_states(events, numbers)
