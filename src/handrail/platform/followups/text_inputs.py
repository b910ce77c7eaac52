"""Texts as people type them, stripped and checked for their length before they are kept."""

from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

LONGEST = 10_000


def clean_required_text(text: str, ask: str, longest: int = LONGEST) -> str:
    """The text without blanks at its ends.

    Args:
        text: as typed.
        ask: what to say where it is empty.
        longest: the most characters.

    Returns:
        A text that is not empty.

    Raises:
        ActionNotAllowed: it is empty (with `ask`) or too long.
    """
    found = clean_optional_text(text, longest)
    if not found:
        raise ActionNotAllowed(ask)
    return found


def clean_optional_text(text: str, longest: int = LONGEST) -> str:
    """The text without blank edges, which may be empty."""
    found = (text or "").replace("\x00", "").strip()
    if len(found) > longest:
        raise ActionNotAllowed(
            msg(
                "Keep the text to {longest} characters. This has {found}.",
                longest=f"{longest:,}",
                found=f"{len(found):,}",
            )
        )
    return found
