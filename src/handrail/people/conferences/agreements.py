"""What the person agreed to at a conference, agency by agency: their newest answers alone count."""

from collections.abc import Mapping
from uuid import UUID

from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.text_choices import ENFORCEMENT_BASES, ConferenceBasis, PersonParticipation
from handrail.people.records.models import Consent
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT


def find_agreed_information_kinds_by_agency(case_id: UUID) -> Mapping[int, frozenset[str]]:
    """Codes of the kinds of information that each agency may be told with the person's agreement. One statement.

    Returns:
        By the number of the agency; one that was asked about last with a no has none.
    """
    agreed: dict[int, frozenset[str]] = {}
    rows = Consent.objects.not_taken_back_for_case(case_id).filter(matter=ConsentMatter.CONFERENCE)
    for row in rows.order_by("id"):
        if row.to_body_id is not None:
            agreed[row.to_body_id] = frozenset(row.kinds if row.said == ConsentAnswer.YES else ())
    return agreed


def find_agreed_information_kinds_of_agency(case_id: UUID, body_id: int) -> frozenset[str]:
    """The same of one agency."""
    return find_agreed_information_kinds_by_agency(case_id).get(body_id, frozenset())


def does_person_refuse_conference(conference: Conference) -> bool:
    """Whether the person does not want a conference held that rests on their agreement alone."""
    return conference.choice == PersonParticipation.NOT_HELD and conference.basis == ConferenceBasis.CONSENT


def is_taken_back(conference: Conference, body_id: int, agreed: Mapping[int, frozenset[str]]) -> bool:
    """Whether the person wants an agency to be told nothing: they said no to it last, or to the conference.

    Args:
        conference: with how the person takes part.
        body_id: the agency.
        agreed: kinds by agency, as `find_agreed_information_kinds_by_agency` gives them.
    """
    return does_person_refuse_conference(conference) or (body_id in agreed and not agreed[body_id])


def may_hold_conference_seat(member: ConferenceMember, agreed: Mapping[int, frozenset[str]]) -> bool:
    """Whether a seat stands. Immigration enforcement has one by the person's yes or a legal duty that is named."""
    if member.body.kind != IMMIGRATION_ENFORCEMENT:
        return True
    return bool(agreed.get(member.body_id) or member.legal_duty)


def may_tell_member_on_basis(member: ConferenceMember, basis: str) -> bool:
    """Whether something may be told to this member on this basis."""
    return member.body.kind != IMMIGRATION_ENFORCEMENT or basis in ENFORCEMENT_BASES
