"""Evidence of an assessment: figures and surveys are taken in, the rest is typed; quotes and their second reader."""

from typing import Any, TypedDict
from uuid import UUID

from handrail.areas.needs.actions import evidence as acts
from handrail.areas.needs.actions import quotes
from handrail.areas.needs.forms import (
    ChooseSurveyResultForm,
    ConfirmQuoteAnonymousForm,
    FigureOrSurveyEvidenceForm,
    NeedsEvidenceForm,
    QuoteForm,
)
from handrail.areas.needs.models import EvidenceQuote, NeedsEvidence
from handrail.areas.needs.views.assessments import NeedsActionPage
from handrail.insight.cited_figures.forms import ChoosePublishedFigureForm
from handrail.insight.cited_figures.queries import PublishedFigureChoices
from handrail.insight.cited_figures.views import (
    ChoosePublishedFigureContext,
    build_choose_figure_context,
    get_figure_choices_and_measure_of_request,
)
from handrail.insight.survey_results.queries import list_results_of_bodies
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class AddNeedsEvidencePage(NeedsActionPage):
    """Add interviews, a provider's words or a published report."""

    title, button, form_class, runs_once = "Add evidence", "Add", NeedsEvidenceForm, True

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": NeedsEvidence(assessment=self.detail.row)}

    def perform(self, form: NeedsEvidenceForm) -> str:
        made = acts.add_evidence(form.instance, by=self.actor)
        return msg("Evidence {number} is in the assessment.", number=made.number)


class AddFigureAsEvidencePage(NeedsActionPage):
    """Take a published figure of the area in."""

    title, button, form_class, runs_once = (
        "Add a published figure",
        "Add the figure",
        ChoosePublishedFigureForm,
        True,
    )
    template_name = "cited_figures/take.html"
    choice: PublishedFigureChoices
    measure: str

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.choice, self.measure = get_figure_choices_and_measure_of_request(
            self.request, self.detail.row.area_id
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"cells": self.choice.list_cells(self.measure)}

    def get_context_data(self) -> ChoosePublishedFigureContext:
        return build_choose_figure_context(self.choice, self.measure)

    def perform(self, form: ChoosePublishedFigureForm) -> str:
        made = acts.add_published_figure_as_evidence(
            self.detail.row.pk,
            quarter=self.choice.quarter.code if self.choice.quarter else "",
            measure=self.measure,
            cell=form.cleaned_data["cell"],
            by=self.actor,
        )
        return msg("Evidence {number} is in the assessment.", number=made.number)


class AddSurveyResultAsEvidenceContext(TypedDict):
    """What its template shows beside the form."""

    has_results: bool


class AddSurveyResultAsEvidencePage(NeedsActionPage):
    """Take the result of a closed survey in."""

    title, button, form_class, runs_once = "Add a survey", "Add the survey", ChooseSurveyResultForm, True
    template_name = "needs/take_survey.html"

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.results = list_results_of_bodies(get_own_and_taken_over_body_ids_of_actor(self.actor))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"results": self.results}

    def get_context_data(self) -> AddSurveyResultAsEvidenceContext:
        return {"has_results": bool(self.results)}

    def perform(self, form: ChooseSurveyResultForm) -> str:
        survey = UUID(form.cleaned_data["survey"])
        made = acts.add_survey_result_as_evidence(self.detail.row.pk, survey, by=self.actor)
        return msg("Evidence {number} is in the assessment.", number=made.number)


class EvidenceActionPage(NeedsActionPage, toolkit=True):
    """What changes one piece of evidence of a draft."""

    evidence: NeedsEvidence

    @property
    def lead(self) -> str:
        return str(self.evidence.title)

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.evidence = self.detail.get_evidence(more["number"])


class ChangeNeedsEvidencePage(EvidenceActionPage):
    """Change what is said of a piece of evidence."""

    form_class: type[NeedsEvidenceForm | FigureOrSurveyEvidenceForm] = NeedsEvidenceForm
    lead = ""

    @property
    def title(self) -> str:
        return msg("Evidence {number}", number=self.kwargs["number"])

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id, **more)
        self.record = self.evidence
        if self.evidence.kind in ("figure", "survey"):
            self.form_class = FigureOrSurveyEvidenceForm

    def perform(self, form: NeedsEvidenceForm) -> str:
        acts.change_evidence(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class RemoveNeedsEvidencePage(EvidenceActionPage):
    """Take a piece of evidence out."""

    title, button, form_class = "Remove the evidence", "Remove", ConfirmForm

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_evidence(self.detail.row.pk, self.evidence.number, by=self.actor)
        return "The evidence is removed."


class AddQuotePage(EvidenceActionPage):
    """Enter words that somebody gave for publication."""

    title, button, form_class, runs_once = "Add a quote", "Add", QuoteForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": EvidenceQuote(evidence=self.evidence)}

    def perform(self, form: QuoteForm) -> str:
        quotes.add_quote(self.evidence, form.instance, by=self.actor)
        return "The quote is in the draft. Another person checks it before it is published."


class QuoteActionPage(NeedsActionPage, toolkit=True):
    """What is done with one quote of a draft."""

    quote: EvidenceQuote

    @property
    def lead(self) -> str:
        return msg("“{words}” ({who})", words=self.quote.words, who=self.quote.who)

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.quote = self.detail.get_quote(more["quote_id"])


class ConfirmQuoteAnonymousPage(QuoteActionPage):
    """Read a quote as the second person."""

    permission = Permission.CHECK_QUOTES
    title, button, form_class = "Check the quote", "Confirm", ConfirmQuoteAnonymousForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmQuoteAnonymousForm) -> str:
        quotes.confirm_quote_anonymous(
            self.detail.row.pk, self.quote.pk, seen=self.quote.version, by=self.actor
        )
        return "The quote is checked."


class RemoveQuotePage(QuoteActionPage):
    """Take a quote out."""

    title, button, form_class = "Remove the quote", "Remove", ConfirmForm

    def perform(self, form: ConfirmForm) -> str:
        quotes.remove_quote(self.detail.row.pk, self.quote.pk, by=self.actor)
        return "The quote is removed."
