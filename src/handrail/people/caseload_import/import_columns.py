"""The columns that an import knows: what each holds, help for whoever fills it in, and which choices it takes.

What happened to the person is a column for each event of the pathway (`pathway/event_vocabulary.py`) that needs no
further details. An answer or a decision is two columns, what and when, since that is how spreadsheets keep them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from handrail.pathway.event_vocabulary import EVENTS, PERSON, REFERRAL
from handrail.people.caseload_import.text_choices import ImportBasis
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.text_choices import Age, ConsentMatter, YesNoOrNotAsked


class CellKind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    LANGUAGE = "language"
    AREA = "area"
    COLLEAGUE = "colleague"


NO_CHOICES: Final[Mapping[str, str]] = MappingProxyType({})
KNOWN_HEADS: Final = Path(__file__).parent / "data" / "known_heads.csv"
EVENT_PREFIX: Final = "event:"
LONGEST_LINE: Final = 200
LONGEST_NOTE: Final = 4_000


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column. `choices` are codes by the words of the template."""

    code: str
    head: str
    help: str
    kind: CellKind = CellKind.TEXT
    choices: Mapping[str, str] = field(default_factory=lambda: NO_CHOICES)
    longest: int = LONGEST_LINE
    example: str = ""
    in_template: bool = True


def _by_words(choices: list[tuple[str, str]]) -> Mapping[str, str]:
    return MappingProxyType({words: code for code, words in choices})


ANSWERS: Final = _by_words([("yes", "Yes"), ("no", "No"), ("undecided", "Not decided")])
SUPPORT_ANSWERS: Final = _by_words([("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")])
OUTCOMES: Final = _by_words([("positive", "Positive"), ("negative", "Negative")])

_PERSON_COLUMNS: Final = (
    ImportColumn(
        "own_reference",
        "Your reference",
        "The number of the case in your old records. It stays with the case.",
        example="LN-2024-017",
    ),
    ImportColumn(
        "called",
        "Name they use",
        "A nickname is enough. Leave it empty if you do not know.",
        example="Mirela",
    ),
    ImportColumn(
        "full_name",
        "Full name",
        "Only if they want it recorded.",
        example="Mirela Oprea",
    ),
    ImportColumn(
        "date_of_birth",
        "Date of birth",
        "Day, month, year: 14/03/1994.",
        CellKind.DAY,
        example="14/03/1994",
    ),
    ImportColumn(
        "age",
        "Adult or child",
        "Needed. Not sure takes the child’s path until someone knows.",
        CellKind.CHOICE,
        MappingProxyType({"Adult": Age.ADULT.value, "Child": Age.CHILD.value, "Not sure": Age.UNSURE.value}),
        example="Adult",
    ),
    ImportColumn(
        "language",
        "Language they speak best",
        "Choose from the list.",
        CellKind.LANGUAGE,
        example="Romanian",
    ),
    ImportColumn(
        "interpreter",
        "Interpreter needed",
        "Yes, No or Not asked.",
        CellKind.CHOICE,
        _by_words(list(YesNoOrNotAsked.choices)),
        example="Yes",
    ),
    ImportColumn(
        "area",
        "Police force area",
        "Where they are. Empty means your organisation’s own area.",
        CellKind.AREA,
        example="Lincolnshire",
    ),
    ImportColumn("where_now", "Where they are now", "Kept sealed.", example=""),
    ImportColumn(
        "phone",
        "Phone number",
        "Say in the next column if it is safe to call.",
    ),
    ImportColumn(
        "phone_safe",
        "Is it safe to call?",
        "Needed with a phone number. Not sure is treated as not safe.",
        CellKind.CHOICE,
        MappingProxyType(
            {
                "Safe": ChannelSafety.YES.value,
                "Not safe": ChannelSafety.NO.value,
                "Not sure": ChannelSafety.UNSURE.value,
            }
        ),
    ),
    ImportColumn(
        "point_of_contact",
        "Point of contact (email)",
        "The email address of a colleague with an account. Empty means the colleague you name for the import.",
        CellKind.COLLEAGUE,
    ),
    ImportColumn(
        "note",
        "Note",
        "Kept with the day they were identified.",
        longest=LONGEST_NOTE,
    ),
)
_CHOICE_COLUMNS: Final = (
    ImportColumn(
        "local_support",
        "Local support: answer",
        "Did they say yes to your support? Empty means the answer you give for the import.",
        CellKind.CHOICE,
        SUPPORT_ANSWERS,
        example="Yes",
    ),
    ImportColumn(
        "local_support_on",
        "Local support: date of answer",
        "The day they said so.",
        CellKind.DAY,
        example="04/03/2024",
    ),
    ImportColumn(
        "nrm",
        "NRM: answer",
        "An adult’s answer to going into the NRM.",
        CellKind.CHOICE,
        ANSWERS,
        example="Yes",
    ),
    ImportColumn(
        "nrm_on",
        "NRM: date of answer",
        "The day they said so.",
        CellKind.DAY,
        example="05/03/2024",
    ),
    ImportColumn(
        "national_support",
        "National support: answer",
        "Asked separately from the NRM.",
        CellKind.CHOICE,
        SUPPORT_ANSWERS,
    ),
    ImportColumn(
        "national_support_on",
        "National support: date of answer",
        "The day they said so.",
        CellKind.DAY,
    ),
    ImportColumn(
        "basis",
        "Lawful basis, if different",
        "Empty means the lawful basis you give for the import.",
        CellKind.CHOICE,
        _by_words(list(ImportBasis.choices)),
    ),
)
_HISTORY_COLUMNS: Final = (
    ImportColumn(
        "identified",
        "Identified",
        "Needed. The day someone saw signs of modern slavery.",
        CellKind.DAY,
        example="04/03/2024",
    ),
    ImportColumn(
        "nrm_referred",
        "Referred to the NRM",
        "The day the form was sent.",
        CellKind.DAY,
        example="06/03/2024",
    ),
    ImportColumn(
        "nrm_reference",
        "NRM reference",
        "The number that the Home Office gave.",
        longest=40,
    ),
    ImportColumn(
        "nrm_reference_on",
        "NRM reference: date",
        "The day it was given.",
        CellKind.DAY,
    ),
    ImportColumn(
        "rg",
        "Reasonable grounds",
        "Positive or Negative.",
        CellKind.CHOICE,
        OUTCOMES,
        example="Positive",
    ),
    ImportColumn(
        "rg_on",
        "Reasonable grounds: date",
        "The date on the decision.",
        CellKind.DAY,
        example="12/04/2024",
    ),
    ImportColumn(
        "cg",
        "Conclusive grounds",
        "Positive or Negative.",
        CellKind.CHOICE,
        OUTCOMES,
    ),
    ImportColumn(
        "cg_on",
        "Conclusive grounds: date",
        "The date on the decision.",
        CellKind.DAY,
    ),
)
_OWN_COLUMNS_HAVE: Final = frozenset(
    {
        *("identified", "nrm_referred", "nrm_reference_issued", "rg_positive", "rg_negative"),
        *("cg_positive", "cg_negative", "nrm_consent_given", "nrm_consent_declined", "nrm_undecided"),
        *("support_consent_given", "local_support_started", "entered_in_error", "turned_18"),
        "national_support_declined",
    }
)
_IN_TEMPLATE: Final = frozenset(
    {
        *("nrm_explained", "place_of_safety_entered", "place_of_safety_left", "national_support_started"),
        *("national_support_ended", "local_support_ended", "crime_recorded", "went_missing", "found"),
        *("leave_refused", "duty_to_notify_sent"),
    }
)
ANSWERED_MATTERS: Final = {
    "local_support": ConsentMatter.LOCAL_SUPPORT,
    "nrm": ConsentMatter.NRM,
    "national_support": ConsentMatter.NATIONAL_SUPPORT,
}
"""Columns of answers; the day of each is in the column of the same name with `_on`."""


@cache
def list_import_columns() -> tuple[ImportColumn, ...]:
    """All of them.

    Returns:
        In the order of the template; events that only some organisations keep come last.
    """
    return (*_PERSON_COLUMNS, *_CHOICE_COLUMNS, *_HISTORY_COLUMNS, *_list_event_columns())


def _list_event_columns() -> tuple[ImportColumn, ...]:
    return tuple(
        ImportColumn(
            f"{EVENT_PREFIX}{kind.code}",
            kind.name,
            kind.help,
            CellKind.DAY,
            in_template=kind.code in _IN_TEMPLATE,
        )
        for kind in EVENTS
        if kind.scope in (PERSON, REFERRAL) and kind.code not in _OWN_COLUMNS_HAVE
    )


@cache
def get_import_columns_by_code() -> Mapping[str, ImportColumn]:
    """The same.

    Returns:
        Each by its code.
    """
    return MappingProxyType({column.code: column for column in list_import_columns()})


def list_template_columns() -> tuple[ImportColumn, ...]:
    """Those of the template that people download; every other can be matched to a column of their own.

    Returns:
        In their order.
    """
    return tuple(column for column in list_import_columns() if column.in_template)


def normalise_head(head: str) -> str:
    """A head as it is compared: small letters, single blanks, no sign at its end."""
    return " ".join(head.casefold().replace("_", " ").split()).strip(" .:*")


@cache
def _get_codes_by_known_head() -> Mapping[str, str]:
    """By the words of the template, and by heads that spreadsheets often have (data/known_heads.csv)."""
    known = {normalise_head(column.head): column.code for column in list_import_columns()}
    for line in KNOWN_HEADS.read_text(encoding="utf-8").splitlines()[1:]:
        code, _, head = line.partition(",")
        known.setdefault(normalise_head(head), code)
    return MappingProxyType(known)


def match_columns(heads: list[str], saved: Mapping[str, str]) -> list[str]:
    """Which column each head of a file is.

    Args:
        heads: of the file.
        saved: codes by head, as the organisation matched them the last time; "" is a column that it left out.

    Returns:
        A code for each head, "" where nobody knows; no code twice.
    """
    known, found = _get_codes_by_known_head(), list[str]()
    for head in heads:
        same = normalise_head(head)
        code = saved[same] if same in saved else known.get(same, "")
        found.append(code if code in get_import_columns_by_code() and code not in found else "")
    return found
