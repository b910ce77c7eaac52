"""Codes of ISO 3166-1 for the nationalities of the form, and of ISO 639-2 for languages, where one is sure.

A nation that is no state of its own there, and a language that ISO 639-2 knows only as part of another, has none.
"""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "iso-codes.json"


def get_country_code_of_nationality(nationality: str) -> str:
    """The two letters of the country whose citizens are called so; nothing where none is sure."""
    return _load_iso_codes()["nationalities"].get(nationality.strip(), "")


def get_iso_639_2_code(tag: str) -> str:
    """The three letters of the language with this BCP 47 tag, as its own speakers' name has them (ISO 639-2/T)."""
    return _load_iso_codes()["languages"].get(tag, "")


@cache
def _load_iso_codes() -> dict[str, dict[str, str]]:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: told[name] for name in ("nationalities", "languages")}
