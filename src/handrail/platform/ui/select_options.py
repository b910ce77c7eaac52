"""The options of a select, drawn once for each choice and language: long lists are the same for everybody."""

from functools import lru_cache

from markupsafe import Markup

OptionPairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def render_options(pairs: OptionPairs, chosen: str, none: str = "") -> Markup:
    """The options of a list, at once: long lists are drawn for every field of a page.

    Args:
        pairs: code and words of each, in order.
        chosen: the code that is selected.
        none: the words for no choice, first; "" where there is none.

    Returns:
        Escaped markup.
    """
    first = Markup('<option value="">{}</option>').format(none) if none else Markup()
    return first + Markup().join(
        Markup('<option value="{}"{}>{}</option>').format(code, SELECTED if code == chosen else "", text)
        for code, text in pairs
    )


SELECTED = Markup(" selected")
