"""One's own files: the list, one of them with its progress, and what is done with it."""

from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.session_times import was_user_recently_reauthenticated
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.background_tasks.actions.asking import cancel_file_task, delete_own_file
from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.presenters import ShownFile, make_shown_file
from handrail.platform.background_tasks.queries import (
    get_file_task_of,
    get_own_file,
    get_own_files_page,
    read_own_file,
)
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.reauthentication import CONFIRM_FOR_FILE, redirect_to_reauthentication


class OwnFilesContext(TypedDict):
    """What background_tasks/list.html shows."""

    page: "Page[BackgroundTask]"
    files: list[ShownFile]


class OwnFileContext(TypedDict):
    """What background_tasks/file.html shows, and its part that changes by itself."""

    file: ShownFile


@requires_permission(Permission.VIEW_RULES)
def show_own_files(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Files that the reader asked for and that have not expired, newest first."""
    page = get_own_files_page(actor, request.GET.get("page", ""))
    shown: OwnFilesContext = {"page": page, "files": [make_shown_file(row) for row in page.object_list]}
    return render(request, "background_tasks/list.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.VIEW_RULES)
def show_own_file(request: HttpRequest, actor: Actor, task_id: UUID) -> HttpResponse:
    """How far a file is, and how to download it once it is ready."""
    shown: OwnFileContext = {"file": make_shown_file(get_own_file(actor, task_id))}
    template = "background_tasks/progress.html" if "progress" in request.GET else "background_tasks/file.html"
    return render(request, template, {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.VIEW_RULES)
def download_own_file(request: HttpRequest, actor: Actor, task_id: UUID) -> HttpResponse:
    """The file, where its reader may still have it."""
    row = get_own_file(actor, task_id)
    task = get_file_task_of(row)
    if task.asks_again and not was_user_recently_reauthenticated(request):
        messages.info(request, CONFIRM_FOR_FILE)
        return redirect_to_reauthentication(reverse("own_file", args=[row.pk]))
    data = read_own_file(actor, row)
    write_audit_record_of_read(
        who=actor.who, verb="downloaded a file that was made", about=None, why=task.title
    )
    response = HttpResponse(data, content_type=row.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, row.file_name or "file")
    return response


class OwnFileActionPage(ActionPage, abstract=True):
    """An act on one file of the reader."""

    permission, form_class = Permission.VIEW_RULES, ConfirmForm
    file: ShownFile

    @property
    def back_url(self) -> str:
        return reverse("own_file", args=[self.file.row.pk])

    @property
    def lead(self) -> str:
        return self.file.title

    def load(self, task_id: UUID) -> None:
        self.file = make_shown_file(get_own_file(self.actor, task_id))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}


class CancelFilePage(OwnFileActionPage):
    """Make a file no further."""

    title, button = "Stop making this file?", "Stop making it"

    def perform(self, form: ConfirmForm) -> str:
        cancel_file_task(task_id=self.file.row.pk, by=self.actor)
        return "Cancelled."


class DeleteFilePage(OwnFileActionPage):
    """Delete a file before it expires."""

    title, button = "Delete this file?", "Delete the file"

    def perform(self, form: ConfirmForm) -> str:
        delete_own_file(task_id=self.file.row.pk, by=self.actor)
        self.success_url = reverse("own_files")
        return "Deleted."
