"""Tasks of a case, and the page of all work on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.contacts import presenters
from handrail.people.contacts.actions import tasks
from handrail.people.contacts.forms import EndTaskForm, TaskForm
from handrail.people.contacts.models import Task
from handrail.people.contacts.permissions import require_works_on_case
from handrail.people.contacts.queries.case_work import (
    get_contact,
    get_task,
    get_tasks_and_contacts_of_case,
    make_task_row,
)
from handrail.people.contacts.queries.closings import list_closing_rows
from handrail.people.contacts.text_choices import TaskCause, TaskState
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ConcurrentEditError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.person_form_fields import get_date_in_days

NO_VERSION = -1


@requires_case_permission(Permission.VIEW_CASE)
def case_work(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show everything planned and to do on a case, and what became of the rest."""
    work = get_tasks_and_contacts_of_case(found.case_access)
    case_access = found.case_access.to_read() if found.closed or found.restricted else found.case_access
    shown = {
        **presenters.present_case_work(work, found.reference, case_access),
        "closings": [line for line in list_closing_rows(found.case_access) if line.reopened_at],
        "closed": found.closed,
        "used_channel": None
        if case_access is not found.case_access
        else presenters.make_used_channel_notice(found, request.GET.get(presenters.USED_CHANNEL, "")),
    }
    layout = get_layout_context(request, case_access.actor, "cases")
    return render(request, "contacts/work.html", layout | shown)


class TaskActionPage(CaseActionPage, abstract=True):
    """What adds, changes or ends a task."""

    permission, template_name = Permission.RECORD, "contacts/task_act.html"

    @property
    def back_url(self) -> str:
        return reverse("case_work", args=[self.case.reference])

    def get_context_data(self) -> presenters.TaskHeaderContext:
        return {"task": None, "change": ""}


class AddTaskPage(TaskActionPage):
    """Add a task. `because` and `contact` in the address say where it comes from."""

    title, button, form_class, runs_once = "Add a task", "Add the task", TaskForm, True

    def load(self) -> None:
        require_works_on_case(self.case.case_access, Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        access = self.case.case_access
        task = Task(case_id=self.case.case_id, due_on=get_date_in_days(1), for_user_id=self.actor.user_id)
        task.cause, task.contact_id = self._get_cause()
        return {"actor": self.actor, "case_access": access, "instance": task.bind(access)}

    def perform(self, form: TaskForm) -> str:
        tasks.add_task(form.instance, by=self.actor)
        return "Task added."

    def _get_cause(self) -> tuple[TaskCause, UUID | None]:
        """What the address says, where it is true; otherwise that somebody thought of it."""
        asked = self.request.GET
        if asked.get("because") == TaskCause.REVIEW:
            return TaskCause.REVIEW, None
        if asked.get("because") == TaskCause.CONTACT:
            try:
                return TaskCause.CONTACT, get_contact(
                    self.case.case_access, UUID(asked.get("contact", ""))
                ).pk
            except (ValueError, NotVisible):
                pass
        return TaskCause.OWN, None


class ChangeTaskPage(TaskActionPage):
    """Change what is to be done, the day, or who does it."""

    title, form_class = "Change the task", TaskForm

    def load(self, task_id: UUID) -> None:
        self.record = get_task(self.case.case_access, task_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case_access": self.case.case_access}

    def perform(self, form: TaskForm) -> str:
        tasks.change_task(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Task changed."


class EndTaskPage(TaskActionPage):
    """End a task: done, or not needed and why."""

    title, button, form_class = "Close this task", "Record", EndTaskForm

    def load(self, task_id: UUID) -> None:
        self.record = get_task(self.case.case_access, task_id)

    def get_context_data(self) -> presenters.TaskHeaderContext:
        return presenters.present_task_header(make_task_row(self.record), self.case.reference)

    def get_saved_values(self, form: EndTaskForm) -> dict[str, Any]:
        return {"state": TaskState(self.record.state).label, "words": self.record.end_words.open()}

    def perform(self, form: EndTaskForm) -> str:
        state = TaskState(form.cleaned_data["state"])
        tasks.end_task(
            case_id=self.case.case_id,
            task_id=self.record.pk,
            state=state,
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return msg("Task saved as: {state}.", state=formatting.lower_first(state.label))


@requires_case_permission(Permission.RECORD)
def take_task(request: HttpRequest, found: CaseOpenToActor, task_id: UUID) -> HttpResponse:
    """Take a task on: a button on the list, sent with the version that the list shows.

    Args:
        request: the request.
        found: the case.
        task_id: the task.
    """
    get_task(found.case_access, task_id)
    if request.method == "POST":
        seen = parse_seen_version(request.POST.get("seen", ""))
        try:
            tasks.assign_task_to_self(
                case_id=found.case_id, task_id=task_id, seen=seen, by=found.case_access.actor
            )
        except ConcurrentEditError:
            now = make_task_row(get_task(found.case_access, task_id))
            messages.error(
                request,
                msg(
                    (
                        "{changed_by} changed this task while you were working. It belongs to "
                        "{whose}. Check it and try again."
                    ),
                    changed_by=now.changed_by,
                    whose=now.for_whom or "the team",
                ),
            )
        else:
            messages.success(request, "This task is yours now.")
    return redirect("case_work", found.reference)


def parse_seen_version(text: str) -> int:
    """The version that a button was sent with; one that no row has where it is no such number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else NO_VERSION
