"""What the demo's area lacks: one need without a service became an action on the partnership's list."""

from datetime import date, time, timedelta
from typing import Final

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.provision_gaps.presenters import (
    NeedAndPhaseProvisionGapCell,
    NeedGapRow,
    list_need_gap_rows,
)
from handrail.insight.provision_gaps.queries import get_provision_gaps_of_area
from handrail.insight.review_gaps.actions import add_follow_up_action_on_reviewed_gap
from handrail.insight.review_gaps.gap_codes import NO_SERVICE, PHASE_NAMES
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time

WHAT: Final = (
    "Find out who could provide this, and bring one offer with its price to the next partnership meeting"
)
FIRST_WORD: Final = "Two charities were asked. One answers before the meeting."
PROMISED_DAYS_AGO: Final = 16
DUE_IN_DAYS: Final = 35
MORNING: Final = time(11, 10)


def load_action_on_largest_provision_gap(cast: DemoLookups, today: date) -> None:
    """The commissioner's office promises an action on the gap that most people had. Nothing where one was promised."""
    office = cast.actors["joan.tasker"]
    if ReviewedGap.objects.filter(gap=NO_SERVICE, body=office.body_id).exists():
        return
    rows = list_need_gap_rows(
        get_provision_gaps_of_area(office, get_area_code_of_body(office.body_id)), may_act=True
    )
    found = [(row, cell) for row in rows for cell in row.cells if cell.act_href]
    if not found:
        return
    row, cell = max(found, key=_get_number_of_people_with_gap)
    phase = next(code for code, name in PHASE_NAMES.items() if name == cell.phase)
    with use_simulated_clock(make_london_time(today - timedelta(days=PROMISED_DAYS_AGO), MORNING)):
        action = FollowUp(what=WHAT, owner_id=office.body_id, due_on=today + timedelta(days=DUE_IN_DAYS))
        add_follow_up_action_on_reviewed_gap(
            ReviewedGap(gap=NO_SERVICE, need=row.need, phase=phase), action, by=office
        )
    update = FollowUpUpdate(about=action, state="open", words=FIRST_WORD)
    record_follow_up_progress(update, seen=action.version, by=office)


def _get_number_of_people_with_gap(found: tuple[NeedGapRow, NeedAndPhaseProvisionGapCell]) -> int:
    return found[1].people
