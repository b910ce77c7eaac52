"""May this be done now? A no to that question (the access policy has its own), two people who save at once, and keys
with which nothing may be written.
"""

from typing import Any

CHANGED_MEANWHILE = (
    "Someone else changed this after you opened the page. Compare both versions, choose one and save again."
)


class ActionNotPossibleError(Exception):
    """What was asked cannot be done as things stand; the text says why and what to do, and goes on the form."""


class ConcurrentEditError(Exception):
    """Somebody else changed this after you opened the page. Both versions are shown; choose, and save again."""

    def __init__(self, *, typed: Any = None, saved: Any = None) -> None:
        """Both versions, for the page: the record as it was to be saved, and as it is saved now."""
        super().__init__(CHANGED_MEANWHILE)
        self.typed, self.saved = typed, saved


class KeysDoNotFitError(Exception):
    """The master key or the audit key is missing, or not the one of this installation; says which, and what to do."""


class DatabaseOfEarlierReleaseError(Exception):
    """The database was made by a release whose tables this one does not carry on; says what to do."""
