"""Kinds of body, and kinds of governing body, each in one readable tuple."""

from typing import Final

BODY_KINDS: Final = (
    ("police", "Police force"),
    ("police_unit", "Police unit without an area of its own"),
    ("local_policing_body", "Local policing body"),
    ("council", "Council or combined authority"),
    ("government", "Government body"),
    ("immigration_enforcement", "Immigration enforcement"),
    ("health", "Health body"),
    ("charity", "Charity"),
    ("business", "Business"),
    ("national", "National body that collates what areas tell it"),
)
POLICE_KINDS: Final = frozenset({"police", "police_unit"})
IMMIGRATION_ENFORCEMENT: Final = "immigration_enforcement"
BUSINESS: Final = "business"
BODY_KIND_CODES: Final = tuple(code for code, _ in BODY_KINDS)

GOVERNANCE_KINDS: Final = (
    ("pcc", "Police and crime commissioner"),
    ("pfcc", "Police, fire and crime commissioner"),
    ("mayor", "Mayor"),
    ("mopac", "Mayor's Office for Policing and Crime"),
    ("common_council", "Common Council"),
    ("not_decided", "Not decided"),
)
GOVERNANCE_KIND_CODES: Final = tuple(code for code, _ in GOVERNANCE_KINDS)
