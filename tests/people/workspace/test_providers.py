"""The rooms' rows of My day and panels of a case fit the pages that compose them."""

import re

from django.template.loader import get_template
from django.urls import reverse

from handrail.people.cases.my_day_row_provider import CheckedDayRows, DayRowViewer, MyDayRow, MyDayRowProvider
from handrail.people.cases.panels import CasePanel, CasePanelPosition
from handrail.people.records.case_tabs import CaseTab
from handrail.people.workspace import day_row_providers_and_case_panels
from handrail.people.workspace.day_row_providers_and_case_panels import CASE_PANELS, DAY_ROW_PROVIDERS
from handrail.people.workspace.queries import my_day
from handrail.people.workspace.views import case as case_view
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Role


def test_each_kind_of_row_has_one_provider_and_a_place_in_the_order():
    sorts = [provider.sort for provider in DAY_ROW_PROVIDERS]
    assert len(set(sorts)) == len(sorts)
    assert [
        day_row_providers_and_case_panels.get_rank_of_undated_my_day_row(MyDayRow(sort, "")) for sort in sorts
    ] == [*range(len(sorts))]


def test_no_two_providers_fill_the_same_branch():
    for role in Role:
        reader = DayRowViewer(team=True, permissions=role.card.permissions)
        owners = {}
        for provider in DAY_ROW_PROVIDERS:
            for branch in provider.get_branches(reader):
                name = re.search(r"SELECT '(\w+)'", branch)[1]
                assert owners.setdefault(name, provider.sort) == provider.sort


class ReminderRows(MyDayRowProvider):
    """A row kind that no room has."""

    sort = "reminder"

    def make_checked_day_rows(self, actor, lines):
        return CheckedDayRows((MyDayRow("reminder", "Water the plants"),))

    def get_act(self, row):
        return "See the help page", reverse("help")

    def describe(self, row):
        return "Nobody else does."


def test_a_new_kind_of_row_is_one_class_and_one_entry(cast, signed_in, monkeypatch):
    new = ReminderRows()
    monkeypatch.setattr(my_day, "DAY_ROW_PROVIDERS", (*DAY_ROW_PROVIDERS, new))
    monkeypatch.setitem(day_row_providers_and_case_panels._BY_SORT, new.sort, new)
    monkeypatch.setitem(day_row_providers_and_case_panels._ORDER, new.sort, len(DAY_ROW_PROVIDERS))
    page = signed_in(cast.worker).get(reverse("my_day")).content.decode()
    assert "Water the plants" in page
    assert "Nobody else does." in page


def test_panels_have_a_template_and_names_and_parts_of_their_own():
    names = [panel.name for panel in CASE_PANELS]
    parts = [part for panel in CASE_PANELS for part in panel.parts]
    assert len(set(names)) == len(names)
    assert len(set(parts)) == len(parts)
    for panel in CASE_PANELS:
        get_template(panel.template)


def test_a_panel_is_not_built_for_a_reader_without_its_kind(cast, told, signed_in, monkeypatch):
    built = []

    def make(kind):
        def build(page):
            built.append(kind)
            return

        return CasePanel(f"of_{kind}", (CaseTab.OVERVIEW,), CasePanelPosition.BELOW, "none.html", build, kind)

    panels = tuple(make(kind) for kind in Kind)
    monkeypatch.setattr(case_view, "CASE_PANELS", (*CASE_PANELS, *panels))
    assert signed_in(cast.worker).get(reverse("case", args=[told.reference])).status_code == 200
    assert set(built) == set(Kind)
    built.clear()
    assert signed_in(cast.neighbour).get(reverse("case", args=[told.reference])).status_code in (403, 404)
    assert built == []
