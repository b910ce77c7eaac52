"""What other rooms are told of a case, without the case knowing of them."""

from django.dispatch import Signal

identity_changed = Signal()
"""Somebody changed who the person is. Sent after the change, with `case_id` and `by` (the actor)."""

person_identified = Signal()
"""Somebody was identified as a potential victim. Sent within the transaction, with `case` (locked) and `by`."""
