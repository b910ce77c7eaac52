"""The addresses of reports. Those of an edition never change."""

from django.urls import URLPattern, path

from handrail.areas.reports.views import editor, publication, published_reports, quotes, section_figures

REPORT_PATH = "reports/<slug:slug>"
EDITION_PATH = f"{REPORT_PATH}/editions/<int:number>"
SECTION_PATH = f"{REPORT_PATH}/edit/sections/<slug:section>"
ENTRY_PATH = f"{REPORT_PATH}/edit/entries/<slug:anchor>"

urlpatterns: list[URLPattern] = [
    path("reports/", published_reports.reports, name="reports"),
    path("reports/begin/", editor.BeginReportPage.as_view(), name="report_begin"),
    path("reports/quotes/", quotes.quotes, name="quotes"),
    path("reports/quotes/<int:entry_id>/", quotes.AnswerQuoteApprovalPage.as_view(), name="quote"),
    path(f"{REPORT_PATH}/", published_reports.report, name="report"),
    path(f"{EDITION_PATH}/", published_reports.report_edition, name="report_edition"),
    path(f"{EDITION_PATH}/report.<slug:form>", published_reports.report_file, name="report_file"),
    path(f"{EDITION_PATH}/entries.csv", published_reports.report_edition_entries_csv, name="report_csv"),
    path(f"{EDITION_PATH}/from/<slug:anchor>/", published_reports.report_entry_source, name="report_from"),
    path(f"{REPORT_PATH}/edit/", editor.report_edit, name="report_edit"),
    path(f"{REPORT_PATH}/edit/name/", editor.RenameReportPage.as_view(), name="report_name"),
    path(f"{REPORT_PATH}/edit/order/", editor.ReorderReportPage.as_view(), name="report_order"),
    path(f"{REPORT_PATH}/edit/add/", editor.AddReportSectionPage.as_view(), name="report_section_add"),
    path(f"{SECTION_PATH}/", editor.EditSectionPage.as_view(), name="report_section"),
    path(f"{SECTION_PATH}/do/", editor.perform_report_section_action, name="report_section_do"),
    path(
        f"{SECTION_PATH}/figures/",
        section_figures.CitePublishedFigureInReportSectionPage.as_view(),
        name="report_figure_add",
    ),
    path(
        f"{SECTION_PATH}/figures/<int:number>/take-out/",
        section_figures.RemoveCitedFigureFromReportSectionPage.as_view(),
        name="report_figure_out",
    ),
    path(f"{SECTION_PATH}/pick/", editor.PickReportEntriesPage.as_view(), name="report_pick"),
    path(f"{ENTRY_PATH}/", editor.RewordReportEntryPage.as_view(), name="report_entry"),
    path(f"{ENTRY_PATH}/do/", editor.perform_report_entry_action, name="report_entry_do"),
    path(f"{REPORT_PATH}/preview/", publication.report_preview, name="report_preview"),
    path(f"{REPORT_PATH}/publish/", publication.PublishEditionPage.as_view(), name="report_publish"),
]
