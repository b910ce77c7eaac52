"""What may be asked of practices. Answers are plain values."""

from handrail.assurance.practices.queries.sorted_call import (
    EditorTextLine,
    SortedCall,
    SortedPractice,
    sorted_call,
)

__all__ = ["EditorTextLine", "SortedCall", "SortedPractice", "sorted_call"]
