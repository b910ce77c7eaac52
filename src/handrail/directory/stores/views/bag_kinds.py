"""Kinds of bag: what is packed since when and why, with the counts of what people said."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.case_figures import BagKindFeedback, get_case_figure_functions
from handrail.directory.stores import actions
from handrail.directory.stores.forms import BagContentsForm, BagKindForm
from handrail.directory.stores.models import BagContents
from handrail.directory.stores.queries import (
    BagContentsRow,
    BagKindRow,
    get_own_bag_kind,
    get_visible_bag_kind,
)
from handrail.directory.stores.views.stores import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class BagKindPageContext(TypedDict):
    """What stores/kind.html shows."""

    kind: BagKindRow
    contents: list[tuple[BagContentsRow, BagKindFeedback | None]]
    keeps: bool


@requires_permission(Permission.VIEW_STORES)
def bag_kind(request: HttpRequest, actor: Actor, kind_id: int) -> HttpResponse:
    """One kind of bag: its lists of contents, with what people said of each, in counts."""
    kind = get_visible_bag_kind(actor, kind_id)
    feedback = get_case_figure_functions().count_feedback_by_kind([kind_id])
    shown: BagKindPageContext = {
        "kind": kind,
        "contents": [(each, feedback.get((kind_id, each.number))) for each in kind.contents],
        "keeps": actor.may(Permission.KEEP_STORE) and kind.body_id == actor.body_id,
    }
    return render(request, "stores/kind.html", {**get_layout_context(request, actor, NAV), **shown})


class AddBagKindPage(ActionPage):
    """Add a kind of bag."""

    permission, nav = Permission.KEEP_STORE, NAV
    title, button, form_class = "Add a kind of bag", "Add it", BagKindForm

    @property
    def back_url(self) -> str:
        return reverse("bags")

    def perform(self, form: BagKindForm) -> str:
        kind = actions.add_bag_kind(form.instance, things=form.cleaned_data["things"], by=self.actor)
        return msg("{name}: added. Now add bags at each store.", name=kind.name)


class BagKindActionPage(ActionPage, abstract=True):
    """What changes one kind of bag."""

    permission, nav = Permission.KEEP_STORE, NAV
    kind: BagKindRow

    @property
    def back_url(self) -> str:
        return reverse("bag_kind", args=[self.kind.id])

    def load(self, kind_id: int) -> None:
        self.kind = get_own_bag_kind(self.actor, kind_id)


class ChangeBagContentsFormContext(TypedDict):
    """What its template shows beside the form."""

    said: BagKindFeedback | None


class ChangeBagContentsPage(BagKindActionPage):
    """Change what is in a bag, with the reason, beside what people said of it."""

    form_class, template_name = BagContentsForm, "stores/change.html"

    @property
    def title(self) -> str:
        return msg("Change contents: {name}", name=self.kind.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        contents = BagContents(kind_id=self.kind.id, things=list(self.kind.newest.things))
        return {"actor": self.actor, "instance": contents, "initial": {"seen": self.kind.newest.number}}

    def get_context_data(self) -> ChangeBagContentsFormContext:
        feedback = get_case_figure_functions().count_feedback_by_kind([self.kind.id])
        return {"said": feedback.get((self.kind.id, self.kind.newest.number))}

    def perform(self, form: BagContentsForm) -> str:
        actions.change_bag_contents(form.instance, seen_number=form.cleaned_data["seen"], by=self.actor)
        return msg("{name}: new contents from today.", name=self.kind.name)


class RetireBagKindPage(BagKindActionPage):
    """Retire a kind of bag."""

    button, form_class = "Stop using", ConfirmForm

    @property
    def title(self) -> str:
        return msg("Stop using: {name}", name=self.kind.name)

    def perform(self, form: ConfirmForm) -> str:
        actions.retire_bag_kind(by=self.actor, kind_id=self.kind.id)
        return msg("{name} is no longer used. Remaining bags can still be given.", name=self.kind.name)
