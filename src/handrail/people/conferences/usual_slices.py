"""Which agency usually sees what: a table to start from. Whoever cuts a slice decides item by item.

Ours, after `conferences.md` section 5: no national table was found.
"""

from typing import Final

from handrail.people.conferences.text_choices import ItemKind, MemberPart, ShareBasis, Shown

_COLUMNS: Final = (
    ItemKind.IDENTITY,
    ItemKind.CONTACT,
    ItemKind.SAFETY,
    ItemKind.PATHWAY,
    ItemKind.NEEDS,
    ItemKind.HEALTH,
    ItemKind.ACCOUNT,
)
_W, _N, _O = Shown.WHOLE, Shown.NEED, None
_ROWS: Final = {
    MemberPart.CHAIR: (_W, _O, _W, _W, _N, _N, _O),
    MemberPart.NAVIGATOR: (_W, _W, _W, _W, _W, _N, _O),
    MemberPart.POLICE: (_W, _O, _W, _W, _O, _O, _O),
    MemberPart.ADULTS: (_W, _W, _W, _W, _W, _N, _O),
    MemberPart.HOUSING: (_W, _W, _W, _O, _N, _N, _O),
    MemberPart.HEALTH: (_W, _W, _W, _O, _N, _W, _O),
    MemberPart.LEGAL: (_W, _W, _W, _W, _N, _N, _O),
    MemberPart.PROBATION: (_O, _O, _W, _O, _O, _O, _O),
    MemberPart.OTHER: (_O, _O, _O, _O, _O, _O, _O),
    MemberPart.OBSERVER: (_O, _O, _O, _O, _O, _O, _O),
}
_BASES: Final = {
    MemberPart.ADULTS: ShareBasis.PUBLIC_TASK,
    MemberPart.HOUSING: ShareBasis.PUBLIC_TASK,
    MemberPart.POLICE: ShareBasis.SAFEGUARDING,
}


def find_usual_view(part: str, kind: str) -> Shown | None:
    """What a member of this part usually sees of an item of this kind; None for nothing."""
    return _ROWS[MemberPart(part)][_COLUMNS.index(ItemKind(kind))]


def get_usual_basis(part: str) -> ShareBasis:
    """The basis that an agency of this part usually has; consent where none is usual."""
    return _BASES.get(MemberPart(part), ShareBasis.CONSENT)
