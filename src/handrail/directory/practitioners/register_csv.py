"""The register as a CSV file: what is written out can be read in again, with a finding for each row."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError

from handrail.directory.incoming.csv_table import CsvLine, read_csv_table
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.practitioners import codes
from handrail.directory.practitioners.models import (
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
)
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.council_codes import list_council_codes_and_names

COLUMNS = (
    *(
        "name",
        "role",
        "side",
        "base kind",
        "base",
        "base area",
        "base district",
        "areas",
        "phases",
        "gender",
        "skills",
        "languages",
    ),
    *("vetting", "vetted until", "trainings", "first day", "last day", "weight limit", "welfare due"),
)
EXAMPLE = (
    *("Alex Example", "Victim navigator", "Support", "Multi-agency hub", "Wigston safeguarding hub"),
    *("Leicestershire", "Oadby and Wigston Borough Council"),
    *(
        "Leicestershire; Lincolnshire",
        "before; during",
        "Woman",
        "Sexual exploitation; Court and trial support",
    ),
    *("Lithuanian: first language, said; Russian: B2, assessed", "Non-police vetting, level 3", "2027-10-31"),
    *("Safeguarding 2026-01-12; Lone working 2025-09-01", "2026-02-02", "", "20", "2027-01-11"),
)
LANGUAGE = re.compile(r"(?P<name>[^:]+):\s*(?P<level>[^,]+)(?:,\s*(?P<known>.+))?")
TRAINING = re.compile(r"(?P<name>.+?)\s+(?P<day>\d{4}-\d{2}-\d{2})")


class RegisterImportVocabulary(NamedTuple):
    """What may stand in a cell for an area or a language: the name in small letters, and its code."""

    areas: Mapping[str, str]
    languages: Mapping[str, str]


class RegisterImportRow(NamedTuple):
    """One row that was read. `problems` keep it out; nothing of it is saved."""

    number: int
    practitioner: Practitioner
    areas: list[str]
    skills: list[str]
    languages: list[PractitionerLanguage]
    trainings: list[PractitionerTraining]
    problems: list[str]


def read_register_csv_rows(content: bytes, names: RegisterImportVocabulary) -> list[RegisterImportRow]:
    """The rows of a file, each with what is wrong with it. Raises UnreadableListError where it is no such list."""
    table = read_csv_table(content)
    missing = [head for head in ("name", "role") if head not in table.heads]
    if missing:
        raise UnreadableListError(
            msg(
                "The first line must name the columns. Missing: {missing}. Use the template.",
                missing=UserText(", ".join(missing)),
            )
        )
    unknown = sorted({head for head in table.heads if head and head not in COLUMNS})
    if unknown:
        raise UnreadableListError(
            msg(
                "These columns are not known: {unknown}. Use the template.",
                unknown=UserText(", ".join(unknown)[:200]),
            )
        )
    if not table.lines:
        raise UnreadableListError("The file has no rows. Add one for each practitioner below the headings.")
    return [_RowReader(table.heads, line, names).read() for line in table.lines]


class _RowReader:
    """Reads one row; whatever cannot be read becomes a problem of the row, and reading goes on."""

    def __init__(self, heads: list[str], line: CsvLine, names: RegisterImportVocabulary) -> None:
        self.number, self.names = line.number, names
        self.cells = dict(zip(heads, line.cells, strict=False))
        self.problems: list[str] = []
        if line.overlong:
            self.problems.append(
                msg("The row has more cells than headings. Put text that has a comma in quotation marks.")
            )

    def read(self) -> RegisterImportRow:
        role = self._read_choice_of_cell("role", codes.ROLES)
        usual = codes.USUAL_SIDES.get(role, codes.PractitionerInformationBarrierSide.SUPPORT)
        phases = self._read_choices_of_cell("phases", codes.PHASES)
        who = Practitioner(
            name=self.cells.get("name", ""),
            role=role,
            side=self._read_choice_of_cell("side", codes.SIDES) or usual,
            base_kind=self._read_choice_of_cell("base kind", codes.BASE_KINDS) or "office",
            base=self.cells.get("base", ""),
            base_area_id=self._read_base_area(),
            base_district=self._read_choice_of_cell("base district", list_council_codes_and_names()),
            gender=self._read_choice_of_cell("gender", codes.GENDERS),
            vetting_level=self._read_choice_of_cell("vetting", codes.VETTING_LEVELS),
            vetted_until=self._read_day("vetted until"),
            started_on=self._read_day("first day"),
            left_on=self._read_day("last day"),
            weight_limit=self._read_number("weight limit"),
            welfare_due_on=self._read_day("welfare due"),
            **dict.fromkeys(phases, True),
        )
        row = RegisterImportRow(
            self.number,
            who,
            self._read_areas(),
            self._read_choices_of_cell("skills", codes.SKILLS),
            self._read_languages(),
            self._read_trainings(),
            self.problems,
        )
        self._add_validation_problems(who)
        return row

    def _add_validation_problems(self, who: Practitioner) -> None:
        """What the register itself would refuse."""
        try:
            who.full_clean(
                exclude={"employer", "changed_by", "changed_at"},
                validate_unique=False,
                validate_constraints=False,
            )
        except ValidationError as error:
            self.problems.extend(dict.fromkeys(error.messages))
        if who.left_on and who.started_on and who.left_on < who.started_on:
            self.problems.append(msg("The last day must be on or after the first"))

    def _read_text_of_cell(self, head: str, text: str, ask: str) -> None:
        self.problems.append(
            msg("{head}: “{text}” {ask}", head=head.capitalize(), text=UserText(text[:40]), ask=ask)
        )

    def _read_choice_of_cell(self, head: str, choices: codes.Choices) -> str:
        text = self.cells.get(head, "")
        if not text:
            return ""
        if code := _find_choice_code_of_text(text, choices):
            return code
        self._read_text_of_cell(head, text, msg("is not in the list of the template."))
        return ""

    def _split_cell_of_row(self, head: str) -> Iterator[str]:
        return (part.strip() for part in self.cells.get(head, "").split(";") if part.strip())

    def _read_choices_of_cell(self, head: str, choices: codes.Choices) -> list[str]:
        found = []
        for part in self._split_cell_of_row(head):
            if code := _find_choice_code_of_text(part, choices):
                found.append(code)
            else:
                self._read_text_of_cell(head, part, msg("is not in the list of the template."))
        return found

    def _read_base_area(self) -> str | None:
        text = self.cells.get("base area", "")
        code = self.names.areas.get(text.lower())
        if text and not code:
            self._read_text_of_cell("base area", text, msg("is not a police force area."))
        return code

    def _read_areas(self) -> list[str]:
        found = []
        for part in self._split_cell_of_row("areas"):
            if code := self.names.areas.get(part.lower()):
                found.append(code)
            else:
                self._read_text_of_cell("areas", part, msg("is not a police force area."))
        return found

    def _read_languages(self) -> list[PractitionerLanguage]:
        found = []
        for part in self._split_cell_of_row("languages"):
            match = LANGUAGE.fullmatch(part)
            tag = self.names.languages.get(match["name"].strip().lower()) if match else None
            level = _find_choice_code_of_text(match["level"].strip(), codes.LEVELS) if match else ""
            known = (
                _find_choice_code_of_text((match["known"] or "said").strip(), codes.LEVEL_SOURCES)
                if match
                else ""
            )
            if tag and level and known:
                found.append(PractitionerLanguage(language_id=tag, level=level, known_by=known))
            else:
                self._read_text_of_cell("languages", part, msg("must look like “Romanian: B2, assessed”."))
        return found

    def _read_trainings(self) -> list[PractitionerTraining]:
        found = []
        for part in self._split_cell_of_row("trainings"):
            match = TRAINING.fullmatch(part)
            kind = _find_choice_code_of_text(match["name"], codes.TRAININGS) if match else ""
            day = _parse_day(match["day"]) if match else None
            if kind and day:
                found.append(PractitionerTraining(kind=kind, completed_on=day))
            else:
                self._read_text_of_cell("trainings", part, msg("must look like “Safeguarding 2026-01-12”."))
        return found

    def _read_day(self, head: str) -> datetime.date | None:
        text = self.cells.get(head, "")
        day = _parse_day(text)
        if text and day is None:
            self._read_text_of_cell(head, text, msg("must be a date like 2027-10-31."))
        return day

    def _read_number(self, head: str) -> int | None:
        text = self.cells.get(head, "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= 100:
            return int(text)
        self._read_text_of_cell(head, text, msg("must be a whole number from 1 to 100."))
        return None


def _find_choice_code_of_text(text: str, choices: codes.Choices) -> str:
    """By its code or its words, or by the first part of the word before a comma or a bracket."""
    wanted = text.lower().strip()
    for code, words in choices:
        if wanted and wanted in (
            str(code).lower(),
            words.lower(),
            re.split(r" (?:the|by) ", words.lower())[0],
        ):
            return str(code)
    return ""


def _parse_day(text: str) -> datetime.date | None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def make_register_csv_rows(people: Iterable[Practitioner]) -> Iterator[list[str]]:
    """The cells of each practitioner, in the order of COLUMNS; of rows that were fetched with `for_page`."""
    return ([write(who) for write in WRITERS.values()] for who in people)


def _join_values_of_cell(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _format_language_for_csv(one: PractitionerLanguage) -> str:
    level = (
        codes.get_words_of_choice_code(codes.LEVELS, one.level).lower() if one.level == "first" else one.level
    )
    return f"{one.language.name}: {level}, {one.known_by}"


WRITERS: dict[str, Callable[[Practitioner], str]] = {
    "name": lambda who: who.name,
    "role": lambda who: codes.get_words_of_choice_code(codes.ROLES, who.role),
    "side": lambda who: codes.get_words_of_choice_code(codes.SIDES, who.side),
    "base kind": lambda who: codes.get_words_of_choice_code(codes.BASE_KINDS, who.base_kind),
    "base": lambda who: who.base,
    "base area": lambda who: who.base_area.name if who.base_area else "",
    "base district": lambda who: who.get_base_district_display(),
    "areas": lambda who: _join_values_of_cell(area.name for area in who.areas.all()),
    "phases": lambda who: _join_values_of_cell(who.phases),
    "gender": lambda who: codes.get_words_of_choice_code(codes.GENDERS, who.gender) if who.gender else "",
    "skills": lambda who: _join_values_of_cell(
        codes.get_words_of_choice_code(codes.SKILLS, one.code) for one in who.skills.all()
    ),
    "languages": lambda who: _join_values_of_cell(map(_format_language_for_csv, who.languages.all())),
    "vetting": lambda who: (
        codes.get_words_of_choice_code(codes.VETTING_LEVELS, who.vetting_level) if who.vetting_level else ""
    ),
    "vetted until": lambda who: str(who.vetted_until or ""),
    "trainings": lambda who: _join_values_of_cell(
        f"{codes.get_words_of_choice_code(codes.TRAININGS, one.kind)} {one.completed_on}"
        for one in who.trainings.all()
    ),
    "first day": lambda who: str(who.started_on or ""),
    "last day": lambda who: str(who.left_on or ""),
    "weight limit": lambda who: str(who.weight_limit or ""),
    "welfare due": lambda who: str(who.welfare_due_on or ""),
}
