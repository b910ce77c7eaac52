"""From rows of the list of cases to their words and tags."""

import datetime
from collections.abc import Sequence
from typing import TypedDict

from handrail.people.cases import due_tags
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.people.workspace.queries.case_list import CaseListRow
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.url_cache import get_url


class CaseListItem(TypedDict):
    """One line of the list of cases; `state` and `words` are the tag of what is due next, empty for nothing."""

    href: str
    called: str
    reference: str
    phase: str
    stands: str
    age: str
    danger: bool
    danger_from: str
    contact: str
    area: str
    held_by: str
    state: str
    words: str
    opened: datetime.datetime
    closed: bool
    restricted: bool
    joined: str


def present_case_row(
    row: CaseListRow, joined_with: Sequence[str] = (), in_danger_beside: Sequence[str] = ()
) -> CaseListItem:
    """One line of the list of cases. Where it does not say danger itself, a case that is joined with it may.

    Args:
        row: the case.
        joined_with: references of the cases that are joined with it.
        in_danger_beside: those of them that say danger.
    """
    state, said = (
        due_tags.make_due_tag(kind="maximum", ours=True, due_on=row.next_due, started=None)
        if row.next_due
        else ("", "")
    )
    return {
        "href": get_url("case", row.reference),
        "called": row.called or row.reference,
        "reference": row.reference,
        "phase": row.phase,
        "stands": row.stands.rstrip("."),
        "age": {"child": "Child", "unsure": "Age not sure"}.get(row.age, ""),
        "danger": row.danger
        in (
            ImmediateDangerOrInjuryAnswer.IN_DANGER,
            ImmediateDangerOrInjuryAnswer.HURT,
            ImmediateDangerOrInjuryAnswer.BOTH,
        ),
        "danger_from": join_texts(in_danger_beside),
        "contact": row.contact,
        "area": row.area,
        "held_by": row.held_by,
        "state": state,
        "words": said,
        "opened": row.opened_on,
        "closed": row.closed,
        "restricted": row.restricted,
        "joined": format_references_of_joined_cases(joined_with),
    }


def format_references_of_joined_cases(references: Sequence[str]) -> str:
    """With which other cases a case is joined; nothing where it is with none."""
    return msg("Same person as {cases}", cases=join_texts(references)) if references else ""
