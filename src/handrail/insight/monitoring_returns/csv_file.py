"""A return as CSV: as it is now, or as it was signed."""

import csv
import io
from typing import Any, Final

from handrail.insight.monitoring_returns.choices import MonitoringCountSource
from handrail.platform.kernel.spreadsheet_cells import escape_formula

COLUMNS: Final = (
    *("return", "edition", "organisation", "quarter", "number", "count", "definition", "people"),
    *("last period", "why", "source", "publication", "given by", "basis"),
)


def format_monitoring_csv(content: dict[str, Any]) -> str:
    """One count a row.

    Args:
        content: as `build_monitoring_return_content` gives it.
    """
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(COLUMNS)
    for one in content["counts"]:
        figure = one["figure"]
        row = (
            *(content["title"], content["edition"], content["body"], content["quarter"]),
            *(one["number"], one["label"], one["meaning"], one["people"]),
            *(one["previous"], one["why"], MonitoringCountSource(one["source"]).label),
            f"{figure['publication']} of {figure['published_on']}" if figure else "",
            one["given_by"],
            f"{one['basis']}: {one['reference']}" if one["basis"] else "",
        )
        rows.writerow([escape_formula("" if cell is None else str(cell)) for cell in row])
    return made.getvalue()
