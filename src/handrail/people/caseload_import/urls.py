"""The addresses of imports of cases."""

from django.urls import URLPattern, path

from handrail.people.caseload_import.views import import_acts, imports

ONE = "imports/<uuid:import_id>"
urlpatterns: list[URLPattern] = [
    path("imports/", imports.show_imports, name="caseload_imports"),
    path("imports/template.<str:kind>", imports.download_template, name="import_cases_template"),
    path("imports/upload/", import_acts.UploadCaseloadPage.as_view(), name="upload_caseload"),
    path(f"{ONE}/", imports.show_import, name="caseload_import"),
    path(f"{ONE}/to-correct.csv", imports.download_findings, name="import_findings"),
    path(f"{ONE}/file/", import_acts.ReplaceFilePage.as_view(), name="replace_import_file"),
    path(f"{ONE}/columns/", import_acts.MatchColumnsPage.as_view(), name="import_columns"),
    path(f"{ONE}/about/", import_acts.ImportQuestionsPage.as_view(), name="import_questions"),
    path(f"{ONE}/rows/<int:number>/", import_acts.DecideRowPage.as_view(), name="decide_import_row"),
    path(f"{ONE}/rows/", import_acts.DecideAllRowsPage.as_view(), name="decide_import_rows"),
    path(f"{ONE}/import/", import_acts.StartImportPage.as_view(), name="start_import"),
    path(f"{ONE}/stop/", import_acts.StopImportPage.as_view(), name="stop_import"),
    path(f"{ONE}/finish/", import_acts.FinishImportPage.as_view(), name="finish_import"),
    path(f"{ONE}/undo/", import_acts.UndoImportPage.as_view(), name="undo_import"),
]
