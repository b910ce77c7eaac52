"""Filters and sort orders live in the address, so that a list can be sent to a colleague or kept."""

from typing import Any

from django.http import HttpRequest, QueryDict


def build_address_with_query(request: HttpRequest, **changes: Any) -> str:
    """This page's address with these query values changed; None takes one away. Paging begins again."""
    query = request.GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        _set_query_value(query, name, value)
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


def _set_query_value(query: QueryDict, name: str, value: Any) -> None:
    query.pop(name, None)
    if isinstance(value, list | tuple):
        query.setlist(name, [str(each) for each in value])
    elif value is not None:
        query[name] = str(value)
