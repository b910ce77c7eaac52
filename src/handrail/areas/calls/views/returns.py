"""One body's return: what it says so far, and writing in it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import page_data_providers, presenters
from handrail.areas.calls.actions import return_content, returns
from handrail.areas.calls.actions.return_figures import KINDS_WITH_FIGURES
from handrail.areas.calls.forms import (
    DeclareNothingToAddForm,
    NrmPhaseCodeList,
    ReturnAnswerForm,
    ReturnPracticeForm,
)
from handrail.areas.calls.models import ReturnPractice
from handrail.areas.calls.page_data_providers import UnfinishedPlannedPractice
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import (
    ReturnAnswerRow,
    ReturnDetail,
    get_return_detail,
    get_return_practice,
)
from handrail.areas.calls.states_and_kinds import CallState
from handrail.areas.calls.views.base_pages import ReturnActionPage, get_calls_section_layout_context
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.queries import (
    PublishedFigureChoices,
    get_cited_figure_key,
    get_published_figure_choices,
)
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission


class CallReturnPageContext(TypedDict):
    """What calls/return.html shows."""

    page: ReturnDetail
    planned_before: Sequence[UnfinishedPlannedPractice]
    outcomes: Mapping[str, str]
    asks: bool
    writes: bool
    signs: bool
    now: datetime.datetime
    present: ModuleType
    revision_key: Callable[[CitedFigureWithSource], tuple[str, str, str, str]]


@requires_permission(Permission.VIEW_CALLS)
def call_return(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """The return as it is now, for those who write it, sign it or asked for it."""
    returns.record_when_body_first_opened_call(call=call, body=body, by=actor)
    now = timezone.now()
    page = get_return_detail(call, body, actor, now)
    shown: CallReturnPageContext = {
        "page": page,
        "planned_before": list_planned_practices_to_ask_about(page, actor),
        "outcomes": page_data_providers.get_practice_outcome_names_by_code(),
        "asks": actor.may(Permission.ASK_BODIES),
        "writes": actor.may(Permission.WRITE_RETURN),
        "signs": actor.may(Permission.SIGN_RETURN),
        "now": now,
        "present": presenters,
        "revision_key": get_cited_figure_key,
    }
    return render(request, "calls/return.html", get_calls_section_layout_context(request, actor, **shown))


class AnswerFormContext(TypedDict):
    """A question beside the form of its answer. `place`: which it is, of how many.

    `figures`: what is published of the body's own area, where the question takes a figure.
    """

    line: ReturnAnswerRow
    place: str
    whole: ReturnDetail
    revision_key: Callable[[CitedFigureWithSource], tuple[str, str, str, str]]
    figures: PublishedFigureChoices | None
    figures_period: str


class PracticeFormContext(TypedDict):
    """What the body planned before, beside the form of a new practice."""

    return_code: str
    return_body: str
    planned_before: Sequence[page_data_providers.UnfinishedPlannedPractice]
    outcomes: Mapping[str, str]


class AnswerQuestionPage(ReturnActionPage):
    """Answer one question, then go on to the next without an answer."""

    form_class, template_name, part = ReturnAnswerForm, "calls/answer.html", "questions"
    line: ReturnAnswerRow

    @property
    def title(self) -> str:
        return msg("Question {number}", number=self.line.question.number)

    @property
    def button(self) -> str:
        return "Save and continue" if self.find_next_unanswered() else "Save"

    def load(self, call: str, body: str, **more: Any) -> None:
        super().load(call, body)
        found = next((line for line in self.list_lines() if line.question.number == more["number"]), None)
        if found is None:
            raise CallNotVisible
        self.line, self.record = found, found.answer

    def list_lines(self) -> list[ReturnAnswerRow]:
        """The questions that are answered on a page of their own: all but those for practices."""
        return [line for line in self.whole.answers if line.question.kind != "practices"]

    def find_next_unanswered(self) -> int | None:
        """The number of the next question without an answer; None after the last."""
        here = self.line.question.number
        later = (line for line in self.list_lines() if line.question.number > here)
        return next((line.question.number for line in later if line.value in (None, "", [])), None)

    def get_form_kwargs(self) -> dict[str, Any]:
        answer = {"answer": presenters.format_answer_value(self.line.value)}
        seen = self.record.version if self.record else 0
        return {"question": self.line.question, "initial": answer | {"seen": seen}}

    def get_saved_values(self, form: ReturnAnswerForm) -> dict[str, Any]:
        return {"answer": presenters.format_answer_value(self.line.value)}

    def get_context_data(self) -> AnswerFormContext:
        lines = self.whole.answers
        place, asked = list(lines).index(self.line) + 1, len(lines)
        takes = self.line.question.kind in KINDS_WITH_FIGURES and self.whole.may_write
        figures = get_published_figure_choices(self.whole.area_code) if takes else None
        return {
            "line": self.line,
            "place": msg("Question {place} of {asked}", place=place, asked=asked),
            "whole": self.whole,
            "revision_key": get_cited_figure_key,
            "figures": figures,
            "figures_period": format_quarter(figures.quarter.code) if figures and figures.quarter else "",
        }

    def perform(self, form: ReturnAnswerForm) -> str:
        value, question = form.cleaned_data["answer"], self.line.question
        value = presenters.parse_typed_table(value) if question.kind == "table" else value
        seen, number = form.cleaned_data["seen"], question.number
        return_content.answer_question(**self.codes, number=number, value=value, seen=seen, by=self.actor)
        if following := self.find_next_unanswered():
            self.success_url = reverse("return_answer", args=[*self.codes.values(), following])
        return msg("Question {number} answered.", number=number)


class AddPracticePage(ReturnActionPage):
    """Add a practice."""

    title, button, form_class = "Add a practice", "Add it", ReturnPracticeForm
    template_name, part, runs_once = "calls/practice.html", "practices", True

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {"area": self.whole.area_code, "evaluated": ""}
        return {"actor": self.actor, "instance": ReturnPractice(), "initial": start}

    def get_context_data(self) -> PracticeFormContext:
        return {
            "return_code": self.whole.head.code,
            "return_body": self.whole.body_code,
            "planned_before": list_planned_practices_to_ask_about(self.whole, self.actor),
            "outcomes": page_data_providers.get_practice_outcome_names_by_code(),
        }

    def perform(self, form: ReturnPracticeForm) -> str:
        return_content.add_practice(form.instance, **self.codes, by=self.actor)
        return msg("{title} added to the return.", title=form.instance.title)


class ChangePracticePage(ReturnActionPage):
    """Change a practice."""

    form_class, part = ReturnPracticeForm, "practices"
    record: ReturnPractice

    @property
    def title(self) -> str:
        return str(self.record.title)

    def load(self, call: str, body: str, **more: Any) -> None:
        super().load(call, body)
        self.record = get_return_practice(call, body, more["number"], self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": self.record}

    def get_saved_values(self, form: ReturnPracticeForm) -> dict[str, Any]:
        saved = super().get_saved_values(form)
        return saved | {"phases": NrmPhaseCodeList(self.record.phases)}

    def perform(self, form: ReturnPracticeForm) -> str:
        seen = form.cleaned_data["seen"]
        return_content.change_practice(form.instance, **self.codes, seen=seen, by=self.actor)
        return msg("{title} changed.", title=form.instance.title)


class RemovePracticeFromReturnPage(ReturnActionPage):
    """Take a practice out of the draft."""

    button, form_class, part = "Remove", forms.Form, "practices"
    lead = "Earlier submissions keep the practice."
    practice: ReturnPractice

    @property
    def title(self) -> str:
        return msg("Remove “{title}”?", title=self.practice.title)

    def load(self, call: str, body: str, **more: Any) -> None:
        super().load(call, body)
        self.practice = get_return_practice(call, body, more["number"], self.actor)

    def perform(self, form: forms.Form) -> str:
        return_content.remove_practice(**self.codes, number=self.practice.number, by=self.actor)
        return msg("{title} removed.", title=self.practice.title)


class NothingToAddPage(ReturnActionPage):
    """Say that there is nothing to add."""

    title, button, form_class = "Nothing to add", "We have nothing to add", DeclareNothingToAddForm
    lead = "An empty return does not count as an answer. “Nothing to add” does."

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.whole.row
        return {"initial": {"seen": row.version, "words": row.nothing_words}}

    def perform(self, form: DeclareNothingToAddForm) -> str:
        words, seen = form.cleaned_data["words"], form.cleaned_data["seen"]
        returns.declare_nothing_to_add(**self.codes, words=words, seen=seen, by=self.actor)
        return "The return says: nothing to add. Send it for sign-off."


class WithdrawNothingToAddPage(ReturnActionPage):
    """Answer the questions after all."""

    title, button, form_class = "Answer the questions after all?", "Answer the questions", forms.Form

    def perform(self, form: forms.Form) -> str:
        returns.withdraw_nothing_to_add(**self.codes, by=self.actor)
        return "The questions are open to answer again."


def list_planned_practices_to_ask_about(
    page: ReturnDetail, actor: Actor
) -> Sequence[page_data_providers.UnfinishedPlannedPractice]:
    """What the body told as planned to earlier calls and has not ended: asked about while this call is open."""
    if not page.own or page.head.state != CallState.OPEN:
        return ()
    return page_data_providers.list_unfinished_planned_practices(actor, before=page.head.asked_on)
