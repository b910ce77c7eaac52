"""Pairs, an incident and joined cases, for the tests of pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.matching.actions import incident_facts
from handrail.people.matching.actions.incident_access import grant_colleague_access
from handrail.people.matching.actions.match_searches import store_matches_of_changed_people
from handrail.people.matching.actions.police_own_notes import record_police_own_note
from handrail.people.matching.models import CasePair, Incident, PairSide
from handrail.people.matching.text_choices import IncidentFactKind, PoliceNoteOnLinkToExploiter
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from support.cast import Cast
from support.matching import BORN, FACTS, cases_of, join, named, raid
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
    incident_facts.add_incident_fact(
        incident_id=incident.pk, kind=IncidentFactKind.LATER, words=LATER, by=cast.worker.actor
    )
    grant = grant_colleague_access(
        incident_id=incident.pk, colleague_id=cast.colleague.pk, by=cast.worker.actor
    )
    leads, other = named(cast.worker, "Ana Popescu-Rus"), named(cast.worker, "Ana Popescu")
    made = join(leads, other, cast.worker.actor)
    one = named(cast.worker, "Mirela Oprea", BORN, "Mira")
    like = named(cast.worker, "Oprea Mirella", "1998-03-02", looks=True)
    named(cast.partner, "Mirela Oprea", BORN)
    store_matches_of_changed_people()
    pair = CasePair.objects.get(one__in=[one, like], two__in=[one, like])
    side = PairSide.objects.get(case=one, body=one.owner)
    share_with_police(one, cast)
    record_police_own_note(
        case_id=one.pk, answer=PoliceNoteOnLinkToExploiter.LINKED, words=SAID_BY_POLICE, by=cast.officer.actor
    )
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
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("lincolnshire-police", [Kind.IDENTITY]),
        asked=ConsentAskingInput(case.opened_at.date()),
        by=cast.worker.actor,
    )
