"""Tasks of a case: made, changed, taken on, ended."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.caseload.actions import tasks
from handrail.caseload.actions.tasks import Because, ToDo
from handrail.caseload.permissions import working_sight
from handrail.caseload.queries.closed import closings_of
from handrail.caseload.queries.work import TaskLine, contact_of, people_on, task_of, work_of
from handrail.caseload.states import Cause, TaskState
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.refusals import StaleSave
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.caseload import present
from handrail.web.caseload.forms import EndTaskForm, TaskForm
from handrail.web.cases.forms import review_in
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame

CAUSES = {cause.value: cause for cause in Cause}


@case_door(Permission.VIEW_CASE)
def case_work(request: HttpRequest, found: Found) -> HttpResponse:
    """Everything planned and to do on a case, and what became of the rest."""
    work = work_of(found.sight)
    sight = found.sight.to_read() if found.closed else found.sight
    shown = frame(request, sight.actor, "cases") | present.work(work, found.reference, sight)
    shown["closings"] = [line for line in closings_of(found.sight) if line.reopened_at]
    shown["closed"] = found.closed
    return render(request, "caseload/work.html", shown)


@case_door(Permission.RECORD)
def add_task(request: HttpRequest, found: Found) -> HttpResponse:
    """Write down what is to be done. `because` and `contact` in the address say where it comes from."""
    working_sight(found.sight, Kind.SUPPORT)
    because = _because(request, found)
    start = {
        "seen": 0,
        "due_on": review_in(1),
        "for_user": str(found.sight.actor.user_id),
        "from_review": because.cause is Cause.REVIEW,
    }
    asks = because.cause is not Cause.CONTACT
    form = bind(TaskForm, request, initial=start, people=people_on(found.sight), asks_cause=asks)

    def save(answers: dict[str, Any]) -> str:
        cause = because if not asks else Because(Cause.REVIEW if answers["from_review"] else Cause.OWN)
        tasks.add_task(case_id=found.case_id, to_do=_to_do(answers), because=cause, by=found.sight.actor)
        return "Task added."

    return act(request, found.sight.actor, form, _page(found, "Add a task", save, "Add the task", once=True))


@case_door(Permission.RECORD)
def change_task(request: HttpRequest, found: Found, task_id: UUID) -> HttpResponse:
    """Say it otherwise, move its day, give it to somebody else."""
    line = _line(found, task_id)
    start = {
        "seen": line.version,
        "what": line.what,
        "due_on": line.due_on,
        "for_user": str(line.for_user_id or ""),
    }
    people = people_on(found.sight)
    if line.for_user_id and str(line.for_user_id) not in dict(people):
        people = [*people, (str(line.for_user_id), line.for_whom)]
    form = bind(TaskForm, request, initial=start, people=people)

    def save(answers: dict[str, Any]) -> str:
        tasks.change_task(
            case_id=found.case_id,
            task_id=task_id,
            to_do=_to_do(answers),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return "Task changed."

    page = _page(found, "Change the task", save, "Save", stale=_both(found, task_id, dict(people)))
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def end_task(request: HttpRequest, found: Found, task_id: UUID) -> HttpResponse:
    """Done, or not needed and why."""
    line = _line(found, task_id)
    form = bind(EndTaskForm, request, initial={"seen": line.version})

    def save(answers: dict[str, Any]) -> str:
        tasks.end_task(
            case_id=found.case_id,
            task_id=task_id,
            state=TaskState(answers["state"]),
            words=answers["words"],
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return say("The task is kept as: {state}.", state=words.small(TaskState(answers["state"]).label))

    page = _page(found, "How does this task stand?", save, "Record", stale=_both(found, task_id, {}))
    page.more.update(present.one_task(line, found.reference))
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def take_task(request: HttpRequest, found: Found, task_id: UUID) -> HttpResponse:
    """Take it on oneself: pressed on the list, where its version stands beside it."""
    _line(found, task_id)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
        try:
            tasks.take_task(
                case_id=found.case_id, task_id=task_id, seen_version=version, by=found.sight.actor
            )
        except StaleSave:
            now = _line(found, task_id)
            messages.error(
                request,
                say(
                    "{changed_by} changed this task meanwhile: it is {whose}’s. Look again.",
                    changed_by=now.changed_by,
                    whose=_whose(now),
                ),
            )
        else:
            messages.success(request, "This task is yours now.")
    return redirect(_here(found))


def _whose(line: TaskLine) -> str:
    return line.for_whom or "the team"


def _to_do(answers: dict[str, Any]) -> ToDo:
    chosen = answers["for_user"]
    return ToDo(answers["what"], answers["due_on"], int(chosen) if chosen else None)


def _because(request: HttpRequest, found: Found) -> Because:
    cause = CAUSES.get(request.GET.get("because", ""), Cause.OWN)
    if cause is not Cause.CONTACT:
        return Because(cause)
    try:
        number = UUID(request.GET.get("contact", ""))
    except ValueError:
        return Because()
    return Because(cause, number) if contact_of(found.sight, number) else Because()


def _line(found: Found, task_id: UUID) -> TaskLine:
    line = task_of(found.sight, task_id)
    if line is None:
        raise NotOpenToYou
    return line


def _here(found: Found) -> str:
    return reverse("case_work", args=[found.reference])


def _page(found: Found, title: str, save: Any, button: str, stale: Any = None, *, once: bool = False) -> Act:
    here = _here(found)
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template="caseload/task_act.html",
        more={"task": None},
        stale=stale,
        once=once,
    )


def _both(found: Found, task_id: UUID, people: dict[str, str]) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _line(found, task_id), form.cleaned_data
        rows = [("What", typed["what"], now.what)] if "what" in typed else []
        if "due_on" in typed:
            rows.append(("By when", words.day(typed["due_on"]), words.day(now.due_on)))
            mine = people.get(typed["for_user"], "The team")
            rows.append(("For whom", mine, now.for_whom or "The team"))
        if "state" in typed:
            rows.append(("How it stands", TaskState(typed["state"]).label, now.state_words))
            rows.append(("In words", typed["words"], now.end_words))
            rows.append(("What", "", now.what))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions
