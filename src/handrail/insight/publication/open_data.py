"""Figures as files: CSV (described in `csv_description`) and JSON. Text alone, so that it can be attacked."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.queries import (
    PublishedQuarter,
    iterate_quarter_figures,
    read_measure_definitions_of_quarter,
)
from handrail.platform.kernel.dates import to_london

COLUMNS: Final = (
    ("quarter", "string", "The quarter, such as 2026-Q3"),
    ("area_code", "string", "Code of the Office for National Statistics; K04000001 is England and Wales"),
    ("area", "string", "Name of the police force area"),
    ("measure", "string", "What is counted; its definition is in the notes of this description"),
    ("breakdown", "string", "Breakdown; empty for the total"),
    ("value", "string", "Part of the breakdown; empty for the total"),
    ("people", "integer", "Number of people: a multiple of five, rounded up or down by chance"),
    ("within", "integer", "How far the number may be from the true one, up or down"),
)
PROTECTION: Final = (
    "Every number is rounded at random, up or down, to a multiple of five. Parts and totals are adjusted to add up.",
    "Rounding makes it harder to identify anyone, and 0 may mean a few people.",
)
"""How people are protected, in two sentences."""


class QuarterFileLinks(NamedTuple):
    """Where the files of a quarter are."""

    json: str
    csv: str
    csv_description: str


def format_quarter_as_csv(quarter: PublishedQuarter) -> str:
    """All figures of a quarter, one a row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([name for name, _, _ in COLUMNS])
    rows.writerows(_iterate_open_data_rows(quarter))
    return out.getvalue()


def format_quarter_as_json(quarter: PublishedQuarter) -> str:
    """All figures of a quarter with their definitions."""
    names = [name for name, _, _ in COLUMNS]
    return format_as_json(
        {
            "quarter": quarter.code,
            "published": to_london(quarter.published_at).date().isoformat(),
            "protection": list(PROTECTION),
            "measures": _describe_measure_definitions(read_measure_definitions_of_quarter(quarter.code)),
            "figures": [dict(zip(names, row, strict=True)) for row in _iterate_open_data_rows(quarter)],
        }
    )


def format_quarters_and_file_links_as_json(
    quarters: Sequence[tuple[PublishedQuarter, QuarterFileLinks]],
) -> str:
    """Every published quarter with the addresses of its files."""
    return format_as_json(
        {
            "quarters": [
                {
                    "quarter": quarter.code,
                    "published": to_london(quarter.published_at).date().isoformat(),
                    "within": quarter.within,
                    **links._asdict(),
                }
                for quarter, links in quarters
            ]
        }
    )


def _iterate_open_data_rows(quarter: PublishedQuarter) -> Any:
    for each in iterate_quarter_figures(quarter.code):
        measure, code, name, breakdown, value, people = each
        yield (quarter.code, code, name, measure, breakdown, value, people, quarter.within)


def _describe_measure_definitions(definitions: dict[str, MeasureDefinitionWords]) -> list[dict[str, Any]]:
    return [{"measure": key, **words} for key, words in definitions.items()]


def format_as_json(content: dict[str, Any]) -> str:
    """JSON as the files have it."""
    return json.dumps(content, ensure_ascii=False, indent=1)
