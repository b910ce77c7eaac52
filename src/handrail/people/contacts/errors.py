"""What is refused here."""

from handrail.platform.kernel.errors import ActionNotPossibleError


class CaseReferenceNotVisibleError(ActionNotPossibleError):
    """No case of the reference that was typed is open to the writer. The page records the attempt."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            "You cannot open a case with that reference. Leave it empty, or open a case for them."
        )
        self.reference = reference
