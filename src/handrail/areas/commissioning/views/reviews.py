"""Renewal reviews: what is weighed, the words that were given, the decision, and the report."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.commissioning import presenters
from handrail.areas.commissioning.actions import reviews as acts
from handrail.areas.commissioning.actions.renewal_decisions import record_renewal_decision
from handrail.areas.commissioning.forms import (
    ChangeRenewalRiskForm,
    RenewalDecisionForm,
    RenewalOptionForm,
    RenewalReviewPerformanceFigureForm,
    RenewalReviewStatementForm,
    RenewalRiskForm,
    RenewalSurvivorWordsForm,
)
from handrail.areas.commissioning.models import (
    CommissionedService,
    RenewalDecision,
    RenewalOption,
    RenewalReview,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SurvivorWords,
)
from handrail.areas.commissioning.queries.lines import (
    get_service_without_related_rows,
    is_service_of_own_body,
)
from handrail.areas.commissioning.queries.reviews import (
    find_published_support_take_up_of_area,
    find_spend_up_to_review,
    get_renewal_option,
    get_renewal_review,
    get_renewal_risk,
    get_survivor_words,
    list_readable_survivor_words,
)
from handrail.areas.commissioning.review_report import (
    build_renewal_review_report,
    describe_options_by_outcome,
    describe_published_support_take_up,
    describe_renewal_option_cost,
    describe_spend_up_to_review,
    format_review_figure,
    format_review_figure_target,
    is_complaint_heard,
)
from handrail.areas.commissioning.views.line_pages import (
    NAV,
    RenewalReviewActionPage,
    make_new_record_form_kwargs,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents.formats import PDF, WORD, make_document_file
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm

FORMATS = {"pdf": PDF, "docx": WORD}


class RenewalReviewContext(TypedDict):
    """What commissioning/review.html shows."""

    line: CommissionedService
    review: RenewalReview
    decision: RenewalDecision | None
    decide_by: StateTag
    words: list[SurvivorWords]
    take_up: str
    spend: str
    figures: list[tuple[ReviewFigure, str, str]]
    options: list[tuple[RenewalOption, str]]
    is_complaint_heard: bool
    may_write: bool
    may_sign: bool


@requires_permission(Permission.VIEW_COMMISSIONING)
def renewal_review(request: HttpRequest, actor: Actor, line_id: UUID, number: int) -> HttpResponse:
    """One review: what is weighed before the decision."""
    line = get_service_without_related_rows(actor, line_id)
    review = get_renewal_review(line, number)
    is_open = is_service_of_own_body(line) and review.state == "open"
    shown: RenewalReviewContext = {
        "line": line,
        "review": review,
        "decision": getattr(review, "decision", None),
        "decide_by": presenters.make_renewal_decision_due_tag(review.decide_by),
        "words": list_readable_survivor_words(actor, review),
        "take_up": describe_published_support_take_up(
            find_published_support_take_up_of_area(actor, review), review
        ),
        "spend": describe_spend_up_to_review(find_spend_up_to_review(review)),
        "figures": [
            (row, format_review_figure(row), format_review_figure_target(row)) for row in review.figures.all()
        ],
        "options": [(row, describe_renewal_option_cost(row)) for row in review.options.all()],
        "is_complaint_heard": is_complaint_heard(review),
        "may_write": is_open and actor.may(Permission.EDIT_COMMISSIONING),
        "may_sign": is_open and actor.may(Permission.SIGN_COMMISSIONING),
    }
    return render(request, "commissioning/review.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_COMMISSIONING)
def renewal_review_report_file(
    request: HttpRequest, actor: Actor, line_id: UUID, number: int, form: str
) -> HttpResponse:
    """The report of a review as a file."""
    wanted = FORMATS.get(form)
    if wanted is None:
        raise Http404
    line = get_service_without_related_rows(actor, line_id)
    review = get_renewal_review(line, number)
    checked = [row for row in review.survivor_words.all() if row.checked_by_id]
    document = build_renewal_review_report(
        review,
        checked,
        find_published_support_take_up_of_area(actor, review),
        find_spend_up_to_review(review),
    )
    response = HttpResponse(make_document_file(document, wanted).content, content_type=wanted.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="renewal-review-{number}.{wanted.code}"'
    return response


class AddReviewRiskPage(RenewalReviewActionPage):
    """Add a risk or an issue."""

    title, button, form_class, runs_once = "Add a risk or issue", "Add it", RenewalRiskForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, ReviewRisk(review=self.review))

    def perform(self, form: RenewalRiskForm) -> str:
        made = acts.add_renewal_review_risk(form.instance, by=self.actor)
        return msg("{number} added.", number=made.number)


class ChangeReviewRiskPage(RenewalReviewActionPage):
    """Change a risk, or close it."""

    form_class = ChangeRenewalRiskForm

    @property
    def title(self) -> str:
        return msg("Risk or issue {number}", number=self.kwargs["risk"])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id, **more)
        self.record = get_renewal_risk(self.review, more["risk"])
        self.record.review = self.review

    def perform(self, form: ChangeRenewalRiskForm) -> str:
        acts.change_renewal_review_risk(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddRenewalOptionPage(RenewalReviewActionPage):
    """Add what could follow the agreement."""

    title, button, form_class, runs_once = "Add an option", "Add option", RenewalOptionForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, RenewalOption(review=self.review))

    def perform(self, form: RenewalOptionForm) -> str:
        acts.add_renewal_option(form.instance, by=self.actor)
        return "Option added."


class ChangeRenewalOptionPage(RenewalReviewActionPage):
    """Change what could follow the agreement."""

    title, form_class = "Change the option", RenewalOptionForm

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id, **more)
        self.record = get_renewal_option(self.review, more["option"])
        self.record.review = self.review

    def perform(self, form: RenewalOptionForm) -> str:
        acts.change_renewal_option(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Option changed."


class AddRenewalReviewStatementPage(RenewalReviewActionPage):
    """Record what somebody says in the review."""

    title, button, form_class, runs_once = "Record what was said", "Save", RenewalReviewStatementForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, ReviewContribution(review=self.review))

    def perform(self, form: RenewalReviewStatementForm) -> str:
        acts.record_statement_heard_in_renewal_review(form.instance, by=self.actor)
        return "Recorded."


class AddReviewPerformanceFigurePage(RenewalReviewActionPage):
    """Record a figure of performance."""

    title, button, form_class, runs_once = (
        "Add a figure",
        "Add figure",
        RenewalReviewPerformanceFigureForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, ReviewFigure(review=self.review))

    def perform(self, form: RenewalReviewPerformanceFigureForm) -> str:
        acts.add_performance_figure_to_renewal_review(form.instance, by=self.actor)
        return "Figure added."


class AddSurvivorWordsPage(RenewalReviewActionPage):
    """Record words that a survivor gave for publication."""

    title, button, form_class, runs_once = (
        "Add a survivor’s words",
        "Add words",
        RenewalSurvivorWordsForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, SurvivorWords(review=self.review))

    def perform(self, form: RenewalSurvivorWordsForm) -> str:
        acts.add_survivor_words(form.instance, by=self.actor)
        return "Words added. They are shown once a second reader has checked them."


class CheckSurvivorWordsContext(TypedDict):
    """What its template shows beside the button."""

    words: SurvivorWords


class ConfirmSurvivorWordsAnonymousPage(RenewalReviewActionPage):
    """Check, as a second reader, that words point at nobody."""

    permission = Permission.SIGN_COMMISSIONING
    title, button, form_class = "Check a survivor’s words", "Confirm and show the words", ConfirmForm
    template_name = "commissioning/check_words.html"

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id, **more)
        self.words = get_survivor_words(self.review, more["words"])
        self.words.review = self.review

    def get_context_data(self) -> CheckSurvivorWordsContext:
        return {"words": self.words}

    def perform(self, form: ConfirmForm) -> str:
        acts.confirm_survivor_words_anonymous(self.words, seen=self.words.version, by=self.actor)
        return "Words checked. Everyone who reads the review sees them."


class RenewalDecisionPageContext(TypedDict):
    """What its template shows under each choice."""

    options: dict[str, str]


class RecordRenewalDecisionPage(RenewalReviewActionPage):
    """Decide what follows the agreement."""

    permission = Permission.SIGN_COMMISSIONING
    title, button, form_class, runs_once = (
        "Decide what happens next",
        "Sign the decision",
        RenewalDecisionForm,
        True,
    )
    template_name = "commissioning/decide.html"

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id, **more)
        self.record = self.review

    def get_context_data(self) -> RenewalDecisionPageContext:
        return {"options": describe_options_by_outcome(self.review)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(
            self.actor, RenewalDecision(review=self.review), self.review.version
        )

    def get_saved_values(self, form: RenewalDecisionForm) -> dict[str, Any]:
        return {}

    def perform(self, form: RenewalDecisionForm) -> str:
        record_renewal_decision(
            form.instance,
            line_id=self.line.pk,
            number=self.review.number,
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        self.success_url = reverse("renewal_review", args=[self.line.pk, self.review.number])
        return "Decision signed."
