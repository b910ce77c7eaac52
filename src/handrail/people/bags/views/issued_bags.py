"""A bag for one person, from their case: one press opens the page, the second gives the bag."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.directory.stores.models import Stock, Store
from handrail.people.bags import actions
from handrail.people.bags.forms import BagFeedbackForm, BagIssueForm
from handrail.people.bags.models import BagFeedback
from handrail.people.bags.queries import BagIssueRow, list_bag_issues, list_stores_to_issue_from
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.sharing_presets import FundOrStoreRequestDisclosure
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class IssueBagContext(TypedDict):
    """The store that was chosen with what it holds, each store and whether it is that one, and what was given."""

    reference: str
    store: Store | None
    stock: Sequence[Stock]
    stores: list[tuple[Store, bool]]
    given: tuple[BagIssueRow, ...]
    disclosure: FundOrStoreRequestDisclosure | None


SEEN_BY_STORE = (
    "That one bag of this kind was given",
    "Your name, the date and the time",
    "Feedback on bags, as totals",
)
KEPT_FROM_STORE = ("Who you gave it to, or who gave feedback",)


class IssueBagPage(CaseActionPage):
    """The bags of the store that is likeliest, each with one button, and a link to the other stores."""

    permission, title, form_class = Permission.ISSUE_BAG, "Give a go-bag", BagIssueForm
    template_name = "bags/give.html"
    takes_closed_case = True  # what was given stays readable; the action refuses

    def load(self, **address: Any) -> None:
        self.case.case_access.needs(Kind.OFFERS)

    def get_context_data(self) -> IssueBagContext:
        stores = list_stores_to_issue_from(self.actor, self.case.case_id)
        store = self._choose_store(stores)
        return {
            "reference": self.case.reference,
            "store": store,
            "stock": sorted(store.lines, key=lambda line: (line.count == 0, line.kind.name)) if store else (),
            "stores": [(line, line is store) for line in stores],
            "given": list_bag_issues(self.case.case_access),
            "disclosure": FundOrStoreRequestDisclosure(store.body.name, SEEN_BY_STORE, KEPT_FROM_STORE)
            if store and store.body_id != self.actor.body_id
            else None,
        }

    def perform(self, form: BagIssueForm) -> str:
        issue = actions.issue_bag(
            case_id=self.case.case_id, stock_id=form.cleaned_data["stock"], by=self.actor
        )
        return msg(
            "Bag given: {of}, from {of2}. If this is a mistake, undo it today under “Give a go-bag”.",
            of=issue.stock.kind.name,
            of2=issue.stock.store.name,
        )

    def _choose_store(self, stores: tuple[Store, ...]) -> Store | None:
        wanted = self.request.GET.get("store", "")
        named = [store for store in stores if str(store.id) == wanted]
        return next(iter([*named, *stores]), None)


class BagIssueActionPage(CaseActionPage, abstract=True):
    """What changes one bag that was given."""

    permission = Permission.ISSUE_BAG
    bag: BagIssueRow

    @property
    def lead(self) -> str:
        return msg("Case {reference}", reference=self.case.reference)

    @property
    def back_url(self) -> str:
        return reverse("give_bag", args=[self.case.reference])

    def load(self, issue_id: UUID, **address: Any) -> None:
        self.case.case_access.needs(Kind.OFFERS)
        found = [row for row in list_bag_issues(self.case.case_access) if row.id == issue_id]
        if not found:
            raise NotVisible
        self.bag = found[0]


class UndoBagIssuePage(BagIssueActionPage):
    """Undo a bag that was recorded by mistake today."""

    button, form_class = "Undo", ConfirmForm

    @property
    def title(self) -> str:
        return msg("Undo giving the bag: {kind}", kind=self.bag.kind)

    def perform(self, form: ConfirmForm) -> str:
        actions.undo_bag_issue(case_id=self.case.case_id, issue_id=self.bag.id, by=self.actor)
        return msg("Returned: {kind}. It is back in {store}.", kind=self.bag.kind, store=self.bag.store)


class RecordBagFeedbackPage(BagIssueActionPage):
    """Record what the person said of the bag."""

    button, form_class = "Record", BagFeedbackForm

    @property
    def title(self) -> str:
        return msg("Feedback on {kind}", kind=self.bag.kind)

    def get_form_kwargs(self) -> dict[str, Any]:
        feedback = BagFeedback(issue_id=self.bag.id).bind(self.case.case_access)
        return {"actor": self.actor, "instance": feedback}

    def perform(self, form: BagFeedbackForm) -> str:
        actions.record_bag_feedback(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Feedback recorded. It helps decide what is packed next."
