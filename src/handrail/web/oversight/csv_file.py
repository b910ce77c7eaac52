"""A list as a CSV file that a spreadsheet opens as text, whatever somebody typed into it."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from handrail.assurance.calls.files.safe import cell
from handrail.kernel.saying import say


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The file as a download."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = say('attachment; filename="{name}"', name=name)
    return response


def _cell(value: object) -> str:
    return str(cell("" if value is None else str(value)))
