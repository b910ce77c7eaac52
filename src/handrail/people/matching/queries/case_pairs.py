"""Pairs of cases of one body, side by side, for whoever works on both."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.people.matching.dual_sealing import unseal_with_both_keys
from handrail.people.matching.models import CaseJoin, CasePair
from handrail.people.matching.person_similarity import MATCH_REASONS
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.models import Case
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.people.records.text_choices import YesNoOrNotAsked
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.today import today

MOST_PAIRS = 100


@dataclass(frozen=True, slots=True)
class PairedCaseForReader:
    """One of the two, as far as the reader may see it."""

    case_id: UUID
    reference: str
    called: str
    full_name: str
    born: datetime.date | None
    language: str
    interpreter: str
    where_now: str
    age: str
    area: str
    contact: str
    opened_at: datetime.datetime
    phase: str
    closed: bool
    erased: bool
    shown: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class CasePairRow:
    """Two cases that may be one person's. `because` is the reason of the verdict."""

    pair: CasePair
    one: PairedCaseForReader
    two: PairedCaseForReader
    reasons: tuple[str, ...]
    because: str
    joined: bool

    def beside(self, reference: str) -> tuple[PairedCaseForReader, PairedCaseForReader]:
        """Put the two side by side.

        Returns:
            The case of that reference, and the other.
        """
        return (self.one, self.two) if self.one.reference == reference else (self.two, self.one)


def list_case_pairs(case_access: CaseAccess) -> tuple[CasePairRow, ...]:
    """The pairs of one case. The same number of statements for one and for a hundred.

    Returns:
        At most 100, the unanswered first.
    """
    rows = CasePair.objects.filter(Q(one=case_access.file_id) | Q(two=case_access.file_id))
    return _build_visible_case_pair_rows(case_access.actor, rows)


def list_visible_open_pairs(actor: Actor) -> tuple[CasePairRow, ...]:
    """All pairs that wait for an answer and both cases of which the actor works on.

    Returns:
        At most 100, the newest first.
    """
    return _build_visible_case_pair_rows(
        actor, CasePair.objects.filter(verdict__in=[PairVerdict.ASKED, PairVerdict.NOT_SURE])
    )


def get_visible_case_pair(actor: Actor, pair_id: UUID) -> CasePairRow:
    """One pair. Raises NotVisible unless the actor works on both."""
    found = _build_visible_case_pair_rows(actor, CasePair.objects.filter(pk=pair_id))
    if not found:
        raise NotVisible
    return found[0]


def _build_visible_case_pair_rows(actor: Actor, rows: QuerySet[CasePair]) -> tuple[CasePairRow, ...]:
    both = (
        build_visible_case_condition(actor, Kind.IDENTITY, by=side, owner=actor.body_id)
        for side in ("one", "two")
    )
    related = [
        f"{side}__{more}"
        for side in ("one", "two")
        for more in ("person__language", "area", "point_of_contact")
    ]
    ordered = rows.filter(*both).order_by("verdict", "-found_at", "pk")
    numbers = list(
        ordered.values_list("pk", flat=True)[:MOST_PAIRS]
    )  # first: what follows joins eight tables
    full = CasePair.objects.filter(pk__in=numbers).select_related("changed_by", *related)
    found = list(full.order_by("verdict", "-found_at", "pk")) if numbers else []
    cases = {case.pk: case for row in found for case in (row.one, row.two)}
    accesses = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case.pk, case.owner_id) for case in cases.values()], today()
    )
    joined = _get_joined_id_pairs(cases)
    return tuple(
        _build_case_pair_row(row, accesses, joined)
        for row in found
        if all(key in accesses and accesses[key].sees(Kind.IDENTITY) for key in (row.one_id, row.two_id))
    )


def _get_joined_id_pairs(cases: Iterable[UUID]) -> set[frozenset[UUID]]:
    live = CaseJoin.objects.filter(leading__in=list(cases), parted_at__isnull=True)
    return {frozenset(both) for both in live.values_list("leading_id", "other_id")}


def _build_case_pair_row(
    row: CasePair, accesses: dict[UUID, CaseAccess], joined: set[frozenset[UUID]]
) -> CasePairRow:
    one, two = accesses[row.one_id], accesses[row.two_id]
    return CasePairRow(
        pair=row,
        one=_build_paired_case_for_reader(row.one, one),
        two=_build_paired_case_for_reader(row.two, two),
        reasons=tuple(MATCH_REASONS[code] for code in row.reasons if code in MATCH_REASONS),
        because=unseal_with_both_keys(row, "because", one, two),
        joined=frozenset((row.one_id, row.two_id)) in joined,
    )


def _build_paired_case_for_reader(case: Case, case_access: CaseAccess) -> PairedCaseForReader:
    person = case.person.bind(case_access)
    born = person.date_of_birth.open()
    return PairedCaseForReader(
        case_id=case.pk,
        reference=case.reference,
        called=person.called.open(),
        full_name=person.full_name.open(),
        born=datetime.date.fromisoformat(born) if born else None,
        language=person.language.name if person.language else "",
        interpreter=YesNoOrNotAsked(person.interpreter).label,
        where_now=person.where_now.open(),
        age=case.get_age_display() if case.age_asked else "",
        area=case.area.name if case.area else "",
        contact=case.point_of_contact.name,
        opened_at=case.opened_at,
        phase=case.phase if case_access.sees(Kind.PATHWAY) else "",
        closed=case.closed_at is not None,
        erased=case_access.cipher is None,
        shown=frozenset(case_access.shown),
    )
