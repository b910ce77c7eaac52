"""The addresses of open data described as OpenAPI 3.1, so that a program finds its way without reading pages."""

from typing import Any, Final

from handrail.insight.publication.open_data import COLUMNS, PROTECTION

CSVW_PARTS: Final = ("@context", "url", "tableSchema")
QUARTER: Final = "^[0-9]{4}-Q[1-4]$"


def describe_api(server: str) -> dict[str, Any]:
    """The whole description.

    Args:
        server: where the site is reached.

    Returns:
        As JSON is written of it.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Published figures about victims of modern slavery in support",
            "version": "1",
            "description": " ".join(PROTECTION),
        },
        "servers": [{"url": server}],
        "paths": {
            "/figures/quarters.json": {
                "get": _describe_api_operation(
                    "listQuarters",
                    "Every published quarter, newest first, with links to its files.",
                    {"application/json": {"schema": {"$ref": "#/components/schemas/Quarters"}}},
                )
            },
            "/figures/{quarter}/figures.json": _describe_open_data_file(
                "readFigures",
                "All figures of a quarter with their definitions.",
                {"application/json": {"schema": {"$ref": "#/components/schemas/Figures"}}},
            ),
            "/figures/{quarter}/figures.csv": _describe_open_data_file(
                "readFiguresAsCsv",
                "The same figures, one per row.",
                {"text/csv": {"schema": {"type": "string"}}},
            ),
            "/figures/{quarter}/figures.csv-metadata.json": _describe_open_data_file(
                "describeCsv",
                "What the columns and measures of the CSV file are, as CSV on the Web.",
                {
                    "application/csvm+json": {
                        "schema": {"type": "object", "required": ["@context", "url", "tableSchema"]}
                    }
                },
            ),
        },
        "components": {"schemas": _describe_api_schemas()},
    }


def _describe_open_data_file(name: str, words: str, content: dict[str, Any]) -> dict[str, Any]:
    operation = _describe_api_operation(name, words, content)
    operation["responses"]["404"] = {"description": "That quarter is not published."}
    parameter = {
        "name": "quarter",
        "in": "path",
        "required": True,
        "description": "A quarter of a year that ended, such as 2026-Q3",
        "schema": {"type": "string", "pattern": QUARTER},
    }
    return {"parameters": [parameter], "get": operation}


def _describe_api_operation(name: str, words: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": words,
        "responses": {"200": {"description": "As published.", "content": content}},
    }


def _describe_api_schemas() -> dict[str, Any]:
    figure: dict[str, dict[str, Any]] = {
        name: {"type": kind, "description": words} for name, kind, words in COLUMNS
    }
    figure["people"] |= {"minimum": 0, "multipleOf": 5}
    link = {"type": "string", "format": "uri-reference"}
    quarter = {
        "quarter": {"type": "string", "pattern": QUARTER},
        "published": {"type": "string", "format": "date"},
        "within": {"type": "integer", "enum": [4, 9]},
        "json": link,
        "csv": link,
        "csv_description": link,
    }
    return {
        "Figure": _describe_api_object(figure),
        "Figures": _describe_api_object(
            {
                "quarter": {"type": "string", "pattern": QUARTER},
                "published": {"type": "string", "format": "date"},
                "protection": {"type": "array", "items": {"type": "string"}},
                "measures": {"type": "array", "items": {"$ref": "#/components/schemas/Measure"}},
                "figures": {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}},
            }
        ),
        "Measure": {
            "type": "object",
            "required": ["measure", "name", "question", "unit", "weak", "breakdowns"],
            "properties": {
                **{
                    name: {"type": "string"}
                    for name in ("measure", "name", "question", "unit", "source", "owner")
                },
                "weak": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            },
        },
        "Quarters": _describe_api_object(
            {"quarters": {"type": "array", "items": _describe_api_object(quarter)}}
        ),
    }


def _describe_api_object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
