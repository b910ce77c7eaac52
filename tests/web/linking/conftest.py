"""An incident, a pair, a join and a note across organisations, for everybody to try."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.casework.case.models import Case
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.linking.actions import facts
from handrail.linking.actions.looking import look_for_everybody
from handrail.linking.actions.own_notes import keep_own_note
from handrail.linking.actions.seeing import name_on_incident
from handrail.linking.models import Incident, Pair, Side
from handrail.linking.states import FactKind, MayBe
from linking.conftest import BORN, FACTS, cases_of, named, raid
from linking.test_joining import join
from support.cast import Cast
from support.worlds import shared_world

SAID_BY_POLICE = "his cousin ran the wash"
LATER = "The van has another plate"


@dataclass(frozen=True, slots=True)
class Linked:
    """What the pages of this part need."""

    incident: Incident
    people: tuple[Case, ...]
    leads: Case
    other: Case
    like: Case
    pair: UUID
    join: UUID
    side: UUID
    arguments: dict[str, list[Any]]
    secrets: tuple[str, ...] = (*FACTS, LATER, "Besnik", "Oprea", SAID_BY_POLICE)


@shared_world
def linked(cast: Cast) -> Linked:
    """Four people found together; two cases joined, a third that is like them; one whom Harbour may know too."""
    incident = raid(cast.worker)
    facts.add_fact(incident_id=incident.pk, kind=FactKind.LATER, words=LATER, by=cast.worker.actor)
    grant = name_on_incident(incident_id=incident.pk, colleague_id=cast.colleague.pk, by=cast.worker.actor)
    leads, other = named(cast.worker, "Ana Popescu-Rus"), named(cast.worker, "Ana Popescu")
    made = join(leads, other, cast.worker.actor)
    one = named(cast.worker, "Mirela Oprea", BORN, "Mira")
    like = named(cast.worker, "Oprea Mirella", "1998-03-02", looks=True)
    named(cast.partner, "Mirela Oprea", BORN)
    look_for_everybody()
    pair = Pair.objects.get(one__in=[one, like], two__in=[one, like])
    side = Side.objects.get(case=one, body=one.owner)
    share_with_police(one, cast)
    keep_own_note(case_id=one.pk, answer=MayBe.LINKED, words=SAID_BY_POLICE, by=cast.officer.actor)
    numbered = (
        "incident",
        "incident_people",
        "incident_fact",
        "incident_copy",
        "incident_name",
        "incident_share",
    )
    arguments: dict[str, list[Any]] = {
        **{name: [str(incident.pk)] for name in numbered},
        "incident_end": [str(incident.pk), grant.pk],
        "same_person": [one.reference],
        "compare": [one.reference, str(pair.pk)],
        "part_records": [leads.reference, str(made.pk)],
        "own_note": [one.reference],
        "likeness": [str(side.pk)],
    }
    assert Grant.objects.filter(pk=grant.pk).exists()
    return Linked(
        incident, tuple(cases_of(incident)), leads, other, like, pair.pk, made.pk, side.pk, arguments
    )


def share_with_police(case: Case, cast: Cast) -> None:
    """The person says yes to the police seeing who they are."""
    consents.record_sharing_answer(
        case_id=case.pk,
        said=Said.YES,
        sharing=Sharing("lincolnshire-police", [Kind.IDENTITY]),
        asked=Asked(case.opened_at.date()),
        by=cast.worker.actor,
    )
