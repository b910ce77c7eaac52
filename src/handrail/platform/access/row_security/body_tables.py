"""Tables of sealed words and of outreach that hang on no file: their rows are there for those who act for their body.

Models are named, and not imported: they are in rooms above. What is open to every role on purpose stands in
`READ_ACROSS_BODIES` with its reason; a guard fails where a table of sealed words is in neither.
"""

from typing import Any

from django.apps import apps

BODY_TABLES: dict[str, tuple[str, ...]] = {
    "intelligence.IntelligenceReport": ("body", "from_body"),
    "intelligence.OutreachSession": ("body",),
    "intelligence.OutreachCount": ("session__body",),
    "deployment.AdviceRequest": ("from_body", "to_body"),
}
"""Each with the relations that lead to the bodies of a row."""

READ_ACROSS_BODIES = {
    "audit.Record": "who looked is read by the organisation that holds the file, whoever looked; never by rows alone",
    "directory_housing.Place": "whoever looks for a bed reads which places there are; the address opens by the policy",
    "insight_survey_results.SurveyWords": "read by a body that took over the area too; holds no name, and no answer",
    "surveys.SurveyAnswer": "written by people who act for nobody; without name or moment, gone when the survey closes",
    "housing.UnitBooking": "whoever looks for a bed reads that it is taken; whose night it is is a sealed number",
}
"""Tables of sealed words without a policy, each with its reason."""


def list_body_tables() -> list[tuple[str, list[str]]]:
    """Each table of BODY_TABLES that is there, with its conditions as SQL; `{body}` is whom somebody acts for."""
    found = []
    for label, paths in BODY_TABLES.items():
        model: Any = apps.get_model(label)
        found.append(
            (model._meta.db_table, [_build_body_row_condition(model, path.split("__")) for path in paths])
        )
    return found


def _build_body_row_condition(model: Any, path: list[str]) -> str:
    """That the path leads to whom somebody acts for: a column of the row, or a look at the rows it hangs on."""
    field = model._meta.get_field(path[0])
    column = f'"{model._meta.db_table}"."{field.column}"'
    if len(path) == 1:
        return f"{column} = {{body}}"
    parent = field.related_model
    key = f'"{parent._meta.db_table}"."{parent._meta.pk.column}"'
    inner = _build_body_row_condition(parent, path[1:])
    return f'EXISTS (SELECT 1 FROM "{parent._meta.db_table}" WHERE {key} = {column} AND {inner})'
