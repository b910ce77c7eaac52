"""How wide words are at most in a drawing, in whichever font the reader has: nothing is cut at an edge.

Widths are those of DejaVu Sans, the widest of usual fonts, by the height of the letters.
"""

from typing import Final

LETTERS: Final = 15
"""Height of the letters of a chart."""
NARROW_LETTERS, WIDE_LETTERS = "fijltI .,:;'’()-", "mwMW%&@…"
NARROW, COMMON, CAPITAL, WIDE = 0.42, 0.65, 0.79, 1.0
BOLD_WIDTHS: Final = {
    letter: width / 1000
    for letters, width in (
        ("ijl ", 348), ("IJ.’", 380), ("-", 415), ("f", 435), ("t", 478), ("r", 493), ("csz", 595), ("L", 637),
        ("vxy", 652), ("k", 665), ("ae", 678), ("EFTo", 687), ("dhnubgpqS", 720), ("CPYZ", 734), ("BRVAXK", 775),
        ("GUDHN", 838), ("OQ", 850), ("&", 872), ("w", 924), ("M", 995), ("m", 1042),
    )
    for letter in letters
}  # fmt: skip
BOLD_WIDEST: Final = 1.11


def estimate_label_width(words: str) -> float:
    """Of the letters of a chart."""
    return sum(_get_letter_width(letter) for letter in words) * LETTERS


def _get_letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    return CAPITAL if letter.isupper() else COMMON


def measure_bold(words: str) -> float:
    """Of bold letters, by their height."""
    return sum(BOLD_WIDTHS.get(letter, BOLD_WIDEST) for letter in words)


def break_words_into_lines(words: str, room: float, *, end: str = "") -> tuple[str, ...]:
    """Words of a chart as lines, each as long as its place allows.

    Args:
        words: what is written; none give no line.
        room: how wide the place is, in units of the drawing.
        end: what the words end with and what stays on one line.

    Returns:
        Lines in order, none wider than the room unless a word alone is.
    """
    parts = words.removesuffix(end).split() + ([end] if end else [])
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and estimate_label_width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return tuple(lines)
