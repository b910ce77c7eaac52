"""Is this an answer that the form would take? One sentence that says what to mend, or the answer as it is kept."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from handrail.kernel.dates import plain
from handrail.kernel.saying import joined, say
from handrail.nrmform.rules.definition import NOT_SURE, Definition, Field
from handrail.nrmform.rules.flow import Value

MOST = 15_000
FIRST_BIRTH = date(1900, 1, 1)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
PHONE_MARKS = re.compile(r"[\s().\-–/]|(?:ext\.?|x)\s*\d{1,5}$", re.IGNORECASE)
PHONE = re.compile(r"\+?\d{7,15}")


class NotAnAnswer(ValueError):
    """What was typed cannot be kept as it is; the text says what to mend. `near`: what of the list is like it."""

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.near = near


def length(text: str) -> int:
    """Characters as the Home Office form counts them: in units of UTF-16, each end of a line as one."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def checked(definition: Definition, field: Field, value: Value, today: date) -> Value:
    """The answer as it is kept. Raises NotAnAnswer. Nothing is an answer too: whether it may be is another question."""
    if not value:
        return () if field.several else ""
    if isinstance(value, tuple):
        return _several(definition, field, value)
    text = tidy(value)
    return _one(definition, field, text, today) if text else ""


def tidy(text: str) -> str:
    """Ends of lines alike, spaces at both ends gone; every script and mark is left as it was typed."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotAnAnswer("Take out the characters that cannot be shown, and try again")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _one(definition: Definition, field: Field, text: str, today: date) -> str:
    if field.kind == "choice":
        return _chosen(field, text)
    if field.kind == "tick":
        return "yes"
    if field.kind == "list":
        return on_the_list(definition.lists[field.list], text)
    if field.kind == "date":
        return _birth(text, today)
    if field.kind == "number":
        return _number(text)
    return _text(field, text)


def _several(definition: Definition, field: Field, value: tuple[str, ...]) -> tuple[str, ...]:
    if field.kind == "several":
        known = {option.value for option in field.options}
        return tuple(_known(one, known) for one in dict.fromkeys(value))
    if field.kind == "papers":
        return _papers(field, value)
    lines = [line for line in (tidy(one) for one in value) if line]
    if len(lines) > field.most:
        raise NotAnAnswer(
            say("The form takes {most} at most: there are {lines} here", most=field.most, lines=len(lines))
        )
    return tuple(dict.fromkeys(on_the_list(definition.lists[field.list], line) for line in lines))


def _papers(field: Field, value: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of papers, each once. Whether each may be chosen is asked of the case."""
    found = tuple(dict.fromkeys(value))
    if len(found) > field.most:
        raise NotAnAnswer(
            say("The form takes {most} at most: there are {found} here", most=field.most, found=len(found))
        )
    return found


def _chosen(field: Field, text: str) -> str:
    known = {option.value for option in field.options} | ({NOT_SURE} if field.own_not_sure else set())
    return _known(text, known)


def _known(text: str, known: set[str]) -> str:
    if text not in known:
        raise NotAnAnswer("Choose an answer from those shown")
    return text


def _text(field: Field, text: str) -> str:
    most = field.most or MOST
    if (count := length(text)) > most:
        raise NotAnAnswer(
            say(
                "The form takes {most} characters: this has {count}. Take {count2} out",
                most=f"{most:,}",
                count=f"{count:,}",
                count2=f"{count - most:,}",
            )
        )
    for check in field.check:
        CHECKS[check](text)
    return text


def _email(text: str) -> None:
    if not EMAIL.fullmatch(text) or length(text) > 254:
        raise NotAnAnswer("Enter an email address, like name@example.org")


def _phone(text: str) -> None:
    if not PHONE.fullmatch(PHONE_MARKS.sub("", text)):
        raise NotAnAnswer("Enter a phone number, like 07700 900123 or +40 21 555 0100")


def _no_address(text: str) -> None:
    if ADDRESS.search(text):
        raise NotAnAnswer("The form takes no web addresses here: say in words what it is")


def _postcode(text: str) -> None:
    if not POSTCODE.fullmatch(text):
        raise NotAnAnswer("Enter a whole postcode, like LN1 1AA")


CHECKS: dict[str, Callable[[str], None]] = {
    "email": _email,
    "phone": _phone,
    "no_address": _no_address,
    "postcode": _postcode,
    "born": lambda text: None,
}


def _number(text: str) -> str:
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text[:4]) <= 99 or len(text) > 2:
        raise NotAnAnswer("Enter how many in figures, like 2")
    return str(int(text))


def _birth(text: str, today: date) -> str:
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise NotAnAnswer("Date of birth must be a real date, like 24 11 1996") from None
    if born > today:
        raise NotAnAnswer("Date of birth must be in the past")
    if born <= FIRST_BIRTH:
        raise NotAnAnswer(say("Date of birth must be after {first_birth}", first_birth=plain(FIRST_BIRTH)))
    return born.isoformat()


def on_the_list(entries: tuple[str, ...], text: str) -> str:
    """The entry that was meant. A closed list takes no other: what is like it is offered."""
    if text in entries:
        return text
    if found := _unfolded(entries).get(fold(text)):
        return found
    near = like(entries, text)
    if not near:
        raise NotAnAnswer(
            say("“{short}” is not on the Home Office’s list. Try a part of its name", short=_short(text))
        )
    raise NotAnAnswer(
        say(
            "“{short}” is not on the Home Office’s list. Did you mean {or_}?",
            short=_short(text),
            or_=_or(near[:3]),
        ),
        near,
    )


def like(entries: tuple[str, ...], text: str, most: int = 12) -> tuple[str, ...]:
    """Entries that have the text in them, then those that are spelt much like it."""
    folded = fold(text[:200])
    if not folded:
        return ()
    known = _folded(entries)
    having = [entry for entry, spelt in known.items() if folded in spelt]
    having.sort(key=lambda entry: (not known[entry].startswith(folded), len(entry)))
    found = process.extract(folded, known, scorer=fuzz.WRatio, limit=6, score_cutoff=75)
    return tuple(dict.fromkeys([*having[:most], *(entry for _, _, entry in found)]))[:most]


@lru_cache(maxsize=32)
def _folded(entries: tuple[str, ...]) -> dict[str, str]:
    """Each entry as it is compared."""
    return {entry: fold(entry) for entry in entries}


@lru_cache(maxsize=32)
def _unfolded(entries: tuple[str, ...]) -> dict[str, str]:
    """The entry that is compared so; the first where two are alike."""
    return {folded: entry for entry, folded in reversed(_folded(entries).items())}


def fold(text: str) -> str:
    """Letters without marks and case, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold()).split())


def _or(names: tuple[str, ...]) -> str:
    return joined(names[:-1]) + (" or " if len(names) > 1 else "") + names[-1]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
