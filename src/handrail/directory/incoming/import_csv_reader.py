"""A list of services as a CSV file: its template, and reading it row by row."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handrail.directory import eligibility_terms
from handrail.directory.incoming.csv_table import MAX_CELL_LENGTH, CsvLine, read_csv_table
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.import_row import ImportRow, add_validation_problems_to_row
from handrail.directory.need_and_service_kinds import KINDS
from handrail.directory.service_states_and_phases import PHASES, STATES
from handrail.platform.kernel import money
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.body_kinds import BODY_KINDS

YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")


@dataclass(frozen=True, slots=True)
class ServiceImportVocabulary:
    """What may stand in a cell for an area or a language: what people write, and the code that it stands for."""

    areas: Mapping[str, str]
    languages: Mapping[str, str]


class CellValueError(ValueError):
    """What one cell holds cannot be read; the text says what to write."""


COLUMNS = (
    *("provider", "provider kind", "service", "type", "description", "state", "phases", "areas"),
    *("youngest age", "oldest age", "women or men", "children with them", "public funds", "status"),
    *("other rule", "languages", "interpreters", "places", "hours", "price", "more on the cost", "pro bono"),
    *("how to refer", "phone", "email", "web page", "address", "town", "postcode"),
    *("person to ask for", "their phone", "their email", "safe house", "publish"),
)
EXAMPLE = (
    *(
        "Quayside Advice",
        "charity",
        "Money clinic",
        "Benefits and debt advice",
        "Help with debt and benefits",
    ),
    *("open", "before; during; after; outside", "Lincolnshire; Humberside", "18", "", "any", "yes"),
    *("not needed", "any", "", "Romanian; Polish", "yes", "", "Tuesdays 10am to 2pm", "", "Free", "no"),
    *("Call the front desk", "01632 960001", "desk@example.org", "https://example.org/money"),
    *("1 Quay Street", "Boston", "PE21 6AB", "", "", "", "no", "yes"),
)


def make_csv_template() -> str:
    """An empty list with its heads and one row to write over."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows((COLUMNS, EXAMPLE))
    return "﻿" + out.getvalue()


def read_import_rows(content: bytes, names: ServiceImportVocabulary) -> list[ImportRow]:
    """The rows of a file. Raises UnreadableListError where it is no such list."""
    table = read_csv_table(content)
    _raise_if_columns_missing_or_unknown(table.heads)
    if not table.lines:
        raise UnreadableListError("The file has no rows. Add your services below the headings and try again.")
    return [_parse_import_row(table.heads, line, names) for line in table.lines]


def _raise_if_columns_missing_or_unknown(heads: list[str]) -> None:
    missing = [head for head in ("provider", "service", "type", "phases") if head not in heads]
    if missing:
        raise UnreadableListError(
            msg(
                "The first line must name the columns. Missing: {missing}. Use the template.",
                missing=UserText(", ".join(missing)),
            )
        )
    unknown = sorted({head for head in heads if head and head not in COLUMNS})
    if unknown:
        raise UnreadableListError(
            msg(
                "These columns are not known: {unknown}. Use the template.",
                unknown=UserText(", ".join(unknown)[:200]),
            )
        )


def _parse_import_row(heads: list[str], line: CsvLine, names: ServiceImportVocabulary) -> ImportRow:
    problems: list[str] = []
    cells = {head: cell for head, cell in zip(heads, line.cells, strict=False) if head}
    if line.overlong:
        problems.append("The row has more cells than headings. Put text that has a comma in quotation marks.")
    if any(len(value) > MAX_CELL_LENGTH for value in cells.values()):
        problems.append(
            msg("Cells must be {longest_cell} characters or fewer.", longest_cell=f"{MAX_CELL_LENGTH:,}")
        )
        cells = {head: value[:MAX_CELL_LENGTH] for head, value in cells.items()}
    said: dict[str, Any] = {}
    for head, field, reader in READERS:
        try:
            said[field] = reader(cells.get(head, ""), names)
        except CellValueError as wrong:
            problems.append(msg("{head}: {wrong}", head=UserText(head.capitalize()), wrong=wrong))
    state, provider_kind = said.pop("state", "open"), said.pop("provider_kind", "charity")
    row = ImportRow(
        number=line.number,
        provider=cells.get("provider", ""),
        name=cells.get("service", ""),
        provider_kind=provider_kind,
        state=state,
        said=_add_limits_inferred_from_cells_of_service(said),
        problems=tuple(problems),
    )
    return add_validation_problems_to_row(row)


def _add_limits_inferred_from_cells_of_service(said: dict[str, Any]) -> dict[str, Any]:
    """What follows from several cells: where there are ages there are limits, where there is a price it is priced."""
    ages = said.get("min_age") is not None or said.get("max_age") is not None
    price = said.get("cost_pence")
    return said | {
        "everywhere": not said.get("areas"),
        "ages": "limits" if ages else "unknown",
        "capacity_rule": "number" if said.get("capacity") is not None else "unknown",
        "cost": "unknown" if price is None else "priced" if price else "free",
        "cost_pence": price or None,
    }


def _make_text_cell_reader(longest: int) -> "CellReader":
    def read_words(text: str, names: ServiceImportVocabulary) -> str:
        if len(text) > longest:
            raise CellValueError(msg("{longest} characters or fewer.", longest=longest))
        return text

    return read_words


def _make_choice_cell_reader(choices: tuple[tuple[str, str], ...], **also: str) -> "CellReader":
    """A code of the list, the words that it is shown with, or a short word for it; nothing is not known."""
    known = {code: code for code, _ in choices} | {name.lower(): code for code, name in choices} | also

    def read_choice(text: str, names: ServiceImportVocabulary) -> str:
        wanted = text.lower().replace(" ", "_")
        found = known.get(text.lower()) or known.get(wanted)
        if text and not found:
            raise CellValueError(
                msg(
                    "“{text}” is not in the list. Use one of: {plain}.",
                    text=UserText(text[:40]),
                    plain=UserText(", ".join(_list_plain_choice_codes(choices))),
                )
            )
        return found or choices[0][0]

    return read_choice


def _list_plain_choice_codes(choices: tuple[tuple[str, str], ...]) -> list[str]:
    """What to write, in as few words as the list has; a long list shows its beginning."""
    return [code.replace("_", " ") for code, _ in choices][:12]


def _read_service_kind_code(text: str, names: ServiceImportVocabulary) -> str:
    known = {kind.code: kind.code for kind in KINDS} | {kind.name.lower(): kind.code for kind in KINDS}
    found = known.get(text.lower()) or known.get(text.lower().replace(" ", "_"))
    if not found:
        raise CellValueError(
            msg(
                "“{text}” is not a known type. Use one from the list of services.",
                text=UserText(text[:40]),
            )
        )
    return found


def _split_cell_into_values(text: str) -> list[str]:
    return [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]


def _parse_phase_codes_of_cell(text: str, names: ServiceImportVocabulary) -> list[str]:
    found = [part.lower() for part in _split_cell_into_values(text)]
    if not found or set(found) - set(PHASES):
        raise CellValueError(
            msg("Enter when it can be offered: {phases}.", phases=UserText("; ".join(PHASES)))
        )
    return [phase for phase in PHASES if phase in found]


def _make_names_to_codes_cell_reader(which: str) -> "CellReader":
    def read_named(text: str, names: ServiceImportVocabulary) -> list[str]:
        known: Mapping[str, str] = getattr(names, which)
        wanted = [part for part in _split_cell_into_values(text) if part.lower() != "everywhere"]
        unknown = [part for part in wanted if part.lower() not in known]
        if unknown:
            raise CellValueError(
                msg(
                    "Not known: {unknown}. Use the names as spelt here, separated by semicolons.",
                    unknown=UserText(", ".join(unknown)[:120]),
                )
            )
        return sorted({known[part.lower()] for part in wanted})

    return read_named


def _make_number_cell_reader(most: int) -> "CellReader":
    def read_number(text: str, names: ServiceImportVocabulary) -> int | None:
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > most:
            raise CellValueError(msg("Enter a whole number, up to {most}.", most=f"{most:,}"))
        return int(text)

    return read_number


def _read_price_in_pence(text: str, names: ServiceImportVocabulary) -> int | None:
    if not text:
        return None
    try:
        return money.parse_pounds(text, most=eligibility_terms.MAX_PENCE)
    except money.InvalidAmountError as wrong:
        raise CellValueError(f"{wrong}.") from wrong


def _read_yes_no(text: str, names: ServiceImportVocabulary) -> bool:
    if text.lower() not in (*YES, *NO):
        raise CellValueError("Enter yes or no.")
    return text.lower() in YES


CellReader = Callable[[str, ServiceImportVocabulary], Any]
READERS: tuple[tuple[str, str, CellReader], ...] = (
    ("provider kind", "provider_kind", _make_choice_cell_reader((("charity", "Charity"), *BODY_KINDS))),
    ("type", "kind", _read_service_kind_code),
    ("description", "description", _make_text_cell_reader(1000)),
    ("state", "state", _make_choice_cell_reader((("open", "Open"), *STATES))),
    ("phases", "phases", _parse_phase_codes_of_cell),
    ("areas", "areas", _make_names_to_codes_cell_reader("areas")),
    ("youngest age", "min_age", _make_number_cell_reader(eligibility_terms.MAX_AGE)),
    ("oldest age", "max_age", _make_number_cell_reader(eligibility_terms.MAX_AGE)),
    ("women or men", "genders", _make_choice_cell_reader(eligibility_terms.GENDERS)),
    ("children with them", "dependants", _make_choice_cell_reader(eligibility_terms.DEPENDANTS)),
    ("public funds", "public_funds", _make_choice_cell_reader(eligibility_terms.FUNDS)),
    ("status", "status_rule", _make_choice_cell_reader(eligibility_terms.STATUSES)),
    ("other rule", "rule_note", _make_text_cell_reader(300)),
    ("languages", "languages", _make_names_to_codes_cell_reader("languages")),
    ("interpreters", "interpreters", _make_choice_cell_reader(eligibility_terms.INTERPRETERS)),
    ("places", "capacity", _make_number_cell_reader(100_000)),
    ("hours", "hours", _make_text_cell_reader(120)),
    ("price", "cost_pence", _read_price_in_pence),
    ("more on the cost", "cost_note", _make_text_cell_reader(200)),
    ("pro bono", "pro_bono", _read_yes_no),
    ("how to refer", "how_to_refer", _make_text_cell_reader(500)),
    ("phone", "contact_phone", _make_text_cell_reader(32)),
    ("email", "contact_email", _make_text_cell_reader(254)),
    ("web page", "website", _make_text_cell_reader(200)),
    ("address", "address", _make_text_cell_reader(120)),
    ("town", "town", _make_text_cell_reader(60)),
    ("postcode", "postcode", _make_text_cell_reader(12)),
    ("person to ask for", "contact_name", _make_text_cell_reader(120)),
    ("their phone", "contact_own_phone", _make_text_cell_reader(32)),
    ("their email", "contact_own_email", _make_text_cell_reader(254)),
    ("safe house", "safe_house", _read_yes_no),
    ("publish", "public", _read_yes_no),
)
