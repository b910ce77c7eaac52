"""Tables of sealed words and of outreach that hang on no file: their rows are there for those who act for their body,
or for the one user whose they are.

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
    "caseload_import.SavedColumnMapping": ("body",),
}
"""Each with the relations that lead to the bodies of a row."""

OWN_TABLES: dict[str, tuple[str, ...]] = {
    "background_tasks.BackgroundTask": ("asked_by",),
    "background_tasks.TaskResultPart": ("task__asked_by",),
}
"""Each with the relations that lead to the one user whose row it is. Work beside the pages reads them as well."""

READ_ACROSS_BODIES = {
    "audit.Record": "who looked is read by the organisation that holds the file, whoever looked; never by rows alone",
    "directory_housing.Place": "whoever looks for a bed reads which places there are; the address opens by the policy",
    "intelligence.IntelligenceMonth": "counts of all areas, by district, which the next draw alone opens; no words",
    "insight_survey_results.SurveyWords": "read by a body that took over the area too; holds no name, and no answer",
    "surveys.SurveyAnswer": "written by people who act for nobody; without name or moment, gone when the survey closes",
    "housing.UnitBooking": "whoever looks for a bed reads that it is taken; whose night it is is a sealed number",
}
"""Tables of sealed words without a policy, each with its reason."""


def list_body_tables() -> list[tuple[str, list[str]]]:
    """Each table of BODY_TABLES and OWN_TABLES that is there, with its conditions as SQL.

    `{body}` is whom somebody acts for, `{user}` is somebody themselves.
    """
    found = []
    for tables, whose in ((BODY_TABLES, "{body}"), (OWN_TABLES, "{user}")):
        for label, paths in tables.items():
            model: Any = apps.get_model(label)
            conditions = [_build_body_row_condition(model, path.split("__"), whose) for path in paths]
            found.append((model._meta.db_table, conditions))
    return found


def _build_body_row_condition(model: Any, path: list[str], whose: str) -> str:
    """That the path leads to whoever acts, or whom they act for: a column of the row, or of the rows it hangs on."""
    field = model._meta.get_field(path[0])
    column = f'"{model._meta.db_table}"."{field.column}"'
    if len(path) == 1:
        return f"{column} = {whose}"
    parent = field.related_model
    key = f'"{parent._meta.db_table}"."{parent._meta.pk.column}"'
    inner = _build_body_row_condition(parent, path[1:], whose)
    return f'EXISTS (SELECT 1 FROM "{parent._meta.db_table}" WHERE {key} = {column} AND {inner})'
