"""What the person agreed to: the NRM, local support, national support, each asked apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.cases.consent import presenters
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentInput
from handrail.people.cases.consent.forms import ConsentAnswerForm
from handrail.people.cases.consent.queries.consents import get_case_consent_histories
from handrail.people.cases.consent.queries.sharing import list_case_grants
from handrail.people.cases.events.views import describe_event_result as sentences
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import (
    Capacity,
    ChannelKind,
    ConsentAnswer,
    InterpretationMode,
    InterpreterRelation,
)
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_language_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

ASK_WITH_ANOTHER = "The interpreter may know them: ask again through somebody who does not."


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """One question to the person: its title, what to say, the answers there are, the act that keeps it."""

    title: str
    lead: str
    answers: list[ConsentAnswer]
    keep: Callable[..., Any]


CONSENT_QUESTIONS: dict[str, ConsentQuestion] = {
    "nrm": ConsentQuestion(
        "Do they want to go into the NRM?",
        "Explain it first, away from others and through an interpreter if they need one. They do not have to "
        "decide today, and local support does not depend on it.",
        [ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.UNDECIDED, ConsentAnswer.WITHDRAWN],
        consents.record_nrm_answer,
    ),
    "local_support": ConsentQuestion(
        "Do they want local support?",
        "Their name, safe contact and local offers here rest on this answer, whatever they say to the NRM or "
        "the police.",
        [ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.UNDECIDED, ConsentAnswer.WITHDRAWN],
        consents.record_local_support,
    ),
    "national_support": ConsentQuestion(
        "Do they want national support?",
        "Support under the national contract is another question than the NRM: they can say yes to one and no "
        "to the other.",
        [ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.UNDECIDED, ConsentAnswer.WITHDRAWN],
        consents.record_national_support,
    ),
}


def _make_channel_question(kind: ChannelKind) -> ConsentQuestion:
    """Whether the person wants to be reached in one way: their own word, beside whether it is safe."""

    def keep(**said: Any) -> None:
        consents.record_channel_answer(channel=kind, **said)

    return ConsentQuestion(
        CHANNEL_QUESTIONS[kind],
        "This is what they want. Whether it is safe is asked apart, on the same case page, and both must be yes.",
        [ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.UNDECIDED, ConsentAnswer.WITHDRAWN],
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
CONSENT_QUESTIONS |= {f"reach-{kind.value}": _make_channel_question(kind) for kind in ChannelKind}


@requires_case(Permission.VIEW_CASE)
def consents_page(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What they agreed to: each question with what stands today and every answer there was."""
    found.case_access.needs(Kind.CONSENT)
    found.case_access.sees(Kind.CONSENT)
    asked, may = (
        get_case_consent_histories(found.case_access),
        found.case_access.may(Permission.RECORD_CONSENT),
    )
    shown = {
        "reference": found.reference,
        "grants": list_case_grants(found.case_access),
        "questions": presenters.present_consent_questions(asked, found.reference, may=may),
        "ways": presenters.present_channel_questions(asked, found.reference, may=may),
        "may_share": found.case_access.may(Permission.SHARE),
        "inside": found.case_access.inside,
    }
    return render(
        request,
        "consent/consents.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.RECORD_CONSENT)
def answer(request: HttpRequest, found: CaseContext, matter: str) -> HttpResponse:
    """Record what the person said to one question."""
    asking = CONSENT_QUESTIONS.get(matter)
    if asking is None:
        raise NotVisible
    found.case_access.needs(Kind.CONSENT)
    form = bind_form(
        ConsentAnswerForm,
        request,
        initial={"on": formatting.get_today()},
        languages=get_language_choices(),
        answers=asking.answers,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = asking.keep(
            case_id=found.case_id,
            said=ConsentAnswer(answers["said"]),
            asked=_make_consent_input(answers),
            by=found.case_access.actor,
        )
        name = ConsentAnswer(answers["said"]).label
        told = sentences(name, done) if done else (msg("{name}: recorded.", name=name),)
        knows = (
            answers["circle"] == InterpreterRelation.YES or answers["through"] == InterpretationMode.RELATIVE
        )
        known = answers["interpreter"] and knows
        return (*told, ASK_WITH_ANOTHER) if known else told

    here = reverse("case", args=[found.reference])
    page = FormAction(
        title=asking.title,
        save=save,
        then=here,
        back=here,
        button="Record",
        template="consent/answer.html",
        more={"lead": asking.lead},
        once=True,
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _make_consent_input(answers: dict[str, Any]) -> ConsentInput:
    return ConsentInput(
        on=answers["on"],
        interpreter_tag=answers["interpreter"],
        capacity=Capacity(answers["capacity"]),
        words=answers["words"],
        circle=InterpreterRelation(answers["circle"] or InterpreterRelation.NOT_ASKED),
        decided_by=answers["decided_by"],
        decided_why=answers["decided_why"],
        through=InterpretationMode(answers["through"]),
        interpreted_by=answers["interpreted_by"],
        asked_by=answers["asked_by"],
    )
