"""The seven core outcomes over time, each by itself."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import outcome_reviews as actions
from handrail.people.recovery.core_outcomes import OUTCOME_CODES, SOURCE, get_core_outcome
from handrail.people.recovery.forms import OutcomeReviewForm
from handrail.people.recovery.models import OutcomeReview
from handrail.people.recovery.queries.core_outcomes import get_core_outcome_histories, is_adult_case
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context

OF_THE_SERVICE = (
    "This one is about us. Someone they do not depend on should ask, or they can write it themselves."
)
FOR_ADULTS = "The core outcomes were made with and for adults: for now record their words, without the scale."


class OutcomeReviewContext(TypedDict):
    """What the page asks, and what the worker is told beside it."""

    question: str
    notes: list[str]


@requires_case_permission(Permission.VIEW_CASE)
def outcomes(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Seven pictures, and seven tables that say the same."""
    page = get_core_outcome_histories(found.case_access)
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_recovery_tabs(found, "outcomes"),
        "page": page,
        "outcomes": [presenters.build_core_outcome_item(line, found.reference) for line in page.lines],
        "may": found.case_access.may(Permission.RECORD) and found.takes_work,
        "source": SOURCE,
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "recovery/outcomes.html", layout | shown)


class RecordOutcomeReviewPage(CaseActionPage):
    """Ask how somebody sees one of the seven."""

    permission, form_class, button, runs_once = Permission.RECORD, OutcomeReviewForm, "Add", True
    template_name = "recovery/outcome_review.html"

    @property
    def title(self) -> str:
        return self.outcome.name

    @property
    def back_url(self) -> str:
        return reverse("outcomes", args=[self.case.reference]) + f"#{self.outcome.code}"

    def load(self, outcome: str) -> None:
        self.case.case_access.needs(Kind.OUTCOMES)
        if outcome not in OUTCOME_CODES:
            raise NotVisible
        self.outcome, self.has_scale = get_core_outcome(outcome), is_adult_case(self.case.case_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        review = OutcomeReview(
            case_id=self.case.case_id, outcome=self.outcome.code, on=formatting.get_today()
        )
        review.bind(self.case.case_access)
        return {"actor": self.actor, "instance": review, "has_scale": self.has_scale}

    def get_context_data(self) -> OutcomeReviewContext:
        of_the_service = [OF_THE_SERVICE] if self.outcome.of_the_service else []
        notes = [*of_the_service, *([] if self.has_scale else [FOR_ADULTS])]
        return OutcomeReviewContext(question=self.outcome.question, notes=notes)

    def perform(self, form: OutcomeReviewForm) -> str:
        actions.record_outcome_review(form.instance, by=self.actor)
        return msg("{name}: recorded.", name=self.outcome.name)
