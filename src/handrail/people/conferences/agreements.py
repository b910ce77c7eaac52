"""What the person agreed to at a conference, agency by agency: their newest answers alone count."""

from collections.abc import Mapping
from uuid import UUID

from handrail.people.records.models import Consent
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter


def find_agreed_kinds_by_body(case_id: UUID) -> Mapping[int, frozenset[str]]:
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


def find_agreed_kinds(case_id: UUID, body_id: int) -> frozenset[str]:
    """The same of one agency."""
    return find_agreed_kinds_by_body(case_id).get(body_id, frozenset())
