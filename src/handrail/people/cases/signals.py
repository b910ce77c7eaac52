"""What other rooms are told of a case, without the case knowing of them."""

from django.dispatch import Signal

identity_changed = Signal()
"""Somebody changed who the person is. Sent after the change, with `case_id` and `by` (the actor)."""

sharing_asked = Signal()
"""A case is to be shared with an organisation. Sent within the transaction, with `case` (locked), `body`, `ground` and
`by`. Where a receiver answers True the grant opens nothing to them yet. Whoever shares must not be able to tell."""

person_identified = Signal()
"""Somebody was identified as a potential victim. Sent within the transaction, with `case` (locked) and `by`."""

case_recomputed = Signal()
"""The rules were asked again, since something happened. Sent within the transaction, with `case` (locked) and its
`history`."""
