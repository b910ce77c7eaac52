"""What pages of calls share: navigation, addresses, and the bases of pages that act on one call or one return."""

from collections.abc import Callable, Mapping
from typing import Any, NotRequired, TypedDict

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import CallDetail, get_call_detail
from handrail.areas.calls.queries.returns import ReturnDetail, get_return_detail
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.queries import get_cited_figure_key
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.record_display import VersionComparison, VersionComparisonRow

NAV = "calls"


class ReturnActionPageContext(TypedDict):
    """What a form about a return shows beside itself; both versions after a concurrent edit of the return."""

    whole: ReturnDetail
    revision_key: Callable[[CitedFigureWithSource], tuple[str, str, str, str]]
    versions: NotRequired[VersionComparison]


def get_calls_section_layout_context(
    request: HttpRequest, actor: Actor, **more: object
) -> Mapping[str, object]:
    """The layout's variables, with Calls as the part where the reader is, and `more`."""
    return {**get_layout_context(request, actor, NAV), **more}


def get_call_url(call: str, part: str = "") -> str:
    """The address of a call, or of a part of its page."""
    return reverse("call", args=[call]) + (f"#{part}" if part else "")


def get_return_url(call: str, body: str, part: str = "") -> str:
    """The address of a return, or of a part of its page.

    Args:
        call: the code of the call.
        body: the code of the body.
        part: an anchor of the page, or empty.
    """
    return reverse("call_return", args=[call, body]) + (f"#{part}" if part else "")


class CallActionPage(ActionPage, abstract=True):
    """A page of whoever asks, that acts on one call."""

    permission, nav = Permission.ASK_BODIES, NAV
    call: CallDetail

    @property
    def back_url(self) -> str:
        return get_call_url(self.call.head.code)

    def load(self, call: str, **more: Any) -> None:
        self.call = get_call_detail(call, self.actor)


class ReturnActionPage(ActionPage, abstract=True):
    """A page of a body's own people, that acts on their return. `part` is where on the return's page it leads."""

    permission, nav = Permission.WRITE_RETURN, NAV
    part = ""
    whole: ReturnDetail

    @property
    def back_url(self) -> str:
        return get_return_url(self.whole.head.code, self.whole.body_code, self.part)

    @property
    def codes(self) -> dict[str, str]:
        """The codes of the call and the body, as actions take them."""
        return {"call": self.whole.head.code, "body": self.whole.body_code}

    def load(self, call: str, body: str, **more: Any) -> None:
        self.whole = get_return_detail(call, body, self.actor, timezone.now())
        if not self.whole.own:
            raise CallNotVisible
        self.record = self.whole.row if self.whole.row.pk else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.whole.row.version}}

    def get_version_rows(self) -> tuple[VersionComparisonRow, ...]:
        """What is shown of two versions of the return as a whole, of which the reader has none to compare."""
        by = msg("by {drafted_by}", drafted_by=self.whole.drafted_by)
        return (VersionComparisonRow("Changed", "as you read it", by),)

    def get_context_data(self) -> Mapping[str, Any]:
        return self.build_return_context()

    def build_return_context(self) -> ReturnActionPageContext:
        """What a form about a return shows beside itself; a page with more adds its own."""
        context: ReturnActionPageContext = {"whole": self.whole, "revision_key": get_cited_figure_key}
        if self.draft and self.draft.has_conflict and self.record is self.whole.row:
            row = self.whole.row
            at = row.drafted_at or row.changed_at
            context["versions"] = VersionComparison(self.whole.drafted_by, at, self.get_version_rows())
        return context
