"""Every address of the site, walked from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: its name, its route and its view."""

    name: str
    route: str
    view: Any

    @property
    def access_rule(self) -> str:
        """The permission that the view asks, or why it asks none; empty where it carries neither."""
        return getattr(self.view, "access_rule", "")


def addresses() -> list[Address]:
    """All of them."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", route, pattern.callback)
