"""What a page prints, said in the language of the page: fixed texts, phrases with values, and words as they are."""

from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.utils.functional import Promise
from markupsafe import Markup, escape

from handrail.platform.kernel.messages import Phrase, UserText, make_first_letter_small

_MISSING: ContextVar[set[str] | None] = ContextVar("texts without a translation", default=None)


class Catalogue(Protocol):
    """Messages of one language."""

    code: str
    has_drafts: bool

    def find(self, message: str) -> str | None:
        """The translation; nothing where there is none."""

    def knows(self, message: str) -> bool:
        """Whether the product says this; anything else was typed by somebody and stays as it is."""

    def form(self, one: str, many: str, n: int) -> str | None:
        """The translation for that number of things."""


def record_missing_translation(message: str) -> str:
    """Take down that the message has no translation. Prints nothing."""
    found = _MISSING.get()
    if found is not None:
        found.add(message)
    return ""


@contextmanager
def collect_missing_translations_within() -> Any:
    """The set of the messages that were missed inside."""
    found: set[str] = set()
    token = _MISSING.set(found)
    try:
        yield found
    finally:
        _MISSING.reset(token)


class Translator:
    """The texts of a page in one language."""

    def __init__(self, catalogue: Catalogue) -> None:
        """`catalogue` holds the messages."""
        self.catalogue = catalogue

    def say(self, value: Any) -> Any:
        """The value as the page prints it. Markup, what is no text and what is known to be typed pass through."""
        if isinstance(value, Promise):
            value = str(value)
        if not isinstance(value, str) or isinstance(value, UserText) or hasattr(value, "__html__"):
            return value
        return self.phrase(value) if isinstance(value, Phrase) else self.text(str(value))

    def text(self, text: str) -> str:
        """A fixed text of the product; what somebody typed comes back untouched."""
        for known, turned in ((text, False), (_swap_first_case(text), True)):
            if self.catalogue.knows(known):
                said = self.catalogue.find(known)
                if said is None:
                    record_missing_translation(known)
                    return text
                return _swap_first_case(said) if turned else said
        return text

    def phrase(self, phrase: Phrase) -> str:
        """A sentence with its values, each in the language of the page."""
        values = {name: self.say(value) for name, value in phrase.values.items()}
        if phrase.many:
            pattern = self.catalogue.form(phrase.pattern, phrase.many, phrase.values["count"])
        else:
            pattern = (
                self.catalogue.find(phrase.pattern)
                if has_words_beside_values(phrase.pattern)
                else phrase.pattern
            )
        if pattern is None:
            record_missing_translation(phrase.pattern)
            return str(phrase)
        return _apply_case_change(pattern.format_map(values), phrase.turned)

    def glue(self, pattern: str, values: Mapping[str, Any]) -> str:
        """Text joined in a template: a phrase, or markup where a part of it is markup."""
        if not any(hasattr(value, "__html__") for value in values.values()):
            return Phrase(pattern.format_map(values), pattern, values)
        said = self.catalogue.find(pattern)
        if said is None:
            record_missing_translation(pattern)
        spoken = {name: escape(self.say(value)) for name, value in values.items()}
        return Markup(str(escape(said or pattern)).format_map(spoken))


def _swap_first_case(text: str) -> str:
    """The first letter in its other size: fixed texts stand at the head of a line and within sentences."""
    first = text[:1]
    return (first.lower() if first.isupper() else first.upper()) + text[1:]


def has_words_beside_values(pattern: str) -> bool:
    """Whether anything is left to say when the values are taken out."""
    outside = "".join(part.rpartition("}")[2] for part in pattern.split("{"))
    return any(letter.isalpha() for letter in outside)


def _apply_case_change(text: str, how: str) -> str:
    if how == "capital":
        return text[:1].upper() + text[1:]
    if how == "small":
        return make_first_letter_small(text)
    return {"lower": text.lower, "strip": text.strip}.get(how, text.strip)() if how else text
