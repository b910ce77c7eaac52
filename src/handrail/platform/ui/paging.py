"""Lists of 25 rows with numbered pages: for lists that are not by time."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

ROWS_PER_PAGE = 25


def fetch_page(rows: "QuerySet[Any] | Sequence[Any]", number: str) -> "Page[Any]":
    """The page of that number, fetched; the nearest one where there is no such page."""
    page = Paginator(rows, ROWS_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page
