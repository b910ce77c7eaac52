"""What may be asked of practices. Answers are plain values."""

from handrail.areas.practices.queries.sorted_practices_of_call import (
    PracticesAndTextsSortedForReport,
    PracticeWithThemeAndSection,
    TextFromNoSingleBodyRow,
    get_sorted_practices_and_editor_texts,
)

__all__ = [
    "PracticeWithThemeAndSection",
    "PracticesAndTextsSortedForReport",
    "TextFromNoSingleBodyRow",
    "get_sorted_practices_and_editor_texts",
]
