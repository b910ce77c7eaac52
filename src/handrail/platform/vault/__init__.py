"""The vault: what a person told us is kept so that only the right key reads it.

Words. A *file* has one *file key*, wrapped by its *body's key*, which is wrapped by the *master key*. A *box*
is a file's key at work: it seals text into bytes and opens them again. A *place* says where sealed bytes
belong (model, field, row), so that bytes moved anywhere else cannot be opened. A *tombstone* is what is left
of a file key that was destroyed: nobody can read that file any more.

The vault never returns what it could not open, never keeps an unwrapped key between two calls, and never
decides who may read: that is the work of `access`.
"""

from handrail.platform.vault.associated_data import associated_data

__all__ = ["associated_data"]
