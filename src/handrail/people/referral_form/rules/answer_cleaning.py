"""Is this an answer that the form would take? One sentence that says what to mend, or the answer as it is kept."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from handrail.people.referral_form.rules.form_definition import NOT_SURE, FormDefinition, FormField
from handrail.people.referral_form.rules.question_flow import Value
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import join_texts, msg

MOST = 15_000
FIRST_BIRTH = date(1900, 1, 1)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
PHONE_MARKS = re.compile(r"[\s().\-–/]|(?:ext\.?|x)\s*\d{1,5}$", re.IGNORECASE)
PHONE = re.compile(r"\+?\d{7,15}")


class InvalidAnswerError(ValueError):
    """What was typed cannot be kept as it is; the text says what to mend. `near`: what of the list is like it."""

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.near = near


def count_characters(text: str) -> int:
    """Characters as the Home Office form counts them: in units of UTF-16, each end of a line as one."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def clean_form_answer(definition: FormDefinition, field: FormField, value: Value, today: date) -> Value:
    """The answer as it is kept. Nothing is an answer too: whether it may be is another question.

    Args:
        definition: the version of the form, with its lists.
        field: the box.
        value: what was given.
        today: no day may be after it.

    Raises:
        InvalidAnswerError: the Home Office form would not take it, with entries that are like it.
    """
    if not value:
        return () if field.several else ""
    if isinstance(value, tuple):
        return _clean_several_answers(definition, field, value)
    text = normalise_answer_text(value)
    return _clean_single_answer(definition, field, text, today) if text else ""


def normalise_answer_text(text: str) -> str:
    """Ends of lines alike, spaces at both ends gone; every script and mark is left as it was typed."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidAnswerError("Remove the characters that cannot be shown, and try again")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _clean_single_answer(definition: FormDefinition, field: FormField, text: str, today: date) -> str:
    if field.kind == "choice":
        return _clean_choice_answer(field, text)
    if field.kind == "tick":
        return "yes"
    if field.kind == "list":
        return clean_list_entry(definition.lists[field.list], text)
    if field.kind == "date":
        return _clean_birth_date(text, today)
    if field.kind == "number":
        return _clean_number_text(text)
    return _clean_answer_of_text_field(field, text)


def _clean_several_answers(
    definition: FormDefinition, field: FormField, value: tuple[str, ...]
) -> tuple[str, ...]:
    if field.kind == "several":
        known = {option.value for option in field.options}
        return tuple(_clean_known_option(one, known) for one in dict.fromkeys(value))
    if field.kind == "papers":
        return _clean_numbers_of_chosen_documents(field, value)
    lines = [line for line in (normalise_answer_text(one) for one in value) if line]
    if len(lines) > field.most:
        raise InvalidAnswerError(
            msg("The form allows up to {most}: there are {lines} here", most=field.most, lines=len(lines))
        )
    return tuple(dict.fromkeys(clean_list_entry(definition.lists[field.list], line) for line in lines))


def _clean_numbers_of_chosen_documents(field: FormField, value: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of papers, each once. Whether each may be chosen is asked of the case."""
    found = tuple(dict.fromkeys(value))
    if len(found) > field.most:
        raise InvalidAnswerError(
            msg("The form allows up to {most}: there are {found} here", most=field.most, found=len(found))
        )
    return found


def _clean_choice_answer(field: FormField, text: str) -> str:
    known = {option.value for option in field.options} | ({NOT_SURE} if field.own_not_sure else set())
    return _clean_known_option(text, known)


def _clean_known_option(text: str, known: set[str]) -> str:
    if text not in known:
        raise InvalidAnswerError("Choose one of the answers")
    return text


def _clean_answer_of_text_field(field: FormField, text: str) -> str:
    most = field.most or MOST
    if (count := count_characters(text)) > most:
        raise InvalidAnswerError(
            msg(
                "The form allows {most} characters: this has {count}. Remove {count2}",
                most=f"{most:,}",
                count=f"{count:,}",
                count2=f"{count - most:,}",
            )
        )
    for check in field.check:
        CHECKS[check](text)
    return text


def _raise_unless_email(text: str) -> None:
    if not EMAIL.fullmatch(text) or count_characters(text) > 254:
        raise InvalidAnswerError("Enter an email address, like name@example.org")


def _raise_unless_phone_number(text: str) -> None:
    if not PHONE.fullmatch(PHONE_MARKS.sub("", text)):
        raise InvalidAnswerError("Enter a phone number, like 07700 900123 or +40 21 555 0100")


def _raise_if_web_address(text: str) -> None:
    if ADDRESS.search(text):
        raise InvalidAnswerError("Web addresses are not allowed here: describe it in words")


def _raise_unless_postcode(text: str) -> None:
    if not POSTCODE.fullmatch(text):
        raise InvalidAnswerError("Enter a full postcode, like LN1 1AA")


CHECKS: dict[str, Callable[[str], None]] = {
    "email": _raise_unless_email,
    "phone": _raise_unless_phone_number,
    "no_address": _raise_if_web_address,
    "postcode": _raise_unless_postcode,
    "born": lambda text: None,
}


def _clean_number_text(text: str) -> str:
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text[:4]) <= 99 or len(text) > 2:
        raise InvalidAnswerError("Enter a number, like 2")
    return str(int(text))


def _clean_birth_date(text: str, today: date) -> str:
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise InvalidAnswerError("Date of birth must be a real date, like 24 11 1996") from None
    if born > today:
        raise InvalidAnswerError("Date of birth must be in the past")
    if born <= FIRST_BIRTH:
        raise InvalidAnswerError(
            msg("Date of birth must be after {first_birth}", first_birth=format_day(FIRST_BIRTH))
        )
    return born.isoformat()


def clean_list_entry(entries: tuple[str, ...], text: str) -> str:
    """The entry that was meant. A closed list takes no other: what is like it is offered."""
    if text in entries:
        return text
    if found := _get_entry_by_folded_text(entries).get(fold_text_for_comparison(text)):
        return found
    near = list_similar_entries(entries, text)
    if not near:
        raise InvalidAnswerError(
            msg(
                "“{short}” is not on the Home Office’s list. Try part of its name",
                short=_shorten_text_for_message(text),
            )
        )
    raise InvalidAnswerError(
        msg(
            "“{short}” is not on the Home Office’s list. Did you mean {or_}?",
            short=_shorten_text_for_message(text),
            or_=_join_with_or(near[:3]),
        ),
        near,
    )


def list_similar_entries(entries: tuple[str, ...], text: str, most: int = 12) -> tuple[str, ...]:
    """Entries of a list that may have been meant.

    Args:
        entries: the list.
        text: what was typed.
        most: how many to give at most.

    Returns:
        Those that have the text in them, then those that are spelt much like it.
    """
    folded = fold_text_for_comparison(text[:200])
    if not folded:
        return ()
    known = _get_folded_text_by_entry(entries)
    having = [entry for entry, spelt in known.items() if folded in spelt]
    having.sort(key=lambda entry: (not known[entry].startswith(folded), len(entry)))
    found = process.extract(folded, known, scorer=fuzz.WRatio, limit=6, score_cutoff=75)
    return tuple(dict.fromkeys([*having[:most], *(entry for _, _, entry in found)]))[:most]


@lru_cache(maxsize=32)
def _get_folded_text_by_entry(entries: tuple[str, ...]) -> dict[str, str]:
    """Each entry as it is compared."""
    return {entry: fold_text_for_comparison(entry) for entry in entries}


@lru_cache(maxsize=32)
def _get_entry_by_folded_text(entries: tuple[str, ...]) -> dict[str, str]:
    """The entry that is compared so; the first where two are alike."""
    return {folded: entry for entry, folded in reversed(_get_folded_text_by_entry(entries).items())}


def fold_text_for_comparison(text: str) -> str:
    """Letters without marks and case, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold()).split())


def _join_with_or(names: tuple[str, ...]) -> str:
    return join_texts(names[:-1]) + (" or " if len(names) > 1 else "") + names[-1]


def _shorten_text_for_message(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
