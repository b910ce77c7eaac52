"""Services, an offer and referrals of one case, for the tests of pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from handrail.directory import actions
from handrail.directory.incoming import import_csv_reader
from handrail.directory.queries.imports import get_area_codes_by_lowercase_name, get_language_tags_by_name
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.offers.actions import referrals
from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralOutcome
from handrail.people.cases.person import actions as person
from handrail.people.records.text_choices import ConsentAnswer, YesNoOrNotAsked
from handrail.platform.access.kinds import Kind
from handrail.platform.reference.models import Body
from support.cast import Cast, Told
from support.pilots import measured, measured_team
from support.worlds import shared_world

SECRET_WORDS = "She cannot sleep where doors stay unlocked"

LIST = (
    "provider,service,type,phases\n"
    "Quayside Advice,Money clinic,Benefits and debt advice,before\n"
    "Harbour,Settlement clinik,Solicitor,before\n"
    "Harbour,Settlement clinic,Solicitor,before\n"
    "Quayside Advice,Stars,Astrology,before\n"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the pages of this part need."""

    told: Told
    open: UUID
    accepted: UUID
    service: int
    own: int
    arrival: UUID
    measure: int
    team: int
    team_measure: int

    @property
    def arguments(self) -> dict[str, list[Any]]:
        """What each address takes."""
        case = [self.told.reference]
        own = {
            name: [self.own]
            for name in (
                "edit_service",
                "service_free",
                "service_checked",
                "extend_trial",
                "pilot",
                "add_pilot_measure",
            )
        }
        sides = ("referral", "answer_referral", "chase_referral", "take_back_referral")
        sending = ("referral_letter", "made_link", "make_link", "stop_link", "send_again")
        open_ = {name: [str(self.open)] for name in (*sides, *sending)}
        return {
            **own,
            **open_,
            "add_pilot_result": [self.own, self.measure],
            **{
                name: [self.team]
                for name in ("own_pilot", "change_own_pilot", "extend_own_pilot", "add_own_pilot_measure")
            },
            "add_own_pilot_result": [self.team, self.team_measure],
            "service": [self.service],
            "case_services": case,
            "circumstances": case,
            "heard_of_us": case,
            "refer": [*case, self.service],
            "referral_outcome": [str(self.accepted)],
            "outside_referral": ["a-link-that-never-was"],
            "import_report": [str(self.arrival)],
        }


def share(told: Told, cast: Cast, *kinds: Kind, body: str = "harbour") -> None:
    """The person says yes to sharing these kinds."""
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def add(cast: Cast, name: str, kind: str = "solicitor", provider: str = "harbour", **more: Any) -> int:
    """A service that can be offered anywhere, at any time."""
    told = {"phases": ["before", "during", "after", "outside"], "state": "open", "everywhere": True, **more}
    return actions.add_service(
        by=cast.lead.actor, provider_id=Body.objects.get(code=provider).pk, name=name, kind=kind, **told
    )


def refer(told: Told, cast: Cast, service: int, *kinds: Kind, words: str = SECRET_WORDS) -> UUID:
    """Refer the person of the case."""
    row = referrals.create_referral(
        case_id=told.case_id,
        service_id=service,
        told=referrals.ReferralInput(kinds or (Kind.IDENTITY,), words),
        on=timezone.localdate(),
        by=cast.worker.actor,
    )
    return row.pk


@shared_world
def sent(cast: Cast, told: Told) -> Sent:
    """Referrals in every state, and all that the pages show."""
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS)
    person.update_some_person_answers(
        case_id=told.case_id,
        texts={},
        language_tag="ro",
        interpreter=YesNoOrNotAsked.YES,
        by=cast.worker.actor,
    )
    said = {"gender": "female", "dependants": "yes", "public_funds": "no", "status": "asylum"}
    save_circumstances(Circumstances(case_id=told.case_id, **said), seen=0, by=cast.worker.actor)
    service = add(
        cast,
        "Settlement clinic",
        pro_bono=True,
        languages=["ro"],
        hours="Wednesdays, 10am to 4pm",
        contact_phone="01632 960144",
    )
    add(cast, "Men’s group", "group", genders="men")
    add(cast, "Quay rooms", "tenancy_help", state="planned", waits_for="money for two night workers")
    own = add(
        cast,
        "Your place",
        "tenancy_help",
        "lantern",
        capacity_rule="number",
        capacity=4,
        pilot_until=timezone.localdate(),
    )
    numbers = [refer(told, cast, service) for _ in range(4)]
    by = cast.partner.actor
    for number, answer in zip(
        numbers[1:], (ReferralAnswer.ACCEPTED, ReferralAnswer.WAITING, ReferralAnswer.DECLINED), strict=True
    ):
        referrals.answer_referral(
            referral_id=number, answer=answer, words="On Thursday", seen_version=1, by=by
        )
    referrals.record_referral_outcome(
        referral_id=numbers[1],
        outcome=ReferralOutcome.HELPED,
        words="Knows what she is owed",
        pro_bono=True,
        hours=3,
        seen_version=2,
        by=by,
    )
    names = import_csv_reader.ServiceImportVocabulary(
        get_area_codes_by_lowercase_name(), get_language_tags_by_name()
    )
    rows = import_csv_reader.read_import_rows(LIST.encode(), names)
    arrival = actions.save_service_import(by=cast.lead.actor, rows=rows, source="county list.csv")
    return Sent(
        told, numbers[0], numbers[1], service, own, arrival, measured(cast, own), *measured_team(cast)
    )
