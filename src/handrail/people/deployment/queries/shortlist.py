"""The shortlist of one request: register, rota, load, languages and what the case knows, handed to the rules."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    Count,
    DecimalField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Sum,
    UUIDField,
    Value,
)
from django.utils import timezone

from handrail.directory.practitioners.codes import PractitionerGender, PractitionerSide
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.booked_time import make_periods, move_to_now
from handrail.people.deployment.languages.routes import LanguageRoute, suggest_language_route
from handrail.people.deployment.languages.spoken import PersonLanguages
from handrail.people.deployment.models import (
    BookedQuarterHour,
    Deployment,
    DeploymentRequest,
    PersonLanguage,
)
from handrail.people.deployment.permissions import candidates_q
from handrail.people.deployment.queries.candidates import (
    AROUND,
    CandidateParts,
    fetch_candidate_parts,
    select_practitioners_for_candidates,
)
from handrail.people.deployment.queries.person_languages import (
    list_person_languages,
    read_person_languages,
)
from handrail.people.deployment.register_candidates import (
    make_candidates,
    make_deployment_limits,
)
from handrail.people.deployment.rules.case_weight import WeightPart, compute_case_weight
from handrail.people.deployment.rules.facts import (
    DeploymentLimits,
    LanguageRank,
    PairFacts,
    RequestFacts,
    Wish,
    WishKind,
)
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.rules.shortlist import Shortlist, make_shortlist
from handrail.people.deployment.text_choices import (
    AvoidanceWish,
    BarReason,
    DeploymentState,
    DeploymentTask,
    GenderWish,
)
from handrail.people.records.models import Case
from handrail.people.records.models.case import AT_RISK
from handrail.people.records.text_choices import Age
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
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

    shortlist: Shortlist
    facts: RequestFacts
    limits: DeploymentLimits
    person_rows: list[PersonLanguage]


class PractitionerLoad(NamedTuple):
    """What somebody carries: points and heads."""

    weight: Decimal
    heads: int


NO_LOAD = PractitionerLoad(Decimal(0), 0)


def make_request_shortlist(access: CaseAccess, case: Case, request: DeploymentRequest) -> RequestShortlist:
    """Whoever could go to this person at that time, and whoever could not.

    Args:
        access: of the lead who decides.
        case: whose request it is.
        request: open.
    """
    settings = get_deployment_settings(access.actor.body_id, today())
    limits = make_deployment_limits(settings)
    facts = make_request_facts(case, request, settings, limits)
    rows = list(
        select_practitioners_for_candidates(access.actor, case.area_id or "").filter(candidates_q(request))
    )
    parts = fetch_candidate_parts(rows, facts.when, [case.pk])
    person_rows = list_person_languages(access)
    person = read_person_languages(access, person_rows)
    pairs = {row.pk: make_pair_facts(case.pk, parts[row.pk], person) for row in rows}
    weights = {number: load.weight for number, load in count_loads(rows, limits, besides=case.pk).items()}
    candidates = make_candidates(rows, parts, pairs=pairs, weights=weights)
    return RequestShortlist(make_shortlist(candidates, facts, limits), facts, limits, person_rows)


@acting_as_system(SystemActor.DEPLOYMENT)
def count_loads(
    practitioners: Collection[Practitioner], limits: DeploymentLimits, *, besides: UUID | None = None
) -> dict[UUID, PractitionerLoad]:
    """What each carries on all cases, whoever may open those. Numbers alone leave.

    An open case of which they are the point of contact counts as one that they were sent to, once.

    Args:
        practitioners: whose.
        limits: with the weights of a case to which nobody was sent.
        besides: the case that is asked for; it is not counted for its point of contact.

    Returns:
        By the practitioner's number; who carries nothing is missing.
    """
    carried = Deployment.objects.carried().order_by()
    by_account = {one.account_id: one.pk for one in practitioners if one.account_id}
    sent = carried.filter(case=OuterRef("pk"), practitioner__account=OuterRef("point_of_contact"))
    named = Case.objects.filter(closed_at__isnull=True, point_of_contact__in=by_account)
    named = named.exclude(pk=besides).exclude(Exists(sent)).order_by()
    points = carried.filter(practitioner__in=[one.pk for one in practitioners]).values("practitioner")
    rows = points.annotate(
        account=Value(None, IntegerField()), points=Sum("weight"), heads=Count("case", distinct=True),
        at_risk=Value(0, IntegerField()),
    )  # fmt: skip
    heads = named.values("point_of_contact").annotate(
        nobody=Value(None, UUIDField()), points=Value(None, DecimalField()), heads=Count("pk"),
        at_risk=Count("pk", filter=Q(danger__in=AT_RISK)),
    )  # fmt: skip
    whole = rows.values_list("practitioner", "account", "points", "heads", "at_risk").union(
        heads.values_list("nobody", "point_of_contact", "points", "heads", "at_risk"), all=True
    )
    return _add_loads(list(whole.order_by()), by_account, limits)


def _add_loads(
    rows: list[tuple[UUID | None, int | None, Decimal | None, int, int]],
    by_account: dict[int, UUID],
    limits: DeploymentLimits,
) -> dict[UUID, PractitionerLoad]:
    """Points of those who were sent, and the start weights of cases of which somebody is the point of contact."""
    loads: dict[UUID, PractitionerLoad] = {}
    for who, account, points, heads, at_risk in rows:
        number = who or by_account[account or 0]
        load = loads.get(number, NO_LOAD)
        if points is None:
            points = (heads - at_risk) * _compute_weight(limits, is_at_risk=False)
            points += at_risk * _compute_weight(limits, is_at_risk=True)
        loads[number] = PractitionerLoad(load.weight + points, load.heads + heads)
    return loads


def list_booked_periods(practitioner_ids: Collection[UUID], when: Period) -> dict[UUID, tuple[Period, ...]]:
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
    return {number: tuple(make_periods(mine)) for number, mine in quarters.items()}


def make_request_facts(
    case: Case, request: DeploymentRequest, settings: DeploymentSettings, limits: DeploymentLimits
) -> RequestFacts:
    """A request as the rules read it.

    Args:
        case: whose request it is.
        request: open.
        settings: of the organisation, in force today.
        limits: the same as the rules read them.
    """
    is_account = DeploymentTask.ACCOUNT.value in (request.tasks or ())
    return RequestFacts(
        area=case.area_id or "",
        phase=case.phase,
        when=move_to_now(request.when, timezone.now()),
        side=PractitionerSide.INVESTIGATION if is_account else None,
        is_for_child=case.age != Age.ADULT,
        needed_vetting=frozenset(settings.accepted_vetting),
        needed_trainings=frozenset(settings.required_trainings),
        wishes=tuple(_iterate_wishes(request)),
        weight=_compute_weight(limits, is_at_risk=case.danger in AT_RISK),
    )


def _compute_weight(limits: DeploymentLimits, *, is_at_risk: bool) -> Decimal:
    """Of a case before anything is known of languages and ways."""
    return compute_case_weight([WeightPart.INTAKE, *([WeightPart.HIGH_RISK] if is_at_risk else [])], limits)


def _iterate_wishes(request: DeploymentRequest) -> list[Wish]:
    wishes = []
    if asked := GENDER_WISHES.get(GenderWish(request.gender_wish)):
        wishes.append(Wish(WishKind.GENDER, asked[1], asked[0].value))
    for kind, wish in (
        (WishKind.NOT_OWN_COMMUNITY, request.community_wish),
        (WishKind.NOT_POLICE, request.police_wish),
    ):
        if wish in (AvoidanceWish.RATHER_NOT, AvoidanceWish.NOT):
            wishes.append(Wish(kind, wish == AvoidanceWish.NOT))
    return wishes


def make_pair_facts(
    case_id: UUID, parts: CandidateParts, person: PersonLanguages, *, may_be_asked: bool = True
) -> PairFacts:
    """What is known of one practitioner and one person.

    Args:
        case_id: the person's.
        parts: what hangs on the practitioner.
        person: what the person speaks and wants.
        may_be_asked: whether the request may ask their organisation.
    """
    known = parts.known.get(case_id, frozenset())
    route = suggest_language_route(person, parts.languages)
    is_conflict = BarReason.CONFLICT.value in known
    return PairFacts(
        is_refused_by_person=BarReason.PERSON.value in known,
        has_declined=DeploymentState.DECLINED.value in known,
        conflict=msg("There is a conflict in this case.") if is_conflict else "",
        language=route.rank,
        language_words=_describe_route(route),
        has_worked_together=bool(known & WORKED),
        may_be_asked=may_be_asked,
    )


def _describe_route(route: LanguageRoute) -> str:
    """The reason and both levels: “A language that both speak well. The person: C1 (said). …”"""
    if route.rank is LanguageRank.INTERPRETER:
        return ""
    return join_texts(route.reasons[:2], " ")
