"""A bag for one person, from their case: the first tap opens the page, the second gives the bag."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.directory.stores.queries import StoreRow, get_stock_location
from handrail.people.bags import actions, forms
from handrail.people.bags.queries import BagIssueRow, list_bag_issues, list_stores_to_issue_from
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.ISSUE_BAG)
def give_bag(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The bags of the store that is likeliest, each with one button; another store is one tap away."""
    found.case_access.needs(Kind.SUPPORT)
    if request.method == "POST":
        return _issue_bag(request, found)
    stores = list_stores_to_issue_from(found.case_access.actor, found.case_id)
    store = _get_chosen_store(request, stores)
    shown = {
        "reference": found.reference,
        "store": store,
        "stock": sorted(store.stock, key=lambda line: (line.count == 0, line.kind)) if store else (),
        "stores": [(line, line is store) for line in stores],
        "given": list_bag_issues(found.case_access),
    }
    return render(
        request, "bags/give.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.ISSUE_BAG)
def take_bag_back(request: HttpRequest, found: CaseContext, issue_id: UUID) -> HttpResponse:
    """Undo a bag that was recorded by mistake today."""
    found.case_access.needs(Kind.SUPPORT)
    bag = _get_issue(found, issue_id)

    def save(_: dict[str, Any]) -> str:
        actions.take_back_bag(case_id=found.case_id, issue_id=issue_id, by=found.case_access.actor)
        return msg("Taken back: {kind}. It is in {store} again.", kind=bag.kind, store=bag.store)

    return process_form_action(
        request,
        found.case_access.actor,
        bind_form(forms.BagConfirmForm, request),
        _act(found, msg("Take back: {kind}", kind=bag.kind), save, "Take it back"),
    )


@requires_case(Permission.ISSUE_BAG)
def say_of_bag(request: HttpRequest, found: CaseContext, issue_id: UUID) -> HttpResponse:
    """Write down what the person said of the bag."""
    found.case_access.needs(Kind.SUPPORT)
    bag = _get_issue(found, issue_id)

    def save(answers: dict[str, Any]) -> str:
        actions.record_bag_feedback(
            case_id=found.case_id, issue_id=issue_id, by=found.case_access.actor, **answers
        )
        return "Recorded. It counts towards what is packed next."

    title = msg("What did they say of: {kind}", kind=bag.kind)
    return process_form_action(
        request,
        found.case_access.actor,
        bind_form(forms.BagFeedbackForm, request),
        _act(found, title, save, "Record"),
    )


def _issue_bag(request: HttpRequest, found: CaseContext) -> HttpResponse:
    stock = request.POST.get("stock", "")
    if not (stock.isascii() and stock.isdecimal() and len(stock) < 16):
        raise ActionNotAllowed(actions.NO_STOCK_MESSAGE)
    try:
        actions.issue_bag(case_id=found.case_id, stock_id=int(stock), by=found.case_access.actor)
    except ActionNotAllowed as no:
        messages.error(request, str(no))
        return redirect("give_bag", found.reference)
    of = get_stock_location(int(stock))
    assert of is not None, "it was given"
    messages.success(
        request,
        msg(
            "Given: {of}, from {of2}. By mistake? Take it back today under “Give a bag”.", of=of[2], of2=of[1]
        ),
    )
    return redirect(reverse("case", args=[found.reference]))


def _get_chosen_store(request: HttpRequest, stores: tuple[StoreRow, ...]) -> StoreRow | None:
    wanted = request.GET.get("store", "")
    named = next((store for store in stores if str(store.id) == wanted), None)
    return named or next(iter(stores), None)


def _get_issue(found: CaseContext, issue_id: UUID) -> BagIssueRow:
    line = next((line for line in list_bag_issues(found.case_access) if line.id == issue_id), None)
    if line is None:
        raise NotVisible
    return line


def _act(found: CaseContext, title: str, save: Any, button: str) -> FormAction:
    here = reverse("give_bag", args=[found.reference])
    lead = msg("Case {reference}", reference=found.reference)
    return FormAction(title=title, save=save, then=here, back=here, button=button, more={"lead": lead})
