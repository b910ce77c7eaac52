"""What the person agreed to: the NRM, local support, national support, each asked apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import language_choices
from handrail.casework.case.states import Capacity, ChannelKind, Circle, Said, Through
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked
from handrail.casework.consent.queries.consents import answers_of_case
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.queries.case_page import case_page
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.cases import present
from handrail.web.cases.forms import AnswerForm
from handrail.web.cases.recording import said as sentences
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame

ASK_WITH_ANOTHER = "The interpreter may know them: ask again through somebody who does not."


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


def _of_channel(kind: ChannelKind) -> Asking:
    """Whether the person wants to be reached in one way: their own word, beside whether it is safe."""

    def keep(**said: Any) -> None:
        consents.record_channel_answer(channel=kind, **said)

    return Asking(
        CHANNEL_QUESTIONS[kind],
        "This is what they want. Whether it is safe is asked apart, on the same case page, and both must be yes.",
        [Said.YES, Said.NO, Said.UNDECIDED, Said.WITHDRAWN],
        keep,
    )


CHANNEL_QUESTIONS: dict[ChannelKind, str] = {
    ChannelKind.CALL: "May we call them?",
    ChannelKind.TEXT: "May we text them?",
    ChannelKind.WHATSAPP: "May we write to them on WhatsApp?",
    ChannelKind.EMAIL: "May we email them?",
    ChannelKind.LETTER: "May we write to them here?",
    ChannelKind.IN_PERSON: "May we come to see them?",
}
ASKINGS |= {f"reach-{kind.value}": _of_channel(kind) for kind in ChannelKind}


@case_door(Permission.VIEW_CASE)
def consents_page(request: HttpRequest, found: Found) -> HttpResponse:
    """What they agreed to: each question with what stands today and every answer there was."""
    found.sight.needs(Kind.CONSENT)
    page = case_page(found.sight, kinds={Kind.CONSENT})
    asked, may = answers_of_case(found.case_id), found.sight.may(Permission.RECORD_CONSENT)
    shown = {
        "case": page,
        "questions": present.questions(asked, page, may=may),
        "ways": present.ways(asked, page, may=may),
        "may_share": found.sight.may(Permission.SHARE),
        "inside": found.sight.inside,
    }
    return render(request, "cases/consents.html", frame(request, found.sight.actor, "cases") | shown)


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
        told = sentences(name, done) if done else (say("{name}: recorded.", name=name),)
        knows = answers["circle"] == Circle.YES or answers["through"] == Through.RELATIVE
        known = answers["interpreter"] and knows
        return (*told, ASK_WITH_ANOTHER) if known else told

    here = reverse("case", args=[found.reference])
    page = Act(
        title=asking.title,
        save=save,
        then=here,
        back=here,
        button="Record",
        template="cases/answer.html",
        more={"lead": asking.lead},
        once=True,
    )
    return act(request, found.sight.actor, form, page)


def _asked(answers: dict[str, Any]) -> Asked:
    return Asked(
        on=answers["on"],
        interpreter_tag=answers["interpreter"],
        capacity=Capacity(answers["capacity"]),
        words=answers["words"],
        circle=Circle(answers["circle"] or Circle.NOT_ASKED),
        decided_by=answers["decided_by"],
        decided_why=answers["decided_why"],
        through=Through(answers["through"]),
        interpreted_by=answers["interpreted_by"],
        asked_by=answers["asked_by"],
    )
