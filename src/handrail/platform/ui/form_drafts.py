"""What was sent with a request, kept for the page that shows it again, and read back for that page."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from handrail.platform.access.actions_form_drafts import (
    FileOfSubmittedFormKept,
    SubmittedFormKeptForRedisplay,
)
from handrail.platform.files.file_types import MAX_FILE_SIZE
from handrail.platform.ui.form_rendering import TYPED_AGAIN

DRAFT = "draft"
STEP = "step"  # which question of a form of several is shown
NOT_TYPED = frozenset({"csrfmiddlewaretoken", TYPED_AGAIN})


def get_page_address_without_kept_form_token(request: HttpRequest) -> str:
    """The address without the token of a draft and the question that is shown."""
    return _join_path_and_query(request.path, _drop_draft_from_query(request.GET))


def get_page_address_with_kept_form_token(request: HttpRequest, token: str, *, step: str = "") -> str:
    """The same page, which then shows the draft; at one of its questions where it asks several.

    Args:
        request: to the page.
        token: of the draft; empty for the page without one.
        step: the question; empty for a page that has one alone.
    """
    query = _drop_draft_from_query(request.GET)
    if token:
        query[DRAFT] = token
    if token and step:
        query[STEP] = step
    return _join_path_and_query(request.path, query)


def get_address_that_kept_form_was_sent_from(address: str) -> str:
    """The address for which the draft of another address was kept: without the token and the question."""
    path, _, query = address.partition("?")
    return _join_path_and_query(path, _drop_draft_from_query(QueryDict(query)))


def build_kept_form_from_request(
    request: HttpRequest, kept: SubmittedFormKeptForRedisplay | None = None, **said: Any
) -> SubmittedFormKeptForRedisplay:
    """What was sent. A file that was kept before and not chosen anew stays; `said` is what came of sending it."""
    sent = {name: file for name, file in request.FILES.items() if isinstance(file, UploadedFile)}
    fits = {name: file for name, file in sent.items() if (file.size or 0) <= MAX_FILE_SIZE}
    files = dict(kept.files) if kept else {}
    files = {name: file for name, file in files.items() if name not in sent}
    return SubmittedFormKeptForRedisplay(
        fields=list_submitted_field_names_and_values(request),
        files=files | {name: _make_draft_file_from_upload(file) for name, file in fits.items()},
        lost_files=tuple(name for name in sent if name not in fits),
        **said,
    )


def list_submitted_field_names_and_values(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What was typed, as it is kept for the page that the POST leads to.

    Returns:
        Name and value of every field that was sent, in order.
    """
    lists = request.POST.lists()
    return tuple((name, str(value)) for name, values in lists if name not in NOT_TYPED for value in values)


def get_draft_form_data(draft: SubmittedFormKeptForRedisplay) -> QueryDict:
    """The fields of a draft, as a form is given them."""
    data = QueryDict(mutable=True)
    for name, value in draft.fields:
        data.appendlist(name, value)
    return data


def get_draft_files(draft: SubmittedFormKeptForRedisplay) -> MultiValueDict[str, Any]:
    """The files of a draft, as a form is given them."""
    return MultiValueDict({name: [_make_uploaded_file(name, file)] for name, file in draft.files.items()})


def merge_sent_and_kept_files(
    request: HttpRequest, kept: SubmittedFormKeptForRedisplay | None
) -> MultiValueDict[str, Any]:
    """The files that were sent; for a field without one, the file that was kept for it."""
    files = get_draft_files(kept) if kept else MultiValueDict()
    for name, sent in request.FILES.lists():
        files.setlist(name, sent)
    return files


def _make_draft_file_from_upload(file: Any) -> FileOfSubmittedFormKept:
    file.seek(0)
    return FileOfSubmittedFormKept(file.name or "file", file.content_type or "", file.read())


def _make_uploaded_file(name: str, file: FileOfSubmittedFormKept) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(BytesIO(file.data), name, file.name, file.content_type, len(file.data), None)


def _drop_draft_from_query(query: QueryDict) -> QueryDict:
    query = query.copy()
    query.pop(DRAFT, None)
    query.pop(STEP, None)
    return query


def _join_path_and_query(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path
