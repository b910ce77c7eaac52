"""What is refused here: the later of two saves at once, with both shown; a reference that opens no case."""

from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError


class ReferenceNotVisibleError(ActionNotAllowed):
    """No case of the reference that was typed is open to the writer. The page writes the try down."""

    def __init__(self, reference: str) -> None:
        super().__init__("No case of that reference is open to you. Leave it empty, or open a case for them.")
        self.reference = reference


class StaleTaskError(ConcurrentEditError):
    """Somebody else changed this task after you opened the page. Both versions are shown; choose, and save again."""


class StaleContactError(ConcurrentEditError):
    """Somebody else changed this contact after you opened the page. Both versions are shown; choose, and save again."""


class StaleDependantError(ConcurrentEditError):
    """Somebody else changed what is said here after you opened the page. Both are shown; choose, and save again."""
