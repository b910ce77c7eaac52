"""Taking a published figure into an answer of a return, and taking it out."""

from typing import Any

from django import forms
from django.urls import reverse

from handrail.areas.calls.actions.return_figures import (
    KINDS_WITH_FIGURES,
    cite_figure_in_answer,
    find_figure_cited_in_return,
    remove_figure_from_answer,
)
from handrail.areas.calls.models import ReturnFigure
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.views.base_pages import ReturnActionPage
from handrail.insight.cited_figures.forms import ChoosePublishedFigureForm
from handrail.insight.cited_figures.queries import PublishedFigureChoices
from handrail.insight.cited_figures.views import (
    ChoosePublishedFigureContext,
    build_choose_figure_context,
    get_figure_choices_and_measure_of_request,
)
from handrail.platform.kernel.messages import msg


class CiteFigureInAnswerPage(ReturnActionPage):
    """Take a published figure of the body's own area into an answer."""

    button, form_class, part = "Import", ChoosePublishedFigureForm, "questions"
    template_name, runs_once = "cited_figures/take.html", True
    number: int
    choice: PublishedFigureChoices
    measure: str

    @property
    def title(self) -> str:
        return msg("Add a figure to question {number}", number=self.number)

    def load(self, call: str, body: str, **more: Any) -> None:
        super().load(call, body)
        self.number, self.record = more["number"], None
        kinds = {line.question.number: line.question.kind for line in self.whole.answers}
        if kinds.get(self.number) not in KINDS_WITH_FIGURES:
            raise CallNotVisible
        self.choice, self.measure = get_figure_choices_and_measure_of_request(
            self.request, self.whole.area_code
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"cells": self.choice.list_cells(self.measure)}

    def get_context_data(self) -> ChoosePublishedFigureContext:
        return build_choose_figure_context(self.choice, self.measure)

    def perform(self, form: ChoosePublishedFigureForm) -> str:
        mark = cite_figure_in_answer(
            **self.codes,
            number=self.number,
            quarter=self.choice.quarter.code if self.choice.quarter else "",
            measure=self.measure,
            cell=form.cleaned_data["cell"],
            by=self.actor,
        )
        self.success_url = reverse("return_answer", args=[*self.codes.values(), self.number])
        return msg("Figure {mark} added to the answer, with its definition and publication.", mark=mark)


class RemoveFigureFromAnswerPage(ReturnActionPage):
    """Take a figure out of a return."""

    button, form_class, part = "Remove", forms.Form, "questions"
    lead = "The line for this figure in the answer is removed too. Earlier submissions keep the figure."
    figure: ReturnFigure

    @property
    def title(self) -> str:
        return msg("Remove figure {number}, {name}?", number=self.figure.number, name=self.figure.name)

    def load(self, call: str, body: str, **more: Any) -> None:
        super().load(call, body)
        found = find_figure_cited_in_return(self.whole.row, more["number"])
        if found is None:
            raise CallNotVisible
        self.figure, self.record = found, None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: forms.Form) -> str:
        remove_figure_from_answer(**self.codes, figure=self.figure.number, by=self.actor)
        return msg("Figure {number} removed.", number=self.figure.number)
