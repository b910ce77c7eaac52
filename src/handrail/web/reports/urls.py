"""The addresses of this part. Those of an edition never change."""

from django.urls import URLPattern, path

from handrail.web.reports import editing, public, publishing, quotes

REPORT = "reports/<slug:slug>"
EDITION = f"{REPORT}/editions/<int:number>"
SECTION = f"{REPORT}/edit/sections/<slug:section>"
ENTRY = f"{REPORT}/edit/entries/<slug:anchor>"

urlpatterns: list[URLPattern] = [
    path("reports/", public.reports, name="reports"),
    path("reports/begin/", editing.report_begin, name="report_begin"),
    path("reports/quotes/", quotes.quotes, name="quotes"),
    path("reports/quotes/<int:entry_id>/", quotes.quote, name="quote"),
    path(f"{REPORT}/", public.report, name="report"),
    path(f"{EDITION}/", public.report_edition, name="report_edition"),
    path(f"{EDITION}/report.<slug:form>", public.report_file, name="report_file"),
    path(f"{EDITION}/entries.csv", public.report_csv, name="report_csv"),
    path(f"{EDITION}/from/<slug:anchor>/", public.report_from, name="report_from"),
    path(f"{REPORT}/edit/", editing.report_edit, name="report_edit"),
    path(f"{REPORT}/edit/name/", editing.report_name, name="report_name"),
    path(f"{REPORT}/edit/add/", editing.section_add, name="report_section_add"),
    path(f"{SECTION}/", editing.section_edit, name="report_section"),
    path(f"{SECTION}/do/", editing.section_do, name="report_section_do"),
    path(f"{SECTION}/pick/", editing.section_pick, name="report_pick"),
    path(f"{ENTRY}/", editing.entry_edit, name="report_entry"),
    path(f"{ENTRY}/do/", editing.entry_do, name="report_entry_do"),
    path(f"{REPORT}/preview/", publishing.report_preview, name="report_preview"),
    path(f"{REPORT}/publish/", publishing.report_publish, name="report_publish"),
]
