"""What one body asks of another: every answer and decision; giving the next one, and deciding."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.recommendations import actions, presenters
from handrail.areas.recommendations.forms import ClosingReasonForm, RecommendationUpdateForm
from handrail.areas.recommendations.models import RecommendationUpdate
from handrail.areas.recommendations.queries import get_update_request_detail
from handrail.areas.recommendations.queries.update_requests import UpdateRequestDetail, UpdateRow
from handrail.areas.recommendations.tags import SUPPORT_TAGS, StateTag
from handrail.areas.recommendations.views.lists import NAVIGATION_ENTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


class UpdateRequestPageContext(TypedDict):
    """What recommendations/updates.html shows."""

    page: UpdateRequestDetail
    asking: presenters.UpdateRequestDisplay
    updates: list[tuple[StateTag, UpdateRow]]


@requires_permission(Permission.VIEW_RECOMMENDATIONS)
def show_update_request(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """One update request, with every answer and decision."""
    page = get_update_request_detail(actor, code, asking)
    shown: UpdateRequestPageContext = {
        "page": page,
        "asking": presenters.present_update_request(page.line, ours=page.may_answer),
        "updates": [(SUPPORT_TAGS[row.support], row) for row in page.updates],
    }
    return render(
        request,
        "recommendations/updates.html",
        {**get_layout_context(request, actor, NAVIGATION_ENTRY), **shown},
    )


class UpdateRequestActionPage(ActionPage, abstract=True):
    """What adds to one update request."""

    nav = NAVIGATION_ENTRY

    @property
    def back_url(self) -> str:
        return reverse("updates", args=[self.found.line.code, self.found.line.id])

    def load(self, code: str, asking: int) -> None:
        self.found = get_update_request_detail(self.actor, code, asking)
        self.record = self.found.record

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "initial": {"seen": self.record.version}}

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        """The newest answer, and the newest decision, by the names of the fields."""
        values: dict[str, Any] = {"reason": "".join(row.reason for row in self.found.decisions[:1])}
        for row in self.found.updates[:1]:
            values |= {"support": row.support, "support_why": row.support_why}
            values |= {"words": row.words, "evidence": row.evidence}
        return values


class GiveUpdatePage(UpdateRequestActionPage):
    """Give an update. It begins with what the last one said of whether the recommendation is accepted."""

    permission = Permission.ANSWER_RECOMMENDATIONS
    form_class, button = RecommendationUpdateForm, "Give update"

    @property
    def title(self) -> str:
        return msg("Update: {title}", title=self.found.line.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        last = self.found.updates[0] if self.found.updates else None
        start = {"support": last.support, "support_why": last.support_why} if last else {}
        return super().get_form_kwargs() | {"instance": RecommendationUpdate(asking=self.record, **start)}

    def perform(self, form: RecommendationUpdateForm) -> list[str]:
        number = actions.submit_update(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        line = self.found.line
        next_due = get_update_request_detail(self.actor, line.code, line.id).line.next_due
        next_one = (
            msg("The next one is due {waits}.", waits=written.format_day(next_due))
            if next_due
            else "No further updates are requested."
        )
        return [msg("Update {number} saved. It cannot be changed.", number=number), next_one]


class CloseOrReopenUpdateRequestPage(UpdateRequestActionPage):
    """Close what is asked, or open it again: with a reason."""

    permission, form_class = Permission.CLOSE_RECOMMENDATIONS, ClosingReasonForm

    @property
    def is_open(self) -> bool:
        """Whether it can be closed; else it can be opened again."""
        return self.found.line.state == "open"

    @property
    def button(self) -> str:
        return "Close" if self.is_open else "Open again"

    @property
    def title(self) -> str:
        return msg("{verb}: {title}", verb=self.button, title=self.found.line.title)

    def perform(self, form: ClosingReasonForm) -> str:
        kind = "closed" if self.is_open else "reopened"
        answers = form.cleaned_data
        actions.close_or_reopen_update_request(
            asking=self.record.pk, kind=kind, reason=answers["reason"], seen=answers["seen"], by=self.actor
        )
        return "Closed. No more updates are expected." if kind == "closed" else "Opened again."
