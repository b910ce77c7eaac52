"""The bases that a request may name: which side may, and where each comes from. An entry costs no migration.

Nothing here is advice. What was not read in a primary text says so, and a data protection officer confirms it.
"""

from dataclasses import dataclass
from typing import Final

from handrail.people.information_requests.text_choices import RequestBasis

REMEMBERED: Final = "Not verified: check"
SECONDARY: Final = "Not verified: from a secondary source"


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """One basis. `sides`: who may name it."""

    basis: RequestBasis
    sides: frozenset[str]
    source: str
    confidence: str


POLICE: Final = "police"
SUPPORT: Final = "support"
_BOTH: Final = frozenset({POLICE, SUPPORT})

LAWFUL_BASES: Final = (
    LawfulBasis(
        RequestBasis.LAW_ENFORCEMENT,
        frozenset({POLICE}),
        "Data Protection Act 2018, Part 3",
        REMEMBERED,
    ),
    LawfulBasis(RequestBasis.COURT_ORDER, _BOTH, "The order itself", "Your organisation’s own setting"),
    LawfulBasis(RequestBasis.CONSENT, frozenset({SUPPORT}), "UK GDPR, Article 6(1)(a)", REMEMBERED),
    LawfulBasis(RequestBasis.VITAL, _BOTH, "UK GDPR, Article 6(1)(d)", SECONDARY),
    LawfulBasis(
        RequestBasis.RECOGNISED,
        frozenset({SUPPORT}),
        "UK GDPR, Article 6(1)(ea), in force 5 February 2026; ICO guidance of 23 March 2026. Not for public "
        "authorities doing their tasks",
        SECONDARY,
    ),
    LawfulBasis(
        RequestBasis.AT_RISK,
        _BOTH,
        "Data Protection Act 2018, Schedule 1, paragraph 18",
        SECONDARY,
    ),
    LawfulBasis(RequestBasis.PUBLIC_TASK, frozenset({SUPPORT}), "UK GDPR, Article 6(1)(e)", REMEMBERED),
)
"""Consent is no basis that police may name: a victim who is asked by the police is not free to say no. Ours."""
_BY_CODE: Final = {row.basis.value: row for row in LAWFUL_BASES}


def get_lawful_basis(code: str) -> LawfulBasis:
    """The row of a basis."""
    return _BY_CODE[code]


def list_basis_choices(*, is_police: bool) -> list[tuple[str, str]]:
    """What one side may name, as codes and words."""
    side = POLICE if is_police else SUPPORT
    return [(row.basis.value, row.basis.label) for row in LAWFUL_BASES if side in row.sides]
