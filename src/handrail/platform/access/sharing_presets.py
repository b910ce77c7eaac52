"""What sharing is for: each task with the kinds of information that it takes, and no more. An entry costs no migration.

The kinds follow the slices of `conferences.md` section 5; whoever shares may tick more or fewer by hand.
"""

from dataclasses import dataclass
from typing import Final

from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind


@dataclass(frozen=True, slots=True)
class SharingPreset:
    """One task. `for_whom` says in a line who asks for it."""

    code: str
    name: str
    for_whom: str
    kinds: frozenset[Kind]

    @property
    def opened(self) -> tuple[Kind, ...]:
        """What it opens, in the fixed order of kinds."""
        return tuple(kind for kind in SHAREABLE_KINDS if kind in self.kinds)


_REACHED: Final = frozenset({Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY})

SHARING_PRESETS: Final = (
    SharingPreset(
        "house",
        "For housing",
        "With a council’s housing team, a housing association or a safe house.",
        _REACHED | {Kind.HOUSING},
    ),
    SharingPreset(
        "support",
        "For support",
        "With a charity or provider that will work with them.",
        _REACHED | {Kind.PATHWAY, Kind.CONSENT, Kind.NEEDS, Kind.HOUSING, Kind.OFFERS, Kind.OUTCOMES},
    ),
    SharingPreset(
        "health",
        "For health care",
        "With a GP, clinic, therapist or drug and alcohol service.",
        _REACHED | {Kind.HEALTH},
    ),
    SharingPreset(
        "legal",
        "For legal or immigration advice",
        "With a solicitor or registered adviser. The person’s account is not shared.",
        _REACHED | {Kind.PATHWAY, Kind.NEEDS, Kind.IMMIGRATION},
    ),
    SharingPreset(
        "protect",
        "To keep them safe",
        "With the police or adult safeguarding.",
        _REACHED | {Kind.PATHWAY},
    ),
    SharingPreset(
        "referral",
        "For an NRM referral",
        "With a first responder that will send the form. Includes the person’s account.",
        _REACHED | {Kind.PATHWAY, Kind.ACCOUNT},
    ),
    SharingPreset(
        "conference",
        "For a case conference",
        "With the organisations at the meeting: the person’s name, safety plan, NRM dates and needs.",
        frozenset({Kind.IDENTITY, Kind.SAFETY, Kind.PATHWAY, Kind.NEEDS}),
    ),
    SharingPreset(
        "pay",
        "For funding or a go-bag",
        "With a fund or store: what is requested, not the person’s name.",
        frozenset({Kind.OFFERS}),
    ),
    SharingPreset(
        "take_over",
        "To hand over the case",
        "With the new organisation: everything.",
        frozenset(SHAREABLE_KINDS),
    ),
    SharingPreset("other", "Something else", "Choose what to share.", frozenset()),
)
_BY_CODE: Final = {preset.code: preset for preset in SHARING_PRESETS}


def find_sharing_preset(code: str) -> SharingPreset | None:
    """The preset with this code, where there is one."""
    return _BY_CODE.get(code)


def get_sharing_preset(code: str) -> SharingPreset:
    """The preset with this code; KeyError where there is none."""
    return _BY_CODE[code]


@dataclass(frozen=True, slots=True)
class FundOrStoreRequestDisclosure:
    """What another organisation is told by a request that shares no record with it: shown before it is sent.

    By the preset “For funding or a go-bag”. `not_seen` is written beside the request and stays here; the
    page says that all else about the person is withheld.
    """

    recipient: str
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]
