"""Refusals of the access policy, with a reason that a person can read."""


class Denied(Exception):
    """Raised by every access check; its text is shown as it is."""


class NotVisible(Denied):
    """There is no such file, or none that is open to the actor: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("No case here is open to you. Check the reference, or ask your duty lead.")


class TooManyRequests(Denied):
    """The account was refused, or searched, more often than anybody's work asks for. It may go on in ten minutes."""


TOO_MANY_REFUSALS_MESSAGE = (
    "You asked many times for what is not open to you. Wait ten minutes before you try again. Check the reference, or "
    "ask your duty lead for access. Cases that are open to you stay open."
)
TOO_MANY_SEARCHES_MESSAGE = (
    "You searched many times in a short while. Wait ten minutes before you search again, or go through the list of "
    "cases. Cases that are open to you stay open."
)
CASE_CLOSED_MESSAGE = (
    "This case is closed: nothing can be added to it. "
    "Open it again on its own page, with a reason, and go on."
)
CASE_RESTRICTED_MESSAGE = (
    "This record is restricted: it is kept, and not used. "
    "Only danger, the safety plan and ending what is shared can be recorded. Ask your data protection lead."
)
