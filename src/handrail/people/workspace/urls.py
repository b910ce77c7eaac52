"""Addresses of the pages that compose the rooms: My day, the lists, one case, the map of the pathway."""

from django.urls import URLPattern, path

from handrail.people.records.case_tabs import CaseTab
from handrail.people.workspace.views import (
    case,
    case_access_log,
    case_list,
    case_list_file,
    case_search,
    pathway_map_and_access_log_search,
    pathway_rules,
)
from handrail.people.workspace.views.case_opened import case_opened
from handrail.people.workspace.views.contradicting_cases import show_contradicting_cases
from handrail.people.workspace.views.data_protection_home import show_data_protection_home
from handrail.people.workspace.views.my_day import my_day, redirect_to_first_page_of_role
from handrail.people.workspace.views.places import show_places_of_people

CASE = "cases/<str:reference>"

urlpatterns: list[URLPattern] = [
    path("", redirect_to_first_page_of_role, name="first_page"),
    path("my-day/", my_day, name="my_day"),
    path("to-review/", show_data_protection_home, name="data_protection_home"),
    path("places/people/", show_places_of_people, name="places_of_people"),
    path("cases/", case_list.cases, name="cases"),
    path("cases/as-a-file/", case_list_file.CaseListFilePage.as_view(), name="cases_file"),
    path("record-checks/<slug:name>/", show_contradicting_cases, name="contradicting_cases"),
    path("find/", case_search.FindCasePage.as_view(), name="find"),
    path(f"{CASE}/opened/", case_opened, name="opened"),
    path(f"{CASE}/", case.case, name="case"),
    path(f"{CASE}/tab/plan/", case.case_tab, {"tab": CaseTab.PLAN}, name="case_plan"),
    path(f"{CASE}/tab/contacts/", case.case_tab, {"tab": CaseTab.CONTACTS}, name="case_contacts"),
    path(f"{CASE}/tab/consents-and-sharing/", case.case_tab, {"tab": CaseTab.SHARING}, name="case_sharing"),
    path(f"{CASE}/tab/referral/", case.case_tab, {"tab": CaseTab.REFERRAL}, name="case_referral"),
    path(f"{CASE}/tab/justice/", case.case_tab, {"tab": CaseTab.JUSTICE}, name="case_justice"),
    path(f"{CASE}/papers/", case.case_tab, {"tab": CaseTab.DOCUMENTS}, name="papers"),
    path(f"{CASE}/tab/history/", case.case_tab, {"tab": CaseTab.HISTORY}, name="case_history"),
    path(f"{CASE}/sheet/", case.case_handover_sheet_for_print, name="case_sheet"),
    path(f"{CASE}/whole-file/", case.case_all_panels_on_one_page, name="case_whole_file"),
    path(f"{CASE}/map/", case.case_pathway_map, name="case_map"),
    path(f"{CASE}/looks/", case_access_log.show_case_access_log, name="case_looks"),
    path(f"{CASE}/looks/file/", case_access_log.download_case_access_log, name="case_looks_file"),
    path("pathway/", pathway_map_and_access_log_search.pathway_map, name="pathway_map"),
    path("pathway/rules/", pathway_rules.all_pathway_rules, name="rules"),
    path("pathway/rules/<slug:clock>/", pathway_rules.SetClockLengthPage.as_view(), name="set_length"),
    path("looks/", pathway_map_and_access_log_search.FindCaseAccessLogPage.as_view(), name="looks"),
]
