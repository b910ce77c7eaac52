"""The rows of the cards as the home shows them: what is due now, the rest by room, and what others owe."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.areas.recommendations.tags import StateTag, make_due_tag
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.messages import join_texts
from handrail.platform.ui.home_cards import MAX_ROWS, HomeCard, HomeCardRow

SECTION_ROWS: Final = 2
"""So many rows a section shows; the room's own list has the rest."""
DUE_ROWS: Final = 5
"""So many the short list beside the figures names."""
URGENT: Final = ("overdue", "today")


class HomeCardItem(NamedTuple):
    """A row with its tag, and the card that it is of."""

    row: HomeCardRow
    status: str  # of get_due_status_code: "overdue", "today", "soon", "later" or "none"
    tag: StateTag
    card: HomeCard

    @property
    def act_and_about(self) -> str:
        """What is to be done, where neither title nor `about` begins with it, and what the row is about."""
        button, about = self.row.button, self.row.about
        act = "" if self.card.titles_say_act or about.startswith(button) else button
        return join_texts([text for text in (act, about) if text], ". ") or self.card.title


class HomeCardSection(NamedTuple):
    """What is due later, of one card. `left`: how many rows are not shown here."""

    card: HomeCard
    lines: Sequence[HomeCardItem]
    left: int
    is_cut: bool  # there may be more than were fetched


class DueFromReader(NamedTuple):
    """What is due from the reader in short: the first things to do, and how many there are."""

    first: Sequence[HomeCardItem]
    overdue_count: int
    today_count: int
    later_count: int
    waiting_count: int


class HomePageContent(NamedTuple):
    """The home as its template draws it."""

    urgent: Sequence[HomeCardItem]
    sections: Sequence[HomeCardSection]
    waiting: Sequence[HomeCardItem]
    waiting_count: int
    overdue_count: int
    today_count: int
    later_count: int


def present_home_page_content(
    found: Sequence[tuple[HomeCard, Sequence[HomeCardRow]]], today: datetime.date, *, shows_all_waiting: bool
) -> HomePageContent:
    """Sort the rows of all cards.

    Args:
        found: each card that the reader may see, with its rows.
        today: the day by which "overdue" is told.
        shows_all_waiting: whether all that is waited on from others is shown, else the first of it.

    Returns:
        Rows that are the reader's to do and overdue or due today, most urgent first; the others by card; and what is
        waited on from others, the earliest day first.
    """
    lines = [_make_home_card_item(card, row, today) for card, rows in found for row in rows]
    ours = [line for line in lines if line.row.is_ours]
    waiting = sorted((line for line in lines if not line.row.is_ours), key=_get_home_item_day_sort_key)
    urgent = sorted((line for line in ours if line.status in URGENT), key=_get_home_item_day_sort_key)
    return HomePageContent(
        urgent=urgent,
        sections=[section for card, rows in found if (section := _make_home_page_section(card, rows, ours))],
        waiting=waiting if shows_all_waiting else waiting[: 3 * SECTION_ROWS],
        waiting_count=len(waiting),
        overdue_count=sum(line.status == "overdue" for line in ours),
        today_count=sum(line.status == "today" for line in ours),
        later_count=len(ours) - len(urgent),
    )


def summarise_what_is_due_from_reader(
    found: Sequence[tuple[HomeCard, Sequence[HomeCardRow]]], today: datetime.date
) -> DueFromReader:
    """What is due from the reader, from all cards, for a page that is about something else.

    Args:
        found: each card that the reader may see, with its rows.
        today: the day by which "overdue" is told.

    Returns:
        The first of those with a day, then those without one; how many there are of all.
    """
    lines = [_make_home_card_item(card, row, today) for card, rows in found for row in rows]
    ours = sorted((line for line in lines if line.row.is_ours), key=_get_day_or_never)
    statuses = Counter(line.status for line in ours)
    return DueFromReader(
        first=ours[:DUE_ROWS],
        overdue_count=statuses["overdue"],
        today_count=statuses["today"],
        later_count=len(ours) - statuses["overdue"] - statuses["today"],
        waiting_count=len(lines) - len(ours),
    )


def _get_day_or_never(line: HomeCardItem) -> datetime.date:
    return line.row.due_on or datetime.date.max


def _make_home_card_item(card: HomeCard, row: HomeCardRow, today: datetime.date) -> HomeCardItem:
    status = get_due_status_code(row.due_on, today)
    late_days = max(0, (today - row.due_on).days) if row.due_on else 0
    tag = make_due_tag(status, late_days, row.due_on, ours=row.is_ours)
    if row.due_on is None:
        tag = StateTag("running", row.status or "No due date", row.is_ours)
    elif row.on_that_day:
        tag = tag._replace(words=row.on_that_day)
    return HomeCardItem(row, status, tag, card)


def _make_home_page_section(
    card: HomeCard, rows: Sequence[HomeCardRow], ours: Sequence[HomeCardItem]
) -> HomeCardSection | None:
    lines = sorted(
        (line for line in ours if line.card is card and line.status not in URGENT),
        key=_get_home_item_day_sort_key,
    )
    if not lines:
        return None
    return HomeCardSection(
        card, lines[:SECTION_ROWS], max(0, len(lines) - SECTION_ROWS), is_cut=len(rows) >= MAX_ROWS
    )


def _get_home_item_day_sort_key(line: HomeCardItem) -> datetime.date:
    """What has no day comes first: it can be done at once."""
    return line.row.due_on or datetime.date.min
