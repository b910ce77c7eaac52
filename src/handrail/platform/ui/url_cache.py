"""The addresses of pages, as Django gives them.

A page of many rows asks for the same address with another number in it. Django is asked once for each address, with
marks where the numbers stand; afterwards only these are put in.
"""

import re
from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, get_script_prefix, reverse

UNQUOTED = re.compile(r"[A-Za-z0-9_-]+")
"""What stands in an address as it is. Anything else is left to Django, which quotes or refuses it."""


def get_url(name: str, *args: object) -> str:
    """The address of a named page, as `reverse` gives it."""
    between = _get_url_parts(name, tuple(type(one) for one in args), get_script_prefix())
    texts = [str(one) for one in args]
    if between is None or not all(UNQUOTED.fullmatch(text) for text in texts):
        return reverse(name, args=args)
    return "".join(part for pair in zip(between, [*texts, ""], strict=True) for part in pair)


@cache
def _get_url_parts(name: str, kinds: tuple[type, ...], _prefix: str) -> tuple[str, ...] | None:
    """What stands before, between and after the arguments. None where they do not stand there one after another."""
    try:
        marks = [PLACEHOLDERS[kind](n) for n, kind in enumerate(kinds)]
        rest, parts = reverse(name, args=marks), []
    except (KeyError, NoReverseMatch):
        return None
    for mark in marks:
        before, found, rest = rest.partition(str(mark))
        if not found:
            return None
        parts.append(before)
    return (*parts, rest)


PLACEHOLDERS: dict[type, Callable[[int], object]] = {
    str: "a-mark-in-an-address-{}".format,
    int: (987_654_321_000).__add__,
    UUID: lambda n: UUID(int=(0xABCDEF << 96) + n),
}
