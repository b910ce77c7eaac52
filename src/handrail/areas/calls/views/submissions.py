"""A return on its way: handed over, signed, sent back, withdrawn; and each submission as it was signed."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions import returns
from handrail.areas.calls.forms import ConfirmReadReturnVersionForm, ReturnMessageOrReasonForm, SignReturnForm
from handrail.areas.calls.models import ReturnEdition
from handrail.areas.calls.queries.returns import (
    ReturnDetail,
    get_return_detail,
    get_signed_submission_of_return,
)
from handrail.areas.calls.states_and_kinds import PRACTICE_STATES
from handrail.areas.calls.views.base_pages import (
    NAV,
    ReturnActionPage,
    ReturnActionPageContext,
    get_calls_section_layout_context,
    get_return_url,
)
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import replace_marks
from handrail.insight.cited_figures.queries import describe_revisions_of_cited_figures, get_cited_figure_key
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage


class HandReturnOverForSignaturePage(ReturnActionPage):
    """Hand the return to whoever signs."""

    title, button = "Send the return for sign-off?", "Send for sign-off"
    lead = "It cannot be edited while waiting. You can take it back until it is signed."
    form_class = ConfirmReadReturnVersionForm

    def perform(self, form: ConfirmReadReturnVersionForm) -> str:
        returns.submit_for_signature(**self.codes, seen=form.cleaned_data["seen"], by=self.actor)
        return "Sent for sign-off. Someone else in your organisation must read and sign it."


class TakeReturnBackToDraftPage(ReturnActionPage):
    """Give the return back to its draft before it is signed: by its writers, or by whoever signs, with a reason."""

    permission, form_class = Permission.VIEW_CALLS, ReturnMessageOrReasonForm

    @property
    def signs(self) -> bool:
        return self.actor.may(Permission.SIGN_RETURN)

    @property
    def title(self) -> str:
        return "Send back to staff" if self.signs else "Undo"

    @property
    def button(self) -> str:
        return "Send back to staff" if self.signs else "Undo"

    def get_form_kwargs(self) -> dict[str, Any]:
        label = "What should be changed?" if self.signs else "Why (optional)"
        return {"label": label, "required": self.signs}

    def perform(self, form: ReturnMessageOrReasonForm) -> str:
        returns.move_return_back_to_draft(**self.codes, words=form.cleaned_data["words"], by=self.actor)
        return "Return moved back to draft."


class SignReturnContext(ReturnActionPageContext):
    """What calls/sign.html shows."""

    present: ModuleType


class SignReturnPage(ReturnActionPage):
    """Sign, and submit."""

    permission, title, button = Permission.SIGN_RETURN, "Sign the return", "Sign and submit"
    form_class, template_name, asks_again = SignReturnForm, "calls/sign.html", True

    def get_context_data(self) -> SignReturnContext:
        return {**self.build_return_context(), "present": presenters}

    def perform(self, form: SignReturnForm) -> str:
        returns.sign_return(**self.codes, seen=form.cleaned_data["seen"], by=self.actor)
        return "Signed and submitted. It can no longer be changed."


class SendBackReturnPage(ActionPage):
    """Ask the body to look again."""

    permission, nav, title, button = Permission.ASK_BODIES, NAV, "Send the return back", "Send back"
    form_class = ReturnMessageOrReasonForm
    whole: ReturnDetail

    @property
    def back_url(self) -> str:
        return get_return_url(self.whole.head.code, self.whole.body_code)

    @property
    def lead(self) -> str:
        name = self.whole.body_name
        return msg(
            "{body_name} will see your comment, and can change and sign the return again.", body_name=name
        )

    def load(self, call: str, body: str) -> None:
        self.whole = get_return_detail(call, body, self.actor, timezone.now())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"label": "What should the organisation change?"}

    def perform(self, form: ReturnMessageOrReasonForm) -> str:
        call, body = self.whole.head.code, self.whole.body_code
        returns.send_return_back_to_body(
            call=call, body=body, words=form.cleaned_data["words"], by=self.actor
        )
        return msg("Sent back to {body_name} with your comment.", body_name=self.whole.body_name)


class WithdrawReturnPage(ReturnActionPage):
    """Withdraw a submitted return for good."""

    permission, title, button = Permission.SIGN_RETURN, "Withdraw the return", "Withdraw it"
    form_class = ReturnMessageOrReasonForm
    lead = (
        "The submission stays on record, and so does anything published from it. The next edition says that it "
        "was withdrawn."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"label": "Why is it withdrawn?"}

    def perform(self, form: ReturnMessageOrReasonForm) -> str:
        returns.withdraw_return(**self.codes, why=form.cleaned_data["words"], by=self.actor)
        return "Return withdrawn. The organisation that asked can see this, with your reason."


class SignedReturnSubmissionPageContext(TypedDict):
    """What calls/edition.html shows."""

    page: ReturnDetail
    edition: ReturnEdition
    content: dict[str, Any]
    present: ModuleType
    states: dict[str, str]
    figures: Mapping[int, list[CitedFigureWithSource]]
    replace_marks: Callable[..., Any]
    revisions: Mapping[tuple[str, str, str, str], str]
    revision_key: Callable[[CitedFigureWithSource], tuple[str, str, str, str]]


@requires_permission(Permission.VIEW_CALLS)
def return_edition(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """One submission as it was signed."""
    page = get_return_detail(call, body, actor, timezone.now())
    edition = get_signed_submission_of_return(call, body, number, actor)
    figures = defaultdict[int, list[CitedFigureWithSource]](list)
    for each in edition.content.get("figures", ()):
        figures[each["question"]].append(each["figure"])
    shown: SignedReturnSubmissionPageContext = {
        "page": page,
        "edition": edition,
        "content": edition.content,
        "present": presenters,
        "states": dict(PRACTICE_STATES),
        "figures": figures,
        "replace_marks": replace_marks,
        "revisions": describe_revisions_of_cited_figures(
            figure for some in figures.values() for figure in some
        ),
        "revision_key": get_cited_figure_key,
    }
    return render(request, "calls/edition.html", get_calls_section_layout_context(request, actor, **shown))
