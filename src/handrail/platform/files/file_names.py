"""What a paper is called: the last part of what was sent, in one line, without marks that turn or hide letters."""

import re
import unicodedata

from handrail.platform.kernel.messages import join_texts

LONGEST = 120
FORBIDDEN = re.compile(r'[<>:"|?*]')
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
UNNAMED = "paper"


def clean_file_name(name: str) -> str:
    """The name as it is kept. An ending survives, however long the rest is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in HIDDEN)
    plain = join_texts(FORBIDDEN.sub("_", shown).split(), " ").strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem.strip(". "):
        return plain[:LONGEST] or UNNAMED
    return f"{stem[: LONGEST - len(ending[:16]) - 1].strip()}.{ending[:16]}"


def get_extension(name: str) -> str:
    """The letters after the last dot, small; empty where there are none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""
