"""A request and a practitioner together, as they stand in forms and addresses."""

from uuid import UUID

type PairIds = tuple[UUID, UUID]
"""The numbers of a request and of a practitioner."""


def format_request_practitioner_pair(pair: PairIds) -> str:
    """As it stands in a form and in the address."""
    return f"{pair[0]}:{pair[1]}"


def parse_request_practitioner_pairs(texts: list[str]) -> tuple[PairIds, ...]:
    """Pairs of an address or form.

    Returns:
        Each once, in their order; what is no pair is left out.
    """
    found = []
    for text in texts:
        first, _, second = text.partition(":")
        try:
            found.append((UUID(first), UUID(second)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))
