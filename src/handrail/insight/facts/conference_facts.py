"""Facts of case conferences and joint visits: who came, what became of actions, what was offered. Codes alone."""

import datetime
from collections.abc import Iterator
from typing import Final

from handrail.insight.facts.case_history import ActionAgreed, CaseHistory
from handrail.insight.facts.dated_fact import DatedFact

DONE: Final = "done"
IN_TIME, LATE, OVERDUE = "in_time", "late", "overdue"
MADE: Final = "made"
ALONE, NOT_ALONE = "alone", "not_alone"


def derive_conference_facts(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    """Each agency at each meeting, each action on its last day, each visit and each offer of a visit.

    Args:
        history: the case.
        today: an action whose last day has not passed and that has not ended is no fact yet.
    """
    for one in history.attendance:
        yield DatedFact("conference_attendance", one.on, answer=one.how, reason=one.part)
    for action in history.agreed_actions:
        if action.ended_on is not None or action.due_on < today:
            yield DatedFact(
                "conference_action",
                action.due_on,
                answer=get_conference_action_outcome_code(action),
                reason=action.part,
            )
    for visit in history.visits:
        alone = (ALONE if visit.seen_alone else NOT_ALONE) if visit.result == MADE else ""
        yield DatedFact("joint_visit", visit.on, answer=visit.result, reason=alone)
        for kind, answer in visit.offers:
            yield DatedFact("visit_offer", visit.on, need=kind, answer=answer)


def get_conference_action_outcome_code(action: ActionAgreed) -> str:
    """What became of an action whose last day has come, or that ended before it.

    Returns:
        in_time, late, overdue, or the code of another end.
    """
    if action.ended_on is None:
        return OVERDUE
    if action.result != DONE:
        return action.result
    return LATE if action.ended_on > action.due_on else IN_TIME
