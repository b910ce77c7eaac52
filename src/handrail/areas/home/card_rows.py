"""The rows of all cards of the home; cards that only name their querysets share one statement."""

from collections.abc import Iterable, Sequence

from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.ui.home_cards import HomeCard, HomeCardRow, HomePageViewer, PendingHomeCardRows


def list_card_rows(
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
    pending = [rows for _, rows in given if isinstance(rows, PendingHomeCardRows)]
    evaluate_in_one_statement([queryset for rows in pending for queryset in rows.querysets])
    return [
        (card, rows.make_rows() if isinstance(rows, PendingHomeCardRows) else rows) for card, rows in given
    ]
