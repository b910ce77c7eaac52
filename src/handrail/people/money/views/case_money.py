"""Money for one person, from their case: what was asked, asking, and who paid instead."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.funds.models import Fund, FundTermsItem
from handrail.people.money import presenters
from handrail.people.money.actions.requests import create_fund_request, record_payment_by_other_than_fund
from handrail.people.money.forms import FundRequestForm, PaymentByOtherThanFundForm
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.queries.fund_choices import FundChoices, FundOption, get_fund_choices
from handrail.people.money.queries.requests import (
    list_fund_requests_of_case,
    list_payments_by_others_than_fund,
)
from handrail.people.money.text_choices import FundRequestState
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import get_return_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.sharing_presets import FundOrStoreRequestDisclosure
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context

SEEN_BY_OFFICE = (
    "What is needed, why and the amount",
    "Your name, organisation and the date",
    "What was paid, and the receipt’s amount and date",
)
KEPT_FROM_OFFICE = ("Case holder", "Your note for the approver: your duty lead reads it")


@requires_case_permission(Permission.ASK_MONEY)
def case_money(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """What was asked for this person, and what others paid."""
    found.case_access.needs(Kind.OFFERS)
    today = formatting.get_today()
    shown = {
        "reference": found.reference,
        "rows": [
            presenters.make_fund_request_row(row, today)
            for row in list_fund_requests_of_case(found.case_access)
        ],
        "instead": [
            presenters.make_payment_by_other_than_fund_row(row)
            for row in list_payments_by_others_than_fund(found.case_access)
        ],
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "money/case_money.html", layout | shown)


class CaseMoneyActionPage(CaseActionPage, abstract=True):
    """What asks for money for one person, or records who paid."""

    permission, runs_once = Permission.ASK_MONEY, True

    @property
    def back_url(self) -> str:
        return reverse("case_money", args=[self.case.reference])

    def load(self, *args: Any, **kwargs: Any) -> None:
        self.case.case_access.needs(Kind.OFFERS)


class RequestFundContext(TypedDict):
    """The funds that can be asked, each with what may be spent first; `hints`: what is paid for each kind of thing."""

    reference: str
    hints: dict[str, str]
    funds: list[tuple[Fund, str]]
    child: bool
    disclosure: FundOrStoreRequestDisclosure | None


class RequestFundPage(CaseMoneyActionPage):
    """Ask a fund. What is known already is not asked: the person, the only fund, the usual sum."""

    title, button, form_class, template_name = "Request money", "Ask", FundRequestForm, "money/ask.html"
    choices: FundChoices

    @property
    def back_url(self) -> str:
        return get_return_url(self.request, self.case.reference)

    def load(self, *args: Any, **kwargs: Any) -> None:
        super().load()
        self.choices = get_fund_choices(self.case.case_access)
        self.success_url = reverse("case_money", args=[self.case.reference])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.choices.options:
            return super().get(request, *args, **kwargs)
        return render(request, "money/no_fund.html", {"reference": self.case.reference})

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {"why": "first"} if self.choices.is_first_contact else {}
        return {
            "actor": self.actor,
            "instance": FundRequest(),
            "options": self.choices.options,
            "initial": start,
        }

    def get_context_data(self) -> RequestFundContext:
        options = self.choices.options
        return {
            "reference": self.case.reference,
            "hints": _make_item_hints_by_code(options),
            "funds": [(option.fund, _format_limit_before_approval(option)) for option in options],
            "child": self.choices.may_be_child,
            "disclosure": self._describe_disclosure(),
        }

    def _describe_disclosure(self) -> FundOrStoreRequestDisclosure | None:
        """For the offices of other organisations; None where every fund is our own."""
        owners = {option.fund.owner.name: option.fund.owner_id for option in self.choices.options}
        others = [name for name, body in owners.items() if body != self.actor.body_id]
        if not others:
            return None
        return FundOrStoreRequestDisclosure(
            join_texts(sorted(others), " or "), SEEN_BY_OFFICE, KEPT_FROM_OFFICE
        )

    def perform(self, form: FundRequestForm) -> str:
        asked = form.instance
        asked.fund_id, asked.note = int(form.cleaned_data["fund"]), form.cleaned_data["note"]
        return _describe_created_request(create_fund_request(asked, case_id=self.case.case_id, by=self.actor))


class RecordPaymentByOtherThanFundPage(CaseMoneyActionPage):
    """Record who paid for what the fund could not."""

    title, button, form_class = "Who paid instead?", "Record", PaymentByOtherThanFundForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": PaidInstead(on=formatting.get_today())}

    def perform(self, form: PaymentByOtherThanFundForm) -> str:
        form.instance.note = form.cleaned_data["note"]
        record_payment_by_other_than_fund(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Recorded. It counts as evidence of unmet need."


def _describe_created_request(request: FundRequest) -> str:
    asked = formatting.format_money(request.pence)
    if request.state == FundRequestState.APPROVED:
        review = formatting.format_short_weekday_and_day(request.review_due)
        return msg(
            "{sum} is set aside: you can spend it now. Someone else will review it by {review}.",
            sum=asked,
            review=review,
        )
    return msg("{sum} requested. You can spend it once it is approved.", sum=asked)


def _make_item_hints_by_code(options: Sequence[FundOption]) -> dict[str, str]:
    """What the first fund that buys it pays for each kind of thing, by its code."""
    hints: dict[str, str] = {}
    for option in options:
        for item in option.terms.items.all():
            hints.setdefault(item.item, _format_item_limits(item))
    return {code: hint for code, hint in hints.items() if hint}


def _format_item_limits(item: FundTermsItem) -> str:
    usual, most = formatting.format_money(item.usual_pence), formatting.format_money(item.most_pence)
    parts = [msg("Usually {usual_pence}", usual_pence=usual) if item.usual_pence else ""]
    parts.append(msg("up to {most_pence}", most_pence=most) if item.most_pence else "")
    return formatting.capitalise_first(join_texts(part for part in parts if part))


def _format_limit_before_approval(option: FundOption) -> str:
    first = option.terms.spend_first_pence
    if not first:
        return ""
    return msg(
        "You can spend up to {first} now, without approval. It will be reviewed later.",
        first=formatting.format_money(first),
    )
