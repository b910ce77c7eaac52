"""Refusals of the access policy, with a reason that a person can read."""


class Denied(Exception):
    """Raised by every access check; its text is shown as it is."""


class NotVisible(Denied):
    """There is no such file, or none that is open to the actor: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__(
            "This page does not exist, or you cannot open it. Check the reference, or ask your duty lead."
        )


class TooManyRequests(Denied):
    """The account was refused, or searched, more often than anybody's work asks for. It may go on in ten minutes."""


TOO_MANY_REFUSALS_MESSAGE = (
    "You have tried many times to open what you cannot see. Wait ten minutes, check the reference, "
    "or ask your duty lead for access. You can still open your own cases."
)
TOO_MANY_SEARCHES_MESSAGE = (
    "You have searched many times. Wait ten minutes before you search again, or browse the list of "
    "cases. You can still open your own cases."
)
CASE_CLOSED_MESSAGE = (
    "This case is closed, so nothing can be added. Reopen it on the case page, with a reason, to continue."
)
CASE_RESTRICTED_MESSAGE = (
    "This record is restricted: it is kept but not used. You can only record danger and the safety "
    "plan, and stop sharing. Ask your data protection lead."
)
