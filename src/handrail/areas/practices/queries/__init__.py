"""What may be asked of practices. Answers are plain values."""

from handrail.areas.practices.queries.sorted_practices import (
    EditorTextRow,
    SortedCallContent,
    SortedPractice,
    get_sorted_call_content,
)

__all__ = ["EditorTextRow", "SortedCallContent", "SortedPractice", "get_sorted_call_content"]
