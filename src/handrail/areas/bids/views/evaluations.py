"""Pilots and evaluations: the list of both, one evaluation with its lines, and everything that is written in it."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids import presenters
from handrail.areas.bids.actions import evaluations as acts
from handrail.areas.bids.citing_specifications import (
    SpecificationClauseCitingComparison,
    list_citing_clauses_by_comparison_id,
)
from handrail.areas.bids.evidence_rules import LEVEL_SOURCE
from handrail.areas.bids.forms import (
    OwnCountComparisonForm,
    PublishedFigureComparisonForm,
    PublishEvaluationForm,
    ServiceEvaluationForm,
    SpecificationCitingComparisonForm,
    StaffPostChoiceForm,
    ThirdPartyFigureForm,
)
from handrail.areas.bids.models import EvaluationLine, FigureOfOthers, LineCitation, ServiceEvaluation
from handrail.areas.bids.published_comparisons import (
    list_published_measure_and_quarter_choices,
    make_comparison_of_published_figures,
)
from handrail.areas.bids.published_counts import (
    CHOICE_MEASURES,
    PublishedCounts,
    read_published_counts_of_area_of_body,
)
from handrail.areas.bids.queries import evaluations as queries
from handrail.areas.bids.views.pilots import NAV
from handrail.areas.recommendations.tags import StateTag
from handrail.insight.posts_and_pilots.pilots import Pilot
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summaries_by_id
from handrail.insight.publication.open_data import PROTECTION
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class PilotsAndEvaluationsPageContext(TypedDict):
    """What bids/evaluations.html shows. `pilots` is None for who reads published evaluations alone."""

    pilots: "Page[Pilot] | None"
    page: "Page[ServiceEvaluation]"
    evaluations: list[tuple[ServiceEvaluation, StateTag]]
    may_write: bool


class EvaluationPageContext(TypedDict):
    """What bids/evaluation.html shows."""

    evaluation: ServiceEvaluation
    tag: StateTag
    lines: list[presenters.EvaluationComparisonForDisplay]
    citing: dict[int, list[SpecificationClauseCitingComparison]]
    others: list[FigureOfOthers]
    marks: dict[str, str]
    choices: PublishedCounts
    posts: list[tuple[UUID, str]]
    opens_posts: bool
    level_source: str
    protection: tuple[str, str]
    may_write: bool
    may_cite: bool
    may_publish: bool


@requires_permission(Permission.VIEW_EVALUATIONS)
def evaluations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Pilots of the reader's area, and evaluations: the area's own, and published ones of all."""
    page = queries.get_evaluations_page(actor, request.GET.get("page", "1"))
    reads = actor.may(Permission.VIEW_BIDS)
    shown: PilotsAndEvaluationsPageContext = {
        "pilots": queries.get_pilots_page(actor, request.GET.get("pilots", "1")) if reads else None,
        "page": page,
        "evaluations": [(row, presenters.EVALUATION_STATE_TAGS[row.state]) for row in page.object_list],
        "may_write": actor.may(Permission.EDIT_BIDS),
    }
    return render(request, "bids/evaluations.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_EVALUATIONS)
def evaluation(request: HttpRequest, actor: Actor, evaluation_id: UUID) -> HttpResponse:
    """One evaluation: its lines with level and caveats, informed choices, and figures of others kept apart."""
    found = queries.get_evaluation(actor, evaluation_id)
    lines = list(found.lines.all())
    own = found.body_id == actor.body_id
    writes = own and actor.may(Permission.EDIT_BIDS)
    shown: EvaluationPageContext = {
        "evaluation": found,
        "tag": presenters.EVALUATION_STATE_TAGS[found.state],
        "lines": presenters.present_evaluation_comparisons(lines),
        "citing": list_citing_clauses_by_comparison_id(actor, [row.pk for row in lines]) if lines else {},
        "others": list(found.figures_of_others.all()),
        "marks": presenters.MARK_WORDS,
        "choices": read_published_counts_of_area_of_body(found.body, CHOICE_MEASURES),
        "posts": queries.list_staff_posts_feeding_evaluation(found),
        "opens_posts": own,
        "level_source": LEVEL_SOURCE,
        "protection": PROTECTION,
        "may_write": writes and found.state == "draft",
        "may_cite": writes,
        "may_publish": own and found.state == "draft" and actor.may(Permission.DECIDE_BIDS),
    }
    return render(request, "bids/evaluation.html", {**get_layout_context(request, actor, NAV), **shown})


class AddEvaluationPage(ActionPage):
    """Begin an evaluation."""

    permission, nav, title, button = Permission.EDIT_BIDS, NAV, "Add an evaluation", "Add"
    form_class, runs_once = ServiceEvaluationForm, True

    @property
    def back_url(self) -> str:
        return reverse("evaluations")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ServiceEvaluation()}

    def perform(self, form: ServiceEvaluationForm) -> str:
        made = acts.add_evaluation(form.instance, by=self.actor)
        self.success_url = reverse("evaluation", args=[made.pk])
        return "Evaluation added. Add what it compares."


class EvaluationActionPage(ActionPage, abstract=True):
    """What is done about one evaluation."""

    permission, nav = Permission.EDIT_BIDS, NAV
    evaluation: ServiceEvaluation

    @property
    def back_url(self) -> str:
        return reverse("evaluation", args=[self.evaluation.pk])

    @property
    def lead(self) -> str:
        return str(self.evaluation.title)

    def load(self, evaluation_id: UUID, **more: Any) -> None:
        self.evaluation = queries.get_evaluation(self.actor, evaluation_id)


class ChangeEvaluationPage(EvaluationActionPage):
    """Change what is said in an evaluation."""

    title, form_class, lead = "Change the evaluation", ServiceEvaluationForm, ""

    def load(self, evaluation_id: UUID, **more: Any) -> None:
        self.evaluation = self.record = queries.get_evaluation(self.actor, evaluation_id)

    def perform(self, form: ServiceEvaluationForm) -> str:
        acts.change_evaluation(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddOwnCountComparisonPage(EvaluationActionPage):
    """Add a comparison that the evaluation counted itself."""

    title, button, form_class, runs_once = (
        "Add a comparison of your own counts",
        "Add",
        OwnCountComparisonForm,
        True,
    )
    lead = "Counts of people, no names. Percentages need at least 20 people in a group."

    def get_form_kwargs(self) -> dict[str, Any]:
        new = EvaluationLine(evaluation=self.evaluation, kind="own")
        return super().get_form_kwargs() | {"instance": new}

    def perform(self, form: OwnCountComparisonForm) -> str:
        made = acts.add_numeric_comparison_to_evaluation(form.instance, by=self.actor)
        return msg("Line {number} added.", number=made.number)


class AddPublishedFigureComparisonPage(EvaluationActionPage):
    """Add a comparison of published figures."""

    title, button, form_class, runs_once = (
        "Add a comparison of published figures",
        "Add",
        PublishedFigureComparisonForm,
        True,
    )

    def load(self, evaluation_id: UUID, **more: Any) -> None:
        self.evaluation = queries.get_evaluation(self.actor, evaluation_id)
        self.offered = list_published_measure_and_quarter_choices()

    @property
    def lead(self) -> str:
        if not self.offered.measures:
            return "No quarter is published yet. Add a comparison of your own counts instead."
        return str(self.evaluation.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"offered": self.offered}

    def perform(self, form: PublishedFigureComparisonForm) -> str:
        line = make_comparison_of_published_figures(self.actor, form.get_input())
        line.evaluation = self.evaluation
        made = acts.add_numeric_comparison_to_evaluation(line, by=self.actor)
        return msg("Line {number} added.", number=made.number)


class RemoveEvaluationComparisonPage(EvaluationActionPage):
    """Take a line out of a draft."""

    button, form_class = "Remove the line", ConfirmForm

    @property
    def title(self) -> str:
        return msg("Remove line {number}", number=self.line.number)

    @property
    def lead(self) -> str:
        return f"{self.line.name}"

    def load(self, evaluation_id: UUID, number: int = 0, **more: Any) -> None:
        self.evaluation = queries.get_evaluation(self.actor, evaluation_id)
        self.line = queries.get_comparison_of_evaluation(self.evaluation, number)

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_comparison_from_draft_evaluation(self.evaluation.pk, self.line.number, by=self.actor)
        return "Line removed."


class RecordSpecificationCitingComparisonPage(EvaluationActionPage):
    """Say which clause of a specification rests on a line."""

    title, button, form_class, runs_once = (
        "Cite this line in a specification",
        "Add",
        SpecificationCitingComparisonForm,
        True,
    )

    @property
    def lead(self) -> str:
        return f"{self.line.number}. {self.line.name}"

    def load(self, evaluation_id: UUID, number: int = 0, **more: Any) -> None:
        self.evaluation = queries.get_evaluation(self.actor, evaluation_id)
        self.line = queries.get_comparison_of_evaluation(self.evaluation, number)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": LineCitation(line=self.line)}

    def perform(self, form: SpecificationCitingComparisonForm) -> str:
        acts.record_specification_clause_citing_comparison(form.instance, by=self.actor)
        return "Citation added."


class AddThirdPartyFigurePage(EvaluationActionPage):
    """Keep a figure that somebody else published."""

    title, button, form_class, runs_once = (
        "Add a figure published by others",
        "Add",
        ThirdPartyFigureForm,
        True,
    )
    lead = "It is kept with its method, and never drawn beside your own figures."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": FigureOfOthers(evaluation=self.evaluation)}

    def perform(self, form: ThirdPartyFigureForm) -> str:
        acts.add_third_party_figure_to_evaluation(form.instance, by=self.actor)
        return "Figure added."


class LinkStaffPostToEvaluationPage(EvaluationActionPage):
    """Say which post feeds an evaluation."""

    title, button, form_class = "Add a post to this evaluation", "Add", StaffPostChoiceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"posts": list(get_practitioner_post_summaries_by_id(self.actor).values())}

    def perform(self, form: StaffPostChoiceForm) -> str:
        acts.record_staff_post_feeding_evaluation(
            self.evaluation.pk, UUID(form.cleaned_data["post"]), by=self.actor
        )
        return "Post added."


class PublishEvaluationPage(EvaluationActionPage):
    """Publish an evaluation for every body."""

    permission = Permission.DECIDE_BIDS
    title, button, form_class = "Publish the evaluation", "Publish", PublishEvaluationForm
    lead = "Every organisation that reads evaluations can open it. It cannot be changed."

    def load(self, evaluation_id: UUID, **more: Any) -> None:
        self.evaluation = self.record = queries.get_evaluation(self.actor, evaluation_id)

    def perform(self, form: PublishEvaluationForm) -> str:
        acts.publish_evaluation(self.evaluation.pk, seen=form.cleaned_data["seen"], by=self.actor)
        return "Published."
