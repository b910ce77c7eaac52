"""The seven core outcomes over time, each by itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.recovery.actions import outcomes as acts
from handrail.recovery.core_outcomes import CODES, SOURCE
from handrail.recovery.core_outcomes import outcome as outcome_of
from handrail.recovery.queries.outcomes import is_adult, outcomes_of
from handrail.recovery.states import Asker
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.recovery import present
from handrail.web.recovery.forms import LookBackForm

OF_THE_SERVICE = (
    "This one is about us. Let somebody ask whom they do not depend on, or let them write it themselves."
)
FOR_ADULTS = "The core outcomes were made with and for adults: for now write their words, without the scale."


@case_door(Permission.VIEW_CASE)
def outcomes(request: HttpRequest, found: Found) -> HttpResponse:
    """Seven pictures, and seven tables that say the same."""
    sight = found.sight.to_read() if found.closed else found.sight  # a closed case offers no act
    page = outcomes_of(found.sight)
    shown = {
        "reference": found.reference,
        "tabs": present.tabs(found.reference, found.sight, "outcomes"),
        "page": page,
        "outcomes": [present.outcome(line, found.reference) for line in page.lines],
        "may": sight.may(Permission.RECORD),
        "source": SOURCE,
    }
    return render(request, "recovery/outcomes.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def look_back(request: HttpRequest, found: Found, outcome: str) -> HttpResponse:
    """Ask how they see one of the seven."""
    found.sight.needs(Kind.SUPPORT)
    if outcome not in CODES:
        raise NotOpenToYou
    asked, adult = outcome_of(outcome), is_adult(found.case_id)
    form = bind(LookBackForm, request, initial={"on": words.today()}, scale=adult)

    def save(answers: dict[str, Any]) -> str:
        placed = answers.get("placed")
        acts.look_back(
            case_id=found.case_id,
            outcome=outcome,
            on=answers["on"],
            asker=Asker(answers["asker"]),
            words=answers["words"],
            placed=int(placed) if placed else None,
            silent=answers["silent"] == "yes",
            by=found.sight.actor,
        )
        return say("{name}: written down.", name=asked.name)

    here = reverse("outcomes", args=[found.reference]) + f"#{outcome}"
    more = {
        "question": asked.question,
        "notes": [*([OF_THE_SERVICE] if asked.of_the_service else []), *([] if adult else [FOR_ADULTS])],
    }
    page = Act(
        title=asked.name,
        save=save,
        then=here,
        back=here,
        button="Write it down",
        template="recovery/look_back.html",
        more=more,
        once=True,
    )
    return act(request, found.sight.actor, form, page)
