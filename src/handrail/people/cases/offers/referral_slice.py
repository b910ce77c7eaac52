"""What a provider without an account is told: the kinds that were sent and that the person still agrees to, no more."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from uuid import UUID

from handrail.directory.need_and_service_kinds import NEEDS, get_need_kind
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.referrals import (
    get_information_kinds_open_to_body,
    select_needs_of_referral,
)
from handrail.people.records.models import Case, Person
from handrail.people.records.queries.unsafe_channels import get_unsafe_reasons_by_channel
from handrail.people.records.text_choices import ContactChannelKind, YesNoOrNotAsked
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.kernel.messages import join_texts
from handrail.platform.ui import formatting
from handrail.platform.vault.cipher import Cipher


class ReferralDisclosureAccess:
    """Opens sealed fields of some kinds of one case. A field of another kind refuses.

    `shown`: the kinds of which something was told. Whoever makes the rows adds to it: what is empty tells nothing.
    """

    __slots__ = ("_key", "kinds", "shown")

    def __init__(self, case_id: UUID, kinds: Collection[Kind]) -> None:
        self._key, self.kinds = UnrecordedKeyAccess(case_id), frozenset(kinds)
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
    def key_access(self) -> UnrecordedKeyAccess:
        """The same key, for what is addressed to the provider whatever its kind: the words of the referral."""
        return self._key

    def sees(self, kind: Kind) -> bool:
        """Whether the kind is open. Asking notes nothing."""
        return kind in self.kinds


class ReferralDisclosureRow(NamedTuple):
    """One fact, with its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferralDisclosure:
    """All that is told with one referral."""

    rows: tuple[ReferralDisclosureRow, ...]
    words: str
    shown: frozenset[Kind]


def get_disclosable_information_kinds_of_referral(referral: Referral) -> frozenset[Kind]:
    """The kinds that were sent, that are open to the provider today, and that a letter or a link may hold.

    Of a restricted record none: `referral.case` is fetched with it.
    """
    if referral.case.restricted_on is not None:
        return frozenset()
    told = {Kind(kind) for kind in referral.kinds}
    open_today = get_information_kinds_open_to_body(referral.case_id, referral.to_body_id)
    kinds = frozenset(told & open_today & SLICE_KINDS)
    return kinds if kinds & set(SLICE_PARTS) else frozenset()


def build_referral_disclosure(referral: Referral, kinds: Collection[Kind]) -> ReferralDisclosure:
    """Read what is told, through an access that opens these kinds alone.

    Args:
        referral: the referral.
        kinds: as `get_disclosable_information_kinds_of_referral` gave them just now.

    Returns:
        The facts in the order of the kinds, and the words that were written to the provider.
    """
    access = ReferralDisclosureAccess(referral.case_id, kinds)
    rows: list[ReferralDisclosureRow] = []
    for kind in SHAREABLE_KINDS:
        if kind not in SLICE_PARTS or not access.sees(kind):
            continue
        found = [row for row in SLICE_PARTS[kind](referral, access) if row.text]
        if found:
            access.shown.add(kind)
        elif kind is Kind.CONTACT:
            found = [NO_SAFE_WAY]
        rows += found
    words = referral.bind(access.key_access).words.open()
    return ReferralDisclosure(tuple(rows), words, frozenset(access.shown))


def _iterate_disclosed_identity_rows(
    referral: Referral, access: ReferralDisclosureAccess
) -> Iterator[ReferralDisclosureRow]:
    person = Person.objects.select_related("language").opened_for(access).get(pk=referral.case_id)
    born = person.date_of_birth.open()
    yield ReferralDisclosureRow("Name", person.full_name.open() or person.called.open())
    yield ReferralDisclosureRow("What to call them", person.called.open())
    yield ReferralDisclosureRow(
        "Date of birth", formatting.format_day(datetime.date.fromisoformat(born)) if born else ""
    )
    yield ReferralDisclosureRow("Language", person.language.name if person.language else "")
    yield ReferralDisclosureRow("Interpreter needed", person.get_interpreter_display())


def _iterate_disclosed_contact_rows(
    referral: Referral, access: ReferralDisclosureAccess
) -> Iterator[ReferralDisclosureRow]:
    """The safest way, then each number or address that is safe today: one that is not safe is in no letter."""
    case = Case(pk=referral.case_id)  # the words on contact are of the room beside this one: cases/person
    newest = case.safest_contacts.order_by("-id").opened_for(access).first()
    yield ReferralDisclosureRow("Safest way to reach them", newest.how.open() if newest else "")
    by_kind = {row.kind: row for row in case.channels.order_by("id").opened_for(access)}
    unsafe = get_unsafe_reasons_by_channel(referral.case_id)
    for kind in ContactChannelKind:
        row = by_kind.get(kind)
        if row is not None and row.safe == YesNoOrNotAsked.YES and kind not in unsafe:
            yield ReferralDisclosureRow(
                kind.label, join_texts((t for t in (row.detail.open(), row.note.open()) if t), ". ")
            )


def _iterate_disclosed_need_rows(
    kind: Kind, referral: Referral, access: ReferralDisclosureAccess
) -> Iterator[ReferralDisclosureRow]:
    """The needs that the service answers, by label; the person's own words where these were agreed to as well."""
    for need in select_needs_of_referral(referral).order_by("id").opened_for(access):
        told = get_need_kind(need.kind)
        if told.information is kind:
            words = need.words.open() if access.sees(Kind.OWN_WORDS) else ""
            if words:
                access.shown.add(Kind.OWN_WORDS)
            yield ReferralDisclosureRow(told.name, words or "Help is needed")


NO_SAFE_WAY = ReferralDisclosureRow("Safest way to reach them", "No safe way of reaching them is recorded")
SLICE_PARTS: Mapping[
    Kind, Callable[[Referral, ReferralDisclosureAccess], Iterator[ReferralDisclosureRow]]
] = {
    Kind.IDENTITY: _iterate_disclosed_identity_rows,
    Kind.CONTACT: _iterate_disclosed_contact_rows,
} | {kind: partial(_iterate_disclosed_need_rows, kind) for kind in {need.information for need in NEEDS}}
"""What a letter or a link may hold of each kind. Danger, the NRM and consents are told on Handrail or by telephone."""
SLICE_KINDS = frozenset({*SLICE_PARTS, Kind.OWN_WORDS})
"""With their own words, which stand beside a need and are no part by themselves."""
