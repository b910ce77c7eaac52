"""Tasks of a case: made, changed, taken on, ended."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.cases.forms import get_day_from_now
from handrail.people.contacts import presenters
from handrail.people.contacts.actions import tasks
from handrail.people.contacts.actions.tasks import TaskInput, TaskSource
from handrail.people.contacts.forms import EndTaskForm, TaskForm
from handrail.people.contacts.permissions import check_works_on_case
from handrail.people.contacts.queries.closings import get_closing_rows
from handrail.people.contacts.queries.work import (
    TaskRow,
    get_case_work,
    get_contact_row,
    get_task_row,
    get_worker_choices,
)
from handrail.people.contacts.states import TaskCause, TaskState
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ConcurrentEditError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

CAUSES_BY_CODE = {cause.value: cause for cause in TaskCause}


@requires_case(Permission.VIEW_CASE)
def case_work(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Everything planned and to do on a case, and what became of the rest."""
    work = get_case_work(found.case_access)
    case_access = found.case_access.to_read() if found.closed else found.case_access
    shown = get_layout_context(request, case_access.actor, "cases") | presenters.present_work(
        work, found.reference, case_access
    )
    shown["closings"] = [line for line in get_closing_rows(found.case_access) if line.reopened_at]
    shown["closed"] = found.closed
    return render(request, "contacts/work.html", shown)


@requires_case(Permission.RECORD)
def add_task(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write down what is to be done. `because` and `contact` in the address say where it comes from."""
    check_works_on_case(found.case_access, Kind.SUPPORT)
    because = _make_task_source(request, found)
    start = {
        "seen": 0,
        "due_on": get_day_from_now(1),
        "for_user": str(found.case_access.actor.user_id),
        "from_review": because.cause is TaskCause.REVIEW,
    }
    asks = because.cause is not TaskCause.CONTACT
    form = bind_form(
        TaskForm, request, initial=start, people=get_worker_choices(found.case_access), asks_cause=asks
    )

    def save(answers: dict[str, Any]) -> str:
        cause = (
            because if not asks else TaskSource(TaskCause.REVIEW if answers["from_review"] else TaskCause.OWN)
        )
        tasks.add_task(
            case_id=found.case_id, to_do=_make_task_input(answers), because=cause, by=found.case_access.actor
        )
        return "Task added."

    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _make_act(found, "Add a task", save, "Add the task", once=True),
    )


@requires_case(Permission.RECORD)
def change_task(request: HttpRequest, found: CaseContext, task_id: UUID) -> HttpResponse:
    """Say it otherwise, move its day, give it to somebody else."""
    line = _get_task_or_deny(found, task_id)
    start = {
        "seen": line.version,
        "what": line.what,
        "due_on": line.due_on,
        "for_user": str(line.for_user_id or ""),
    }
    people = get_worker_choices(found.case_access)
    if line.for_user_id and str(line.for_user_id) not in dict(people):
        people = [*people, (str(line.for_user_id), line.for_whom)]
    form = bind_form(TaskForm, request, initial=start, people=people)

    def save(answers: dict[str, Any]) -> str:
        tasks.change_task(
            case_id=found.case_id,
            task_id=task_id,
            to_do=_make_task_input(answers),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return "Task changed."

    page = _make_act(
        found, "Change the task", save, "Save", stale=_compare_versions(found, task_id, dict(people))
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def end_task(request: HttpRequest, found: CaseContext, task_id: UUID) -> HttpResponse:
    """Done, or not needed and why."""
    line = _get_task_or_deny(found, task_id)
    form = bind_form(EndTaskForm, request, initial={"seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        tasks.end_task(
            case_id=found.case_id,
            task_id=task_id,
            state=TaskState(answers["state"]),
            words=answers["words"],
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return msg(
            "The task is kept as: {state}.", state=formatting.lower_first(TaskState(answers["state"]).label)
        )

    page = _make_act(
        found, "How does this task stand?", save, "Record", stale=_compare_versions(found, task_id, {})
    )
    page.more.update(presenters.present_task_header(line, found.reference))
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def take_task(request: HttpRequest, found: CaseContext, task_id: UUID) -> HttpResponse:
    """Take it on oneself: pressed on the list, where its version stands beside it."""
    _get_task_or_deny(found, task_id)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
        try:
            tasks.take_task(
                case_id=found.case_id, task_id=task_id, seen_version=version, by=found.case_access.actor
            )
        except ConcurrentEditError:
            now = _get_task_or_deny(found, task_id)
            messages.error(
                request,
                msg(
                    "{changed_by} changed this task meanwhile: it is {whose}’s. Look again.",
                    changed_by=now.changed_by,
                    whose=_describe_assignee(now),
                ),
            )
        else:
            messages.success(request, "This task is yours now.")
    return redirect(_get_work_address(found))


def _describe_assignee(line: TaskRow) -> str:
    return line.for_whom or "the team"


def _make_task_input(answers: dict[str, Any]) -> TaskInput:
    chosen = answers["for_user"]
    return TaskInput(answers["what"], answers["due_on"], int(chosen) if chosen else None)


def _make_task_source(request: HttpRequest, found: CaseContext) -> TaskSource:
    cause = CAUSES_BY_CODE.get(request.GET.get("because", ""), TaskCause.OWN)
    if cause is not TaskCause.CONTACT:
        return TaskSource(cause)
    try:
        number = UUID(request.GET.get("contact", ""))
    except ValueError:
        return TaskSource()
    return TaskSource(cause, number) if get_contact_row(found.case_access, number) else TaskSource()


def _get_task_or_deny(found: CaseContext, task_id: UUID) -> TaskRow:
    line = get_task_row(found.case_access, task_id)
    if line is None:
        raise NotVisible
    return line


def _get_work_address(found: CaseContext) -> str:
    return reverse("case_work", args=[found.reference])


def _make_act(
    found: CaseContext, title: str, save: Any, button: str, stale: Any = None, *, once: bool = False
) -> FormAction:
    here = _get_work_address(found)
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template="contacts/task_act.html",
        more={"task": None},
        stale=stale,
        once=once,
    )


def _compare_versions(found: CaseContext, task_id: UUID, people: dict[str, str]) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _get_task_or_deny(found, task_id), form.cleaned_data
        rows = [("What", typed["what"], now.what)] if "what" in typed else []
        if "due_on" in typed:
            rows.append(
                ("By when", formatting.format_day(typed["due_on"]), formatting.format_day(now.due_on))
            )
            mine = people.get(typed["for_user"], "The team")
            rows.append(("For whom", mine, now.for_whom or "The team"))
        if "state" in typed:
            rows.append(("How it stands", TaskState(typed["state"]).label, now.state_words))
            rows.append(("In words", typed["words"], now.end_words))
            rows.append(("What", "", now.what))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions
