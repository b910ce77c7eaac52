"""Closing a case, with everything that is still open named first; and opening it again."""

from typing import Any, TypedDict

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.contacts import closing_presenters as presenters
from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.forms import CloseCaseForm, ReopenCaseForm
from handrail.people.contacts.permissions import require_works_on_case
from handrail.people.contacts.queries.hand_overs import HandOverRow, find_waiting_hand_over
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.closure_reasons import ClosureReason
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


class CloseOrReopenPage(CaseActionPage, abstract=True):
    """What closes a case or opens it again. Each says itself which state of the case it takes."""

    permission, takes_closed_case, takes_restricted_case = Permission.RECORD, True, True


class CloseCaseContext(TypedDict):
    """What is said under each box, and the handover that waits; `leads` is the body that holds the case."""

    hints: dict[str, str]
    grant_hints: dict[str, str]
    waiting: HandOverRow | None
    leads: str
    reference: str


class CloseCasePage(CloseOrReopenPage):
    """Close the case: why, which open things were seen, whose sharing ends."""

    button, form_class, template_name = "Close the case", CloseCaseForm, "contacts/close.html"

    @property
    def title(self) -> str:
        return msg("Close the case of {title}", title=self.detail.title)

    @property
    def tab(self) -> str:
        return msg("Close the case of {title}", title=self.case.reference)

    def load(self) -> None:
        access = self.case.case_access
        require_works_on_case(access, Kind.PATHWAY, Kind.NOTES, Kind.CONTACT)
        if self.case.closed:
            raise ActionNotPossibleError("This case is already closed.")
        self.items = list_outstanding_items(access)
        self.detail = get_case_detail(access, kinds={Kind.IDENTITY})

    def get_form_kwargs(self) -> dict[str, Any]:
        may_share = self.case.case_access.may(Permission.SHARE)
        return {
            "things": [(item.key, presenters.get_outstanding_item_name(item)) for item in self.items],
            "grants": presenters.list_endable_grant_choices(self.detail.grants) if may_share else [],
        }

    def get_context_data(self) -> CloseCaseContext:
        return {
            "hints": presenters.get_open_item_hints_by_key(self.items),
            "grant_hints": presenters.get_access_grant_hints_by_id(self.detail.grants),
            "waiting": find_waiting_hand_over(self.case.case_access),
            "leads": self.detail.held_by,
            "reference": self.case.reference,
        }

    def perform(self, form: CloseCaseForm) -> str:
        answers = form.cleaned_data
        closing.close_case(
            case_id=self.case.case_id,
            reason=ClosureInput(ClosureReason(answers["because"]), answers["words"]),
            seen=set(answers.get("seen", [])),
            end_grants=form.get_grant_ids(),
            by=self.actor,
        )
        return "This case is closed. It can be read and reopened."


class ReopenCasePage(CloseOrReopenPage):
    """Open a closed case again, with a reason."""

    title, button, form_class = "Reopen this case", "Reopen case", ReopenCaseForm

    def load(self) -> None:
        require_works_on_case(self.case.case_access, Kind.PATHWAY)
        if not self.case.closed:
            raise ActionNotPossibleError("This case is already open.")

    def perform(self, form: ReopenCaseForm) -> str:
        closing.reopen_case(case_id=self.case.case_id, words=form.cleaned_data["words"], by=self.actor)
        return "This case is open again. Sharing that was ended stays ended. Share again where needed."
