"""The rows of all cards of the home; cards that only name their querysets share one statement."""

from collections.abc import Iterable, Sequence

from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.ui.home_cards import (
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_home_cards_with_their_rows(
    cards: Iterable[HomeCard], reader: HomePageViewer
) -> list[tuple[HomeCard, Sequence[HomeCardRow]]]:
    """Each card with its rows.

    Args:
        cards: that the reader may see.
        reader: who reads the home.

    Returns:
        In the order of the cards.
    """
    given = [(card, card.list_rows(reader)) for card in cards]
    pending = [rows for _, rows in given if isinstance(rows, HomeCardRowsStillToBeQueried)]
    evaluate_in_one_statement([queryset for rows in pending for queryset in rows.querysets])
    return _leave_out_actions_shown_in_other_rows(
        [
            (card, rows.make_rows() if isinstance(rows, HomeCardRowsStillToBeQueried) else rows)
            for card, rows in given
        ]
    )


def _leave_out_actions_shown_in_other_rows(
    found: list[tuple[HomeCard, Sequence[HomeCardRow]]],
) -> list[tuple[HomeCard, Sequence[HomeCardRow]]]:
    """An action for which another room's row stands is not listed a second time."""
    told = {row.stands_for_action for _, rows in found for row in rows} - {None}
    return [
        (card, [row for row in rows if row.action_id is None or row.action_id not in told])
        for card, rows in found
    ]
