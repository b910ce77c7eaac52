"""How one person saw each of the seven outcomes, day by day. Side by side, and never made into one number."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.recovery.core_outcomes import OUTCOMES, CoreOutcome
from handrail.recovery.models import LookBack
from handrail.recovery.states import Asker


@dataclass(frozen=True, slots=True)
class LookBackLine:
    """What they said of one outcome on one day. `followed`: a later word of that day follows it."""

    look_back_id: UUID
    on: datetime.date
    words: str
    placed: int | None
    silent: bool
    asker: str
    recorded_by: str
    followed: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One of the seven, with all that was said of it, oldest first."""

    outcome: CoreOutcome
    said: tuple[LookBackLine, ...]


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """The seven. `adult`: the set is for adults; a child’s words are kept without a scale."""

    adult: bool
    age_unsure: bool
    lines: tuple[OutcomeLine, ...]


def outcomes_of(sight: Sight) -> OutcomePage:
    """The seven outcomes of one person, in the order of the set. The same queries for one word and for a hundred."""
    sight.needs(Kind.SUPPORT)
    age = Case.objects.values_list("age", flat=True).get(pk=sight.file_id)
    rows = LookBack.objects.filter(case=sight.file_id).select_related("recorded_by").order_by("on", "id")
    box = boxes([sight.file_id]).get(sight.file_id)
    newest = {(row.outcome, row.on): row.pk for row in rows}
    said: dict[str, list[LookBackLine]] = {outcome.code: [] for outcome in OUTCOMES}
    for row in rows:
        said[row.outcome].append(
            LookBackLine(
                look_back_id=row.pk,
                on=row.on,
                words=read(box, row, "words"),
                placed=row.placed,
                silent=row.silent,
                asker=Asker(row.asker).label,
                recorded_by=row.recorded_by.name,
                followed=newest[row.outcome, row.on] != row.pk,
            )
        )
    lines = tuple(OutcomeLine(outcome, tuple(said[outcome.code])) for outcome in OUTCOMES)
    return OutcomePage(age == "adult", age == "unsure", lines)


def is_adult(case_id: UUID) -> bool:
    """Whether the scale may be asked for."""
    return Case.objects.filter(pk=case_id, age="adult").exists()
