"""A file held against its description by the rules of “CSV on the Web”: our own reading of the W3C's two texts.

Metadata Vocabulary for Tabular Data, sections 5 and 6, and Model for Tabular Data, sections 6.4 and 8, as far as a
single table needs them. It shares nothing with the code that writes either file.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

CONTEXT = "http://www.w3.org/ns/csvw"
TABLE = {"url", "tableSchema", "notes", "dialect", "tableDirection", "suppressOutput", "transformations"}
SCHEMA = {"columns", "foreignKeys", "primaryKey", "rowTitles"}
COLUMN = {"name", "titles", "suppressOutput", "virtual"}
INHERITED = {
    *("aboutUrl", "datatype", "default", "lang", "null", "ordered", "propertyUrl", "required", "separator"),
    *("textDirection", "valueUrl"),
}
DATATYPE = {
    *("base", "format", "length", "minLength", "maxLength", "minimum", "maximum", "minInclusive"),
    *("maxInclusive", "minExclusive", "maxExclusive"),
}
PREFIXES = {
    *(
        "as",
        "cc",
        "csvw",
        "ctag",
        "dc",
        "dc11",
        "dcat",
        "dcterms",
        "dctypes",
        "duv",
        "foaf",
        "gr",
        "grddl",
        "ical",
    ),
    *(
        "ma",
        "oa",
        "og",
        "org",
        "owl",
        "prov",
        "qb",
        "rdf",
        "rdfa",
        "rdfs",
        "rif",
        "rr",
        "schema",
        "sd",
        "sioc",
    ),
    *("skos", "skosxl", "time", "v", "vcard", "void", "wdr", "wrds", "xhv", "xml", "xsd"),
}
NUMBERS = {"integer", "decimal", "long", "int", "nonNegativeInteger", "positiveInteger", "number", "double"}
TEXTS = {"string", "normalizedString", "token"}
NAME = re.compile(r"[A-Za-z0-9.-][A-Za-z0-9_.-]*")


def find_faults_of_description(told: dict[str, Any]) -> list[str]:
    """What of a description of one table breaks the vocabulary; nothing where it is valid."""
    return list(_iterate_description_faults(told))


def find_faults_of_file(text: str, told: dict[str, Any]) -> list[str]:
    """What of a CSV file is other than its description says; nothing where it is as described."""
    return list(_iterate_file_faults(text, told["tableSchema"]))


def _iterate_description_faults(told: dict[str, Any]) -> Iterator[str]:
    context = told.get("@context")
    first, *rest = context if isinstance(context, list) else [context]
    if first != CONTEXT or any(set(each) - {"@language", "@base"} for each in rest):
        yield "@context"
    if not isinstance(told.get("url"), str) or not told["url"]:
        yield "url"
    yield from _iterate_unknown_names(told, TABLE | INHERITED | {"@context", "@id", "@type"}, "table")
    if not isinstance(told.get("notes", []), list):
        yield "notes"
    for note in told.get("notes", []):
        yield from _iterate_common_value_faults(note, "notes")
    yield from _iterate_schema_faults(told.get("tableSchema", {}))


def _iterate_schema_faults(schema: dict[str, Any]) -> Iterator[str]:
    yield from _iterate_unknown_names(schema, SCHEMA | INHERITED | {"@id", "@type"}, "schema")
    names = [column.get("name", "") for column in schema.get("columns", [])]
    if len(set(names)) != len(names) or not names:
        yield f"names of columns: {names}"
    for column in schema.get("columns", []):
        yield from _iterate_column_faults(column)
    key = schema.get("primaryKey", [])
    for name in [key] if isinstance(key, str) else key:
        if name not in names:
            yield f"primaryKey: {name}"


def _iterate_column_faults(column: dict[str, Any]) -> Iterator[str]:
    name = column.get("name", "")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        yield f"name of a column: {name}"
    yield from _iterate_unknown_names(column, COLUMN | INHERITED | {"@id", "@type"}, f"column {name}")
    if not isinstance(column.get("required", False), bool):
        yield f"required: {name}"
    kind = column.get("datatype", "string")
    if isinstance(kind, dict):
        yield from _iterate_unknown_names(kind, DATATYPE | {"@id", "@type"}, f"datatype of {name}")
    base = _get_base(kind)
    if base not in NUMBERS | TEXTS | {"date", "boolean"}:
        yield f"datatype of {name}: {base}"
    limits = {"minimum", "maximum"} & set(kind) if isinstance(kind, dict) else set()
    if limits and base not in NUMBERS | {"date"}:
        yield f"{name} has limits and no order"
    if isinstance(kind, dict) and base in TEXTS and "format" in kind:
        re.compile(kind["format"])


def _iterate_unknown_names(told: dict[str, Any], known: set[str], where: str) -> Iterator[str]:
    for name, value in told.items():
        if name in known:
            continue
        if _is_common_name(name):
            yield from _iterate_common_value_faults(value, f"{where}, {name}")
        else:
            yield f"{where}: {name} is no property"


def _iterate_common_value_faults(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _iterate_common_value_faults(each, where)
    elif isinstance(value, dict):
        if "@value" in value and set(value) - {"@value", "@type", "@language"}:
            yield f"{where}: a value says more than itself"
        for name, inner in value.items():
            yield from _iterate_named_value_faults(name, inner, where)


def _iterate_named_value_faults(name: str, inner: Any, where: str) -> Iterator[str]:
    if name == "@type" and not _is_common_name(inner):
        yield f"{where}: @type {inner}"
    elif not name.startswith("@") and not _is_common_name(name):
        yield f"{where}: {name} has no vocabulary"
    elif not name.startswith("@"):
        yield from _iterate_common_value_faults(inner, f"{where}, {name}")
    elif name not in ("@id", "@type", "@value", "@language"):
        yield f"{where}: {name}"


def _is_common_name(name: Any) -> bool:
    prefix, colon, rest = str(name).partition(":")
    return bool(colon and rest) and (prefix in PREFIXES or prefix in ("http", "https"))


def _get_base(kind: Any) -> str:
    return str(kind.get("base", "string")) if isinstance(kind, dict) else str(kind)


def _iterate_file_faults(text: str, schema: dict[str, Any]) -> Iterator[str]:
    columns = schema["columns"]
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    titles = [[c["titles"]] if isinstance(c["titles"], str) else c["titles"] for c in columns]
    if len(head) != len(columns) or any(name not in some for name, some in zip(head, titles, strict=False)):
        yield f"columns: {head}"
        return
    names, seen = [column["name"] for column in columns], set[tuple[str, ...]]()
    key = [names.index(name) for name in schema.get("primaryKey", [])]
    for number, row in enumerate(rows, 2):
        if len(row) != len(columns):
            yield f"row {number} has {len(row)} cells"
            continue
        for column, cell in zip(columns, row, strict=True):
            if fault := _find_fault_of_cell(cell, column):
                yield f"row {number}, {column['name']}: {fault}"
        this = tuple(row[place] for place in key)
        if key and this in seen:
            yield f"row {number}: the key {this} is there before"
        seen.add(this)


def _find_fault_of_cell(cell: str, column: dict[str, Any]) -> str:
    """What is wrong with a cell, or nothing. An empty one is null, as nothing else is said."""
    kind = column.get("datatype", "string")
    told = kind if isinstance(kind, dict) else {}
    if cell == "":
        return "is required" if column.get("required") else ""
    base = _get_base(kind)
    if base in TEXTS:
        return "" if re.fullmatch(told.get("format", "(?s).*"), cell) else f"{cell} is not as its format"
    try:
        value: Any = date.fromisoformat(cell) if base == "date" else Decimal(cell)
    except (ValueError, InvalidOperation):
        return f"{cell} is no {base}"
    if base not in ("date", "decimal", "number", "double") and not re.fullmatch(r"[+-]?\d+", cell):
        return f"{cell} is no {base}"
    if "minimum" in told and value < told["minimum"]:
        return f"{cell} is under {told['minimum']}"
    if "maximum" in told and value > told["maximum"]:
        return f"{cell} is over {told['maximum']}"
    return ""
