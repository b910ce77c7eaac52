"""What the person agreed to: the NRM, local support, national support, each asked apart."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.cases.consent import presenters
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.asking_steps import (
    DECISION_STEP,
    INTERPRETATION_STEP,
    INTERPRETER_STEP,
    was_interpreter_used,
)
from handrail.people.cases.consent.forms import ConsentAnswerForm
from handrail.people.cases.consent.queries.consents import (
    find_last_interpretation,
    list_consent_histories_of_case,
)
from handrail.people.cases.consent.queries.grants_and_access_log import (
    CaseGrantRow,
    list_case_access_grant_rows_if_inside_case,
)
from handrail.people.cases.events.actions.events import EventResult
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.multi_step_page import FormStep, MultiStepPage
from handrail.platform.ui.navigation import get_layout_context

ASK_WITH_ANOTHER = "The interpreter may know them. Ask again with another interpreter."


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """One question to the person: its title, what to say, the action that keeps the answer."""

    title: str
    lead: str
    keep: Callable[..., EventResult | None]


CONSENT_QUESTIONS: dict[str, ConsentQuestion] = {
    "nrm": ConsentQuestion(
        "Do they want to go into the NRM?",
        "Explain it first, away from others. They do not have to decide today. Local support does not depend on it.",
        consents.record_nrm_answer,
    ),
    "local_support": ConsentQuestion(
        "Do they want local support?",
        (
            "We keep their name, safe contact and local offers on this answer, whatever they say to "
            "the NRM or the police."
        ),
        consents.record_local_support_answer,
    ),
    "national_support": ConsentQuestion(
        "Do they want national support?",
        "This is separate from the NRM: they can accept one and decline the other.",
        consents.record_national_support_answer,
    ),
}
CHANNEL_QUESTIONS: dict[ContactChannelKind, str] = {
    ContactChannelKind.CALL: "Can we call them?",
    ContactChannelKind.TEXT: "Can we text them?",
    ContactChannelKind.WHATSAPP: "Can we message them on WhatsApp?",
    ContactChannelKind.EMAIL: "Can we email them?",
    ContactChannelKind.LETTER: "Can we write to them here?",
    ContactChannelKind.IN_PERSON: "Can we visit them?",
}
CHANNEL_LEAD = "What they want. Whether it is safe is asked separately: both must be yes."
CONSENT_QUESTIONS |= {
    f"reach-{kind.value}": ConsentQuestion(
        title, CHANNEL_LEAD, partial(consents.record_contact_channel_consent_answer, channel=kind)
    )
    for kind, title in CHANNEL_QUESTIONS.items()
}


class ConsentsContext(TypedDict):
    """What the page of all answers shows."""

    reference: str
    grants: tuple[CaseGrantRow, ...]
    questions: list[presenters.ConsentQuestionDisplay]
    ways: list[presenters.ConsentQuestionDisplay]
    asker: str  # of all answers, where that is one
    through: str
    may_share: bool
    inside: bool


@requires_case_permission(Permission.VIEW_CASE)
def consents_page(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """What they agreed to: each question with what stands today and every answer there was."""
    access = found.case_access
    access.needs(Kind.CONSENT)
    asked, may = list_consent_histories_of_case(access), access.may(Permission.RECORD_CONSENT)
    questions = presenters.present_consent_questions(asked, found.reference, may=may)
    ways = presenters.present_contact_channel_consent_questions(asked, found.reference, may=may)
    asker, through = presenters.find_asker_and_interpreter_of_all([*questions, *ways])
    shown: ConsentsContext = {
        "reference": found.reference,
        "grants": list_case_access_grant_rows_if_inside_case(access),
        "questions": questions,
        "ways": ways,
        "asker": asker,
        "through": through,
        "may_share": access.may(Permission.SHARE),
        "inside": access.inside,
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "consent/consents.html", {**layout, **shown})


class ConsentAnswerPage(MultiStepPage, CaseActionPage):
    """Record what the person said to one question: the answer, who decided, how they were asked, when."""

    permission, form_class = Permission.RECORD_CONSENT, ConsentAnswerForm
    button = "Record"
    steps = (
        FormStep("said", ("said", "words")),
        DECISION_STEP,
        INTERPRETATION_STEP,
        INTERPRETER_STEP,
        FormStep("day", ("on",)),
    )
    question: ConsentQuestion

    @property
    def title(self) -> str:
        return self.question.title

    def load(self, matter: str) -> None:
        question = CONSENT_QUESTIONS.get(matter)
        if question is None:
            raise NotVisible
        self.case.case_access.needs(Kind.CONSENT)
        self.question = question

    def is_asked(self, step: FormStep) -> bool:
        return step is not INTERPRETER_STEP or was_interpreter_used(self.typed)

    def get_step_title(self, step: FormStep) -> str:
        return self.question.title if step.code == "said" else step.title

    def get_step_hint(self, step: FormStep) -> str:
        return self.question.lead if step.code == "said" else step.hint

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"on": get_today(), **find_last_interpretation(self.case.case_access)}
        return {"initial": initial, "languages": list_language_choices()}

    def perform(self, form: ConsentAnswerForm) -> list[str]:
        said = ConsentAnswer(form.cleaned_data["said"])
        asked = form.make_input(on=form.cleaned_data["on"], words=form.cleaned_data["words"])
        done = self.question.keep(case_id=self.case.case_id, said=said, asked=asked, by=self.actor)
        told = [msg("{name}: recorded.", name=said.label), *(done.changes if done else ())]
        return [*told, ASK_WITH_ANOTHER] if form.may_know_interpreter else told
