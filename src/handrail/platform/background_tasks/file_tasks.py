"""What a room says of a file that is made beside the pages, by Django's decorator with types of ours:

    @file_task(
        title="List of cases, CSV", permission=Permission.VIEW_CASE, counted=CountedUnit.CASE,
        get_origin=..., raise_unless_still_allowed=...,
    )
    def make_case_list_file(context: FileTaskContext, *, whose: str) -> MadeFile: ...

Its address stands in `site/file_tasks.py`: no row of the database can name anything else to be run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.tasks import Task, TaskContext, task
from django.tasks.base import TaskResult

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.background_tasks.text_choices import CountedUnit

if TYPE_CHECKING:  # generic in the stubs alone
    _Task = Task[..., Any]
    _TaskContext = TaskContext[..., Any]
    AnyTaskResult = TaskResult[..., Any]
else:
    _Task = Task
    _TaskContext = TaskContext
    AnyTaskResult = TaskResult

type TaskArguments = Mapping[str, Any]
"""Ids and codes alone, as JSON has them."""
type ShownFiles = Mapping[str, Sequence[str]]
"""Which case files a result tells of: numbers, by what is shown of them."""
type StillAllowedCheck = Callable[[Actor, TaskArguments, ShownFiles], None]


class TaskCancelledError(Exception):
    """Whoever asked cancelled it, or another worker has it now: nothing more is to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTask(_Task):
    """A task whose result is a file for whoever asked.

    `raise_unless_still_allowed` raises Denied where the result may not be given out any more; it is asked when the file
    is fetched. `get_origin` is the address of the page that it was asked on.
    """

    title: str
    permission: Permission
    counted: CountedUnit
    get_origin: Callable[[TaskArguments], str]
    raise_unless_still_allowed: StillAllowedCheck
    asks_again: bool = True  # whether whoever fetches it confirms that it is they


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaskContext(_TaskContext):  # type: ignore[misc]  # Django's is frozen, its stub is not
    """What a task is given: who asked, and where it says how far it is."""

    actor: Actor
    report_progress: Callable[[int, int], None]
    """Done, and of how many. Raises TaskCancelledError where it was cancelled."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The file that a task made."""

    name: str
    media_type: str
    data: bytes
    shown: ShownFiles = field(default_factory=dict)


def file_task(
    *,
    title: str,
    permission: Permission,
    counted: CountedUnit,
    get_origin: Callable[[TaskArguments], str],
    raise_unless_still_allowed: StillAllowedCheck,
) -> Callable[[Callable[..., MadeFile]], FileTask]:
    """Django's `task` for a file; its stub knows no task of another class.

    Args:
        title: what the file is called on the pages.
        permission: what the role of whoever asks must hold.
        counted: what its progress counts.
        get_origin: the address of the page that it was asked on.
        raise_unless_still_allowed: asked when the file is fetched.

    Returns:
        The decorator.
    """
    declare: Any = task
    made: Callable[[Callable[..., MadeFile]], FileTask] = declare(
        takes_context=True,
        title=title,
        permission=permission,
        counted=counted,
        get_origin=get_origin,
        raise_unless_still_allowed=raise_unless_still_allowed,
    )
    return made
