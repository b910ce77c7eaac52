"""A referral in the making, a report that names nobody, and a referral handed to a force."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import drafts, handovers
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from support.cast import Cast, Told, tell
from support.referral_form import answered, fill, share
from support.worlds import shared_world

WORDS = "They called the kitchen of the Black Swan home"


@dataclass(frozen=True, slots=True)
class Forms:
    """What the pages of this part need."""

    told: Told
    draft: UUID
    report: Told
    report_draft: UUID
    handed: Told
    handover: UUID

    @property
    def arguments(self) -> dict[str, list[Any]]:
        """What each address takes."""
        ours, theirs = [self.told.reference], [self.handed.reference, str(self.handover)]
        one = {name: [*ours, str(self.draft)] for name in ("nrm_draft", "nrm_print", "nrm_json", "nrm_htcds")}
        names = ("form", "check", "words", "move", "sent", "hand_over", "take_back", "put_aside")
        return {
            **{f"nrm_{name}": ours for name in names},
            **one,
            "nrm_question": [*ours, "name"],
            "nrm_handed": theirs,
            "nrm_handed_made": theirs,
            "nrm_handed_back": theirs,
        }


@shared_world
def forms(cast: Cast, told: Told) -> Forms:
    """Everything that the pages show."""
    draft = begin(
        cast,
        told,
        ConsentAnswer.YES,
        wants_nrm="yes",
        first_name="Mirela",
        treated=WORDS,
        family="Two sisters",
    )
    report = tell(cast.worker.actor)
    report_draft = begin(
        cast, report, ConsentAnswer.NO, wants_nrm="no", co_operates="no", treated=WORDS, gender="female"
    )
    handed = tell(cast.worker.actor)
    third = begin(cast, handed, ConsentAnswer.YES, wants_nrm="yes", first_name="Mirela", treated=WORDS)
    share(handed.case_id, cast.worker, "lincolnshire-police")
    handover = handovers.hand_over_draft(
        case_id=handed.case_id,
        draft_id=third,
        handing=DraftHandoverInput("lincolnshire-police", "After six"),
        by=cast.worker.actor,
    )
    return Forms(told, draft, report, report_draft, handed, handover.pk)


def begin(cast: Cast, told: Told, said: ConsentAnswer, **answers: Any) -> UUID:
    """A draft of an adult, with these answers."""
    answered(told.case_id, cast.worker, said)
    row = drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.worker.actor)
    fill(cast.worker, told.case_id, row.pk, under_18="no", **answers)
    return row.pk
