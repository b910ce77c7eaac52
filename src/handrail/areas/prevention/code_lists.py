"""The coded lists of prevention: rows of data/codes.csv."""

import datetime
from typing import Final

from handrail.platform.reference.dated_codes import (
    DatedCode,
    list_choices_in_force,
    list_choices_including_ended_codes,
    read_dated_codes,
)

ROOM: Final = "handrail.areas.prevention"
SECTORS: Final = list_choices_including_ended_codes(ROOM, "sector")
ACTIVITIES: Final = list_choices_including_ended_codes(ROOM, "activity")
STAGES: Final = list_choices_including_ended_codes(ROOM, "stage")
RUNGS: Final = list_choices_including_ended_codes(ROOM, "reach")
LANGUAGES: Final = list_choices_including_ended_codes(ROOM, "language")
DECISIONS: Final = list_choices_including_ended_codes(ROOM, "decision")
OUTCOMES: Final = list_choices_including_ended_codes(ROOM, "outcome")
STEPS: Final = list_choices_including_ended_codes(ROOM, "step")
SIGNAL_USES: Final = list_choices_including_ended_codes(ROOM, "use")
LANGUAGE_WORDS: Final = dict(LANGUAGES)
CAMPAIGN_STATES: Final = (("open", "Open"), ("ended", "Ended"))
THREAT_STATES: Final = (("open", "Open"), ("closed", "Closed"))
PLAN_STATES: Final = (("draft", "Draft"), ("published", "Published"), ("varying", "Being varied"))


def list_prevention_codes_in_force(
    list_name: str, on: datetime.date, kept: str = ""
) -> list[tuple[str, str]]:
    """What a form offers of a list on a day.

    Args:
        list_name: as the file names it.
        on: the day.
        kept: a code that is saved already.
    """
    return list_choices_in_force(ROOM, list_name, on, kept)


def list_sources_of_prevention_codes(*names: str) -> list[DatedCode]:
    """Where the rows of some lists come from, for the fold that says it."""
    return [row for row in read_dated_codes(ROOM) if row.list_name in names]
