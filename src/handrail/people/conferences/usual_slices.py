"""Which agency usually sees what: a table to start from. Whoever cuts a slice decides item by item.

Ours, after `conferences.md` section 5: no national table was found.
"""

from typing import Final

from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)

_COLUMNS: Final = (
    ConferenceItemKind.IDENTITY,
    ConferenceItemKind.CONTACT,
    ConferenceItemKind.SAFETY,
    ConferenceItemKind.PATHWAY,
    ConferenceItemKind.NEEDS,
    ConferenceItemKind.HEALTH,
    ConferenceItemKind.ACCOUNT,
)
_W, _N, _O = ItemVisibilityToMember.WHOLE, ItemVisibilityToMember.NEED, None
_ROWS: Final = {
    MemberAgency.CHAIR: (_W, _O, _W, _W, _N, _N, _O),
    MemberAgency.NAVIGATOR: (_W, _W, _W, _W, _W, _N, _O),
    MemberAgency.POLICE: (_W, _O, _W, _W, _O, _O, _O),
    MemberAgency.ADULTS: (_W, _W, _W, _W, _W, _N, _O),
    MemberAgency.HOUSING: (_W, _W, _W, _O, _N, _N, _O),
    MemberAgency.HEALTH: (_W, _W, _W, _O, _N, _W, _O),
    MemberAgency.LEGAL: (_W, _W, _W, _W, _N, _N, _O),
    MemberAgency.PROBATION: (_O, _O, _W, _O, _O, _O, _O),
    MemberAgency.OTHER: (_O, _O, _O, _O, _O, _O, _O),
    MemberAgency.OBSERVER: (_O, _O, _O, _O, _O, _O, _O),
}
_BASES: Final = {
    MemberAgency.ADULTS: ItemDisclosureBasis.PUBLIC_TASK,
    MemberAgency.HOUSING: ItemDisclosureBasis.PUBLIC_TASK,
    MemberAgency.POLICE: ItemDisclosureBasis.SAFEGUARDING,
}


def find_usual_item_visibility_to_agency(part: str, kind: str) -> ItemVisibilityToMember | None:
    """What a member of this part usually sees of an item of this kind; None for nothing."""
    return _ROWS[MemberAgency(part)][_COLUMNS.index(ConferenceItemKind(kind))]


def get_usual_disclosure_basis_of_agency(part: str) -> ItemDisclosureBasis:
    """The basis that an agency of this part usually has; consent where none is usual."""
    return _BASES.get(MemberAgency(part), ItemDisclosureBasis.CONSENT)
