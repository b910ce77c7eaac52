"""Blind keys of tokens, apart for each body that holds cases."""

from collections.abc import Iterable
from datetime import date

from handrail.people.cases.name_search import tokens
from handrail.people.cases.name_search.folding import fold_name_parts, reduce_to_consonants
from handrail.platform.vault import blind_index


def compute_stored_name_index_numbers(owner_id: int, names: Iterable[str], born: date | None) -> set[int]:
    """The numbers to keep of a person's names.

    Args:
        owner_id: the body that holds the case.
        names: what they are called, and their full name.
        born: the date of birth.
    """
    return _make_blind_index_numbers(
        owner_id, {token for name in names for token in tokens.make_stored_tokens(name, born)}
    )


def compute_query_name_index_numbers(
    owner_id: int, typed: str, born: date | None = None, *, loosely: bool = False
) -> set[int]:
    """The numbers to look for among one body's cases.

    Args:
        owner_id: the body whose cases are searched.
        typed: the name as it was heard.
        born: the date of birth.
        loosely: whether numbers that many share are wanted too.
    """
    wanted = tokens.make_query_tokens(typed, born)
    return _make_blind_index_numbers(
        owner_id, wanted | tokens.make_loose_tokens(typed) if loosely else wanted
    )


def compute_blind_keys_by_name_part(owner_id: int, parts: Iterable[str]) -> dict[str, int]:
    """The number that is kept of each part of a name, whatever stands beside it.

    Args:
        owner_id: the body whose cases are searched.
        parts: folded.

    Returns:
        Numbers by part.
    """
    return {part: number for part in parts for number in _make_blind_index_numbers(owner_id, [f"one {part}"])}


def _make_blind_index_numbers(owner_id: int, texts: Iterable[str]) -> set[int]:
    return blind_index.compute_blind_index_numbers(f"name:{owner_id}", texts)


def compute_birth_date_query_keys(owner_id: int, born: date, names: Iterable[str] = ()) -> set[int]:
    """The numbers to look for among one body's cases for whoever was born then, day and month in either order.

    Args:
        owner_id: the body whose cases are searched.
        born: the day.
        names: where given, their first sounds narrow the search.
    """
    starts = {reduce_to_consonants(part)[:1] for name in names for part in fold_name_parts(name)}
    return _make_blind_index_numbers(owner_id, tokens.make_birth_date_query_tokens(born, starts))
