"""From the cells of a row to the case that it would become, and what is wrong with it. Pure."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from handrail.people.caseload_import.cell_values import CellFault, read_choice, read_day
from handrail.people.caseload_import.import_columns import (
    ANSWERED_MATTERS,
    EVENT_PREFIX,
    CellKind,
    ImportColumn,
    get_import_columns_by_code,
)
from handrail.people.caseload_import.row_findings import RowFinding
from handrail.people.records.text_choices import ConsentMatter
from handrail.platform.kernel.messages import msg, pluralise

FIRST_EVENT_YEAR: Final = 1990
NOT_ASKED: Final = "not_asked"
NO_LANGUAGE: Final = "“{text}” is not a language on the list. Choose from the template’s list."
NO_AREA: Final = "“{text}” is not a police force area. Choose from the template’s list."
DECISION_EVENTS: Final = {
    ("rg", "positive"): "rg_positive",
    ("rg", "negative"): "rg_negative",
    ("cg", "positive"): "cg_positive",
    ("cg", "negative"): "cg_negative",
}
ANSWER_EVENTS: Final = {
    ("nrm", "yes"): "nrm_consent_given",
    ("nrm", "no"): "nrm_consent_declined",
    ("nrm", "undecided"): "nrm_undecided",
    ("national_support", "yes"): "support_consent_given",
    ("national_support", "no"): "national_support_declined",
    ("local_support", "yes"): "local_support_started",
}
"""The event that an answer is, as the consent pages record it (cases/consent/actions/consents.py)."""


@dataclass(frozen=True, slots=True)
class RowVocabulary:
    """What the file may name: languages and areas by name, colleagues by email; all in small letters."""

    languages: Mapping[str, str]
    areas: Mapping[str, str]
    colleagues: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """What was said for the import as a whole. `consent_on` is the day of everyone's yes; None where rows say it."""

    basis: str
    everyone_agreed: bool
    consent_on: datetime.date | None
    today: datetime.date


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """An answer that the person gave; `event` is the event it is, "" for none."""

    matter: ConsentMatter
    said: str
    on: datetime.date
    event: str


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """Something that happened; `reference` is the national one, where the event brings it."""

    event: str
    at: datetime.date
    reference: str = ""


@dataclass(slots=True)
class RowContent:
    """The case that a row would become. `texts` are sealed answers by field; "" is not said."""

    texts: dict[str, str] = field(default_factory=dict)
    born: datetime.date | None = None
    codes: dict[str, str] = field(default_factory=dict)
    point_of_contact_id: int | None = None
    events: list[ImportedEvent] = field(default_factory=list)
    answers: list[ImportedAnswer] = field(default_factory=list)
    basis: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that they are known by."""
        return tuple(dict.fromkeys(filter(None, (self.texts.get("called"), self.texts.get("full_name")))))


class RowReader:
    """Reads the rows of one file. `heads` are those of the file, `codes` what each of its columns is."""

    def __init__(
        self, heads: Sequence[str], codes: Sequence[str], answers: ImportAnswers, vocabulary: RowVocabulary
    ) -> None:
        self._answers, self._width = answers, len(heads)
        columns = get_import_columns_by_code()
        self._columns = [(place, columns[code]) for place, code in enumerate(codes) if code]
        self._heads = {code: heads[place] for place, code in enumerate(codes) if code}
        self._readers: dict[CellKind, Callable[[str, ImportColumn], object]] = {
            CellKind.TEXT: _read_text,
            CellKind.DAY: lambda text, _: read_day(text),
            CellKind.CHOICE: lambda text, column: read_choice(text, column.choices),
            CellKind.LANGUAGE: lambda text, _: _find(text, vocabulary.languages, NO_LANGUAGE),
            CellKind.AREA: lambda text, _: _find(text, vocabulary.areas, NO_AREA),
            CellKind.COLLEAGUE: lambda text, _: _find_colleague(text, vocabulary.colleagues),
        }

    def head_of(self, code: str) -> str:
        """The head in the file of a column, or its head in the template where the file has none."""
        known = get_import_columns_by_code().get(code)
        return self._heads.get(code) or (known.head if known else "")

    def read(self, cells: Sequence[str]) -> tuple[RowContent, list[RowFinding]]:
        """Read one row.

        Args:
            cells: its texts.

        Returns:
            What it holds as far as it can be read, and what is wrong.
        """
        findings: list[RowFinding] = []
        said: dict[str, object] = {}
        for place, column in self._columns:
            text = cells[place].strip() if place < len(cells) else ""
            if not text:
                continue
            try:
                said[column.code] = self._readers[column.kind](text, column)
            except CellFault as fault:
                findings.append(RowFinding(self.head_of(column.code), fault.args[0]))
        if any(cell.strip() for cell in cells[self._width :]):
            findings.append(
                RowFinding("", "This row has more cells than the header row. Check for a stray comma.")
            )
        faulty = {finding.column for finding in findings}
        content = self._build_content(said, findings, faulty)
        return content, findings

    def _build_content(
        self, said: dict[str, object], findings: list[RowFinding], faulty: set[str]
    ) -> RowContent:
        content = RowContent(basis=str(said.get("basis") or self._answers.basis))
        for code in ("own_reference", "called", "full_name", "where_now", "phone", "note"):
            content.texts[code] = str(said.get(code, ""))
        for code in ("age", "language", "interpreter", "area", "phone_safe"):
            content.codes[code] = str(said.get(code, ""))
        content.born = _as_day(said.get("date_of_birth"))
        contact = said.get("point_of_contact")
        content.point_of_contact_id = contact if isinstance(contact, int) else None
        self._require(said, findings, faulty)
        self._add_events(content, said, findings, faulty)
        self._add_answers(content, said, findings, faulty)
        self._check_days(content, findings)
        return content

    def _require(self, said: dict[str, object], findings: list[RowFinding], faulty: set[str]) -> None:
        for code, says in (
            ("identified", "Enter the day they were identified."),
            ("age", "Say whether they are an adult or a child: Adult, Child or Not sure."),
        ):
            if code not in said and self.head_of(code) not in faulty:
                findings.append(RowFinding(self.head_of(code), says))
        if said.get("phone") and "phone_safe" not in said and self.head_of("phone_safe") not in faulty:
            findings.append(
                RowFinding(self.head_of("phone_safe"), "Say whether it is safe to call this number.")
            )

    def _add_events(
        self, content: RowContent, said: dict[str, object], findings: list[RowFinding], faulty: set[str]
    ) -> None:
        for code in ("identified", "nrm_referred"):
            if day := _as_day(said.get(code)):
                content.events.append(ImportedEvent(code, day))
        if given := self._pair(said, "nrm_reference", "nrm_reference_on", findings, faulty):
            content.events.append(ImportedEvent("nrm_reference_issued", given[1], given[0]))
        for code in ("rg", "cg"):
            if decided := self._pair(said, code, f"{code}_on", findings, faulty):
                content.events.append(ImportedEvent(DECISION_EVENTS[code, decided[0]], decided[1]))
        for code, value in said.items():
            if code.startswith(EVENT_PREFIX) and (day := _as_day(value)):
                content.events.append(ImportedEvent(code.removeprefix(EVENT_PREFIX), day))

    def _add_answers(
        self, content: RowContent, said: dict[str, object], findings: list[RowFinding], faulty: set[str]
    ) -> None:
        told = dict(said)
        if self._answers.everyone_agreed and self.head_of("local_support") not in faulty:
            told.setdefault("local_support", "yes")
            if told["local_support"] == "yes" and self._answers.consent_on:
                told.setdefault("local_support_on", self._answers.consent_on)
        for code, matter in ANSWERED_MATTERS.items():
            if told.get(code) == NOT_ASKED:
                continue
            if answered := self._pair(told, code, f"{code}_on", findings, faulty):
                event = ANSWER_EVENTS.get((code, answered[0]), "")
                content.answers.append(ImportedAnswer(matter, *answered, event))

    def _pair(
        self, said: Mapping[str, object], what: str, when: str, findings: list[RowFinding], faulty: set[str]
    ) -> tuple[str, datetime.date] | None:
        """Both of two columns that go together; a finding where one of them is empty."""
        value, day = said.get(what), _as_day(said.get(when))
        if value and day:
            return str(value), day
        missing = what if day else when
        if (value or day) and self.head_of(missing) not in faulty:
            other = self.head_of(when if day else what)
            findings.append(
                RowFinding(self.head_of(missing), msg("Fill this in too, or empty “{other}”.", other=other))
            )
        return None

    def _check_days(self, content: RowContent, findings: list[RowFinding]) -> None:
        """The limits that recording an event by hand has (cases/events/actions/events.py), and the day of birth."""
        today = self._answers.today
        if content.born and content.born > today:
            findings.append(
                RowFinding(self.head_of("date_of_birth"), "This day is in the future. Check the year.")
            )
        dated = [(event.event, event.at) for event in content.events]
        dated += [(f"{answer.matter.value}_on", answer.on) for answer in content.answers]
        for code, day in dated:
            head = self.head_of(HEAD_OF_EVENT.get(code, code)) or self.head_of(EVENT_PREFIX + code)
            if day > today:
                findings.append(
                    RowFinding(head, "This day is in the future. Import what happened after the day.")
                )
            elif day.year < FIRST_EVENT_YEAR:
                findings.append(RowFinding(head, "Check the year: it is before 1990."))
            elif content.born and day < content.born:
                findings.append(RowFinding(head, "This is before the date of birth. Check both days."))


HEAD_OF_EVENT: Final = {
    "nrm_reference_issued": "nrm_reference_on",
    **{event: f"{code}_on" for (code, _), event in DECISION_EVENTS.items()},
    **{event: f"{code}_on" for (code, _), event in ANSWER_EVENTS.items()},
}
"""The column in which the day of an event stands, where it is not the event's own."""


def _as_day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def _read_text(text: str, column: ImportColumn) -> str:
    if len(text) > column.longest:
        raise CellFault(
            msg(
                "This is longer than {characters}. Shorten it.",
                characters=pluralise(column.longest, "character"),
            )
        )
    return text


def _find(text: str, known: Mapping[str, str], says: str) -> str:
    found = known.get(" ".join(text.casefold().split()))
    if found is None:
        raise CellFault(msg(says, text=text[:60]))
    return found


def _find_colleague(text: str, known: Mapping[str, int]) -> int:
    found = known.get(text.casefold())
    if found is None:
        raise CellFault(
            msg(
                "“{text}” is not the email address of a colleague who works on cases. Check it, or leave it empty.",
                text=text[:80],
            )
        )
    return found
