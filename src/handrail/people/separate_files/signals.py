"""What other rooms are told of two files that are kept apart, without this room knowing of them."""

from django.dispatch import Signal

files_kept_apart = Signal()
"""Two cases are not to be noted as perhaps one person. Sent within the action, with `case_ids`, a pair of numbers."""
