"""Which agency usually sees what: a table to start from. Whoever cuts a slice decides item by item.

Ours, after `conferences.md` section 5: no national table was found. `W` is all of it, `N` the need only.
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
_ROWS: Final = {
    MemberPart.CHAIR: "W-WWNN-",
    MemberPart.NAVIGATOR: "WWWWWN-",
    MemberPart.POLICE: "W-WW---",
    MemberPart.ADULTS: "WWWWWN-",
    MemberPart.HOUSING: "WWW-NN-",
    MemberPart.HEALTH: "WWW-NW-",
    MemberPart.LEGAL: "WWWWNN-",
    MemberPart.PROBATION: "--W----",
    MemberPart.OTHER: "-------",
}
_LETTERS: Final = {"W": Shown.WHOLE, "N": Shown.NEED}
_BASES: Final = {
    MemberPart.ADULTS: ShareBasis.PUBLIC_TASK,
    MemberPart.HOUSING: ShareBasis.PUBLIC_TASK,
    MemberPart.POLICE: ShareBasis.SAFEGUARDING,
}


def find_usual_view(part: str, kind: str) -> Shown | None:
    """What a member of this part usually sees of an item of this kind; None for nothing."""
    return _LETTERS.get(_ROWS[MemberPart(part)][_COLUMNS.index(ItemKind(kind))])


def get_usual_basis(part: str) -> ShareBasis:
    """The basis that an agency of this part usually has; consent where none is usual."""
    return _BASES.get(MemberPart(part), ShareBasis.CONSENT)
