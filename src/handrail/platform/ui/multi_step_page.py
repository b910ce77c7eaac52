"""Forms that ask one question a page, then show every answer to be checked before anything is recorded.

    class AnswerPage(MultiStepPage, CaseActionPage):
        title, form_class, button = "Record an answer", SurveyAnswerForm, "Record"
        steps = (FormStep("said", ("said", "words")), FormStep("day", ("on",)))

        def perform(self, form: SurveyAnswerForm) -> str: ...

All questions have one address; `step` in its query says which is shown. What was answered so far is one sealed draft
(platform/access/actions_form_drafts.py), so that Back and Reload show it, and a cookie of that address alone leads
back to it. The form is whole in code and in tests; only its page is cut into questions.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypedDict

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.idempotency import FormAlreadySubmittedError, run_once_for_idempotency_key
from handrail.platform.kernel.message_codec import decode_message
from handrail.platform.ui import form_drafts, unfinished_forms
from handrail.platform.ui.action_page import ENDED, SENT_TWICE, ActionPage
from handrail.platform.ui.form_drafts import DRAFT, STEP
from handrail.platform.ui.form_rendering import TYPED_AGAIN
from handrail.platform.ui.record_display import format_form_answer

CHECK = "check"
"""The step after the last question."""
ANSWERED, WRONG = "answered_step", "wrong_step"
"""Beside the answers in the draft: the questions that were sent, and the one whose errors are shown."""
KEPT_FOR = datetime.timedelta(hours=2)
"""Asking takes as long as it takes: longer than what is kept of a form with an error."""
CHECK_AGAIN = "Something has changed since you checked this. Check it again."


@dataclass(frozen=True, slots=True)
class FormStep:
    """One question: the fields that are asked together, the first of which is the page’s heading.

    `title` stands in the place of the first field's label, or above all of them where `keeps_labels`: several
    questions of equal weight, each with a label of its own. `reveals`: fields that belong to one answer of the first;
    `unanswered`: what no answer to it means.
    """

    code: str
    fields: tuple[str, ...]
    title: str = ""
    hint: str = ""
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unanswered: str = "Not answered"
    keeps_labels: bool = False


class FormStepContext(TypedDict):
    """What the page of one question shows; `unfinished` leads to answers that were begun and not recorded."""

    step: FormStep
    step_title: str
    step_hint: str
    question_number: int
    question_total: int
    back_href: str
    unfinished: str


class CheckAnswersContext(TypedDict):
    """Every answer: the question, what was answered, where to change it. `checked` says what the reader checked."""

    rows: list[tuple[str, str, str]]
    checked: str
    back_href: str


class KeptFormExpiredError(Exception):
    """What was to be recorded is kept no longer."""


class MultiStepPage(ActionPage, toolkit=True):
    """One form asked question by question. Needs `steps` besides what an `ActionPage` needs."""

    needed = (*ActionPage.needed, "steps")
    template_name = "multi_step.html"
    check_template_name = "multi_step_check.html"
    runs_once = True
    counts_questions: ClassVar[bool] = True
    """Whether each page says how many questions there are: not where an answer decides which further ones are asked."""
    steps: ClassVar[tuple[FormStep, ...]]
    typed: QueryDict

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Put what is sent now to what was answered before."""
        super().setup(request, *args, **kwargs)
        self.typed = form_drafts.get_draft_form_data(self.draft) if self.draft else QueryDict(mutable=True)
        if request.method == "POST":
            self._add_sent_answers()

    def is_asked(self, step: FormStep) -> bool:
        """Whether the question is asked, by what is in `typed`."""
        return True

    def get_step_title(self, step: FormStep) -> str:
        """The heading of a question; the label of its first field where it is empty."""
        return step.title

    def get_step_hint(self, step: FormStep) -> str:
        """A line under the heading."""
        return step.hint

    def get_checked_value(self, form: Any) -> str:
        """What follows from the answers and may change meanwhile: recorded only as it was checked."""
        return ""

    def get_check_context(self, form: Any) -> Mapping[str, Any]:
        """More variables of the page on which the answers are checked."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One question, or all answers."""
        step = self._find_step()
        if step is None:
            return self._show_check()
        form = self._make_form_of_step(step)
        shown = {**self._context(form, None), **self._get_step_context(step, form), **self.get_context_data()}
        return render(request, self.template_name, shown)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the answer and lead to the next question; or record what was checked."""
        if TYPED_AGAIN in request.POST:
            return self._show_again()
        if request.GET.get(STEP) == CHECK:
            return self._record()
        step = self._find_step()
        form = self._bind_answers()
        if step and not form.is_valid() and set(form.errors) & set(step.fields):
            self.typed[WRONG] = step.code
            return self._redirect_to_step(step.code)
        return self._redirect_to_step(self._get_next_code())

    def _record(self) -> HttpResponse:
        if self.draft is None:
            return self._respond_draft_ended()
        form = self._bind_answers()
        if not form.is_valid():
            return self._redirect_to_first_error(form)
        if self.request.POST.get("checked", "") != self.get_checked_value(form):
            messages.info(self.request, CHECK_AGAIN)
            return self._show_again()
        reply = self._act(form)
        if DRAFT not in reply["Location"]:
            unfinished_forms.forget_unfinished_form(self.request, reply)
        return reply

    def _respond_draft_ended(self) -> HttpResponse:
        """Recorded already, where it was sent twice; else kept no longer."""
        try:
            run_once_for_idempotency_key(given=self.request.POST.get("once", ""), do=_raise_draft_ended)
        except FormAlreadySubmittedError as done:
            messages.success(self.request, SENT_TWICE)
            return HttpResponseRedirect(done.where or self.back_url)
        except KeptFormExpiredError:
            messages.info(self.request, ENDED)
        return HttpResponseRedirect(form_drafts.get_page_address_without_kept_form_token(self.request))

    def _show_check(self) -> HttpResponse:
        form = self._bind_answers()
        if self._get_next_code() != CHECK or not form.is_valid():
            return self._redirect_to_first_error(form)
        for name, text in self.draft.errors if self.draft else ():
            form.add_error(name if name in form.fields else None, decode_message(text))
        shown: CheckAnswersContext = {
            "rows": self._list_answers(form),
            "checked": self.get_checked_value(form),
            "back_href": self._get_step_url(self._list_asked_steps()[-1].code),
        }
        context = {**self._context(form, None), **shown, **self.get_check_context(form)}
        return render(self.request, self.check_template_name, context)

    def _redirect_to_first_error(self, form: forms.BaseForm) -> HttpResponse:
        """To the first question that was not sent, or whose answer does not hold any more."""
        asked = self._list_asked_steps()
        sent = self.typed.getlist(ANSWERED)
        wrong = [step for step in asked if step.code not in sent or set(form.errors) & set(step.fields)]
        first = (wrong or asked)[0].code
        if first in sent:
            self.typed[WRONG] = first
        return HttpResponseRedirect(self._keep_as_draft(step=first))

    def _bind_answers(self) -> forms.BaseForm:
        """The whole form with what was answered, but for questions that are not asked any more."""
        data = self.typed.copy()
        for step in self.steps:
            if not self.is_asked(step):
                for name in [name for name in data if _is_part_of_field(name, step.fields)]:
                    del data[name]
        return self._bind(data, None)

    def _list_asked_steps(self) -> list[FormStep]:
        return [step for step in self.steps if self.is_asked(step)]

    def _find_step(self) -> FormStep | None:
        """The question in the address; None for the check. Without a draft, and for what is not asked, the first."""
        code, asked = self.request.GET.get(STEP, ""), self._list_asked_steps()
        if code == CHECK and self.draft is not None:
            return None
        kept = self.draft is not None or self.request.method == "POST"
        return next((step for step in asked if kept and step.code == code), asked[0])

    def _get_next_code(self) -> str:
        sent = self.typed.getlist(ANSWERED)
        return next((step.code for step in self._list_asked_steps() if step.code not in sent), CHECK)

    def _add_sent_answers(self) -> None:
        """The fields of the question that was sent take the place of what was kept of them."""
        code = self.request.GET.get(STEP, "") or self.steps[0].code
        step = next((step for step in self.steps if step.code == code), None)
        self.typed.pop(WRONG, None)
        if step is None:
            return
        for name in [name for name in self.typed if _is_part_of_field(name, step.fields)]:
            del self.typed[name]
        for name, values in self.request.POST.lists():
            if _is_part_of_field(name, step.fields):
                self.typed.setlist(name, values)
        self.typed.setlist(ANSWERED, [*dict.fromkeys([*self.typed.getlist(ANSWERED), step.code])])

    def _make_form_of_step(self, step: FormStep) -> forms.BaseForm:
        """With the errors of this question alone, after it was sent; else with what was answered before."""
        if self.typed.get(WRONG) == step.code:
            form = self._bind_answers()
            for name in set(form.errors) - set(step.fields):
                del form.errors[name]
            return form
        form = self.form_class(**self.get_form_kwargs())
        sent = self.typed.getlist(ANSWERED)
        for kept in self.steps:
            for name in kept.fields if kept.code in sent else ():
                if name in form.fields:
                    form.initial[name] = form.fields[name].widget.value_from_datadict(self.typed, {}, name)
        return form

    def _get_step_context(self, step: FormStep, form: forms.BaseForm) -> FormStepContext:
        asked = self._list_asked_steps()
        place = asked.index(step)
        return {
            "step": step,
            "step_title": self.get_step_title(step) or str(form[step.fields[0]].label),
            "step_hint": self.get_step_hint(step)
            or ("" if step.keeps_labels else str(form[step.fields[0]].help_text)),
            "question_number": place + 1,
            "question_total": len(asked) if self.counts_questions else 0,
            "back_href": self._get_step_url(asked[place - 1].code) if place else self.back_url,
            "unfinished": ""
            if self.draft
            else unfinished_forms.find_unfinished_form_url(self.request, self.actor),
        }

    def _list_answers(self, form: forms.BaseForm) -> list[tuple[str, str, str]]:
        """What is optional and was left empty is left out, unless it is the question itself."""
        rows = []
        for step in self._list_asked_steps():
            for place, name in enumerate(name for name in step.fields if name in form.fields):
                value = form.cleaned_data.get(name)
                if place and value in (None, "", []):
                    continue
                has_title = not place and not step.keeps_labels
                label = (self.get_step_title(step) if has_title else "") or str(form[name].label)
                said = format_form_answer(form.fields[name], value, nothing=step.unanswered)
                rows.append((_strip_optional_suffix(label), said, self._get_step_url(step.code)))
        return rows

    def _redirect_to_step(self, code: str) -> HttpResponse:
        where = self._keep_as_draft(step=code)
        reply = HttpResponseRedirect(where)
        unfinished_forms.remember_unfinished_form(self.request, reply, where, lasts=KEPT_FOR)
        return reply

    def _keep_as_draft(self, *, step: str = "", **said: Any) -> str:
        """Keep all that was answered; the address of the question, or of the one that was sent."""
        draft = SubmittedFormKeptForRedisplay(fields=_list_sent_name_value_pairs(self.typed), **said)
        address = form_drafts.get_page_address_without_kept_form_token(self.request)
        self.token = save_submitted_form_for_redisplay(
            draft,
            user_id=self.actor.user_id,
            address=address,
            token=self.token if self.draft else "",
            lasts=KEPT_FOR,
        )
        return self._get_step_url(step or self.request.GET.get(STEP, "") or self.steps[0].code)

    def _get_step_url(self, code: str) -> str:
        return form_drafts.get_page_address_with_kept_form_token(self.request, self.token, step=code)


def _raise_draft_ended() -> str:
    raise KeptFormExpiredError


def _is_part_of_field(name: str, fields: Sequence[str]) -> bool:
    """Whether what was sent belongs to one of the fields; a day is sent as on-day, on-month, on-year."""
    return name in fields or name.rpartition("-")[0] in fields


def _list_sent_name_value_pairs(data: QueryDict) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, values in data.lists() for value in values)


def _strip_optional_suffix(label: str) -> str:
    return label.removesuffix(" (optional)")
