"""The seven core outcomes over time, each by itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import outcomes as acts
from handrail.people.recovery.core_outcomes import OUTCOME_CODES, SOURCE
from handrail.people.recovery.core_outcomes import get_outcome as outcome_of
from handrail.people.recovery.forms import OutcomeReviewForm
from handrail.people.recovery.queries.outcomes import is_adult, list_core_outcomes
from handrail.people.recovery.states import OutcomeAsker
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

OF_THE_SERVICE = (
    "This one is about us. Let somebody ask whom they do not depend on, or let them write it themselves."
)
FOR_ADULTS = "The core outcomes were made with and for adults: for now write their words, without the scale."


@requires_case(Permission.VIEW_CASE)
def outcomes(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Seven pictures, and seven tables that say the same."""
    case_access = (
        found.case_access.to_read() if found.closed else found.case_access
    )  # a closed case offers no act
    page = list_core_outcomes(found.case_access)
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_tabs(found.reference, found.case_access, "outcomes"),
        "page": page,
        "outcomes": [presenters.build_outcome(line, found.reference) for line in page.lines],
        "may": case_access.may(Permission.RECORD),
        "source": SOURCE,
    }
    return render(
        request,
        "recovery/outcomes.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.RECORD)
def look_back(request: HttpRequest, found: CaseContext, outcome: str) -> HttpResponse:
    """Ask how they see one of the seven."""
    found.case_access.needs(Kind.SUPPORT)
    if outcome not in OUTCOME_CODES:
        raise NotVisible
    asked, adult = outcome_of(outcome), is_adult(found.case_id)
    form = bind_form(OutcomeReviewForm, request, initial={"on": formatting.get_today()}, scale=adult)

    def save(answers: dict[str, Any]) -> str:
        placed = answers.get("placed")
        acts.record_outcome_review(
            case_id=found.case_id,
            outcome=outcome,
            on=answers["on"],
            asker=OutcomeAsker(answers["asker"]),
            words=answers["words"],
            placed=int(placed) if placed else None,
            silent=answers["silent"] == "yes",
            by=found.case_access.actor,
        )
        return msg("{name}: written down.", name=asked.name)

    here = reverse("outcomes", args=[found.reference]) + f"#{outcome}"
    more = {
        "question": asked.question,
        "notes": [*([OF_THE_SERVICE] if asked.of_the_service else []), *([] if adult else [FOR_ADULTS])],
    }
    page = FormAction(
        title=asked.name,
        save=save,
        then=here,
        back=here,
        button="Write it down",
        template="recovery/outcome_review.html",
        more=more,
        once=True,
    )
    return process_form_action(request, found.case_access.actor, form, page)
