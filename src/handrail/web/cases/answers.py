"""What the person agreed to: the NRM, local support, national support, each asked apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.actions import consents
from handrail.casework.actions.consents import Asked
from handrail.casework.queries.choices import language_choices
from handrail.casework.queries.finding import Found
from handrail.casework.states import Capacity, Said
from handrail.web.acting import Act, act
from handrail.web.cases.forms import AnswerForm
from handrail.web.cases.recording import said as sentences
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to the person: its title, what to say, the answers there are, the act that keeps it."""

    title: str
    lead: str
    answers: list[Said]
    keep: Callable[..., Any]


ASKINGS: dict[str, Asking] = {
    "nrm": Asking(
        "Do they want to go into the NRM?",
        "Explain it first, away from others and through an interpreter if they need one. They do not have to "
        "decide today, and local support does not depend on it.",
        [Said.YES, Said.NO, Said.UNDECIDED, Said.WITHDRAWN],
        consents.record_nrm_answer,
    ),
    "local_support": Asking(
        "Do they want local support?",
        "Their name, safe contact and local offers here rest on this answer, whatever they say to the NRM or "
        "the police.",
        [Said.YES, Said.NO, Said.UNDECIDED, Said.WITHDRAWN],
        consents.record_local_support,
    ),
    "national_support": Asking(
        "Do they want national support?",
        "Support under the national contract is another question than the NRM: they can say yes to one and no "
        "to the other.",
        [Said.YES, Said.NO, Said.UNDECIDED, Said.WITHDRAWN],
        consents.record_national_support,
    ),
}


@case_door(Permission.RECORD_CONSENT)
def answer(request: HttpRequest, found: Found, matter: str) -> HttpResponse:
    """Record what the person said to one question."""
    asking = ASKINGS.get(matter)
    if asking is None:
        raise NotOpenToYou
    found.sight.needs(Kind.CONSENT)
    form = bind(
        AnswerForm,
        request,
        initial={"on": words.today()},
        languages=language_choices(),
        answers=asking.answers,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = asking.keep(
            case_id=found.case_id, said=Said(answers["said"]), asked=_asked(answers), by=found.sight.actor
        )
        name = Said(answers["said"]).label
        return sentences(name, done) if done else (f"{name}: recorded.",)

    here = reverse("case", args=[found.reference])
    page = Act(
        title=asking.title, save=save, then=here, back=here, button="Record", more={"lead": asking.lead}
    )
    return act(request, found.sight.actor, form, page)


def _asked(answers: dict[str, Any]) -> Asked:
    return Asked(
        on=answers["on"],
        interpreter_tag=answers["interpreter"],
        capacity=Capacity(answers["capacity"]),
        words=answers["words"],
    )
