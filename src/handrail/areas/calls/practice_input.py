"""A practice as a file or an earlier text tells it, before there is a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.areas.calls.models import ReturnPractice

SAME_FIELDS = (
    "key", "title", "words", "kind", "state", "since", "evidence", "evaluated",
    "safe_venue", "section_hint", "source_paragraph", "phases",
)  # fmt: skip


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

    def build_unsaved_entry(self) -> ReturnPractice:
        """The unsaved row."""
        return ReturnPractice(
            area_id=self.area or None, **{name: getattr(self, name) for name in SAME_FIELDS}
        )
