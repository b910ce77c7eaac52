"""How long one's own session lasts, where else one is signed in, and ending that."""

from typing import NamedTuple, TypedDict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.session_times import get_idle_and_absolute_seconds_left
from handrail.platform.access.sessions import hash_session_key
from handrail.platform.signin.actions import own_sessions as actions
from handrail.platform.signin.models import SignedInSession
from handrail.platform.signin.queries.own_sessions import select_live_sessions
from handrail.platform.ui.access_control import public, requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


@public("tells a browser how long its own session lasts")
def session_status(request: HttpRequest) -> HttpResponse:
    """Seconds to the idle and the absolute end as JSON; 401 where nobody is signed in. A POST counts as use."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    idle, oldest = get_idle_and_absolute_seconds_left(request.session)
    return JsonResponse({"idle": idle, "oldest": oldest})


class SessionRow(NamedTuple):
    """One line of the list."""

    session: SignedInSession
    is_this_one: bool


@requires_permission(Permission.VIEW_RULES)
def own_sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where whoever is signed in is signed in."""
    own = hash_session_key(request.session.session_key or "")
    rows = [SessionRow(row, row.session_hash == own) for row in select_live_sessions(actor.user_id)[:100]]
    shown = {**get_layout_context(request, actor), "rows": rows}
    return render(request, "signin/own_sessions.html", shown)


class EndOwnSessionContext(TypedDict):
    """Which device it is."""

    lead: str


class EndOwnSessionPage(ActionPage):
    """End one session of one's own."""

    permission, form_class, asks_again = Permission.VIEW_RULES, ConfirmForm, True
    title, button = "Sign out of this device?", "Sign out"
    back_url = property(lambda self: reverse("own_sessions"))
    session_id: int

    def load(self, session_id: int) -> None:
        self.session_id = session_id
        self.session = select_live_sessions(self.actor.user_id).filter(pk=session_id).first()

    def get_context_data(self) -> EndOwnSessionContext:
        return {"lead": self.session.device if self.session else "This device is signed out already."}

    def perform(self, form: ConfirmForm) -> str:
        ended = actions.end_own_session(row_id=self.session_id, by=self.actor)
        return "That device is signed out." if ended else "That device was signed out already."


class EndOtherSessionsPage(ActionPage):
    """End all sessions of one's own but this one."""

    permission, form_class, asks_again = Permission.VIEW_RULES, ConfirmForm, True
    title, button = "Sign out everywhere else?", "Sign out everywhere else"
    lead = "You stay signed in on this device."
    back_url = property(lambda self: reverse("own_sessions"))

    def perform(self, form: ConfirmForm) -> str:
        own = hash_session_key(self.request.session.session_key or "")
        actions.end_other_sessions(user_id=self.actor.user_id, besides=own, by=self.actor)
        return "You are signed out everywhere else."
