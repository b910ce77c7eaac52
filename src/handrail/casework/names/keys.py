"""Blind keys of tokens, apart for each body that holds cases."""

from collections.abc import Iterable
from datetime import date

from handrail.casework.names import tokens
from handrail.casework.names.folding import parts, skeleton
from handrail.vault import blind


def to_keep(owner_id: int, names: Iterable[str], born: date | None) -> set[int]:
    """The numbers to keep of a person's names: what they are called, and their full name."""
    return _numbers(owner_id, {token for name in names for token in tokens.kept(name, born)})


def to_ask(owner_id: int, typed: str, born: date | None = None, *, loosely: bool = False) -> set[int]:
    """The numbers to look for among one body's cases; `loosely` those too that many share."""
    wanted = tokens.asked(typed, born)
    return _numbers(owner_id, wanted | tokens.loose(typed) if loosely else wanted)


def _numbers(owner_id: int, texts: Iterable[str]) -> set[int]:
    return blind.numbers(f"name:{owner_id}", texts)


def to_ask_born(owner_id: int, born: date, names: Iterable[str] = ()) -> set[int]:
    """The numbers to look for among one body's cases for whoever was born then, day and month in either order."""
    starts = {skeleton(part)[:1] for name in names for part in parts(name)}
    return _numbers(owner_id, tokens.born_asked(born, starts))
