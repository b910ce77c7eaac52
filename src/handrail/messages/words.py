"""Everything that may stand in a mail, to be read in one sitting. A link is all that is added."""

from dataclasses import dataclass
from typing import Final

from handrail.kernel.saying import say, small


@dataclass(frozen=True, slots=True)
class Words:
    """One kind of message."""

    subject: str
    text: str


KINDS: Final[dict[str, Words]] = {
    "look_at_return": Words(
        "Please look at your return",
        "A return of your organisation is not finished. Please look at it.",
    ),
    "sign_return": Words(
        "A return waits for your signature",
        "A return of your organisation is ready to sign. Please read it.",
    ),
    "return_sent_back": Words(
        "Please look at your return again",
        "A return of your organisation was sent back with a comment. Please look at it.",
    ),
    "return_asked": Words(
        "Your organisation is asked for a return",
        "Your organisation is asked for a return. Please look at the questions and the deadline.",
    ),
    "look_at_action": Words(
        "Please look at an action",
        "An action of your organisation is due. Please look at it.",
    ),
    "approve_quote": Words(
        "Please read how your practice is quoted",
        "A report would quote a practice of your organisation. Please read the words before it is published.",
    ),
}
CLOSING: Final = "This mail says nothing more, on purpose. Sign in to read the rest."


def subject(kind: str) -> str:
    """The subject line."""
    return say("Handrail: {subject}", subject=small(KINDS[kind].subject))


def body(kind: str, link: str) -> str:
    """The whole text of the mail."""
    return say("{text}\n\n{link}\n\n{closing}\n", text=KINDS[kind].text, link=link, closing=CLOSING)
