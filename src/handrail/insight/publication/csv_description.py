"""The description of a quarter's CSV file as “CSV on the Web”.

Source: W3C, Metadata Vocabulary for Tabular Data (Recommendation, 17 December 2015): a name without a prefix is one of
its own, and whatever else is said, as in the notes, has a name of a vocabulary that its section 5.8 knows.
"""

from typing import Any, Final

from handrail.insight.publication.definitions import BreakdownWords, MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.open_data import COLUMNS, PROTECTION, format_as_json
from handrail.insight.publication.queries import PublishedQuarter, read_measure_definitions_of_quarter
from handrail.platform.kernel.dates import to_london

DATATYPES: Final[dict[str, dict[str, Any]]] = {
    "quarter": {"base": "string", "format": "[0-9]{4}-Q[1-4]"},
    "area_code": {"base": "string", "format": "[A-Z][0-9]{8}|not_known"},
    "measure": {"base": "string", "format": "[a-z0-9-]+"},
    "people": {"base": "integer", "minimum": 0},
    "within": {"base": "integer", "minimum": 4, "maximum": 9},
}
"""What a value of a column may be, where its kind alone says too little."""
OPTIONAL: Final = frozenset({"breakdown", "value"})
"""Empty for a total."""
PRIMARY_KEY: Final = ("quarter", "area_code", "measure", "breakdown", "value")


def format_csv_description(quarter: PublishedQuarter, csv_url: str) -> str:
    """The description of the CSV file with every definition.

    Args:
        quarter: one that is published.
        csv_url: where the CSV file is.

    Returns:
        JSON.
    """
    definitions = read_measure_definitions_of_quarter(quarter.code)
    return format_as_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "url": csv_url,
            "dc:title": f"Victims of modern slavery in support: {format_quarter(quarter.code)}",
            "dc:description": " ".join(PROTECTION),
            "dc:issued": {"@value": to_london(quarter.published_at).date().isoformat(), "@type": "xsd:date"},
            "notes": [_describe_measure_as_concept(key, words) for key, words in definitions.items()],
            "tableSchema": {
                "columns": [
                    {
                        "name": name,
                        "titles": name,
                        "datatype": DATATYPES.get(name, kind),
                        "required": name not in OPTIONAL,
                        "dc:description": words,
                    }
                    for name, kind, words in COLUMNS
                ],
                "primaryKey": list(PRIMARY_KEY),
            },
        }
    )


def _describe_measure_as_concept(key: str, words: MeasureDefinitionWords) -> dict[str, Any]:
    """A definition in the words of SKOS, Dublin Core, schema.org and Data Cube."""
    return {
        "@type": "skos:Concept",
        "skos:notation": key,
        "skos:prefLabel": words["name"],
        "skos:definition": words["question"],
        "skos:scopeNote": [*words["weak"]],
        "dc:subject": words["group"],
        "dc:temporal": words["time"],
        "dc:source": words["source"],
        "dc:publisher": words["owner"],
        "schema:unitText": words["unit"],
        "qb:dimension": [_describe_breakdown_as_dimension(each) for each in words["breakdowns"]],
    }


def _describe_breakdown_as_dimension(breakdown: BreakdownWords) -> dict[str, Any]:
    return {
        "@type": "qb:DimensionProperty",
        "skos:notation": breakdown["code"],
        "skos:prefLabel": breakdown["name"],
        "qb:codeList": [
            {"@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": label}
            for code, label in breakdown["values"]
        ],
    }
