"""From a day's values to rows with words, tags and the button that opens the act itself."""

import datetime
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple, TypedDict

from handrail.people.cases import due_tags
from handrail.people.cases.events.my_day_rows import MOST_DUES
from handrail.people.cases.my_day_row_provider import AT_ONCE, MOST_PER_SORT, MyDayRow
from handrail.people.cases.prompt_order import MISSING_NOW
from handrail.people.contacts.my_day_rows import UNSAFE_WARNING
from handrail.people.emergencies.my_day_rows import OPEN_NOW
from handrail.people.workspace.day_row_providers_and_case_panels import get_day_row_provider
from handrail.people.workspace.queries.my_day import MyDayPageRows
from handrail.people.workspace.queries.my_day_rows import MOST_CASES_OF_TEAM, MOST_CASES_OF_WORKER
from handrail.people.workspace.shown_day_rows import MyDayShownPart
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url


class MyDayItem(NamedTuple):
    """A row as `components/work.html` draws it."""

    state: str
    words: str
    ours: bool
    title: str
    href: str
    called: str
    reference: str
    phase: str
    text: str
    why: str
    rule: str
    source: str
    confidence: str
    act: str
    act_href: str
    id: str = ""


class NextDueDay(NamedTuple):
    """What comes first, where nothing is due today or late."""

    on: str
    called: str


class PlannedContactOfTodayItem(NamedTuple):
    """A contact of today, as `components/lists.html` draws it."""

    at: datetime.time | None
    title: str
    href: str
    with_words: str
    note: str
    warnings: tuple[tuple[str, str], ...]


class MyDayContentContext(TypedDict):
    """What `workspace/my_day.html` draws, beside who reads it."""

    first: list[MyDayItem]
    todo: list[MyDayItem]
    todo_count: int
    left: int
    later: bool
    late_left: int
    due_today_left: int
    part: str
    page: int
    pages: int
    more: int
    nearest: int
    next: NextDueDay | None
    contacts: list[PlannedContactOfTodayItem]
    waiting: list[MyDayItem]
    waiting_count: int
    waiting_left: int
    waiting_shown: int
    waiting_capped: bool
    gaps: list[MyDayItem]
    gap_count: int
    for_reader: list[MyDayItem]
    for_reader_count: int
    cases: int
    counts: list[tuple[int | str, str, str]]


def present_my_day(found: MyDayPageRows, *, make_address: Callable[..., str]) -> MyDayContentContext:
    """Everything that the template needs.

    Args:
        found: the day, or a page of one of its lists.
        make_address: of My day with `show` and `page` as given.
    """
    count, most = found.count, MOST_CASES_OF_TEAM if found.team else MOST_CASES_OF_WORKER
    first_offer = next((n for n, row in enumerate(found.todo) if row.sort == "offer"), None)
    rows = [
        _make_my_day_item(row)._replace(id="offers" if n == first_offer else "")
        for n, row in enumerate(found.todo)
    ]
    is_day = found.part is MyDayShownPart.DAY
    worst = len(list(takewhile(_comes_before_all_else, found.todo))) if is_day else 0
    return {
        "first": rows[:worst],
        "todo": rows[worst:],
        "todo_count": count.todo - worst,
        "left": count.todo - len(found.todo) if is_day else 0,
        "later": found.later,
        "late_left": found.late_left_out,
        "due_today_left": found.due_today_left_out,
        "part": found.part,
        "page": found.page,
        "pages": found.pages,
        "more": count.more,
        "nearest": most if found.cases > most else 0,
        "next": _present_next_due_day(found),
        "contacts": [_present_planned_contact_of_today(row) for row in found.today],
        "waiting": [_make_waiting_my_day_item(row) for row in found.waiting],
        "waiting_count": count.waiting,
        "waiting_shown": len(found.waiting),
        "waiting_capped": count.waiting >= MOST_DUES,
        "waiting_left": count.waiting - len(found.waiting) if is_day else 0,
        "gaps": [_make_cover_gap_item(row) for row in found.gaps],
        "gap_count": found.gap_count,
        "for_reader": [_make_my_day_item(row) for row in found.for_reader],
        "for_reader_count": count.for_reader,
        "cases": found.cases,
        "counts": [
            count_and_link
            for count_and_link in _list_day_counts(found, first_offer, make_address)
            if count_and_link[0] not in (0, "0")
        ],
    }


def _list_day_counts(
    found: MyDayPageRows, first_offer: int | None, make_address: Callable[..., str]
) -> list[tuple[int | str, str, str]]:
    """What there is, in numbers that lead to it."""
    count = found.count
    return [
        *(
            [(_format_capped_count(found.gap_count, 1000), "without a stand-in", "#gaps")]
            if found.gap_count
            else []
        ),
        (count.late, "overdue", "#todo"),
        (count.now, "due today", "#todo"),
        (count.for_reader, "for you to decide", "#for-you"),
        (found.today_count, "contact today" if found.today_count == 1 else "contacts today", "#contacts"),
        (
            _format_capped_count(count.offers, MOST_PER_SORT),
            "offer unanswered" if count.offers == 1 else "offers unanswered",
            _get_href_of_my_day_offers_section(found, first_offer, make_address),
        ),
        (_format_capped_count(count.waiting, MOST_DUES), "waiting for others", "#waiting"),
    ]


def _get_href_of_my_day_offers_section(
    found: MyDayPageRows, first: int | None, make_address: Callable[..., str]
) -> str:
    """Where the first stands: on a page of all that is to do, where none presses enough for this one."""
    if not found.offers_page:
        return "#todo"
    if first is not None:
        return "#offers"
    return f"{make_address(show=MyDayShownPart.TODO, page=found.offers_page)}#offers"


def _comes_before_all_else(row: MyDayRow) -> bool:
    """Whoever has nowhere to go, is missing or in danger without a plan; a case open in an emergency now."""
    return (
        _is_row_of_homeless_or_missing_victim(row)
        or row.sort == "no_plan"
        or row.code in MISSING_NOW
        or (row.sort == "emergency" and row.code == OPEN_NOW)
    )


def _is_row_of_homeless_or_missing_victim(row: MyDayRow) -> bool:
    """Somebody has nowhere to sleep, or nobody knows where they are: before gaps in cover, before everything."""
    return row.sort == "place" and row.due_on == AT_ONCE


def _format_capped_count(count: int, most: int) -> str:
    """The number, or that there may be more than the page shows."""
    return f"{count}" if count < most else msg("{count} or more", count=f"{most:,}")


def _present_next_due_day(found: MyDayPageRows) -> NextDueDay | None:
    row = next(iter(found.todo), None)
    if row is None or found.today or row.due_on is None or row.due_on <= today():
        return None
    return NextDueDay(
        formatting.format_long_day_omitting_current_year(row.due_on), row.called or row.reference
    )


def _make_my_day_item(row: MyDayRow) -> MyDayItem:
    provider = get_day_row_provider(row)
    (state, words), (act, act_href) = provider.get_tag(row), provider.get_act(row)
    if row.restricted:  # it is kept and not used: nearly every act refuses
        act, act_href = "Open case", get_url("case", row.reference)
    why, source = provider.get_explanation(row)
    return MyDayItem(
        state=state,
        words=words,
        ours=row.ours,
        title=provider.get_title(row),
        href=provider.get_href(row),
        called=row.called or row.reference or row.who,
        reference=describe_case_reference(
            row.reference if row.called else "", restricted=row.restricted, joined=row.joined
        ),
        phase=row.phase,
        text=provider.describe(row),
        why=why,
        rule=row.rule,
        source=source,
        confidence=row.confidence,
        act=act,
        act_href=act_href,
    )


def describe_case_reference(reference: str, *, restricted: bool, joined: str) -> str:
    """Beside the name: the reference, that the case is restricted, and with which cases it was joined as one person.

    Args:
        reference: of the case; "" where it stands in place of the name.
        restricted: whether the case is.
        joined: references of the cases that it was joined with.
    """
    said = reference
    if restricted:
        said = msg("{reference}, restricted", reference=said) if said else "Restricted"
    if not joined:
        return said
    if not said:
        return msg("Same person as {others}", others=joined)
    return msg("{reference}, same person as {others}", reference=said, others=joined)


def _make_cover_gap_item(row: MyDayRow) -> MyDayItem:
    """A case without a stand-in: its title leads to the one act."""
    shown = _make_my_day_item(row)
    return shown._replace(act="", href=shown.act_href)


def _make_waiting_my_day_item(row: MyDayRow) -> MyDayItem:
    """What somebody else owes us: never late on our side, and chased only by choice."""
    provider = get_day_row_provider(row)
    state, words = due_tags.make_due_tag(kind=row.kind, ours=False, due_on=row.due_on, started=row.started)
    shown = _make_my_day_item(row)
    return shown._replace(
        state=state,
        words=words,
        text=provider.describe_waiting(row),
        act=shown.act if provider.may_chase else "",
    )


def _present_planned_contact_of_today(row: MyDayRow) -> PlannedContactOfTodayItem:
    return PlannedContactOfTodayItem(
        at=row.due_time,
        title=msg("{called}, {contact}", called=row.called or row.reference, contact=lower_first(row.title)),
        href=get_day_row_provider(row).get_act(row)[1],
        with_words="",
        note=msg("With {for_whom}", for_whom=row.for_whom) if row.for_whom else "",
        warnings=(("no", UNSAFE_WARNING.strip()),) if row.warning else (),
    )
