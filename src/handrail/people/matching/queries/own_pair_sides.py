"""Somebody whom another organisation may know too: one's own side, and nothing of the other until both agree."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from handrail.people.matching.models import PairSide
from handrail.people.matching.text_choices import WillingnessToSpeakAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import prefetch_file_ciphers
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner, get_access_by_file_id
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import POLICE_KINDS
from handrail.platform.reference.models import Body

MOST_SIDES = 100


@dataclass(frozen=True, slots=True)
class OtherOrganisationAgreedToSpeak:
    """The other organisation, once both agreed to speak: its name and whom to ring. Never its case."""

    body: str
    body_code: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class OwnOrganisationSideOfCasePairRow:
    """One's own case, one's own answer; `other` is None until both agree, whatever the other has said."""

    side: PairSide
    reference: str
    called: str
    may_open: bool
    found_at: datetime.datetime
    other: OtherOrganisationAgreedToSpeak | None
    shared: bool


def list_own_organisation_sides_of_case_pairs(actor: Actor) -> tuple[OwnOrganisationSideOfCasePairRow, ...]:
    """Notes of the actor's organisation whose case is open. The same statements for any number.

    Two cases that one body holds by now are no note any more: somebody who works on both puts them side by side.

    Returns:
        At most 100, the newest first.
    """
    return _build_visible_own_side_of_case_pair_rows(actor)


def get_own_organisation_side_of_case_pair(actor: Actor, side_id: UUID) -> OwnOrganisationSideOfCasePairRow:
    """One note of the actor's own organisation. Raises NotVisible."""
    found = _build_visible_own_side_of_case_pair_rows(actor, side_id)
    if not found:
        raise NotVisible
    return found[0]


@acting_as_system(SystemActor.PAIRS)
def _build_visible_own_side_of_case_pair_rows(
    actor: Actor, side_id: UUID | None = None
) -> tuple[OwnOrganisationSideOfCasePairRow, ...]:
    rows = PairSide.objects.filter(
        body=actor.body_id, case__closed_at__isnull=True, case__owner=actor.body_id
    )
    rows = rows.exclude(pair__one__owner=F("pair__two__owner"))
    if side_id is not None:
        rows = rows.filter(pk=side_id)
    related = ("case__person", "pair", "changed_by", "body")
    found = list(rows.select_related(*related).order_by("-id")[:MOST_SIDES])
    others = _get_other_sides_by_pair_id(found)
    seen = get_access_by_file_id(
        actor, [CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in found], today()
    )
    prefetch_file_ciphers(case_access for case_access in seen.values() if Kind.IDENTITY in case_access.kinds)
    shared = _find_agreed_pairs_open_to_other_body(found, others)
    lines = []
    for row in found:
        case_access = seen.get(row.case_id)
        named = case_access is not None and case_access.sees(Kind.IDENTITY)
        lines.append(
            OwnOrganisationSideOfCasePairRow(
                side=row,
                reference=row.case.reference,
                called=row.case.person.called.decrypt_for(case_access) if case_access else "",
                may_open=named,
                found_at=row.pair.found_at,
                other=_get_other_organisation_if_both_agreed(row, others.get(row.pair_id)),
                shared=row.pair_id in shared,
            )
        )
    return tuple(lines)


def _get_other_sides_by_pair_id(found: list[PairSide]) -> dict[UUID, PairSide]:
    """The other side of each. Nobody is told to ring about a case that was closed, or a body that holds it no more."""
    rows = PairSide.objects.filter(
        pair__in=[row.pair_id for row in found], case__closed_at__isnull=True, case__owner=F("body")
    )
    own = {row.pk for row in found}
    return {row.pair_id: row for row in rows.select_related("body", "changed_by") if row.pk not in own}


def _get_other_organisation_if_both_agreed(
    own: PairSide, other: PairSide | None
) -> OtherOrganisationAgreedToSpeak | None:
    """Both said yes, each to a body of the other's kind: a yes but not with the police is none to the police."""
    if other is None or not (
        _would_body_speak_with_other_body(own, other.body)
        and _would_body_speak_with_other_body(other, own.body)
    ):
        return None
    who = other.changed_by
    return OtherOrganisationAgreedToSpeak(
        other.body.name, other.body.code, who.name if who else "", who.work_phone if who else ""
    )


def _would_body_speak_with_other_body(side: PairSide, other: Body) -> bool:
    if side.answer == WillingnessToSpeakAnswer.NOT_POLICE:
        return other.kind not in POLICE_KINDS
    return side.answer == WillingnessToSpeakAnswer.YES


def _find_agreed_pairs_open_to_other_body(found: list[PairSide], others: dict[UUID, PairSide]) -> set[UUID]:
    """Pairs whose bodies both agreed and of which one's own case is open to the other body by a grant."""
    agreed = {
        row.case_id: others[row.pair_id]
        for row in found
        if _get_other_organisation_if_both_agreed(row, others.get(row.pair_id))
    }
    grants = Grant.objects.live(today()).filter(file__in=list(agreed), to_body__isnull=False)
    open_to = set(grants.values_list("file_id", "to_body_id"))
    return {other.pair_id for case_id, other in agreed.items() if (case_id, other.body_id) in open_to}
