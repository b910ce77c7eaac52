"""What is handed to the actions of a return, before it is a row."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PracticeInput:
    """One practice as told. `area` is an area's code; empty means the body's own."""

    title: str
    words: str
    kind: str
    state: str = "in_place"
    phases: Sequence[str] = ()
    area: str = ""
    since: str = ""
    evidence: str = ""
    evaluated: str = "not_known"
    safe_venue: bool = False
    section_hint: str = ""
    source_paragraph: str = ""
    key: str = ""  # given only where it must be the same every time; else made from call, body and number
