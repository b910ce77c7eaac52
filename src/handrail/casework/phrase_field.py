"""A column for a sentence that the rules made: it comes back as the phrase it was, to be said in the reader's language.

Kept as the plain text where it is one, else as JSON that begins with MARK. Nothing that a person types goes here.
"""

import json
from typing import Any

from django.db import models

from handrail.kernel.saying import Phrase

MARK = '{"say":'


class PhraseField(models.TextField):  # type: ignore[type-arg]  # takes none when it runs
    """Text of the product, never somebody's own."""

    def deconstruct(self) -> Any:
        """To the database it is a text like any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """What the column holds."""
        return kept(value) if isinstance(value, Phrase) else super().get_prep_value(value)

    def from_db_value(self, value: Any, *args: Any) -> Any:
        """The text, a phrase again if it was one."""
        return phrase(value)


def kept(value: Phrase) -> str:
    """The phrase as text: its pattern and its values, whatever these are made of."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def phrase(text: Any) -> Any:
    """The phrase that was kept; any other text as it stands."""
    return _whole(json.loads(text)) if isinstance(text, str) and text.startswith(MARK) else text


def _plain(value: Any) -> Any:
    if not isinstance(value, Phrase):
        return value if isinstance(value, int) else str(value)
    rest = {"many": value.many, "turned": value.turned}
    told = {"say": value.pattern, "with": {name: _plain(each) for name, each in value.values.items()}}
    return {**told, "text": str.__str__(value)} | {name: text for name, text in rest.items() if text}


def _whole(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    values = {name: _whole(value) for name, value in told["with"].items()}
    return Phrase(told["text"], told["say"], values, told.get("many", ""), told.get("turned", ""))
