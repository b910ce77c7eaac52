"""What other rooms are told of the register, without the register knowing of them."""

from django.dispatch import Signal

worker_key_changed = Signal()
"""Entries became one person's, or apart again. Sent in the transaction, with `practitioner_ids` and `worker_key`."""
