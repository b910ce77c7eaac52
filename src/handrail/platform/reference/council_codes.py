"""Councils as a closed list of codes, read from the file that also fills the table of bodies: no database is asked."""

import csv
from functools import cache
from importlib.resources import files


@cache
def list_council_codes_and_names() -> tuple[tuple[str, str], ...]:
    """Every council of the reference data.

    Returns:
        Code and name of each, by name.
    """
    text = (files("handrail.platform.reference") / "data" / "bodies.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        sorted(
            ((row["code"], row["name"]) for row in rows if row["kind"] == "council"), key=lambda row: row[1]
        )
    )
