"""Sentences that remember how they were made, so that a page can say them in another language.

`say("{name} is held until {day}.", name=..., day=...)` is the English sentence, a plain `str` for every rule, test and
file. A page in Welsh asks it for its pattern and its values instead and says these in Welsh (web/languages). The
rules stay pure: nobody here knows which language is spoken.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self


class Phrase(str):
    """English text with the pattern and the values that it was made of.

    `many` is the pattern for more than one, of a `count`; `n` is the number as it is written. `turned` is what
    happens to the whole at the end: "capital", "small" (the first letter alone), "lower" or "strip".
    """

    pattern: str
    values: Mapping[str, Any]
    many: str
    turned: str

    def __new__(
        cls, text: str, pattern: str, values: Mapping[str, Any], many: str = "", turned: str = ""
    ) -> Self:
        """`text` is the English sentence as it reads."""
        phrase = super().__new__(cls, text)
        phrase.pattern, phrase.values, phrase.many, phrase.turned = pattern, values, many, turned
        return phrase

    def __str__(self) -> Self:
        """Itself: what passes through str(), as the text of an error does, is still a phrase."""
        return self

    def __add__(self, other: str) -> "Phrase":
        """One text after another, each of which stays what it is."""
        return Phrase(str.__add__(self, other), "{first}{then}", {"first": self, "then": other})

    def __radd__(self, other: str) -> "Phrase":
        """The same for a plain text before a phrase."""
        return Phrase(str.__add__(other, self), "{first}{then}", {"first": other, "then": self})

    def __mod__(self, values: Any) -> str:
        """Django fills the text of every error with its parameters; a phrase without any stays a phrase."""
        filled = str.__mod__(self, values)
        return self if filled == str.__str__(self) else filled

    def strip(self, chars: str | None = None, /) -> str:
        """Without blanks at its ends, in every language."""
        return self if str.strip(self, chars) == self else _change_case(self, str.strip(self, chars), "strip")

    def lower(self) -> str:
        """In small letters, in every language."""
        return _change_case(self, str.lower(self), "lower")

    def __reduce__(self) -> tuple[Any, ...]:
        plain = str.__str__(self)
        return type(self), (plain, self.pattern, dict(self.values), self.many, self.turned)


class UserText(str):
    """What a person typed, such as a name: the same in every language, also where a word of ours is spelt like it."""

    __slots__ = ()


def msg(pattern: str, /, **values: Any) -> Phrase:
    """The sentence with its values in their places. A value may be a phrase itself."""
    return Phrase(pattern.format(**values), pattern, values)


def pluralise(n: int, one: str, many: str = "", *, commas: bool = True) -> Phrase:
    """1 case, 2 cases, 1,204 cases.

    Args:
        n: how many.
        one: the word for one.
        many: the word for several, where it is not `one` with an s.
        commas: whether thousands are set apart.
    """
    many, shown = many or f"{one}s", f"{n:,}" if commas else str(n)
    text = f"{shown} {one if n == 1 else many}"
    return Phrase(text, f"{{n}} {one}", {"n": shown, "count": n}, f"{{n}} {many}")


def join_texts(parts: Iterable[str], between: str = ", ", last: str = "") -> str:
    """Texts one after another, like `between.join(parts)`, each still known to a page in Welsh.

    Args:
        parts: the texts.
        between: what separates them.
        last: what comes before the last of several: join_texts(["Food", "Clothes"], last=" and ").
    """
    texts = list(parts)
    if len(texts) < 2:
        return texts[0] if texts else ""
    if last or any(letter.isalpha() for letter in between):
        head = join_texts(texts[:-1], between)
        return msg(f"{{first}}{last or between}{{then}}", first=head, then=texts[-1])
    names = [f"part{at}" for at in range(len(texts))]
    return msg(between.join(f"{{{name}}}" for name in names), **dict(zip(names, texts, strict=True)))


def capitalise_first(text: str) -> str:
    """First letter large, the rest untouched: "in the NRM" becomes "In the NRM"."""
    return _change_case(text, text[:1].upper() + text[1:], "capital")


def lower_first(text: str) -> str:
    """First letter small, for a phrase within a sentence; an abbreviation ("NRM events") stays as it is."""
    return _change_case(text, make_first_letter_small(text), "small")


def make_first_letter_small(text: str) -> str:
    """The letters of `lower_first`, for text that is known to be in the language of the page already."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def lower_text(text: str) -> str:
    """All letters small, like `text.lower()`."""
    return _change_case(text, str.lower(text), "lower")


def _change_case(text: str, turned: str, how: str) -> str:
    return Phrase(turned, "{text}", {"text": text}, turned=how) if text else text
