"""What the pathway's own rules ask of the history that a row tells: a fault where days contradict each other.

Something that is merely missing is no fault: old records have gaps. The question then stays on the case, as for a
history that was typed.
"""

from collections.abc import Iterable
from typing import Final

from handrail import pathway
from handrail.pathway import History, PathwayEvent
from handrail.pathway.history import ADULT, CHILD
from handrail.people.caseload_import.import_columns import EVENT_PREFIX
from handrail.people.caseload_import.row_findings import FindingWeight, RowFinding
from handrail.people.caseload_import.row_reader import HEAD_OF_EVENT, RowContent, RowReader
from handrail.people.cases.events.pathway_history import get_clock_start_facts_of_case
from handrail.people.records.models import Case
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import get_day_of_reaching_age
from handrail.platform.kernel.messages import msg

FULL_AGE: Final = 18
NEVER_ASKED: Final = frozenset({"nrm_rejected", "crime_recorded", "disqualification_lifted", "turned_18"})
"""Questions that ask for a reason, and not for a day: nothing to correct in a file. Age is compared below."""


def list_pathway_findings(
    content: RowContent, case: Case, settings: dict[str, int], reader: RowReader
) -> list[RowFinding]:
    """What the rules ask, each beside the column that it is about.

    Args:
        content: of the row.
        case: unsaved, with owner, area and age as the row says.
        settings: the body's own lengths by clock.
        reader: knows the heads of the file.

    Returns:
        One finding for each question, faults first.
    """
    told = _build_history(content, case, settings)
    present = {event.event for event in told.events}
    found = [
        RowFinding(
            reader.head_of(HEAD_OF_EVENT.get(question.about, question.about))
            or reader.head_of(EVENT_PREFIX + question.about),
            msg("{why} {ask}", why=question.why, ask=question.ask),
            _weigh(question, present),
        )
        for question in pathway.evaluate_pathway(told, today()).questions
        if question.about not in NEVER_ASKED
    ]
    found += _list_age_findings(content, reader)
    first = {(one.column, one.weight): one for one in reversed(found)}  # one day out of order raises several
    return sorted(first.values(), key=lambda one: one.weight is FindingWeight.CHECK)


def _build_history(content: RowContent, case: Case, settings: dict[str, int]) -> History:
    dated = [(event.event, event.at) for event in content.events]
    dated += [(answer.event, answer.on) for answer in content.answers if answer.event]
    return History(
        jurisdiction=case.jurisdiction,
        age=case.age,
        date_of_birth=content.born,
        facts=get_clock_start_facts_of_case(case, ()),
        settings=settings,
        events=tuple(
            PathwayEvent(event=code, at=day, id=str(place)) for place, (code, day) in enumerate(dated)
        ),
    )


def _weigh(question: pathway.PathwayQuestion, present: Iterable[str]) -> FindingWeight:
    """A fault where what is asked for stands in the row and does not fit; else something to check."""
    if question.about == "died" or (question.about in present and question.about in ORDERED_EVENTS):
        return FindingWeight.FAULT
    return FindingWeight.CHECK


ORDERED_EVENTS: Final = frozenset(
    {
        "identified",
        "nrm_referred",
        "rg_positive",
        "rg_negative",
        "place_of_safety_entered",
        "local_support_started",
    }
    | {"national_support_started", "went_missing", "detained", "left_uk", "cg_positive", "cg_negative"}
)
"""Events of which the rules ask only where days contradict each other or one is there twice."""


def _list_age_findings(content: RowContent, reader: RowReader) -> list[RowFinding]:
    """An adult who is under 18 today, or a child who was over 18 when found, by the date of birth."""
    found = next((event.at for event in content.events if event.event == "identified"), None)
    if content.born is None or found is None:
        return []
    grown = get_day_of_reaching_age(content.born, FULL_AGE)
    contradicts = (content.codes["age"] == ADULT and grown > today()) or (
        content.codes["age"] == CHILD and grown <= found
    )
    says = "The date of birth says otherwise. Correct one of the two."
    return [RowFinding(reader.head_of("age"), says)] if contradicts else []
