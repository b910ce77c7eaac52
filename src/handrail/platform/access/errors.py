"""Refusals of the access policy, with a reason that a person can read."""


class Denied(Exception):
    """Raised by every access check; its text is shown as it is."""


class NotVisible(Denied):
    """There is no such file, or none that is open to the actor: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("No case here is open to you. Check the reference, or ask your duty lead.")


CASE_CLOSED_MESSAGE = (
    "This case is closed: nothing can be added to it. "
    "Open it again on its own page, with a reason, and go on."
)
CASE_RESTRICTED_MESSAGE = (
    "This record is restricted: it is kept, and not used. "
    "Only danger, the safety plan and ending what is shared can be recorded. Ask your data protection lead."
)
