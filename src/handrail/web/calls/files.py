"""A return as a file: the template to take away, and the file that comes back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.taking_in import TakenIn, take_in_file
from handrail.assurance.calls.files.columns import EXTENSIONS
from handrail.assurance.calls.files.formats import TYPES, write
from handrail.assurance.calls.files.raw import Finding, NotTaken
from handrail.assurance.calls.files.template import template_of
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.returns import return_page
from handrail.kernel.saying import say
from handrail.web.calls.forms import FileForm
from handrail.web.calls.parts import do, return_at
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door


@door(Permission.VIEW_CALLS)
def return_template(request: HttpRequest, actor: Actor, call: str, body: str, kind: str) -> HttpResponse:
    """The call's template for one body, with what its return holds by now."""
    if kind not in TYPES:
        raise NoCallHere
    page = return_page(call, body, actor, timezone.now())
    response = HttpResponse(write(kind, template_of(page)), content_type=TYPES[kind])
    response["Content-Disposition"] = say(
        'attachment; filename="{call}-{body}.{kind}"', call=call, body=body, kind=kind
    )
    return response


@door(Permission.WRITE_RETURN)
def return_file(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Take a return in from a file: all of it, or nothing, and then every reason."""
    page = return_page(call, body, actor, timezone.now())
    if not page.own:
        raise NoCallHere
    form = bind(FileForm, request, initial={"seen": page.version, "practices": "add"})
    findings: list[Finding] = []

    def save(answers: dict[str, Any]) -> str:
        try:
            taken = take_in_file(
                call=call,
                body=body,
                name=answers["file"].name,
                data=answers["file"].read(),
                replace=answers["practices"] == "replace",
                seen_version=answers["seen"],
                by=actor,
            )
        except NotTaken as no:
            findings.extend(no.findings)
            raise
        return _said(taken)

    return do(
        request,
        actor,
        form,
        title="Answer with a file",
        save=save,
        then=return_at(call, body),
        button="Take it in",
        template="calls/file.html",
        stale=_changed(call, body, actor),
        findings=findings,
        whole=page,
        formats=EXTENSIONS,
    )


def _said(taken: TakenIn) -> str:
    parts = say(
        "{answers} and {practices} taken in.",
        answers=words.plural(taken.answers, "answer"),
        practices=words.plural(taken.practices, "practice"),
    )
    if taken.taken_out:
        parts += say(" {earliers} taken out.", earliers=words.plural(taken.taken_out, "earlier practice"))
    return parts


def _changed(call: str, body: str, actor: Actor) -> Any:
    """After a stale act: the return changed since the page was opened, so the file is chosen again."""

    def versions(form: Any) -> dict[str, Any]:
        now = return_page(call, body, actor, timezone.now())
        rows = [
            (
                "The return",
                "as it was when you opened this page",
                say("as {drafted_by} left it", drafted_by=now.drafted_by),
            ),
            ("Practices", "", words.plural(len(now.practices), "practice")),
        ]
        return {"who": now.drafted_by, "at": now.drafted_at, "rows": rows, "seen": now.version}

    return versions
