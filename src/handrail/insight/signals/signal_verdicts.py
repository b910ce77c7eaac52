"""The verdict of a signal as a code, for the shape that tells it."""

from typing import Final

VERDICT_CODES: Final = {"for the better": "better", "for the worse": "worse"}


def get_verdict_code(verdict: str) -> str:
    """“better”, “worse” or “neither”, by the words of `describe_signal`."""
    return VERDICT_CODES.get(verdict, "neither")
