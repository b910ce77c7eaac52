"""What becomes of a return: handed over, signed, sent back, withdrawn; and each submission as it stood."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions import returns
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.returns import ReturnPage, edition, return_page
from handrail.assurance.calls.states import PRACTICE_STATES
from handrail.kernel.saying import say
from handrail.web.calls import present
from handrail.web.calls.forms import SeenForm, SignForm, WordsForm
from handrail.web.calls.parts import do, framed, return_at
from handrail.web.design.forms import bind
from handrail.web.door import door


@door(Permission.WRITE_RETURN)
def hand_over(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Hand the return to whoever signs."""
    page = _own(call, body, actor)
    form = bind(SeenForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        returns.hand_over(call=call, body=body, seen_version=answers["seen"], by=actor)
        return "Handed over. Somebody else of your organisation reads and signs it."

    return do(
        request,
        actor,
        form,
        title="Hand the return over for signature?",
        lead="Nobody writes in it while it waits. You can take it back until it is signed.",
        save=save,
        then=return_at(call, body),
        button="Hand it over",
        stale=_changed(call, body, actor),
    )


@door(Permission.VIEW_CALLS)
def take_back(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Back to the draft before it is signed: by its writers, or by whoever signs, with a word."""
    _own(call, body, actor)
    signs = actor.may(Permission.SIGN_RETURN)
    label = "What should be changed?" if signs else "Why (optional)"
    form = bind(WordsForm, request, label=label, required=signs)

    def save(answers: dict[str, Any]) -> str:
        returns.take_back(call=call, body=body, words=answers["words"], by=actor)
        return "The return is a draft again."

    return do(
        request,
        actor,
        form,
        title="Give it back to the staff" if signs else "Take it back",
        save=save,
        then=return_at(call, body),
        button="Give it back" if signs else "Take it back",
    )


@door(Permission.SIGN_RETURN)
def sign(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Sign, and submit."""
    page = _own(call, body, actor)
    form = bind(SignForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        returns.sign(call=call, body=body, seen_version=answers["seen"], by=actor)
        return "Signed and submitted. It is locked now, and kept as it is."

    return do(
        request,
        actor,
        form,
        title="Sign the return",
        save=save,
        then=return_at(call, body),
        button="Sign and submit",
        template="calls/sign.html",
        stale=_changed(call, body, actor),
        whole=page,
        present=present,
    )


@door(Permission.ASK_BODIES)
def send_back(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Ask the body to look again."""
    page = return_page(call, body, actor, timezone.now())
    form = bind(WordsForm, request, label="What should they look at again?")

    def save(answers: dict[str, Any]) -> str:
        returns.send_back(call=call, body=body, words=answers["words"], by=actor)
        return say("Sent back to {body_name}, with your comment.", body_name=page.body_name)

    return do(
        request,
        actor,
        form,
        title="Send the return back",
        lead=say(
            "{body_name} reads your comment, changes its return and signs it again.", body_name=page.body_name
        ),
        save=save,
        then=return_at(call, body),
        button="Send it back",
    )


@door(Permission.SIGN_RETURN)
def withdraw(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Take a submitted return back for good."""
    _own(call, body, actor)
    form = bind(WordsForm, request, label="Why is it withdrawn?")

    def save(answers: dict[str, Any]) -> str:
        returns.withdraw(call=call, body=body, why=answers["words"], by=actor)
        return "The return is withdrawn. Whoever asked sees it, with your reason."

    return do(
        request,
        actor,
        form,
        title="Withdraw the return",
        lead="What was submitted stays on record, and so does what was published from it. "
        "Whoever publishes sees that it was withdrawn, and says so in the next edition.",
        save=save,
        then=return_at(call, body),
        button="Withdraw it",
    )


@door(Permission.VIEW_CALLS)
def return_edition(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """One submission as it stood."""
    page = return_page(call, body, actor, timezone.now())
    line, content = edition(call, body, number, actor)
    shown = {
        "page": page,
        "edition": line,
        "content": content,
        "present": present,
        "states": dict(PRACTICE_STATES),
    }
    return render(request, "calls/edition.html", framed(request, actor, **shown))


def _own(call: str, body: str, actor: Actor) -> ReturnPage:
    page = return_page(call, body, actor, timezone.now())
    if not page.own:
        raise NoCallHere
    return page


def _changed(call: str, body: str, actor: Actor) -> Any:
    """After a stale act: who changed the return meanwhile. There is no version of one's own to compare."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now = return_page(call, body, actor, timezone.now())
        rows = [
            ("Changed", "as you read it", present.spoken(say("by {drafted_by}", drafted_by=now.drafted_by)))
        ]
        return {"who": now.drafted_by, "at": now.drafted_at, "rows": rows, "seen": now.version}

    return versions
