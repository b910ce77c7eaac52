"""Stages of a criminal case, from its events; and since when nothing came from the court."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.contact_plan import JusticeContactCause

STAGES: Final = {
    "reported_to_police": "Reported to the police",
    "crime_recorded": "Investigation",
    "suspect_arrested": "Investigation: suspect arrested",
    "suspect_released": "Suspect released",
    "not_investigated": "Not investigated",
    "charged": "Charged: waiting for the court",
    "no_charge_decided": "No charge",
    "discontinued": "Stopped",
    "out_of_court_disposal": "Dealt with out of court",
    "hearing_fixed": "Waiting for a hearing",
    "trial_fixed": "Waiting for trial",
    "trial_moved": "Trial moved: waiting again",
    "convicted": "Convicted: waiting for the sentence",
    "acquitted": "Acquitted",
    "sentenced": "Sentenced",
    "appeal_lodged": "Appeal",
    "appeal_decided": "Appeal decided",
}
"""What opens a stage, and its name. The order of days decides, not the order here."""
COURT_EVENTS: Final = frozenset(
    {"charged", "charge_altered", "hearing_fixed", "hearing_held", "trial_fixed", "trial_moved", "convicted"}
    | {"acquitted", "sentenced", "appeal_lodged", "appeal_decided", "discontinued", "no_charge_decided"}
    | {"special_measures_decided", "witness_required"}
)
"""Events of the court or of the decision to go there: after each the person is told."""
CHANGE_EVENTS: Final = {
    "suspect_released": JusticeContactCause.RELEASE,
    "bail_changed": JusticeContactCause.BAIL,
    "released_offender": JusticeContactCause.RELEASE,
}
"""Changes for the person's safety, and what each is: after each somebody gets in touch."""
ENDING_EVENTS: Final = frozenset(
    {
        "not_investigated",
        "no_charge_decided",
        "out_of_court_disposal",
        "discontinued",
        "acquitted",
        "sentenced",
    }
    | {"appeal_decided"}
)
"""After these nothing more is to come for a suspect."""
BEGINNING_EVENTS: Final = frozenset({"reported_to_police", "crime_recorded"})


@dataclass(frozen=True, slots=True)
class CriminalCaseStage:
    """A stage, and the day on which it began."""

    name: str
    event: str
    since: datetime.date


def list_criminal_case_stages(events: Iterable[PathwayEvent]) -> list[CriminalCaseStage]:
    """Every stage that was reached, the oldest first. Events are those that stand, in the order of their days."""
    return [CriminalCaseStage(STAGES[one.event], one.event, one.at) for one in events if one.event in STAGES]


def find_last_court_day(events: Sequence[PathwayEvent], today: datetime.date) -> datetime.date | None:
    """The day of the newest event of the court; None before the first."""
    return max((one.at for one in events if one.event in COURT_EVENTS and one.at <= today), default=None)


def is_crime_known_to_police(events: Iterable[PathwayEvent]) -> bool:
    """Whether the police know of the crime."""
    return any(one.event in BEGINNING_EVENTS for one in events)
