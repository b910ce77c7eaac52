"""A list as a CSV file that a spreadsheet opens as text, whatever somebody typed into it."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from handrail.platform.kernel.spreadsheet_cells import escape_formula

UTF8_MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8


class LineEchoWriter:
    """Gives each line back as soon as it is written, for a file that is sent line by line."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def make_csv_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A table as a file that spreadsheets open.

    Args:
        name: of the file.
        heads: one for each column.
        rows: values, of which none is run as a formula.

    Returns:
        The file as a download, in UTF-8 with a byte order mark.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_format_csv_cell(value) for value in row])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _format_csv_cell(value: object) -> str:
    return str(escape_formula("" if value is None else str(value)))
