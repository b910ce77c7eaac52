"""A return as a file: the template to take away, and the file that comes back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.areas.calls.actions.file_import import FileImportResult, import_return_file
from handrail.areas.calls.forms import ReturnFileForm
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import get_return
from handrail.areas.calls.return_files.columns import EXTENSIONS
from handrail.areas.calls.return_files.formats import CONTENT_TYPES, write_return_file
from handrail.areas.calls.return_files.raw_tables import FileFinding, ReturnFileRejectedError
from handrail.areas.calls.return_files.template import make_return_template
from handrail.areas.calls.views.common import get_return_url, render_act
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import bind_form


@requires(Permission.VIEW_CALLS)
def return_template(request: HttpRequest, actor: Actor, call: str, body: str, kind: str) -> HttpResponse:
    """The call's template for one body, with what its return holds by now."""
    if kind not in CONTENT_TYPES:
        raise CallNotVisible
    page = get_return(call, body, actor, timezone.now())
    response = HttpResponse(
        write_return_file(kind, make_return_template(page)), content_type=CONTENT_TYPES[kind]
    )
    response["Content-Disposition"] = msg(
        'attachment; filename="{call}-{body}.{kind}"', call=call, body=body, kind=kind
    )
    return response


@requires(Permission.WRITE_RETURN)
def return_file(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Take a return in from a file: all of it, or nothing, and then every reason."""
    page = get_return(call, body, actor, timezone.now())
    if not page.own:
        raise CallNotVisible
    form = bind_form(ReturnFileForm, request, initial={"seen": page.version, "practices": "add"})
    findings: list[FileFinding] = []

    def save(answers: dict[str, Any]) -> str:
        try:
            taken = import_return_file(
                call=call,
                body=body,
                name=answers["file"].name,
                data=answers["file"].read(),
                replace=answers["practices"] == "replace",
                seen_version=answers["seen"],
                by=actor,
            )
        except ReturnFileRejectedError as no:
            findings.extend(no.findings)
            raise
        return _format_import_result(taken)

    return render_act(
        request,
        actor,
        form,
        title="Answer with a file",
        save=save,
        then=get_return_url(call, body),
        button="Take it in",
        template="calls/file.html",
        stale=_make_conflict_details(call, body, actor),
        findings=findings,
        whole=page,
        formats=EXTENSIONS,
    )


def _format_import_result(taken: FileImportResult) -> str:
    parts = msg(
        "{answers} and {practices} taken in.",
        answers=formatting.plural(taken.answers, "answer"),
        practices=formatting.plural(taken.practices, "practice"),
    )
    if taken.taken_out:
        parts += msg(
            " {earliers} taken out.", earliers=formatting.plural(taken.taken_out, "earlier practice")
        )
    return parts


def _make_conflict_details(call: str, body: str, actor: Actor) -> Any:
    """After a stale act: the return changed since the page was opened, so the file is chosen again."""

    def versions(form: Any) -> dict[str, Any]:
        now = get_return(call, body, actor, timezone.now())
        rows = [
            (
                "The return",
                "as it was when you opened this page",
                msg("as {drafted_by} left it", drafted_by=now.drafted_by),
            ),
            ("Practices", "", formatting.plural(len(now.practices), "practice")),
        ]
        return {"who": now.drafted_by, "at": now.drafted_at, "rows": rows, "seen": now.version}

    return versions
