"""Professional advice: what was asked and answered, and how often."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.deployment.actions import advice as acts
from handrail.people.deployment.advice_forms import AdviceUseForm, AnswerAdviceForm, RequestAdviceForm
from handrail.people.deployment.models import AdviceRequest
from handrail.people.deployment.presenters import DeploymentTag
from handrail.people.deployment.queries.advice import (
    AdviceCount,
    count_advice_requests_by_topic_or_asker,
    get_advice,
    get_advice_page,
    select_bodies_with_advisers,
)
from handrail.people.deployment.text_choices import AdviceTopic, AdviceUse
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "advice"


class AdviceListContext(TypedDict):
    """What deployment/advice_list.html shows."""

    paging: "Page[AdviceRequest]"
    rows: list[tuple[AdviceRequest, DeploymentTag]]
    counts: list[tuple[str, list[tuple[str, AdviceCount]]]]
    answers: bool


class AdviceContext(TypedDict):
    """What deployment/advice.html shows. `reference`: of a case that is open to the reader."""

    row: AdviceRequest
    tag: DeploymentTag
    has_case: bool
    reference: str
    may_answer: bool
    may_say_used: bool


@requires_permission(Permission.ASK_ADVICE)
def advice(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader asked; for a co-ordinator what they are asked, counted by topic and by who asked."""
    page = get_advice_page(actor, request.GET.get("page", ""))
    answers = actor.may(Permission.ANSWER_ADVICE)
    shown: AdviceListContext = {
        "paging": page,
        "rows": [(row, _make_advice_tag(row)) for row in page.object_list],
        "counts": _list_advice_counts(actor) if answers else [],
        "answers": answers,
    }
    return render(
        request, "deployment/advice_list.html", {**get_layout_context(request, actor, NAV), **shown}
    )


@requires_permission(Permission.ASK_ADVICE)
def advice_request_page(request: HttpRequest, actor: Actor, advice_id: UUID) -> HttpResponse:
    """One question and its answer."""
    row = get_advice(actor, advice_id)
    waits = row.answered_at is None
    shown: AdviceContext = {
        "row": row,
        "tag": _make_advice_tag(row),
        "has_case": row.case_id is not None,
        "reference": _find_case_reference_open_to_reader(row, actor),
        "may_answer": waits and row.to_body_id == actor.body_id and actor.may(Permission.ANSWER_ADVICE),
        "may_say_used": not waits and row.asked_by_id == actor.user_id,
    }
    return render(request, "deployment/advice.html", {**get_layout_context(request, actor, NAV), **shown})


class RequestAdvicePage(ActionPage):
    """Ask a co-ordinator."""

    permission, nav, runs_once = Permission.ASK_ADVICE, NAV, True
    title, button, form_class = "Ask for professional advice", "Ask", RequestAdviceForm
    lead = "Ask in general terms."

    @property
    def back_url(self) -> str:
        return reverse("advice")

    def load(self) -> None:
        self.bodies: Sequence[Any] = list(select_bodies_with_advisers())
        if not self.bodies:
            raise ActionNotPossibleError("No organisation has a co-ordinator here yet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": AdviceRequest(), "bodies": self.bodies}

    def perform(self, form: RequestAdviceForm) -> str:
        row = acts.request_advice(
            form.instance,
            to_body_code=form.cleaned_data["to"],
            reference=form.cleaned_data["reference"],
            by=self.actor,
        )
        self.success_url = reverse("one_advice", args=[row.pk])
        return msg("Request sent to the co-ordinators of {body}.", body=row.to_body.name)


class AdviceActionPage(ActionPage, abstract=True):
    """What is done about one question."""

    nav = NAV
    record: AdviceRequest

    @property
    def back_url(self) -> str:
        return reverse("one_advice", args=[self.record.pk])

    def load(self, advice_id: UUID) -> None:
        self.record = get_advice(self.actor, advice_id)


class AnswerAdvicePage(AdviceActionPage):
    """Answer a question."""

    permission, title, button, form_class = Permission.ANSWER_ADVICE, "Answer", "Answer", AnswerAdviceForm

    @property
    def lead(self) -> str:
        return str(self.record.question)

    def load(self, advice_id: UUID) -> None:
        super().load(advice_id)
        if self.record.to_body_id != self.actor.body_id:
            raise NotVisible

    def perform(self, form: AnswerAdviceForm) -> str:
        acts.answer_advice(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Answered."


class RecordAdviceUsePage(AdviceActionPage):
    """Say whether the advice was used."""

    permission, title, form_class = Permission.ASK_ADVICE, "Did you use the advice?", AdviceUseForm

    def load(self, advice_id: UUID) -> None:
        super().load(advice_id)
        if self.record.asked_by_id != self.actor.user_id:
            raise NotVisible

    def perform(self, form: AdviceUseForm) -> str:
        acts.record_advice_use(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Recorded."


def _make_advice_tag(row: AdviceRequest) -> DeploymentTag:
    if row.answered_at is None:
        return DeploymentTag("waiting", "Waiting for an answer")
    if row.used == AdviceUse.NOT_SAID:
        return DeploymentTag("running", "Answered")
    return DeploymentTag("met" if row.used != AdviceUse.NO else "declined", str(AdviceUse(row.used).label))


def _list_advice_counts(actor: Actor) -> list[tuple[str, list[tuple[str, AdviceCount]]]]:
    topics = [
        (str(AdviceTopic(one.code).label), one)
        for one in count_advice_requests_by_topic_or_asker(actor, "topic")
    ]
    askers = [
        (Role(one.code).card.name, one) for one in count_advice_requests_by_topic_or_asker(actor, "asked_as")
    ]
    return [("By topic", topics), ("By requester", askers)]


@acting_as_system(SystemActor.DEPLOYMENT)
def _find_case_of_advice(row: AdviceRequest) -> Case | None:
    return Case.objects.filter(pk=row.case_id).first() if row.case_id else None


def _find_case_reference_open_to_reader(row: AdviceRequest, actor: Actor) -> str:
    """Of the case, where it is open to the reader by itself: advice opens none."""
    case = _find_case_of_advice(row)
    if case is None:
        return ""
    try:
        get_case_access(case, actor)
    except NotVisible:
        return ""
    return str(case.reference)
