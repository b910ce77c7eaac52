"""What a provider without an account is told: the kinds that were sent and that the person still agrees to, no more."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from uuid import UUID

from handrail.directory.need_and_service_kinds import NEEDS, get_need_kind
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.referrals import get_kinds_open_to_body
from handrail.people.records.models import Case, Need, Person
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.ui import formatting
from handrail.platform.vault.cipher import Cipher


class ReferralSliceAccess:
    """Opens sealed fields of some kinds of one case, and notes which were shown. A field of another kind refuses."""

    __slots__ = ("_key", "kinds", "shown")

    def __init__(self, case_id: UUID, kinds: Collection[Kind]) -> None:
        self._key, self.kinds = KeyAccess(case_id), frozenset(kinds)
        self.shown: set[Kind] = set()

    @property
    def key_id(self) -> UUID:
        """The number of the case's key."""
        return self._key.key_id

    @property
    def cipher(self) -> Cipher | None:
        """None where the key was destroyed."""
        return self._key.cipher

    @property
    def key_access(self) -> KeyAccess:
        """The same key, for what is addressed to the provider whatever its kind: the words of the referral."""
        return self._key

    def sees(self, kind: Kind) -> bool:
        """Whether the kind is open, noting that it is about to be shown."""
        if kind in self.kinds:
            self.shown.add(kind)
        return kind in self.kinds


class ReferralSliceRow(NamedTuple):
    """One fact, with its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferralSlice:
    """All that is told with one referral."""

    rows: tuple[ReferralSliceRow, ...]
    words: str
    shown: frozenset[Kind]


def get_disclosable_kinds_of_referral(referral: Referral) -> frozenset[Kind]:
    """The kinds that were sent, that are open to the provider today, and that a letter or a link may hold.

    Of a restricted record none: `referral.case` is fetched with it.
    """
    if referral.case.restricted_on is not None:
        return frozenset()
    told = {Kind(kind) for kind in referral.kinds}
    open_today = get_kinds_open_to_body(referral.case_id, referral.to_body_id)
    return frozenset(told & open_today & set(SLICE_PARTS))


def build_referral_slice(referral: Referral, kinds: Collection[Kind]) -> ReferralSlice:
    """Read what is told, through an access that opens these kinds alone.

    Args:
        referral: the referral.
        kinds: as `get_disclosable_kinds_of_referral` gave them just now.

    Returns:
        The facts in the order of the kinds, and the words that were written to the provider.
    """
    access = ReferralSliceAccess(referral.case_id, kinds)
    rows = [
        row
        for kind in SHAREABLE_KINDS
        if kind in SLICE_PARTS and access.sees(kind)
        for row in SLICE_PARTS[kind](referral.case_id, access)
        if row.text
    ]
    words = referral.bind(access.key_access).words.open()
    return ReferralSlice(tuple(rows), words, frozenset(access.shown))


def _iterate_identity_rows(case_id: UUID, access: ReferralSliceAccess) -> Iterator[ReferralSliceRow]:
    person = Person.objects.select_related("language").opened_for(access).get(pk=case_id)
    born = person.date_of_birth.open()
    yield ReferralSliceRow("Name", person.full_name.open() or person.called.open())
    yield ReferralSliceRow("What to call them", person.called.open())
    yield ReferralSliceRow(
        "Date of birth", formatting.format_day(datetime.date.fromisoformat(born)) if born else ""
    )
    yield ReferralSliceRow("Language", person.language.name if person.language else "")
    yield ReferralSliceRow("Interpreter needed", person.get_interpreter_display())


def _iterate_contact_rows(case_id: UUID, access: ReferralSliceAccess) -> Iterator[ReferralSliceRow]:
    """The safest way alone: an address or a number that is not safe is in no letter."""
    contacts = Case(pk=case_id).safest_contacts  # of the room above this one: cases/person
    newest = contacts.order_by("-id").opened_for(access).first()
    yield ReferralSliceRow("Safest way to reach them", newest.how.open() if newest else "")


def _iterate_rows_of_needs(
    kind: Kind, case_id: UUID, access: ReferralSliceAccess
) -> Iterator[ReferralSliceRow]:
    """The needs of one kind: a need about health is told with what is told of health, and not otherwise."""
    codes = [need.code for need in NEEDS if need.information is kind]
    needs = Need.objects.filter(case=case_id, met_on__isnull=True, kind__in=codes).order_by("id")
    for need in needs.opened_for(access):
        yield ReferralSliceRow(get_need_kind(need.kind).name, need.words.open() or "Help is needed")


SLICE_PARTS: Mapping[Kind, Callable[[UUID, ReferralSliceAccess], Iterator[ReferralSliceRow]]] = {
    Kind.IDENTITY: _iterate_identity_rows,
    Kind.CONTACT: _iterate_contact_rows,
} | {kind: partial(_iterate_rows_of_needs, kind) for kind in {need.information for need in NEEDS}}
"""What a letter or a link may hold of each kind. Danger, the NRM and consents are told on Handrail or by telephone."""
