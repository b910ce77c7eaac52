"""A small piece of a page that many rows have in common is drawn once: a shape, a tag, a phase.

For pieces that say nothing of anybody: what is drawn stays in the memory of the process.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.runtime import Macro

MOST = 1_000
"""So many of each, and then from the beginning: nothing grows without end."""
CACHEABLE_TYPES = (str, int, Enum, type(None))
CachedMacro = Callable[..., Any]


@pass_environment
def cache_macro(environment: Environment, macro: Macro) -> CachedMacro:
    """The macro, which gives what it gave before when it is asked for the same again.

    Types are part of what was asked: text and markup of the same letters are equal, and only one of them is escaped.
    Where what it says is looked up in another language it is asked each time: whoever counts what has no translation
    must hear of it on every page.
    """
    if type(environment) is not Environment:
        return macro
    kept: dict[object, Any] = {}

    def drawn(*args: Any, **named: Any) -> Any:
        key = (args, *named.items(), *map(type, args), *map(type, named.values()))
        try:
            found = kept.get(key)
        except TypeError:  # a list, say
            return macro(*args, **named)
        return keep(key, args, named) if found is None else found

    def keep(key: object, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        made = macro(*args, **named)
        if all(isinstance(one, CACHEABLE_TYPES) for one in (*args, *named.values())):
            if len(kept) >= MOST:
                kept.clear()
            kept[key] = made
        return made

    return drawn
