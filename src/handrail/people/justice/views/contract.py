"""The victim contract of a case: read, answered, signed or refused."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.justice.actions import contract as acts
from handrail.people.justice.forms import (
    ContractAnswerForm,
    RequestSignOffForm,
    RightsLevelForm,
    SignOffDecisionForm,
)
from handrail.people.justice.models import ContractAnswer, RightsLevelDecision, SignOffDecision
from handrail.people.justice.permissions import (
    may_answer_victim_contract,
    may_sign_off_contract,
    require_may_answer_victim_contract,
    require_may_sign_victim_contract,
)
from handrail.people.justice.presenters import (
    VictimContractRow,
    describe_rights_level,
    make_sign_off_tag_and_sentence,
    make_victim_contract_row,
    present_contract_gaps,
    present_contract_questions,
    present_earlier_answers,
    present_late_contract_answers,
)
from handrail.people.justice.queries.contract import (
    VictimContract,
    get_contract_item,
    get_newest_contact_that_reached_person,
    get_victim_contract,
    require_sign_off_request_is_of_case,
)
from handrail.people.justice.rights_overview import (
    PersonAnswersAtNewestContact,
    present_answers_of_newest_contact,
    present_rights_overview,
)
from handrail.people.justice.text_choices import SignOffOutcome
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context

SHOWS = ("open", "answered", "others")
ROWS_PER_PAGE = {"open": 10, "answered": 9, "others": 10}
"""Fewer than elsewhere: each is a question with what it counts from, and answered ones have their answer beside it."""


@requires_case_permission(Permission.VIEW_CASE)
def show_victim_contract(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show each entitlement that has come, with due day, duty holder, source and answer."""
    access = found.case_access
    contract = get_victim_contract(access)
    show = request.GET.get("show", "open")
    show = show if show in SHOWS else "open"
    items = {
        "open": contract.open,
        "answered": [row for row in contract.asked if not row.is_open],
        "others": [row for row in contract.items if not row.is_asked],
    }
    page = Paginator(items[show], ROWS_PER_PAGE[show]).get_page(request.GET.get("page", "1"))
    reading = access.to_read() if found.closed or found.restricted else access
    tag, signed = make_sign_off_tag_and_sentence(
        contract.sign_off, has_changed=contract.changed_since_request
    )
    keeps = may_answer_victim_contract(reading)
    shown = {
        "reference": found.reference,
        "show": show,
        "counts": {name: len(rows) for name, rows in items.items()},
        "page": page,
        "rows": [
            make_victim_contract_row(row, contract.answers.get(row.pk), today()) for row in page.object_list
        ],
        "rights": present_rights_overview(contract.items, today()),
        "said": present_answers_of_newest_contact(get_newest_contact_that_reached_person(access)),
        "tag": tag,
        "signed": signed,
        "contract": contract,
        "may_answer": keeps,
        "may_ask": keeps
        and bool(contract.asked)
        and not contract.open
        and not (contract.sign_off and not contract.changed_since_request),
        "may_sign": may_sign_off_contract(reading)
        and contract.waits_for_signature
        and contract.sign_off is not None
        and contract.sign_off.asked_by_id != access.actor.user_id,
        "level": describe_rights_level(contract.level),
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "justice/contract.html", layout | shown)


class SignOffReading(TypedDict):
    """What whoever asks for a signature, or signs, reads first (justice/gaps.html)."""

    gaps: list[VictimContractRow]
    late: list[VictimContractRow]
    said: PersonAnswersAtNewestContact | None


def _make_sign_off_reading(access: CaseAccess, contract: VictimContract) -> SignOffReading:
    return {
        "gaps": present_contract_gaps(contract, today()),
        "late": present_late_contract_answers(contract, today()),
        "said": present_answers_of_newest_contact(get_newest_contact_that_reached_person(access)),
    }


class _VictimContractActionPage(CaseActionPage, abstract=True):
    """An act on the contract; it leads back to it."""

    shown_on = CaseTab.JUSTICE

    @property
    def back_url(self) -> str:
        return reverse("victim_contract", args=[self.case.reference])


class ContractAnswerContext(TypedDict):
    """What justice/answer.html shows. `earlier`: what and when, by whom, in which words."""

    row: VictimContractRow
    earlier: list[tuple[str, str, str]]


class AnswerContractItemPage(_VictimContractActionPage):
    """Answer one entitlement."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    form_class, button, template_name = ContractAnswerForm, "Save", "justice/answer.html"

    def load(self, contract_item_id: UUID) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        self.item, self.earlier = get_contract_item(self.case.case_access, contract_item_id)
        if not self.item.is_current:
            raise ActionNotPossibleError("What this entitlement counted from was taken back.")

    @property
    def row(self) -> VictimContractRow:
        newest = self.earlier[0] if self.earlier else None
        return make_victim_contract_row(self.item, newest, today())

    @property
    def title(self) -> str:
        return self.row.prompt

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": ContractAnswer().bind(self.case.case_access)}

    def get_context_data(self) -> ContractAnswerContext:
        return {"row": self.row, "earlier": present_earlier_answers(self.earlier)}

    def perform(self, form: ContractAnswerForm) -> str:
        answer = acts.answer_contract_item(
            form.instance,
            item_id=self.item.pk,
            case_id=self.case.case_id,
            language_tag=form.cleaned_data.get("language", ""),
            by=self.actor,
        )
        return msg("Saved: {answer}.", answer=answer.get_answer_display().removesuffix(", because"))


class RecordRightsLevelDecisionPage(_VictimContractActionPage):
    """Say whether Enhanced Rights apply."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = "Do Enhanced Rights apply?", "Save", RightsLevelForm
    lead = (
        "They apply unless someone says why not: a person who complains of a modern slavery offence counts as an "
        "intimidated witness. The deadlines of the case follow."
    )

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": RightsLevelDecision().bind(self.case.case_access)}

    def perform(self, form: RightsLevelForm) -> str:
        form.instance.enhanced = form.cleaned_data["enhanced"]
        acts.record_rights_level_decision(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Saved. The due days were worked out again."


class RequestSignOffPage(_VictimContractActionPage):
    """Ask a supervisor to sign."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = "Ask a supervisor to sign", "Ask", RequestSignOffForm
    template_name = "justice/ask_sign_off.html"

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        self.contract = get_victim_contract(self.case.case_access)
        acts.raise_if_questions_open(len(self.contract.open))

    def get_context_data(self) -> SignOffReading:
        return _make_sign_off_reading(self.case.case_access, self.contract)

    def perform(self, form: RequestSignOffForm) -> str:
        acts.request_sign_off(case_id=self.case.case_id, by=self.actor)
        return "Asked. A supervisor sees each gap with its reason."


class RecordSignOffDecisionContext(SignOffReading):
    """What justice/decide_sign_off.html shows."""

    asked: int
    signed: str
    reference: str


class RecordSignOffDecisionPage(_VictimContractActionPage):
    """Sign, or refuse with what has to be done first."""

    permission, runs_once = Permission.SIGN_CONTRACT, True
    title, button, form_class = "Sign the victim contract?", "Save", SignOffDecisionForm
    template_name = "justice/decide_sign_off.html"

    def load(self, sign_off_id: UUID) -> None:
        require_may_sign_victim_contract(self.case.case_access)
        self.contract = get_victim_contract(self.case.case_access)
        request = self.contract.sign_off
        if request is None or request.pk != sign_off_id:
            require_sign_off_request_is_of_case(self.case.case_access, sign_off_id)
        if request is None or request.pk != sign_off_id or request.decision_or_none is not None:
            raise ActionNotPossibleError("This was decided or asked again since. Look at the contract.")
        self.sign_off_id = sign_off_id

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "instance": SignOffDecision().bind(self.case.case_access),
            "questions": present_contract_questions(self.contract, today()),
        }

    def get_context_data(self) -> RecordSignOffDecisionContext:
        return {
            **_make_sign_off_reading(self.case.case_access, self.contract),
            "asked": len(self.contract.asked),
            "signed": make_sign_off_tag_and_sentence(self.contract.sign_off, has_changed=False)[1],
            "reference": self.case.reference,
        }

    def perform(self, form: SignOffDecisionForm) -> str:
        decision = acts.record_sign_off_decision(
            form.instance,
            request_id=self.sign_off_id,
            case_id=self.case.case_id,
            by=self.actor,
            ask_again=[UUID(number) for number in form.cleaned_data["ask_again"]],
        )
        return "Signed." if decision.outcome == SignOffOutcome.SIGNED else "Refused. The officer sees why."
