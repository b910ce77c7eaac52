"""A language for tests, every message of ours in brackets. What stands without them went through no translation."""

OPEN, CLOSE = "⟦", "⟧"


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
        return f"{OPEN}{message}{CLOSE}" if message in self.messages else None

    def form(self, one: str, many: str, n: int) -> str | None:
        """The form for that number, in brackets."""
        return f"{OPEN}{one if n == 1 else many}{CLOSE}" if one in self.messages else None
