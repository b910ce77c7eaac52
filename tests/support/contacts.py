"""Days ahead, and sharing of a case."""

import datetime

from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind


def ahead(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def share(case_id, cast, body: str, *kinds: Kind) -> None:
    """Let a body see these kinds, with the person's consent."""
    consents.record_sharing_answer(
        case_id=case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )
