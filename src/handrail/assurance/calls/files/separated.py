"""The template as CSV, and reading it back: whatever encoding and separator a spreadsheet chose."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from handrail.assurance.calls.files.columns import ANSWERS, MOST_ROWS, PART, PARTS, PRACTICES
from handrail.assurance.calls.files.raw import Raw, RawRow, Unreadable, same_head
from handrail.assurance.calls.files.safe import cell, plain
from handrail.assurance.calls.files.template import Template, clean
from handrail.kernel.saying import say

HEAD: Final = (PART, *ANSWERS, *PRACTICES)
SEPARATORS: Final = (",", ";", "\t")
BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def write(template: Template) -> bytes:
    """The template, with what the return holds by now. What a spreadsheet would run as a formula is made text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for answer in template.answers:
        writer.writerow([PARTS[0], *(cell(clean(value)) for value in answer), *[""] * len(PRACTICES)])
    for practice in template.practices or [("",) * len(PRACTICES)]:
        writer.writerow([PARTS[1], *[""] * len(ANSWERS), *(cell(clean(value)) for value in practice)])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes) -> Raw:
    """Both kinds of rows."""
    text, raw = _decoded(data), Raw()
    rows = _split(text)
    if not rows or not same_head(rows[0], HEAD):
        shown = " | ".join(rows[0]) if rows else ""
        raw.wrong("Row 1", "", shown, say("The head must be: {head}.", head=" | ".join(HEAD)))
        return raw
    for number, cells in enumerate(rows[1:], 2):
        _row(raw, say("Row {number}", number=number), [plain(clean(each)).strip() for each in cells])
    return raw


def _row(raw: Raw, place: str, cells: Sequence[str]) -> None:
    if not any(cells):
        return
    if any(cells[len(HEAD) :]):
        raw.wrong(place, "", cells[len(HEAD)], "The row has more cells than the head.")
    named = dict(zip(HEAD, cells, strict=False))
    part = named.pop(PART, "").casefold()
    wanted = {"answer": (ANSWERS, PRACTICES, raw.answers), "practice": (PRACTICES, ANSWERS, raw.practices)}
    if part not in wanted:
        raw.wrong(place, PART, part, say("Say {parts} or {parts2}.", parts=PARTS[0], parts2=PARTS[1]))
        return
    own, other, target = wanted[part]
    for column in other:
        if named.get(column):
            raw.wrong(
                place,
                column,
                named[column],
                say("This column is not for a row that says {part}.", part=part.capitalize()),
            )
    row = RawRow(place, {column: named.get(column, "") for column in own})
    if not row.empty:
        target.append(row)


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 where its mark says so, else Windows-1252, in which every program of Windows writes."""
    marked = next((name for mark, name in BOMS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unreadable("The file is no text. Save it as CSV (UTF-8) from your spreadsheet.")


def _split(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > 2 * MOST_ROWS:
                raise Unreadable(
                    say(
                        "The file has more than {value} rows. A return never has so many.",
                        value=f"{2 * MOST_ROWS:,}",
                    )
                )
    except csv.Error as error:
        raise Unreadable(
            say(
                "Row {rows} cannot be read: a quotation mark is open, or a cell is far too long.",
                rows=len(rows) + 1,
            )
        ) from error
    return rows
