"""What a row says on the home: its tag, and what is to be done beside the figures."""

import datetime

import pytest

from handrail.areas.commissioning.home_cards import COMMISSIONING_CARD
from handrail.areas.home.presenters import HomeCardItem, summarise_what_is_due_from_reader
from handrail.people.money.home_card import MONEY_CARD
from handrail.platform.ui.home_cards import HomeCard, HomeCardRow

TODAY = datetime.date(2026, 11, 30)
ROW = HomeCardRow(
    "Hartwell", "/", "From Ada", datetime.date(2026, 11, 25), status="To check", button="Review"
)


def make_item(row: HomeCardRow, card: HomeCard = COMMISSIONING_CARD) -> HomeCardItem:
    return summarise_what_is_due_from_reader([(card, [row])], TODAY).first[0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW, "5 days overdue"),  # not its status
        (ROW._replace(due_on=None), "To check"),
        (ROW._replace(on_that_day="Meeting 25 Nov"), "Meeting 25 Nov"),
    ],
)
def test_a_tag_tells_the_day_that_is_due_before_a_status(row, words):
    assert make_item(row).tag.words == words


@pytest.mark.parametrize(
    ("row", "card", "said"),
    [
        (ROW, COMMISSIONING_CARD, "Review. From Ada"),
        (ROW, MONEY_CARD, "From Ada"),  # “Review £20 spent on food” is its title
        (ROW._replace(about="Review the agreement"), COMMISSIONING_CARD, "Review the agreement"),
        (ROW._replace(button=""), COMMISSIONING_CARD, "From Ada"),
        (ROW._replace(button="", about=""), COMMISSIONING_CARD, "Services and contracts"),
    ],
)
def test_beside_the_figures_a_row_says_what_is_to_be_done_once(row, card, said):
    assert make_item(row, card).act_and_about == said
