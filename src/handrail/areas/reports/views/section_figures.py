"""Putting a published figure in a sentence of a report, and taking it out."""

from typing import Any

from django import forms
from django.urls import reverse

from handrail.areas.reports.actions.section_figures import (
    cite_published_figure_in_report_section,
    remove_cited_figure_from_report_section,
)
from handrail.areas.reports.permissions import ReportNotVisible
from handrail.areas.reports.queries.working_report import get_section_row_of_working_report
from handrail.areas.reports.views.editor import NAV
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.forms import ChoosePublishedFigureForm
from handrail.insight.cited_figures.queries import PublishedFigureChoices
from handrail.insight.cited_figures.views import (
    ChoosePublishedFigureContext,
    build_choose_figure_context,
    get_figure_choices_and_measure_of_request,
)
from handrail.insight.publication.queries import list_areas_of_figures
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage


class ReportSectionFigureActionPage(ActionPage, abstract=True):
    """A page of an editor about the figures of one section."""

    permission, nav = Permission.EDIT_REPORTS, NAV
    slug: str
    section: str

    @property
    def back_url(self) -> str:
        return reverse("report_section", args=[self.slug, self.section]) + "#figures"

    def load(self, slug: str, **more: Any) -> None:
        self.slug, self.section = slug, more["section"]
        self.row = get_section_row_of_working_report(slug, self.section)


class CitePublishedFigureInReportSectionPage(ReportSectionFigureActionPage):
    """Put a published figure of any area in a section."""

    button, form_class = "Add the figure", ChoosePublishedFigureForm
    template_name, runs_once = "cited_figures/take.html", True
    choice: PublishedFigureChoices
    measure: str

    @property
    def title(self) -> str:
        return msg("Add a figure to “{heading}”", heading=self.row.heading)

    def load(self, slug: str, **more: Any) -> None:
        super().load(slug, **more)
        self.choice, self.measure = get_figure_choices_and_measure_of_request(
            self.request, self.request.GET.get("area", "")
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"cells": self.choice.list_cells(self.measure)}

    def get_context_data(self) -> ChoosePublishedFigureContext:
        return build_choose_figure_context(self.choice, self.measure, list_areas_of_figures())

    def perform(self, form: ChoosePublishedFigureForm) -> str:
        mark = cite_published_figure_in_report_section(
            slug=self.slug,
            section=self.section,
            area_code=self.choice.area[0],
            quarter=self.choice.quarter.code if self.choice.quarter else "",
            measure=self.measure,
            cell=form.cleaned_data["cell"],
            by=self.actor,
        )
        return msg("Figure {mark} added at the end of the section. Move it to the right sentence.", mark=mark)


class RemoveCitedFigureFromReportSectionPage(ReportSectionFigureActionPage):
    """Take a figure out of a section."""

    button, form_class = "Remove", forms.Form
    lead = "The sentence with this figure is removed too. Published editions keep both."
    figure: CitedFigureWithSource

    @property
    def title(self) -> str:
        return msg("Remove figure {number}, {name}?", number=self.figure["number"], name=self.figure["name"])

    def load(self, slug: str, **more: Any) -> None:
        super().load(slug, **more)
        found = next((each for each in self.row.figures if each["number"] == more["number"]), None)
        if found is None:
            raise ReportNotVisible
        self.figure = found

    def perform(self, form: forms.Form) -> str:
        number = self.figure["number"]
        remove_cited_figure_from_report_section(
            slug=self.slug, section=self.section, figure=number, by=self.actor
        )
        return msg("Figure {number} removed.", number=number)
