"""A language for tests, every message of ours in brackets. What stands without them went through no translation.

A value within a sentence stands outside the sentence's brackets: it has its own, or was not translated.
"""

import re

OPEN, CLOSE = "⟦", "⟧"
VALUE = re.compile(r"\{\w+\}")


class Bracketed:
    """A catalogue that knows the given messages and puts each in brackets."""

    code = "en-x-test"
    has_drafts = False

    def __init__(self, messages: set[str]) -> None:
        """`messages` is all that the product says (extraction.messages)."""
        self.messages = messages

    def knows(self, message: str) -> bool:
        """Whether the product says this."""
        return message in self.messages

    def find(self, message: str) -> str | None:
        """The message itself, in brackets, if it was extracted."""
        return bracketed(message) if message in self.messages else None

    def form(self, one: str, many: str, n: int) -> str | None:
        """The form for that number, in brackets."""
        return bracketed(one if n == 1 else many) if one in self.messages else None


def bracketed(message: str) -> str:
    """The message in brackets, with its values outside them."""
    return VALUE.sub(lambda value: f"{CLOSE}{value.group()}{OPEN}", f"{OPEN}{message}{CLOSE}")
