"""A return as a file: the template to take away, and the file that comes back."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.areas.calls.actions.file_import import (
    FileImportCounts,
    import_return_file,
    list_faults_of_return_file,
)
from handrail.areas.calls.forms import UploadReturnFileForm
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import get_return_detail
from handrail.areas.calls.return_files.columns import EXTENSIONS, MAX_BYTES
from handrail.areas.calls.return_files.formats import CONTENT_TYPES, write_return_file
from handrail.areas.calls.return_files.raw_tables import ReturnFileFault
from handrail.areas.calls.return_files.template import make_return_template
from handrail.areas.calls.views.base_pages import ReturnActionPage, ReturnActionPageContext
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.record_display import VersionComparisonRow


@requires_permission(Permission.VIEW_CALLS)
def download_return_template(
    request: HttpRequest, actor: Actor, call: str, body: str, kind: str
) -> HttpResponse:
    """The request's template for one body, with what its return holds by now."""
    if kind not in CONTENT_TYPES:
        raise CallNotVisible
    page = get_return_detail(call, body, actor, timezone.now())
    response = HttpResponse(
        write_return_file(kind, make_return_template(page)), content_type=CONTENT_TYPES[kind]
    )
    response["Content-Disposition"] = msg(
        'attachment; filename="{call}-{body}.{kind}"', call=call, body=body, kind=kind
    )
    return response


class ReturnFileFormContext(ReturnActionPageContext):
    """What calls/file.html shows: the formats by their ending, and what is to be mended in the file."""

    formats: Mapping[str, str]
    findings: tuple[ReturnFileFault, ...]


class ImportReturnFilePage(ReturnActionPage):
    """Take a return in from a file: all of it, or nothing, and then every reason."""

    title, button, form_class = "Answer with a file", "Import", UploadReturnFileForm
    template_name = "calls/file.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.whole.row.version, "practices": "add"}}

    def get_version_rows(self) -> tuple[VersionComparisonRow, ...]:
        now = msg("as {drafted_by} left it", drafted_by=self.whole.drafted_by)
        practices = formatting.plural(len(self.whole.practices), "practice")
        return (
            VersionComparisonRow("The return", "when you opened this page", now),
            VersionComparisonRow("Practices", "", practices),
        )

    def get_context_data(self) -> ReturnFileFormContext:
        return {**self.build_return_context(), "formats": EXTENSIONS, "findings": self.find_faults()}

    def find_faults(self) -> tuple[ReturnFileFault, ...]:
        """What is to be mended in the file that was not taken in and is kept with the form."""
        file = self.draft.files.get("file") if self.draft and self.draft.errors else None
        if file is None or not 0 < len(file.data) <= MAX_BYTES:
            return ()
        return list_faults_of_return_file(
            file.name, file.data, [line.question for line in self.whole.answers]
        )

    def perform(self, form: UploadReturnFileForm) -> str:
        answers = form.cleaned_data
        taken = import_return_file(
            **self.codes,
            name=answers["file"].name,
            data=answers["file"].read(),
            replace=answers["practices"] == "replace",
            seen=answers["seen"],
            by=self.actor,
        )
        return _format_return_import_counts(taken)


def _format_return_import_counts(taken: FileImportCounts) -> str:
    parts = msg(
        "Imported {answers} and {practices}.",
        answers=formatting.plural(taken.answers, "answer"),
        practices=formatting.plural(taken.practices, "practice"),
    )
    if taken.taken_out:
        parts += msg(" {earliers} removed.", earliers=formatting.plural(taken.taken_out, "earlier practice"))
    return parts
