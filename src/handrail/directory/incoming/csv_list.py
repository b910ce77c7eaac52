"""A list of services as a CSV file: its template, and reading it row by row."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handrail.directory import terms
from handrail.directory.incoming.row import MOST_ROWS, NotReadable, Row, checked
from handrail.directory.kinds import KINDS
from handrail.directory.states import PHASES, STATES
from handrail.kernel import money
from handrail.kernel.saying import Typed, say
from handrail.reference.kinds import BODY_KINDS

MOST_BYTES = 1_000_000
LONGEST_CELL = 2_000
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in a cell for an area or a language: what people write, and the code that it stands for."""

    areas: Mapping[str, str]
    languages: Mapping[str, str]


class Wrong(ValueError):
    """What one cell holds cannot be read; the text says what to write."""


COLUMNS = (
    *("provider", "provider kind", "service", "what it is", "description", "state", "phases", "areas"),
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
    *("Ring the front desk", "01632 960001", "desk@example.org", "https://example.org/money"),
    *("1 Quay Street", "Boston", "PE21 6AB", "", "", "", "no", "yes"),
)


def template() -> str:
    """An empty list with its heads and one row to write over."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows((COLUMNS, EXAMPLE))
    return "﻿" + out.getvalue()


def read(content: bytes, names: Names) -> list[Row]:
    """The rows of a file. Raises NotReadable where it is no such list."""
    text = _text(content)
    lines = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    try:
        heads = [str(head or "").strip().lower() for head in lines.fieldnames or ()]
        _check_heads(heads)
        lines.fieldnames = heads
        found = [_row(number, line, names) for number, line in enumerate(lines, 2) if _says_something(line)]
    except csv.Error as error:
        raise NotReadable(
            say("The file cannot be read as CSV: {error}. Save it as “CSV UTF-8” and try again.", error=error)
        ) from error
    if not found:
        raise NotReadable(
            "There are no rows in the file. Write your services below the heads, and try again."
        )
    if len(found) > MOST_ROWS:
        raise NotReadable(
            say("The file has more than {most_rows} rows. Send it in parts.", most_rows=f"{MOST_ROWS:,}")
        )
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NotReadable("The file is larger than 1 MB. Send it in parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable("The file is not text in UTF-8. Save it as “CSV UTF-8” and try again.") from error
    if "\0" in text:
        raise NotReadable("The file is not text. Save it as “CSV UTF-8” and try again.")
    return text


def _check_heads(heads: list[str]) -> None:
    missing = [head for head in ("provider", "service", "what it is", "phases") if head not in heads]
    if missing:
        raise NotReadable(
            say(
                "The first line must name the columns. Missing: {missing}. Use the template.",
                missing=Typed(", ".join(missing)),
            )
        )
    unknown = sorted({head for head in heads if head and head not in COLUMNS})
    if unknown:
        raise NotReadable(
            say(
                "These columns are not known: {unknown}. Use the template.",
                unknown=Typed(", ".join(unknown)[:200]),
            )
        )


def _says_something(line: Mapping[str, Any]) -> bool:
    return any(str(value or "").strip() for value in line.values())


def _row(number: int, line: Mapping[str, Any], names: Names) -> Row:
    problems: list[str] = []
    cells = {head: str(value or "").strip() for head, value in line.items() if head}
    if line.get(""):
        problems.append("The row has more cells than there are heads: put text with a comma between quotes.")
    if any(len(value) > LONGEST_CELL for value in cells.values()):
        problems.append(
            say("A cell can have {longest_cell} characters at most.", longest_cell=f"{LONGEST_CELL:,}")
        )
        cells = {head: value[:LONGEST_CELL] for head, value in cells.items()}
    said: dict[str, Any] = {}
    for head, field, reader in READERS:
        try:
            said[field] = reader(cells.get(head, ""), names)
        except Wrong as wrong:
            problems.append(say("{head}: {wrong}", head=Typed(head.capitalize()), wrong=wrong))
    state, provider_kind = said.pop("state", "open"), said.pop("provider_kind", "charity")
    row = Row(
        number=number,
        provider=cells.get("provider", ""),
        name=cells.get("service", ""),
        provider_kind=provider_kind,
        state=state,
        said=_together(said),
        problems=tuple(problems),
    )
    return checked(row)


def _together(said: dict[str, Any]) -> dict[str, Any]:
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


def _words(longest: int) -> "Reader":
    def read_words(text: str, names: Names) -> str:
        if len(text) > longest:
            raise Wrong(say("{longest} characters at most.", longest=longest))
        return text

    return read_words


def _one_of(choices: tuple[tuple[str, str], ...], **also: str) -> "Reader":
    """A code of the list, the words that it is shown with, or a short word for it; nothing is not known."""
    known = {code: code for code, _ in choices} | {name.lower(): code for code, name in choices} | also

    def read_choice(text: str, names: Names) -> str:
        wanted = text.lower().replace(" ", "_")
        found = known.get(text.lower()) or known.get(wanted)
        if text and not found:
            raise Wrong(
                say(
                    "“{text}” is not in the list. Write one of: {plain}.",
                    text=Typed(text[:40]),
                    plain=Typed(", ".join(_plain(choices))),
                )
            )
        return found or choices[0][0]

    return read_choice


def _plain(choices: tuple[tuple[str, str], ...]) -> list[str]:
    """What to write, in as few words as the list has; a long list shows its beginning."""
    return [code.replace("_", " ") for code, _ in choices][:12]


def _kind(text: str, names: Names) -> str:
    known = {kind.code: kind.code for kind in KINDS} | {kind.name.lower(): kind.code for kind in KINDS}
    found = known.get(text.lower()) or known.get(text.lower().replace(" ", "_"))
    if not found:
        raise Wrong(
            say(
                "“{text}” is not a kind that we know. Write it as the list of services does.",
                text=Typed(text[:40]),
            )
        )
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]


def _phases(text: str, names: Names) -> list[str]:
    found = [part.lower() for part in _several(text)]
    if not found or set(found) - set(PHASES):
        raise Wrong(say("Write when it can be offered: {phases}.", phases=Typed("; ".join(PHASES))))
    return [phase for phase in PHASES if phase in found]


def _named(which: str) -> "Reader":
    def read_named(text: str, names: Names) -> list[str]:
        known: Mapping[str, str] = getattr(names, which)
        wanted = [part for part in _several(text) if part.lower() != "everywhere"]
        unknown = [part for part in wanted if part.lower() not in known]
        if unknown:
            raise Wrong(
                say(
                    "Not known: {unknown}. Write names as they are spelt here, with ; between.",
                    unknown=Typed(", ".join(unknown)[:120]),
                )
            )
        return sorted({known[part.lower()] for part in wanted})

    return read_named


def _number(most: int) -> "Reader":
    def read_number(text: str, names: Names) -> int | None:
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > most:
            raise Wrong(say("Write a whole number, {most} at most.", most=f"{most:,}"))
        return int(text)

    return read_number


def _price(text: str, names: Names) -> int | None:
    if not text:
        return None
    try:
        return money.read(text, most=terms.MOST_PENCE)
    except money.NotMoney as wrong:
        raise Wrong(f"{wrong}.") from wrong


def _yes(text: str, names: Names) -> bool:
    if text.lower() not in (*YES, *NO):
        raise Wrong("Write yes or no.")
    return text.lower() in YES


def _postcode(text: str, names: Names) -> str:
    bare = "".join(text.upper().split())
    return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 3 else bare


Reader = Callable[[str, Names], Any]
READERS: tuple[tuple[str, str, Reader], ...] = (
    ("provider kind", "provider_kind", _one_of((("charity", "Charity"), *BODY_KINDS))),
    ("what it is", "kind", _kind),
    ("description", "description", _words(1000)),
    ("state", "state", _one_of((("open", "Open"), *STATES))),
    ("phases", "phases", _phases),
    ("areas", "areas", _named("areas")),
    ("youngest age", "min_age", _number(terms.OLDEST)),
    ("oldest age", "max_age", _number(terms.OLDEST)),
    ("women or men", "genders", _one_of(terms.GENDERS)),
    ("children with them", "dependants", _one_of(terms.DEPENDANTS)),
    ("public funds", "public_funds", _one_of(terms.FUNDS)),
    ("status", "status_rule", _one_of(terms.STATUSES)),
    ("other rule", "rule_note", _words(300)),
    ("languages", "languages", _named("languages")),
    ("interpreters", "interpreters", _one_of(terms.INTERPRETERS)),
    ("places", "capacity", _number(100_000)),
    ("hours", "hours", _words(120)),
    ("price", "cost_pence", _price),
    ("more on the cost", "cost_note", _words(200)),
    ("pro bono", "pro_bono", _yes),
    ("how to refer", "how_to_refer", _words(500)),
    ("phone", "contact_phone", _words(32)),
    ("email", "contact_email", _words(254)),
    ("web page", "website", _words(200)),
    ("address", "address", _words(120)),
    ("town", "town", _words(60)),
    ("postcode", "postcode", _postcode),
    ("person to ask for", "contact_name", _words(120)),
    ("their phone", "contact_own_phone", _words(32)),
    ("their email", "contact_own_email", _words(254)),
    ("safe house", "safe_house", _yes),
    ("publish", "public", _yes),
)
