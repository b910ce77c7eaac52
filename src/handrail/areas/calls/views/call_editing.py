"""Making a call, wording its questions, sending and closing it."""

from typing import Any, TypedDict

from django import forms
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions import calls
from handrail.areas.calls.forms import CallForReturnsForm, CallQuestionForm, TypedLinesList
from handrail.areas.calls.models import Call, CallQuestion
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.views.base_pages import NAV, CallActionPage, get_call_url
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.action_page import ActionPage

QUESTION_KIND_HINTS = {
    "practices": "They are used in reports and in the practice library.",
}


class CreateDraftCallPage(ActionPage):
    """Begin a call. It goes to nobody yet."""

    permission, nav = Permission.ASK_BODIES, NAV
    title, button, form_class, template_name = (
        "Request information",
        "Save request",
        CallForReturnsForm,
        "calls/edit.html",
    )
    runs_once = True

    @property
    def back_url(self) -> str:
        return reverse("calls")

    def get_form_kwargs(self) -> dict[str, Any]:
        asked_about = self.request.GET.get("recommendation", "")
        return {"actor": self.actor, "instance": Call(), "initial": {"recommendation": asked_about}}

    def perform(self, form: CallForReturnsForm) -> str:
        made = calls.create_draft_call_for_returns(
            form.instance, named=form.list_named_body_codes(), by=self.actor
        )
        self.success_url = get_call_url(made.code)
        return "Request saved. Add the questions, then send it."


class ChangeCallPage(CallActionPage):
    """Change a call's words and its deadline; the bodies that it goes to, before it is sent."""

    title, form_class, template_name = "Change the request", CallForReturnsForm, "calls/edit.html"

    def load(self, call: str, **more: Any) -> None:
        super().load(call)
        self.record = self.call.row

    def get_saved_values(self, form: CallForReturnsForm) -> dict[str, Any]:
        row = self.call.row
        return {"title": row.title, "deadline": form.saved_values["deadline"], "guidance": row.guidance}

    def perform(self, form: CallForReturnsForm) -> str:
        seen = form.cleaned_data["seen"]
        calls.change_call_for_returns(
            form.instance, named=form.list_named_body_codes(), seen=seen, by=self.actor
        )
        return "Request changed."


class CallQuestionFormContext(TypedDict):
    """What its template shows beside the form."""

    hints: dict[str, str]


class AddCallQuestionPage(CallActionPage):
    """Add a question."""

    title, button, form_class = "Add a question", "Save question", CallQuestionForm
    template_name, runs_once = "calls/question.html", True

    @property
    def back_url(self) -> str:
        return get_call_url(self.call.head.code, "questions")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": CallQuestion(call=self.call.row)}

    def get_context_data(self) -> CallQuestionFormContext:
        return {"hints": QUESTION_KIND_HINTS}

    def perform(self, form: CallQuestionForm) -> str:
        row = calls.add_question(form.instance, by=self.actor)
        return msg("Question {number} saved.", number=row.number)


class ChangeCallQuestionPage(CallActionPage):
    """Change the wording of a question."""

    button, form_class, template_name = "Save question", CallQuestionForm, "calls/question.html"

    @property
    def title(self) -> str:
        return msg("Question {number}", number=self.record.number)

    @property
    def back_url(self) -> str:
        return get_call_url(self.call.head.code, "questions")

    @property
    def lead(self) -> str:
        if self.call.head.state != "open":
            return ""
        return (
            "The request has been sent. A change makes a new version. Earlier answers keep the wording "
            "they were given to."
        )

    def load(self, call: str, **more: Any) -> None:
        super().load(call)
        self.record = get_current_call_question(self, more["number"])

    def get_context_data(self) -> CallQuestionFormContext:
        return {"hints": QUESTION_KIND_HINTS}

    def get_saved_values(self, form: CallQuestionForm) -> dict[str, Any]:
        return super().get_saved_values(form) | {"options": TypedLinesList(self.record.options)}

    def perform(self, form: CallQuestionForm) -> str:
        calls.change_question(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Question {number} saved.", number=self.record.number)


class RetireCallQuestionPage(CallActionPage):
    """Ask a question no longer."""

    button, form_class = "Remove question", forms.Form
    question: CallQuestion

    @property
    def title(self) -> str:
        return msg("Remove question {number}?", number=self.question.number)

    @property
    def lead(self) -> str:
        return msg("“{line}” Answers already given to this question are kept.", line=self.question.words)

    def load(self, call: str, **more: Any) -> None:
        super().load(call)
        self.question = get_current_call_question(self, more["number"])

    def perform(self, form: forms.Form) -> str:
        number = self.question.number
        calls.retire_call_question(code=self.call.head.code, number=number, by=self.actor)
        return msg("Question {number} removed.", number=number)


class SendCallPage(CallActionPage):
    """Ask the bodies of today."""

    title, button, form_class = "Send this request?", "Send the request", forms.Form

    @property
    def lead(self) -> str:
        return msg(
            "{title}. It will be sent to {bodies} ({whom}), with {questions} and a deadline of "
            "{day}. You cannot change the recipients afterwards.",
            title=self.call.head.title,
            bodies=formatting.plural(self.call.recipient_count, "body", "bodies"),
            whom=formatting.lower_first(presenters.format_call_recipients(self.call)),
            questions=formatting.plural(len(self.call.questions), "question"),
            day=presenters.format_deadline(self.call.head, timezone.now()),
        )

    def perform(self, form: forms.Form) -> str:
        code = self.call.head.code
        sent = calls.send_call_for_returns_to_bodies(code=code, by=self.actor)
        self.success_url = reverse("call_tracker", args=[code])
        return msg("Sent to {bodys}.", bodys=formatting.plural(sent, "body", "bodies"))


class CloseCallPage(CallActionPage):
    """Take no more answers."""

    title, button, form_class = "Close this request?", "Close the request", forms.Form

    @property
    def lead(self) -> str:
        return msg(
            "{title}. No more answers can be sent. Existing answers stay, and can be withdrawn.",
            title=self.call.head.title,
        )

    def perform(self, form: forms.Form) -> str:
        calls.close_call_for_returns(code=self.call.head.code, by=self.actor)
        return "The request is closed."


def get_current_call_question(page: CallActionPage, number: int) -> CallQuestion:
    """The current wording of a question of the page's call. Raises CallNotVisible where there is none."""
    found = next((row for row in page.call.questions if row.number == number), None)
    if found is None:
        raise CallNotVisible
    found.call = page.call.row
    return found
