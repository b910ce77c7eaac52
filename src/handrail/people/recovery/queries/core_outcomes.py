"""How one person saw each of the seven outcomes, day by day. Side by side, and never made into one number."""

from dataclasses import dataclass
from uuid import UUID

from handrail.people.records.models import Case
from handrail.people.recovery.core_outcomes import OUTCOMES, CoreOutcome
from handrail.people.recovery.models import OutcomeReview
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class OutcomeReviewRow:
    """What they said of one outcome on one day. `followed`: a later word of that day follows it."""

    review: OutcomeReview
    words: str
    followed: bool


@dataclass(frozen=True, slots=True)
class CoreOutcomeHistory:
    """One of the seven, with all that was said of it, oldest first."""

    outcome: CoreOutcome
    said: tuple[OutcomeReviewRow, ...]


@dataclass(frozen=True, slots=True)
class CoreOutcomeHistories:
    """The seven. `adult`: the set is for adults; a child’s words are kept without a scale."""

    adult: bool
    age_unsure: bool
    lines: tuple[CoreOutcomeHistory, ...]


def get_core_outcome_histories(case_access: CaseAccess) -> CoreOutcomeHistories:
    """The seven outcomes of one person, in the order of the set. The same queries for one word and for a hundred."""
    case_access.needs(Kind.SUPPORT)
    age = Case.objects.values_list("age", flat=True).get(pk=case_access.file_id)
    rows = (
        OutcomeReview.objects.filter(case=case_access.file_id)
        .opened_for(case_access)
        .select_related("recorded_by")
    )
    rows = rows.order_by("on", "id")
    newest = {(row.outcome, row.on): row.pk for row in rows}
    said: dict[str, list[OutcomeReviewRow]] = {outcome.code: [] for outcome in OUTCOMES}
    for row in rows:
        followed = newest[row.outcome, row.on] != row.pk
        said[row.outcome].append(OutcomeReviewRow(row, row.words.open(), followed))
    lines = tuple(CoreOutcomeHistory(outcome, tuple(said[outcome.code])) for outcome in OUTCOMES)
    return CoreOutcomeHistories(age == "adult", age == "unsure", lines)


def is_adult_case(case_id: UUID) -> bool:
    """Whether the scale may be asked for."""
    return Case.objects.filter(pk=case_id, age="adult").exists()
