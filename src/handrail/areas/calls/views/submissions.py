"""What becomes of a return: handed over, signed, sent back, withdrawn; and each submission as it stood."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions import returns
from handrail.areas.calls.forms import ReturnMessageForm, SignReturnForm, VersionForm
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import ReturnDetail, get_return, get_return_edition
from handrail.areas.calls.states import PRACTICE_STATES
from handrail.areas.calls.views.common import get_page_context, get_return_url, render_act
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import bind_form


@requires(Permission.WRITE_RETURN)
def hand_over(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Hand the return to whoever signs."""
    page = _get_own_return(call, body, actor)
    form = bind_form(VersionForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        returns.submit_for_signature(call=call, body=body, seen_version=answers["seen"], by=actor)
        return "Handed over. Somebody else of your organisation reads and signs it."

    return render_act(
        request,
        actor,
        form,
        title="Hand the return over for signature?",
        lead="Nobody writes in it while it waits. You can take it back until it is signed.",
        save=save,
        then=get_return_url(call, body),
        button="Hand it over",
        stale=_make_conflict_details(call, body, actor),
    )


@requires(Permission.VIEW_CALLS)
def take_back(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Back to the draft before it is signed: by its writers, or by whoever signs, with a word."""
    _get_own_return(call, body, actor)
    signs = actor.may(Permission.SIGN_RETURN)
    label = "What should be changed?" if signs else "Why (optional)"
    form = bind_form(ReturnMessageForm, request, label=label, required=signs)

    def save(answers: dict[str, Any]) -> str:
        returns.return_to_draft(call=call, body=body, words=answers["words"], by=actor)
        return "The return is a draft again."

    return render_act(
        request,
        actor,
        form,
        title="Give it back to the staff" if signs else "Take it back",
        save=save,
        then=get_return_url(call, body),
        button="Give it back" if signs else "Take it back",
    )


@requires(Permission.SIGN_RETURN)
def sign(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Sign, and submit."""
    page = _get_own_return(call, body, actor)
    form = bind_form(SignReturnForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        returns.sign_return(call=call, body=body, seen_version=answers["seen"], by=actor)
        return "Signed and submitted. It is locked now, and kept as it is."

    return render_act(
        request,
        actor,
        form,
        title="Sign the return",
        save=save,
        then=get_return_url(call, body),
        button="Sign and submit",
        template="calls/sign.html",
        stale=_make_conflict_details(call, body, actor),
        whole=page,
        present=presenters,
    )


@requires(Permission.ASK_BODIES)
def send_back(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Ask the body to look again."""
    page = get_return(call, body, actor, timezone.now())
    form = bind_form(ReturnMessageForm, request, label="What should they look at again?")

    def save(answers: dict[str, Any]) -> str:
        returns.send_return_back(call=call, body=body, words=answers["words"], by=actor)
        return msg("Sent back to {body_name}, with your comment.", body_name=page.body_name)

    return render_act(
        request,
        actor,
        form,
        title="Send the return back",
        lead=msg(
            "{body_name} reads your comment, changes its return and signs it again.", body_name=page.body_name
        ),
        save=save,
        then=get_return_url(call, body),
        button="Send it back",
    )


@requires(Permission.SIGN_RETURN)
def withdraw(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Take a submitted return back for good."""
    _get_own_return(call, body, actor)
    form = bind_form(ReturnMessageForm, request, label="Why is it withdrawn?")

    def save(answers: dict[str, Any]) -> str:
        returns.withdraw_return(call=call, body=body, why=answers["words"], by=actor)
        return "The return is withdrawn. Whoever asked sees it, with your reason."

    return render_act(
        request,
        actor,
        form,
        title="Withdraw the return",
        lead="What was submitted stays on record, and so does what was published from it. "
        "Whoever publishes sees that it was withdrawn, and says so in the next edition.",
        save=save,
        then=get_return_url(call, body),
        button="Withdraw it",
    )


@requires(Permission.VIEW_CALLS)
def return_edition(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """One submission as it stood."""
    page = get_return(call, body, actor, timezone.now())
    line, content = get_return_edition(call, body, number, actor)
    shown = {
        "page": page,
        "edition": line,
        "content": content,
        "present": presenters,
        "states": dict(PRACTICE_STATES),
    }
    return render(request, "calls/edition.html", get_page_context(request, actor, **shown))


def _get_own_return(call: str, body: str, actor: Actor) -> ReturnDetail:
    page = get_return(call, body, actor, timezone.now())
    if not page.own:
        raise CallNotVisible
    return page


def _make_conflict_details(call: str, body: str, actor: Actor) -> Any:
    """After a stale act: who changed the return meanwhile. There is no version of one's own to compare."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now = get_return(call, body, actor, timezone.now())
        rows = [
            (
                "Changed",
                "as you read it",
                presenters.spoken(msg("by {drafted_by}", drafted_by=now.drafted_by)),
            )
        ]
        return {"who": now.drafted_by, "at": now.drafted_at, "rows": rows, "seen": now.version}

    return versions
