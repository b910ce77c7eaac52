"""Opening a case: six short answers, each saved as it is given, each of which may be skipped.

Skipping leaves a question open and throws nothing away: what was answered of it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.forms import (
    AgeGroupForm,
    PersonNameForm,
    SafeChannelsForm,
    WhereaboutsForm,
)
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.forms import (
    FirstDangerCheckForm,
    PointOfContactForm,
    SkippableForm,
)
from handrail.people.cases.person.queries import ChannelRow
from handrail.people.cases.signals import identity_changed
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import (
    Age,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_colleague_choices
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.reference.choices import Choices, get_area_code_of_body, list_area_choices
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import format_time

SaveAnswer = Callable[[CaseOpenToActor, dict[str, Any]], None]


def _get_empty_form_kwargs(page: CaseDetail) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class OpeningQuestion:
    """One question: its page and form, what saving does, the answers to start with, what may be chosen."""

    code: str
    template: str
    form: type[SkippableForm]
    save: SaveAnswer
    initial: Callable[[CaseDetail], dict[str, Any]]
    choices: Callable[[CaseDetail], dict[str, Any]] = _get_empty_form_kwargs


class OpeningQuestionContext(TypedDict, total=False):
    """Where the question stands among the six; `saved` is the time until which everything is saved."""

    question_number: int
    question_total: int
    saved: str
    back_href: str
    case: CaseDetail


class OpenCasePage(ActionPage):
    """Question 1, danger alone. Its answer, or skipping it, opens the case."""

    permission, title, form_class = Permission.OPEN_CASE, "Open a case", FirstDangerCheckForm
    template_name, runs_once = "lifecycle/open_danger.html", True

    @property
    def back_url(self) -> str:
        return reverse("open_case")

    def get_context_data(self) -> OpeningQuestionContext:
        return {"question_number": 1, "question_total": len(OPENING_QUESTIONS)}

    def perform(self, form: FirstDangerCheckForm) -> None:
        case = opening.open_case(by=self.actor)
        if not form.is_skipped:
            _record_danger(case.pk, form.cleaned_data, self.actor)
        self.success_url = _get_opening_step_url(case.reference, "called")


class OpeningQuestionPage(CaseActionPage):
    """Questions 1 to 6 of a case that is open: answered now, changed later."""

    permission, title, nav, form_class = Permission.EDIT_PERSON, "Open a case", "", SkippableForm
    question: OpeningQuestion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """An address of no question leads to the first."""
        if kwargs["step"] not in OPENING_QUESTIONS:
            return HttpResponseRedirect(_get_opening_step_url(self.case.reference, "danger"))
        return super().dispatch(request, *args, **kwargs)

    def load(self, step: str) -> None:
        self.question = OPENING_QUESTIONS[step]
        self.form_class, self.template_name = self.question.form, self.question.template
        self.detail = get_case_detail(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        question = self.question
        return {"initial": question.initial(self.detail), **question.choices(self.detail)}

    def get_context_data(self) -> OpeningQuestionContext:
        order = list(OPENING_QUESTIONS)
        place = order.index(self.question.code)
        before = _get_opening_step_url(self.case.reference, order[place - 1]) if place else ""
        return {
            "question_number": place + 1,
            "question_total": len(order),
            "saved": format_time(timezone.now()),
            "back_href": before,
            "case": self.detail,
        }

    def perform(self, form: SkippableForm) -> None:
        if not form.is_skipped:
            self.question.save(self.case, form.cleaned_data)
        self.success_url = _get_next_step_url(self.case.reference, self.question.code)


def _get_next_step_url(reference: str, step: str) -> str:
    order = list(OPENING_QUESTIONS)
    place = order.index(step) + 1
    return (
        _get_opening_step_url(reference, order[place])
        if place < len(order)
        else reverse("opened", args=[reference])
    )


def _get_opening_step_url(reference: str, step: str) -> str:
    return reverse("open_question", args=[reference, step])


def _save_danger_answers(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    _record_danger(found.case_id, answers, found.case_access.actor)


def _record_danger(case_id: UUID, answers: dict[str, Any], by: Actor) -> None:
    actions.record_danger_check(
        case_id=case_id,
        answer=ImmediateDangerOrInjuryAnswer(answers["answer"] or ImmediateDangerOrInjuryAnswer.NOT_ASKED),
        note=answers["note"],
        by=by,
    )


def _save_name_called(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    actions.update_some_person_answers(
        case_id=found.case_id, texts={"called": answers["called"]}, by=found.case_access.actor
    )
    identity_changed.send(sender=None, case_id=found.case_id, by=found.case_access.actor)


def _save_age_answer(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    opening.set_age_group(case_id=found.case_id, age=Age(answers["age"]), by=found.case_access.actor)


def _save_whereabouts_answer(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    by = found.case_access.actor
    if answers["area"]:
        opening.set_case_area(case_id=found.case_id, area_code=answers["area"], by=by)
    actions.update_some_person_answers(
        case_id=found.case_id, texts={"where_now": answers["where_now"]}, by=by
    )


def _save_channels_and_safest_way(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    if answers["phone_tracked"]:
        _record_phone_tracked(found, YesNoUnsureOrNotAsked(answers["phone_tracked"]))
    page = get_case_detail(found.case_access, kinds={Kind.CONTACT})
    if answers["safest"] != (page.safest.how if page.safest else ""):
        actions.record_safest_contact_way(
            case_id=found.case_id, how=answers["safest"], by=found.case_access.actor
        )
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    for kind in (ContactChannelKind.CALL, ContactChannelKind.TEXT, ContactChannelKind.LETTER):
        _save_channel_answer(found, kind, answers, known.get(kind))


def _record_phone_tracked(found: CaseOpenToActor, said: YesNoUnsureOrNotAsked) -> None:
    """Where the answer is new."""
    safety = get_case_detail(found.case_access, kinds={Kind.SAFETY}).safety
    known = {line.code: line.answer for line in safety.worries if line.asked_at} if safety else {}
    if known.get(RiskFactor.PHONE) != said:
        actions.record_danger_check(
            case_id=found.case_id,
            answer=ImmediateDangerOrInjuryAnswer.NOT_ASKED,
            note="",
            worries={RiskFactor.PHONE: said},
            by=found.case_access.actor,
        )


def _save_channel_answer(
    found: CaseOpenToActor, kind: ContactChannelKind, answers: dict[str, Any], was: ChannelRow | None
) -> None:
    """One way to reach them, where the answer is new. A number that this page does not ask for stays as it was."""
    said = answers[kind.value]
    detail = answers.get(f"{kind.value}_detail", was.detail if was else "")
    note = answers.get(f"{kind.value}_note", was.note if was else "")
    if not said or (was and (said, detail, note) == (was.said, was.detail, was.note)):
        return
    actions.record_contact_channel(
        case_id=found.case_id,
        kind=kind,
        safe=ChannelSafety(said),
        detail=detail,
        note=note,
        by=found.case_access.actor,
    )


def _save_point_of_contact_and_stand_in(found: CaseOpenToActor, answers: dict[str, Any]) -> None:
    stand_in = answers["stand_in"]
    opening.set_point_of_contact_and_stand_in(
        case_id=found.case_id,
        point_of_contact_id=int(answers["point_of_contact"]),
        stand_in_id=int(stand_in) if stand_in else None,
        by=found.case_access.actor,
    )


def _get_danger_initial(page: CaseDetail) -> dict[str, Any]:
    if page.safety is None or page.safety.danger == ImmediateDangerOrInjuryAnswer.NOT_ASKED:
        return {}
    return {"answer": page.safety.danger, "note": page.safety.danger_note}


def _get_channels_initial(page: CaseDetail) -> dict[str, Any]:
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    start: dict[str, Any] = {kind: line.said for kind, line in known.items()}
    asked = {line.code: line.answer for line in page.safety.worries if line.asked_at} if page.safety else {}
    start["phone_tracked"] = asked.get(RiskFactor.PHONE, "")
    if page.safest:
        start["safest"] = page.safest.how
    if call := known.get(ContactChannelKind.CALL):
        start |= {"call_detail": call.detail, "call_note": call.note}
    return start


def _get_whereabouts_initial(page: CaseDetail) -> dict[str, Any]:
    """The area where somebody chose it: each case begins in that of its organisation, which is no answer yet."""
    codes = {name: code for code, name in list_area_choices()}
    area, where_now = codes.get(page.area, ""), page.who.where_now if page.who else ""
    is_chosen = where_now or area != get_area_code_of_body(page.owner_id)
    return {"area": area if is_chosen else "", "where_now": where_now}


def _get_point_of_contact_initial(page: CaseDetail) -> dict[str, Any]:
    """Who was chosen: each case begins with whoever opened it, which is no answer yet."""
    is_chosen = page.stand_in or page.contact.user_id != page.opened_by_id
    return {
        "point_of_contact": str(page.contact.user_id) if is_chosen else "",
        "stand_in": str(page.stand_in.user_id) if page.stand_in else "",
    }


def _get_colleague_form_kwargs(page: CaseDetail) -> dict[str, Any]:
    """Whoever is the point of contact now comes first, one key away."""
    colleagues = list_colleague_choices(page.owner_id)
    return {"colleagues": _put_first(str(page.contact.user_id), colleagues)}


def _put_first(code: str, choices: Choices) -> Choices:
    """The same choices, the one with this code before the others."""
    return sorted(choices, key=lambda choice: choice[0] != code)


def _get_name_initial_of_saved_case(page: CaseDetail) -> dict[str, Any]:
    return {"called": page.who.called if page.who else ""}


def _get_age_initial_of_saved_case(page: CaseDetail) -> dict[str, Any]:
    return {"age": page.age if page.age_asked else None}


def _get_area_form_kwargs(page: CaseDetail) -> dict[str, Any]:
    """The organisation's own area comes first, one key away."""
    return {"areas": _put_first(get_area_code_of_body(page.owner_id), list_area_choices())}


OPENING_QUESTIONS: dict[str, OpeningQuestion] = {
    question.code: question
    for question in (
        OpeningQuestion(
            "danger",
            "lifecycle/open_danger.html",
            FirstDangerCheckForm,
            _save_danger_answers,
            _get_danger_initial,
        ),
        OpeningQuestion(
            "called",
            "lifecycle/open_called.html",
            PersonNameForm,
            _save_name_called,
            _get_name_initial_of_saved_case,
        ),
        OpeningQuestion(
            "age", "lifecycle/open_age.html", AgeGroupForm, _save_age_answer, _get_age_initial_of_saved_case
        ),
        OpeningQuestion(
            "where",
            "lifecycle/open_where.html",
            WhereaboutsForm,
            _save_whereabouts_answer,
            _get_whereabouts_initial,
            _get_area_form_kwargs,
        ),
        OpeningQuestion(
            "reach",
            "lifecycle/open_reach.html",
            SafeChannelsForm,
            _save_channels_and_safest_way,
            _get_channels_initial,
        ),
        OpeningQuestion(
            "contact",
            "lifecycle/open_contact.html",
            PointOfContactForm,
            _save_point_of_contact_and_stand_in,
            _get_point_of_contact_initial,
            _get_colleague_form_kwargs,
        ),
    )
}
"""The six questions in order, danger first."""
