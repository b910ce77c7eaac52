"""What happened to a case and is no event of the pathway: closed, opened again, handed over or declined."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.contacts.models import HandOver
from handrail.people.contacts.queries.closings import ClosingRow, list_closing_rows
from handrail.people.contacts.text_choices import HandOverState
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class ClosingOrHandOverHistoryRow:
    """One line of what happened."""

    at: datetime.datetime
    title: str
    by: str
    text: str = ""


def list_closing_and_hand_over_history_rows(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> tuple[ClosingOrHandOverHistoryRow, ...]:
    """The turns that a case took, for those who work on it. At most two queries.

    Returns:
        The newest first.
    """
    if not case_access.inside:
        return ()
    closings = list_closing_rows(case_access) if known.has("closing") else ()
    turns = [turn for line in closings for turn in _iterate_closing_history_rows(line)]
    handed = _iterate_hand_over_history_rows(case_access) if known.has("hand_over") else ()
    return tuple(sorted((*turns, *handed), key=lambda turn: turn.at, reverse=True))


def _iterate_closing_history_rows(line: ClosingRow) -> Iterator[ClosingOrHandOverHistoryRow]:
    """A closing, with its reason for those who may see support notes; and the opening again."""
    yield ClosingOrHandOverHistoryRow(line.closed_at, "The case was closed", line.closed_by, line.because)
    if line.reopened_at:
        yield ClosingOrHandOverHistoryRow(line.reopened_at, "The case was reopened", line.reopened_by)


def _select_answered_hand_overs(case: UUID) -> QuerySet[Any, Any]:
    answered = [HandOverState.ACCEPTED, HandOverState.DECLINED]
    related = ("from_user", "from_body", "to_user", "to_body", "answered_by__body")
    return HandOver.objects.filter(case=case, state__in=answered).select_related(*related)


def _iterate_hand_over_history_rows(case_access: CaseAccess) -> Iterator[ClosingOrHandOverHistoryRow]:
    for row in _select_answered_hand_overs(case_access.file_id):
        whom = row.to_user.name if row.to_user else row.to_body.name
        taken = row.state == HandOverState.ACCEPTED
        if row.answered_at and row.answered_by:
            yield ClosingOrHandOverHistoryRow(
                row.answered_at,
                msg("Handed over to {whom}", whom=whom)
                if taken
                else msg("{whom} did not take over the case", whom=whom),
                msg("{who}, {body}", who=row.answered_by.name, body=row.answered_by.body.name),
                msg("Requested by {who}, {body}.", who=row.from_user.name, body=row.from_body.name),
            )
