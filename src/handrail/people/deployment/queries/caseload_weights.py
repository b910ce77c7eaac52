"""What practitioners carry, in points and in heads, counted over cases that the reader may not open.

A case weighs what it weighs today: more in its first weeks; an account or a day in court adds from a fortnight before
it until it is over. The figures are each organisation's settings (domain notes, section 3; no law sets them).
"""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import (
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Sum,
    UUIDField,
    Value,
    When,
)
from django.utils import timezone

from handrail.directory.practitioners.models import Practitioner
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.rules.case_weight import WeightPart, compute_case_weight
from handrail.people.deployment.rules.facts import DeploymentLimits
from handrail.people.records.models import Case
from handrail.people.records.models.case import AT_RISK
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system

BEFORE_TALK = datetime.timedelta(days=14)
POINTS: Any = DecimalField(max_digits=9, decimal_places=1)


class PractitionerCaseload(NamedTuple):
    """What somebody carries: points and heads."""

    weight: Decimal
    heads: int


NO_LOAD = PractitionerCaseload(Decimal(0), 0)


def compute_new_case_weight(limits: DeploymentLimits, *, is_at_risk: bool) -> Decimal:
    """Of a case in its first weeks, before anything is known of languages and ways."""
    return compute_case_weight([WeightPart.INTAKE, *([WeightPart.HIGH_RISK] if is_at_risk else [])], limits)


@acting_as_system(SystemActor.DEPLOYMENT)
def count_practitioner_loads(
    practitioners: Collection[Practitioner], limits: DeploymentLimits, *, besides: UUID | None = None
) -> dict[UUID, PractitionerCaseload]:
    """What each carries on all cases, whoever may open those. Numbers alone leave. One statement.

    An open case of which they are the point of contact counts as one that they were sent to, once.

    Args:
        practitioners: whose.
        limits: with the weights.
        besides: the case that is asked for; it is not counted for its point of contact.

    Returns:
        By the practitioner's number; who carries nothing is missing.
    """
    carried = Deployment.objects.carried().order_by()
    by_account = {one.account_id: one.pk for one in practitioners if one.account_id}
    named = _select_cases_by_point_of_contact(by_account).exclude(pk=besides)
    rows = carried.filter(practitioner__in=[one.pk for one in practitioners]).values("practitioner")
    rows = rows.annotate(
        account=Value(None, IntegerField()),
        points=Sum(_build_deployment_load_expression(limits), output_field=POINTS),
        heads=Count("case", distinct=True),
    )
    heads = named.values("point_of_contact").annotate(
        nobody=Value(None, UUIDField()),
        points=Sum(_build_point_of_contact_load_expression(limits), output_field=POINTS),
        heads=Count("pk"),
    )
    whole = rows.values_list("practitioner", "account", "points", "heads").union(
        heads.values_list("nobody", "point_of_contact", "points", "heads"), all=True
    )
    loads: dict[UUID, PractitionerCaseload] = {}
    for who, account, points, people in whole.order_by():
        number = who or by_account[account or 0]
        load = loads.get(number, NO_LOAD)
        loads[number] = PractitionerCaseload(load.weight + points, load.heads + people)
    return loads


@acting_as_system(SystemActor.DEPLOYMENT)
def get_load_of_cases_by_point_of_contact(
    practitioners: Collection[Practitioner], limits: DeploymentLimits, cases: Collection[UUID]
) -> dict[tuple[UUID, UUID], Decimal]:
    """What `count_practitioner_loads` counts for these cases because of their point of contact. One statement.

    Args:
        practitioners: whose.
        limits: with the weights.
        cases: those that somebody is asked for.

    Returns:
        Points by the number of the case and of the practitioner; pairs without any are missing.
    """
    by_account = {one.account_id: one.pk for one in practitioners if one.account_id}
    named = _select_cases_by_point_of_contact(by_account).filter(pk__in=cases)
    rows = named.annotate(points=_build_point_of_contact_load_expression(limits))
    return {
        (case_id, by_account[account]): points
        for case_id, account, points in rows.values_list("pk", "point_of_contact", "points")
    }


def _select_cases_by_point_of_contact(accounts: Collection[int]) -> QuerySet[Case]:
    """Open cases with one of these as point of contact, who was not sent to the person as well."""
    sent = Deployment.objects.carried().filter(
        case=OuterRef("pk"), practitioner__account=OuterRef("point_of_contact")
    )
    named = Case.objects.filter(closed_at__isnull=True, point_of_contact__in=accounts)
    return named.exclude(Exists(sent.order_by())).order_by()


def _build_deployment_load_expression(limits: DeploymentLimits) -> Any:
    """What was weighed at the offer, less what the first weeks added, and the talk that is near."""
    now, intake = timezone.now(), _compute_weight_of_part(WeightPart.INTAKE, limits)
    settled = {"answered_at__lte": now - datetime.timedelta(weeks=limits.intake_weeks)}
    less = Choose(
        When(
            case__phase="after",
            then=_make_decimal_points_expression(
                intake - _compute_weight_of_part(WeightPart.REACH_IN, limits)
            ),
            **settled,
        ),
        When(
            then=_make_decimal_points_expression(
                intake - _compute_weight_of_part(WeightPart.SETTLED, limits)
            ),
            **settled,
        ),
        default=_make_decimal_points_expression(Decimal(0)),
        output_field=POINTS,
    )
    is_near = {"starts_at__lte": now + BEFORE_TALK, "ends_at__gt": now}
    talk = Choose(
        When(then=F("weight_of_talk"), **is_near),
        default=_make_decimal_points_expression(Decimal(0)),
        output_field=POINTS,
    )
    return F("weight") + talk - less


def _build_point_of_contact_load_expression(limits: DeploymentLimits) -> Any:
    """Of a case to which nobody was sent: its contact carries it from the day on which it was opened."""
    since = timezone.now() - datetime.timedelta(weeks=limits.intake_weeks)
    age = Choose(
        When(
            opened_at__gt=since,
            then=_make_decimal_points_expression(_compute_weight_of_part(WeightPart.INTAKE, limits)),
        ),
        When(
            phase="after",
            then=_make_decimal_points_expression(_compute_weight_of_part(WeightPart.REACH_IN, limits)),
        ),
        default=_make_decimal_points_expression(_compute_weight_of_part(WeightPart.SETTLED, limits)),
        output_field=POINTS,
    )
    risk = Choose(
        When(
            danger__in=AT_RISK,
            then=_make_decimal_points_expression(_compute_weight_of_part(WeightPart.HIGH_RISK, limits)),
        ),
        default=_make_decimal_points_expression(Decimal(0)),
        output_field=POINTS,
    )
    return age + risk


def _compute_weight_of_part(part: WeightPart, limits: DeploymentLimits) -> Decimal:
    return compute_case_weight([part], limits)


def _make_decimal_points_expression(points: Decimal) -> Any:
    return Value(points, POINTS)
