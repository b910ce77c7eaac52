"""Making an action of a gap of the review, and saying how it stands."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.insight.review_gaps import actions
from handrail.insight.review_gaps.forms import NOTHING_OF_ANYBODY, GapActionForm
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpUpdateForm
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.queries import FollowUpDetail, get_follow_up_of_place_review
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage


class BaseReviewGapPage(ActionPage, abstract=True):
    """What is done about the gaps of a review."""

    permission, nav = Permission.EDIT_PLACES, "my_places"

    @property
    def back_url(self) -> str:
        return reverse("places_review")


class PromiseGapActionPage(BaseReviewGapPage):
    """Make an action of a gap."""

    title, button, form_class, runs_once = (
        "What will be done about it?",
        "Add action",
        GapActionForm,
        True,
    )

    @property
    def lead(self) -> str:
        body = actions.find_local_policing_body_of_actor_area(self.actor)
        if body is None:
            return "Your organisation and the person responsible can see the action."
        return msg("{body} and the person responsible can see the action.", body=body.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {"gap": self.request.GET.get("gap", ""), "need": "place"}
        return super().get_form_kwargs() | {"instance": FollowUp(), "initial": start}

    def perform(self, form: GapActionForm) -> str:
        actions.add_follow_up_action_on_reviewed_gap(form.get_gap(), form.instance, by=self.actor)
        return "Action added. The person responsible will be reminded before it is due."


class GapActionUpdateContext(TypedDict):
    """What review_gaps/update.html shows."""

    found: FollowUpDetail
    hint: str


class ReportGapActionProgressPage(BaseReviewGapPage):
    """Say how an action of a review stands."""

    title, form_class, template_name = "Status", FollowUpUpdateForm, "review_gaps/update.html"
    found: FollowUpDetail

    @property
    def lead(self) -> str:
        return str(self.record.what)

    def load(self, action_id: UUID) -> None:
        self.found = get_follow_up_of_place_review(self.actor, action_id)
        self.record = self.found.row.record

    def get_context_data(self) -> GapActionUpdateContext:
        return {"found": self.found, "hint": NOTHING_OF_ANYBODY}

    def get_form_kwargs(self) -> dict[str, Any]:
        now = self.record
        update = FollowUpUpdate(about=now, state=now.state, due_on=now.due_on)
        keeps = self.found.row.keeps
        return {"actor": self.actor, "instance": update, "initial": {"seen": now.version}, "keeps": keeps}

    def get_saved_values(self, form: FollowUpUpdateForm) -> dict[str, Any]:
        return {"state": self.record.state, "words": self.found.row.last_word}

    def perform(self, form: FollowUpUpdateForm) -> str:
        actions.report_progress_on_gap_action(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Saved. Earlier updates stay below."
