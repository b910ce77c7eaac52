"""Writing a survey, its languages, its link, and typing in answers from paper."""

import secrets
from typing import Any, Final, TypedDict
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.surveys.actions import surveys as acts
from handrail.platform.surveys.actions.answers import add_survey_answer_from_paper
from handrail.platform.surveys.forms import (
    NewSurveyTranslationForm,
    QuestionTranslationForm,
    SurveyAnswerOnPaperForm,
    SurveyForm,
    SurveyQuestionForm,
    SurveyTranslationForm,
)
from handrail.platform.surveys.models import (
    QuestionTranslation,
    Survey,
    SurveyQuestion,
    SurveyTranslation,
)
from handrail.platform.surveys.permissions import NOT_DRAFT, NOT_OPEN
from handrail.platform.surveys.queries import get_survey, get_survey_question, list_surveys
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm

NAV: Final = "needs"
"""The part of the navigation that surveys are in."""


class SurveyListContext(TypedDict):
    """What surveys/list.html shows."""

    surveys: list[Survey]


class SurveyPageContext(TypedDict):
    """What surveys/survey.html shows."""

    survey: Survey
    questions: list[SurveyQuestion]
    translations: list[SurveyTranslation]
    missing: dict[str, list[int]]
    link: str


@requires_permission(Permission.RUN_SURVEYS)
def surveys(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The surveys of the reader's body."""
    shown: SurveyListContext = {"surveys": list_surveys(actor)}
    return render(request, "surveys/list.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.RUN_SURVEYS)
def survey(request: HttpRequest, actor: Actor, survey_id: UUID) -> HttpResponse:
    """One survey: its questions, languages and link. How many people answered is on no page."""
    found = get_survey(actor, survey_id)
    questions, translations = list(found.questions.all()), list(found.translations.all())
    shown: SurveyPageContext = {
        "survey": found,
        "questions": questions,
        "translations": translations,
        "missing": {
            row.language_id: _list_positions_of_untranslated_questions(questions, row.language_id)
            for row in translations
        },
        "link": get_survey_link(found),
    }
    return render(request, "surveys/survey.html", {**get_layout_context(request, actor, NAV), **shown})


def get_survey_link(survey: Survey) -> str:
    """The whole address that people answer at."""
    return f"{settings.ADDRESS.rstrip('/')}{reverse('public_survey', args=[survey.token])}"


def _list_positions_of_untranslated_questions(questions: list[SurveyQuestion], language: str) -> list[int]:
    """The places of the questions that a language does not say yet."""
    return [
        place
        for place, question in enumerate(questions, 1)
        if not any(
            row.language_id == language and len(row.options) == len(question.options)
            for row in question.translations.all()
        )
    ]


class AddSurveyPage(ActionPage):
    """Begin a survey."""

    permission, nav = Permission.RUN_SURVEYS, NAV
    title, button, form_class, runs_once = "Begin a survey", "Begin", SurveyForm, True
    lead = "No one is asked who they are. Results need at least ten answers and are rounded to fives."

    @property
    def back_url(self) -> str:
        return reverse("surveys")

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = self.request.GET.get("kind", "")
        return {
            "actor": self.actor,
            "instance": Survey(kind=asked if asked in ("needs", "forum", "trust") else ""),
        }

    def perform(self, form: SurveyForm) -> str:
        made = acts.create_survey(form.instance, by=self.actor)
        self.success_url = reverse("survey", args=[made.pk])
        return "The survey is a draft. Add its questions, then open it."


class SurveyActionPage(ActionPage, abstract=True):
    """What changes one survey."""

    permission, nav = Permission.RUN_SURVEYS, NAV
    survey: Survey

    @property
    def back_url(self) -> str:
        return reverse("survey", args=[self.survey.pk])

    @property
    def lead(self) -> str:
        return str(self.survey.title)

    def load(self, survey_id: UUID, **more: Any) -> None:
        self.survey = get_survey(self.actor, survey_id)

    def require_draft(self) -> None:
        """Raise ActionNotPossibleError where people may have seen the questions."""
        if self.survey.state != "draft":
            raise ActionNotPossibleError(NOT_DRAFT)


class ChangeSurveyPage(SurveyActionPage):
    """Change what is said of a survey."""

    title, form_class, lead = "Change the survey", SurveyForm, ""

    def load(self, survey_id: UUID, **more: Any) -> None:
        self.survey = self.record = get_survey(self.actor, survey_id)

    def perform(self, form: SurveyForm) -> str:
        acts.change_survey(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddSurveyQuestionPage(SurveyActionPage):
    """Add a question."""

    title, button, form_class, runs_once = "Add a question", "Add", SurveyQuestionForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": SurveyQuestion(survey=self.survey)}

    def perform(self, form: SurveyQuestionForm) -> str:
        acts.add_survey_question(form.instance, by=self.actor)
        return "The question is in the survey."


class ChangeSurveyQuestionPage(SurveyActionPage):
    """Change a question."""

    title, form_class = "Change the question", SurveyQuestionForm

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        self.require_draft()
        self.record = get_survey_question(self.survey, more["number"])

    def perform(self, form: SurveyQuestionForm) -> str:
        acts.change_survey_question(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed. Check the question in the other languages too."


class RemoveSurveyQuestionPage(SurveyActionPage):
    """Take a question out of a draft."""

    title, button, form_class = "Remove the question", "Remove", ConfirmForm

    @property
    def lead(self) -> str:
        return str(self.question.text)

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        self.require_draft()
        self.question = get_survey_question(self.survey, more["number"])

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_survey_question(self.survey.pk, self.question.number, by=self.actor)
        return "The question is removed."


class AddSurveyLanguagePage(SurveyActionPage):
    """Add a language."""

    title, button, form_class, runs_once = "Add a language", "Add", NewSurveyTranslationForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": SurveyTranslation(survey=self.survey)}

    def perform(self, form: NewSurveyTranslationForm) -> str:
        acts.save_survey_translation(form.instance, seen=None, by=self.actor)
        return "The language is added. Write each question in it before the survey opens."


class ChangeSurveyLanguagePage(SurveyActionPage):
    """Change what frames the questions in one language."""

    form_class = SurveyTranslationForm

    @property
    def title(self) -> str:
        return msg("The survey in {language}", language=self.record.language.name)

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        self.record = get_survey_translation(self.survey, more["language"])

    def perform(self, form: SurveyTranslationForm) -> str:
        acts.save_survey_translation(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class TranslateSurveyQuestionContext(TypedDict):
    """What its template shows beside the form."""

    question: SurveyQuestion


class TranslateSurveyQuestionPage(SurveyActionPage):
    """Write a question in one more language, or change it."""

    form_class = QuestionTranslationForm
    template_name = "surveys/translate.html"

    @property
    def title(self) -> str:
        return msg("The question in {language}", language=self.translation.language.name)

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        self.translation = get_survey_translation(self.survey, more["language"])
        self.question = get_survey_question(self.survey, more["number"])
        tag = self.translation.language_id
        self.record = next((row for row in self.question.translations.all() if row.language_id == tag), None)
        if self.record is not None:
            self.record.question = self.question

    def get_form_kwargs(self) -> dict[str, Any]:
        tag = self.translation.language_id
        new = QuestionTranslation(question=self.question, language_id=tag)
        return {"actor": self.actor, "instance": self.record or new}

    def get_context_data(self) -> TranslateSurveyQuestionContext:
        return {"question": self.question}

    def perform(self, form: QuestionTranslationForm) -> str:
        seen = form.cleaned_data["seen"] if self.record else None
        acts.save_question_translation(form.instance, seen=seen, by=self.actor)
        return "The question is saved in that language."


class OpenSurveyPage(SurveyActionPage):
    """Open a survey: its questions stay as they are from then on."""

    title, button, form_class = "Open the survey", "Open", ConfirmForm
    lead = "From its first day, anyone with the link can answer, and the questions cannot be changed."

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        self.require_draft()

    def perform(self, form: ConfirmForm) -> str:
        acts.open_survey(self.survey.pk, seen=self.survey.version, by=self.actor)
        return "The survey is open. Give people its link."


class AddSurveyAnswerFromPaperPage(SurveyActionPage):
    """Type in one paper after the other."""

    title, button = "Type in a paper", "Save and go on to the next paper"
    form_class, runs_once = SurveyAnswerOnPaperForm, True
    lead = "Leave out names, numbers and addresses that someone wrote on the paper."

    def load(self, survey_id: UUID, **more: Any) -> None:
        super().load(survey_id)
        if not self.survey.takes_answers:
            raise ActionNotPossibleError(NOT_OPEN)
        self.success_url = reverse("add_paper_answer", args=[self.survey.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"survey": self.survey}

    def perform(self, form: SurveyAnswerOnPaperForm) -> str:
        add_survey_answer_from_paper(
            self.survey.pk,
            language=form.cleaned_data["language"],
            answers=form.get_answers(),
            form_key=self.request.POST.get("once", "") or secrets.token_urlsafe(16),
            by=self.actor,
        )
        return "Saved. Type in the next paper, or go back to the survey."


def get_survey_translation(survey: Survey, language: str) -> SurveyTranslation:
    """One language of a survey of `get_survey`."""
    for row in survey.translations.all():
        if row.language_id == language:
            return row
    raise RecordNotVisibleError("language")
