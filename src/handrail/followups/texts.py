"""Texts as people type them, made ready to keep: what is needed is there, and nothing is longer than its box."""

from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

LONGEST = 10_000


def needed(text: str, ask: str, longest: int = LONGEST) -> str:
    """The text without blank edges. Raises NotNow, with what to say, where it is empty or too long."""
    found = optional(text, longest)
    if not found:
        raise NotNow(ask)
    return found


def optional(text: str, longest: int = LONGEST) -> str:
    """The text without blank edges, which may be empty."""
    found = (text or "").replace("\x00", "").strip()
    if len(found) > longest:
        raise NotNow(
            say(
                "Keep the text to {longest} characters. This has {found}.",
                longest=f"{longest:,}",
                found=f"{len(found):,}",
            )
        )
    return found
