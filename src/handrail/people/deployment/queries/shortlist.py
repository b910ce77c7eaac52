"""The shortlist of one request: register, rota, load, languages and what the case knows, handed to the rules."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from handrail.directory.practitioners.codes import PractitionerGender, PractitionerInformationBarrierSide
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.cases.offers.models import Circumstances
from handrail.people.deployment.booked_time import (
    merge_quarter_hours_into_periods,
    move_begun_period_to_next_quarter_hour,
)
from handrail.people.deployment.languages.routes import LanguageRoute, suggest_language_route
from handrail.people.deployment.languages.spoken import VictimLanguages
from handrail.people.deployment.models import (
    BookedQuarterHour,
    DeploymentRequest,
    PersonLanguage,
)
from handrail.people.deployment.permissions import deployment_candidates_q
from handrail.people.deployment.queries.candidates import (
    AROUND,
    CandidateRelatedRows,
    fetch_candidate_related_rows,
    select_practitioners_for_candidates,
)
from handrail.people.deployment.queries.caseload_weights import (
    compute_new_case_weight,
    count_practitioner_loads,
)
from handrail.people.deployment.queries.person_languages import (
    list_languages_of_supported_person,
    make_victim_languages_or_default,
)
from handrail.people.deployment.register_candidates import (
    make_base_place_of_practitioner,
    make_candidates,
    make_deployment_limits,
)
from handrail.people.deployment.rules.distance import CodedPlace, DistanceBand, find_distance_band
from handrail.people.deployment.rules.facts import (
    DeploymentLimits,
    DeploymentRequestFacts,
    DeploymentWish,
    DeploymentWishKind,
    LanguageRank,
    PractitionerPersonPairFacts,
)
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.rules.shortlist import DeploymentShortlist, make_deployment_shortlist
from handrail.people.deployment.text_choices import (
    AvoidanceWish,
    DeploymentState,
    DeploymentTask,
    GenderWish,
    PractitionerBarReason,
)
from handrail.people.records.models import Case
from handrail.people.records.models.case import AT_RISK
from handrail.people.records.text_choices import Age
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, msg

GENDER_WISHES = {
    GenderWish.RATHER_WOMAN: (PractitionerGender.WOMAN, False),
    GenderWish.ONLY_WOMAN: (PractitionerGender.WOMAN, True),
    GenderWish.RATHER_MAN: (PractitionerGender.MAN, False),
    GenderWish.ONLY_MAN: (PractitionerGender.MAN, True),
}
WORKED = frozenset({DeploymentState.ARRIVED.value, DeploymentState.ENDED.value})


class RequestShortlist(NamedTuple):
    """The rules' answer, with what they were asked. `person_rows`: languages of the person."""

    shortlist: DeploymentShortlist
    facts: DeploymentRequestFacts
    limits: DeploymentLimits
    person_rows: list[PersonLanguage]


def make_request_shortlist(access: CaseAccess, case: Case, request: DeploymentRequest) -> RequestShortlist:
    """Whoever could go to this person at that time, and whoever could not.

    Args:
        access: of the lead who decides.
        case: whose request it is.
        request: open.
    """
    settings = get_deployment_settings(access.actor.body_id, today())
    limits = make_deployment_limits(settings)
    district = read_district_of_case(case, access)
    facts = make_request_facts(case, request, settings, limits, district=district)
    rows = list(
        select_practitioners_for_candidates(access.actor, case.area_id or "").filter(
            deployment_candidates_q(request)
        )
    )
    parts = fetch_candidate_related_rows(rows, facts.when, [case.pk])
    person_rows = list_languages_of_supported_person(access)
    person = make_victim_languages_or_default(access, person_rows)
    pairs = {
        row.pk: make_pair_facts(
            case.pk, parts[row.pk], person, distance=find_distance_band_of_practitioner(row, facts)
        )
        for row in rows
    }
    weights = {
        number: load.weight
        for number, load in count_practitioner_loads(rows, limits, besides=case.pk).items()
    }
    candidates = make_candidates(rows, parts, pairs=pairs, weights=weights)
    return RequestShortlist(make_deployment_shortlist(candidates, facts, limits), facts, limits, person_rows)


def list_booked_periods_by_practitioner(
    practitioner_ids: Collection[UUID], when: Period
) -> dict[UUID, tuple[Period, ...]]:
    """When each is asked or sent elsewhere, within a day of the time that is asked for.

    Args:
        practitioner_ids: of whom.
        when: the time.

    Returns:
        By the practitioner's number; who is free is missing.
    """
    rows = BookedQuarterHour.objects.filter(
        practitioner__in=practitioner_ids,
        starts_at__gte=when.starts_at - AROUND,
        starts_at__lt=when.ends_at + AROUND,
    )
    quarters: dict[UUID, list[datetime.datetime]] = {}
    for number, at in rows.values_list("practitioner", "starts_at"):
        quarters.setdefault(number, []).append(at)
    return {number: tuple(merge_quarter_hours_into_periods(mine)) for number, mine in quarters.items()}


def read_district_of_case(case: Case, access: CaseAccess) -> str:
    """The code of the district where the person is, as far as the account of what happened is open to the reader.

    Args:
        case: whose.
        access: of the reader.

    Returns:
        A council's code; empty where it is not known or not open.
    """
    circumstances: Circumstances | None = getattr(case, "circumstances", None)  # None where nothing was asked
    return circumstances.district if circumstances and access.sees(Kind.ACCOUNT) else ""


def find_distance_band_of_practitioner(who: Practitioner, request: DeploymentRequestFacts) -> DistanceBand:
    """From the practitioner's base to the person."""
    return find_distance_band(make_base_place_of_practitioner(who), request.place)


def make_request_facts(
    case: Case,
    request: DeploymentRequest,
    settings: DeploymentSettings,
    limits: DeploymentLimits,
    *,
    district: str = "",
) -> DeploymentRequestFacts:
    """A request as the rules read it.

    Args:
        case: whose request it is.
        request: open.
        settings: of the organisation, in force today.
        limits: the same as the rules read them.
        district: code of the district where the person is; empty where it is not open to the reader.
    """
    is_account = DeploymentTask.ACCOUNT.value in (request.tasks or ())
    return DeploymentRequestFacts(
        area=case.area_id or "",
        phase=case.phase,
        when=move_begun_period_to_next_quarter_hour(request.when, timezone.now()),
        side=PractitionerInformationBarrierSide.INVESTIGATION if is_account else None,
        is_for_child=case.age != Age.ADULT,
        needed_vetting=frozenset(settings.accepted_vetting),
        needed_trainings=frozenset(settings.required_trainings),
        wishes=tuple(_list_wishes_of_request(request)),
        weight=compute_new_case_weight(limits, is_at_risk=case.danger in AT_RISK),
        place=CodedPlace(case.area.code, case.area.region, district) if case.area else CodedPlace(),
    )


def _list_wishes_of_request(request: DeploymentRequest) -> list[DeploymentWish]:
    wishes = []
    if asked := GENDER_WISHES.get(GenderWish(request.gender_wish)):
        wishes.append(DeploymentWish(DeploymentWishKind.GENDER, asked[1], asked[0].value))
    for kind, wish in (
        (DeploymentWishKind.NOT_OWN_COMMUNITY, request.community_wish),
        (DeploymentWishKind.NOT_POLICE, request.police_wish),
    ):
        if wish in (AvoidanceWish.RATHER_NOT, AvoidanceWish.NOT):
            wishes.append(DeploymentWish(kind, wish == AvoidanceWish.NOT))
    return wishes


def make_pair_facts(
    case_id: UUID,
    parts: CandidateRelatedRows,
    person: VictimLanguages,
    *,
    distance: DistanceBand,
    may_be_asked: bool = True,
) -> PractitionerPersonPairFacts:
    """What is known of one practitioner and one person.

    Args:
        case_id: the person's.
        parts: what hangs on the practitioner.
        person: what the person speaks and wants.
        distance: from their base to the person.
        may_be_asked: whether the request may ask their organisation.
    """
    known = parts.known.get(case_id, frozenset())
    route = suggest_language_route(person, parts.languages)
    is_conflict = PractitionerBarReason.CONFLICT.value in known
    return PractitionerPersonPairFacts(
        is_refused_by_person=PractitionerBarReason.PERSON.value in known,
        has_declined=DeploymentState.DECLINED.value in known,
        conflict=msg("Conflict in this case.") if is_conflict else "",
        language=route.rank,
        language_words=_describe_language_route(route),
        distance=distance,
        has_worked_together=bool(known & WORKED),
        may_be_asked=may_be_asked,
    )


def _describe_language_route(route: LanguageRoute) -> str:
    """The reason and both levels: “A language that both speak well. The person: C1 (said). …”"""
    if route.rank is LanguageRank.INTERPRETER:
        return ""
    return join_texts(route.reasons[:2], " ")
