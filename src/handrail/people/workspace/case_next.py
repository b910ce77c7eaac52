"""What to do next on a case: a bed that is held, what the pathway asks, tasks and contacts in one order."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handrail.people.cases.due_tags import PromptItem, make_due_tag
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetailPart
from handrail.people.cases.panels import CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.cases.prompt_order import PromptRank, get_prompt_rank, get_tag_of_undated_prompt
from handrail.people.contacts.presenters import CaseWorkPanel, present_case_work_panel
from handrail.people.contacts.queries.case_work import select_open_case_work
from handrail.people.housing.presenters import StayDisplay, make_stay_display
from handrail.people.housing.queries.case_panel import list_held_beds
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import to_date
from handrail.platform.kernel.messages import msg

MOST_NEXT = 3
HELD = -1
DUE, DATED, UNDATED = range(PromptRank.OTHER, PromptRank.OTHER + 3)


class NextActionItem(NamedTuple):
    """One thing to do: its tag (state and words), what and why, and the act that does it where the reader may."""

    rank: int
    day: datetime.date
    state: str
    words: str
    title: str
    text: str
    act: str
    href: str


class NextActionsPanel(NamedTuple):
    """The first things to do, and how many there are."""

    rows: list[NextActionItem]
    total: int


def list_next_actions(
    prompts: list[PromptItem], work: CaseWorkPanel | None, beds: Iterable[StayDisplay] = ()
) -> list[NextActionItem]:
    """Everything to do: held beds, safety, duties in law, then by day; what has no day keeps the order of the rules.

    Args:
        prompts: what the pathway asks.
        work: tasks and contacts, None for whoever does not work on the case.
        beds: that are held and free again if nobody confirms them.
    """
    rows = [
        *map(_make_held_bed_next_action, beds),
        *map(_make_next_action_of_prompt, prompts),
        *(_iterate_next_actions_of_case_work(work) if work else ()),
    ]
    return sorted(rows, key=lambda row: (row.rank, row.day))


def _make_held_bed_next_action(bed: StayDisplay) -> NextActionItem:
    """It runs out within the hour: before all that has a day."""
    title = msg("Confirm or release the hold: {place}", place=bed.line.title)
    return NextActionItem(
        HELD, today(), bed.state, bed.words, title, bed.nights, "Confirm or release", bed.href
    )


def _make_next_action_of_prompt(item: PromptItem) -> NextActionItem:
    day = to_date(item["by"]) if item["by"] else None
    urgent = get_tag_of_undated_prompt(item["code"]) if day is None else None
    state, words = urgent or make_due_tag(kind="", ours=True, due_on=day, started=None)
    text = item["late"] or item["who"]
    return NextActionItem(
        _get_prompt_sort_rank(item["code"], day),
        day or datetime.date.max,
        state,
        words,
        item["do"],
        text,
        item["act"],
        item["href"],
    )


def _get_prompt_sort_rank(code: str, day: datetime.date | None) -> int:
    rank = get_prompt_rank(code)
    if rank is not PromptRank.OTHER:
        return rank
    return UNDATED if day is None else _get_due_or_dated_rank_of_day(day)


def _get_due_or_dated_rank_of_day(day: datetime.date) -> int:
    return DUE if day <= today() else DATED


def _iterate_next_actions_of_case_work(work: CaseWorkPanel) -> Iterator[NextActionItem]:
    for task in work.tasks:
        day, text = task.line.due_on, msg("Task for {whose}", whose=task.whose)
        href = task.end if work.may else ""
        yield NextActionItem(
            _get_due_or_dated_rank_of_day(day),
            day,
            task.state,
            task.words,
            task.line.what,
            text,
            "Close task",
            href,
        )
    for contact in work.contacts:
        day, text = contact.line.on, msg("{when}, {who}", when=contact.when, who=contact.who)
        href = contact.outcome if work.may else ""
        yield NextActionItem(
            _get_due_or_dated_rank_of_day(day),
            day,
            contact.state,
            contact.words,
            contact.title,
            text,
            "Record contact",
            href,
        )


def _build_next_actions_panel(page: CasePanelBuildContext) -> NextActionsPanel | None:
    work = present_case_work_panel(page.access, page.lines, page.known)
    if page.parts["standing"] is None and work is None:
        return None
    held = list_held_beds(page.access, page.now, page.known) if page.takes_work else ()
    beds = [make_stay_display(bed, page.reference, page.access) for bed in held]
    rows = list_next_actions(page.parts["prompts"], work if page.takes_work else None, beds)
    return NextActionsPanel(rows[:MOST_NEXT], len(rows))


NEXT = CasePanel(
    "next",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.MAIN,
    "workspace/next_panel.html",
    _build_next_actions_panel,
    reads=frozenset({CaseDetailPart.PATHWAY, CaseDetailPart.SAFETY}),
    is_summary=True,
    select=select_open_case_work,
)
