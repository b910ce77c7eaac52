"""What may be asked of practices. Answers are plain values."""

from handrail.areas.practices.queries.sorted_practices import (
    EditorTextRow,
    SortedCall,
    SortedPractice,
    get_sorted_call,
)

__all__ = ["EditorTextRow", "SortedCall", "SortedPractice", "get_sorted_call"]
