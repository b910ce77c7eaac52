"""What may be asked of practices. Answers are plain values."""

from handrail.areas.practices.queries.sorted_practices_of_call import (
    PracticesAndTextsClassifiedForReport,
    PracticeWithThemeAndSection,
    TextFromNoSingleBodyRow,
    get_classified_practices_and_collator_texts,
)

__all__ = [
    "PracticeWithThemeAndSection",
    "PracticesAndTextsClassifiedForReport",
    "TextFromNoSingleBodyRow",
    "get_classified_practices_and_collator_texts",
]
