"""The copy for the person as a file, made beside the pages: it grows with the record and with who looked at it."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from handrail.people.personal_data.actions.subject_access_copy import make_subject_access_copy
from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.queries.subject_access import get_open_access_request
from handrail.people.personal_data.subject_access_copy import (
    make_subject_access_copy_document,
    make_subject_access_copy_json,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.background_tasks.file_tasks import (
    FileTaskContext,
    MadeFile,
    ShownFiles,
    TaskArguments,
    file_task,
)
from handrail.platform.background_tasks.text_choices import CountedUnit
from handrail.platform.documents.pdf import make_pdf

FILE_FORMS = {"json": "application/json", "pdf": "application/pdf"}
STEPS = 2


@transaction.atomic
def raise_unless_request_is_still_open(actor: Actor, arguments: TaskArguments, shown: ShownFiles) -> None:
    """The record opens by the request for as long as that is not answered, and so does the copy.

    Args:
        actor: who fetches the file.
        arguments: of the task.
        shown: nothing: the request alone decides.
    """
    _, case_access = lock_and_authorise_case_record(UUID(arguments["case_id"]), actor)
    get_open_access_request(case_access, UUID(arguments["request_id"]))


def get_copy_address(arguments: TaskArguments) -> str:
    """The page of the request."""
    return reverse("record_copy", args=[arguments["reference"], arguments["request_id"]])


@file_task(
    title="Copy for the person",
    permission=Permission.KEEP_PERSONAL_DATA,
    counted=CountedUnit.STEP,
    get_origin=get_copy_address,
    raise_unless_still_allowed=raise_unless_request_is_still_open,
)
def make_subject_access_file(
    context: FileTaskContext, *, case_id: str, request_id: str, reference: str, form: str
) -> MadeFile:
    """Read everything that the person gets, then lay it out.

    Args:
        context: who asked, and where progress is said.
        case_id: the record.
        request_id: the open request.
        reference: of the case, for the way back.
        form: “json” or “pdf”.

    Returns:
        The file.
    """
    actor = context.actor
    context.report_progress(0, STEPS)
    copy = make_subject_access_copy(
        case_id=UUID(case_id), request_id=UUID(request_id), way=form.upper(), by=actor
    )
    context.report_progress(1, STEPS)
    data = (
        make_subject_access_copy_json(copy)
        if form == "json"
        else make_pdf(make_subject_access_copy_document(copy, actor.body_name))
    )
    return MadeFile(f"{copy.reference}-copy.{form}", FILE_FORMS[form], data)
