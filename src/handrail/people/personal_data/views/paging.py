"""Which page of a list the address asks for."""

from django.http import HttpRequest

LAST_PAGE = 100_000


def get_page_number(request: HttpRequest) -> int:
    """From 1; whatever is no number is the first page."""
    text = request.GET.get("page", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 7 else 1
