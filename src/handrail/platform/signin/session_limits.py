"""Sessions end: after a time without use, and after a time in any case. What was typed is kept as for Hide screen.

The browser warns before that (assets/scripts/session_end.js). Without JavaScript a form that is sent after the end is
kept sealed, and offered again once the same person has signed in (platform/ui/draft_recovery.py).
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from handrail.platform.access.models import User
from handrail.platform.access.session_times import (
    USED,
    SessionEndReason,
    find_session_end_reason,
    start_session_times,
)
from handrail.platform.access.sessions import hash_session_key
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.signin.actions.own_sessions import (
    delete_session_row,
    record_signed_in_session,
    update_session_hash_and_use,
)
from handrail.platform.signin.device_names import format_device_name
from handrail.platform.ui.draft_recovery import KEPT

ROW = "signed_in_session"
CLEARED = '"cache", "storage"'  # not cookies: the mark of a known device stays
STATUS_PATH = "/account/session/"  # asks how long the session lasts, and is no use of it
FOLLOWS = "handrail-follows"  # sent by assets/scripts/follow.js: nobody pressed anything
WHY_ENDED = {
    SessionEndReason.IDLE: "You were signed out because you had not used Handrail for a while.",
    SessionEndReason.TOO_OLD: "You were signed out because you had been signed in for a long time.",
}
TRAIL_REASON = {
    SessionEndReason.IDLE: "not used for too long",
    SessionEndReason.TOO_OLD: "signed in for too long",
}


@receiver(user_logged_in)
def record_session_at_sign_in(request: HttpRequest, user: User, **said: object) -> None:
    """After the second factor: allauth signs in then and not before."""
    start_session_times(request.session)
    request.session.save()  # so that it has a key
    request.session[ROW] = record_signed_in_session(
        user_id=user.pk,
        session_hash=hash_session_key(request.session.session_key or ""),
        device=format_device_name(request.headers.get("User-Agent", "")),
    )


class SessionLimitsMiddleware:
    """Ends a session that is over before anything of it answers, and notes that it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if reason := find_session_end_reason(request.session):
            end_session(request, reason)
        elif not _is_no_use(request):
            _record_session_use(request)
        before = request.session.session_key
        response = self.get_response(request)
        _update_row_if_key_changed(request, before)
        if not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = CLEARED
        return response


def _is_no_use(request: HttpRequest) -> bool:
    """What a page asks by itself: how long the session lasts, or how far work beside the pages is."""
    return request.method == "GET" and (request.path == STATUS_PATH or FOLLOWS in request.headers)


def end_session(request: HttpRequest, reason: SessionEndReason) -> None:
    """Sign out, say why on the next page, and keep what was typed for the same person."""
    user, kept = request.user, request.session.get(KEPT)
    if ROW in request.session:
        delete_session_row(row_id=request.session[ROW])
    if isinstance(user, User):
        write_audit_record_of_read(
            who=user.actor.who,
            verb="was signed out",
            about=None,
            outcome="done",
            why=TRAIL_REASON[reason],
        )
    logout(request)
    if kept:
        request.session[KEPT] = kept
    if request.path != STATUS_PATH:
        messages.info(request, WHY_ENDED[reason])


def _record_session_use(request: HttpRequest) -> None:
    if time.time() - request.session[USED] < settings.SESSION_USE_NOTED_SECONDS:
        return
    request.session[USED] = time.time()
    _update_session_row(request)


def _update_row_if_key_changed(request: HttpRequest, before: str | None) -> None:
    if request.user.is_authenticated and request.session.session_key != before:
        _update_session_row(request)


def _update_session_row(request: HttpRequest) -> None:
    key = request.session.session_key
    if key and ROW in request.session:
        update_session_hash_and_use(row_id=request.session[ROW], session_hash=hash_session_key(key))
