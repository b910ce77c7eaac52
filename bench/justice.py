"""The victim contract and the plan to keep in touch, of a criminal case that has gone on for long."""

import datetime

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.records.models import Case, Event
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today

COURSE = (
    *(
        "crime_recorded",
        "suspect_arrested",
        "interview_planned",
        "suspect_released",
        "charged",
        "hearing_fixed",
    ),
    *("trial_fixed", "trial_moved", "trial_moved", "witness_required", "convicted", "sentenced"),
)
"""What happened, a fortnight apart, the last of it yesterday."""


def pages(case: Case, by: Actor) -> dict[str, str]:
    """The pages by their names; what happened is recorded once."""
    if not Event.objects.filter(case=case, event="trial_moved").exists():
        for place, word in enumerate(reversed(COURSE)):
            on = today() - datetime.timedelta(days=1 + 14 * place)
            record_event(case_id=case.pk, happening=EventInput(word, on), by=by)
    return {
        "case justice": f"/cases/{case.reference}/tab/justice/",
        "victim contract": f"/cases/{case.reference}/victim-contract/",
        "keeping in touch": f"/cases/{case.reference}/keeping-in-touch/",
    }
