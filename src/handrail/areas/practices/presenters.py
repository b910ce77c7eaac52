"""How practices are worded and drawn on these pages."""

from typing import Final, TypedDict

from handrail.areas.calls.states_and_kinds import EVALUATED, PRACTICE_KINDS, PRACTICE_STATES
from handrail.areas.practices.planned_practice_outcomes import OUTCOME_NAMES
from handrail.areas.practices.queries.library import NOT_STATED, LibrarySort
from handrail.areas.practices.queries.planned_practices import NOTHING_SAID
from handrail.areas.practices.themes import THEME_CHOICES

EMPTY: Final = "No area reported this. That does not mean none does it."
PHASES: Final = {
    "before": "Before the NRM",
    "during": "In the NRM",
    "after": "After the NRM",
    "outside": "Outside the NRM",
    NOT_STATED: "No phase given",
}
STATES: Final = dict(PRACTICE_STATES)
STATE_TAGS: Final = {
    "in_place": "met",
    "under_way": "running",
    "pilot": "running",
    "planned": "soon",
    "seeking_funds": "waiting",
    "challenge": "unknown",
}
KINDS: Final = dict(PRACTICE_KINDS)
EVALUATIONS: Final = dict(EVALUATED)
THEMES: Final = dict(THEME_CHOICES)
SORTS: Final = {
    LibrarySort.AREA: "Area",
    LibrarySort.NEWEST: "Newest request first",
    LibrarySort.TITLE: "Name",
}
OUTCOMES: Final = {**OUTCOME_NAMES, NOTHING_SAID: "No update yet"}
OUTCOME_TAGS: Final = {
    "done": "met",
    "still_planned": "soon",
    "dropped": "declined",
    "not_known": "unknown",
    "": "unknown",
}


class PracticeDisplayLabels(TypedDict):
    """Names, colours and choices by code, for every template of this part."""

    phases: dict[str, str]
    states: dict[str, str]
    state_tags: dict[str, str]
    kinds: dict[str, str]
    evaluations: dict[str, str]
    themes: dict[str, str]
    sorts: dict[LibrarySort, str]
    outcomes: dict[str, str]
    outcome_tags: dict[str, str]
    empty: str


WORDS: Final[PracticeDisplayLabels] = {
    "phases": PHASES,
    "states": STATES,
    "state_tags": STATE_TAGS,
    "kinds": KINDS,
    "evaluations": EVALUATIONS,
    "themes": THEMES,
    "sorts": SORTS,
    "outcomes": OUTCOMES,
    "outcome_tags": OUTCOME_TAGS,
    "empty": EMPTY,
}
