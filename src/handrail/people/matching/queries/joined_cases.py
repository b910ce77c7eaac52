"""Cases that were joined as one person stand once in a list: the one that leads, and on it with which it is joined.

It is told to nobody who does not work on both for the body that holds both. Parted, each stands by itself again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.case_filter import CaseFilter, CaseScope, filter_cases
from handrail.people.matching.models import CaseJoin
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.today import today

DANGER_STATES = (
    ImmediateDangerOrInjuryAnswer.IN_DANGER,
    ImmediateDangerOrInjuryAnswer.HURT,
    ImmediateDangerOrInjuryAnswer.BOTH,
)


@dataclass(frozen=True, slots=True)
class JoinedCasePair:
    """One live join of two cases, both of which the reader works on: numbers, references, whether each is in danger."""

    leading: UUID
    other: UUID
    leads: str
    led: str
    is_leading_in_danger: bool
    is_led_in_danger: bool


type JoinRow = tuple[UUID, UUID, str, str, str, str]
"""Leading case, other case, their references, their answers about danger."""


def list_visible_case_joins(
    actor: Actor, rows: Sequence[JoinRow] | None = None
) -> tuple[JoinedCasePair, ...]:
    """All joins that the reader may know of. `rows` are those of the body, for whoever has asked for them already.

    Returns:
        One row for each live join, the oldest first.
    """
    found = list(_select_live_join_columns_of_body(actor.body_id)) if rows is None else rows
    if not found:
        return ()
    cases = {number for row in found for number in row[:2]}
    accesses = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(number, actor.body_id) for number in cases], today()
    )
    inside = {
        key: case_access
        for key, case_access in accesses.items()
        if case_access.inside and Kind.IDENTITY in case_access.kinds
    }
    return tuple(_build_joined_case_pair(inside, *row) for row in found if {*row[:2]} <= inside.keys())


def _build_joined_case_pair(
    accesses: Mapping[UUID, CaseAccess], leading: UUID, other: UUID, leads: str, led: str, *dangers: str
) -> JoinedCasePair:
    """Danger of a case is told where the reader may see it of that case."""
    first, second = (
        Kind.SAFETY in accesses[case].kinds and danger in DANGER_STATES
        for case, danger in zip((leading, other), dangers, strict=True)
    )
    return JoinedCasePair(leading, other, leads, led, first, second)


def _select_live_join_columns_of_body(body: int) -> QuerySet[Any, Any]:
    body = body
    rows = CaseJoin.objects.filter(parted_at__isnull=True, leading__owner=body, other__owner=body)
    columns = (
        *("leading_id", "other_id", "leading__reference", "other__reference"),
        *("leading__danger", "other__danger"),
    )
    return rows.order_by("joined_at").values_list(*columns)


def list_led_case_ids_to_omit(
    actor: Actor, wanted: CaseFilter, joins: Iterable[JoinedCasePair]
) -> tuple[UUID, ...]:
    """Cases that stand in the list of such filters under the one that leads them, because that one stands in it too.

    Args:
        actor: the reader.
        wanted: the filters of the list.
        joins: the joins that the reader may know of.

    Returns:
        The numbers of the cases that are left out of the list.
    """
    joins = list(joins)
    if wanted.scope is CaseScope.SHARED or not joins:
        return ()
    leading = filter_cases(actor, wanted).filter(pk__in=[one.leading for one in joins])
    here = set(leading.values_list("pk", flat=True))
    return tuple(one.other for one in joins if one.leading in here)


def get_joined_references_by_reference(joins: Iterable[JoinedCasePair]) -> Mapping[str, tuple[str, ...]]:
    """By the reference of a case, those of the cases that it is joined with."""
    found: dict[str, tuple[str, ...]] = {}
    for one in joins:
        found[one.leads] = (*found.get(one.leads, ()), one.led)
        found[one.led] = (*found.get(one.led, ()), one.leads)
    return found


def get_joined_references_in_danger_by_reference(
    joins: Iterable[JoinedCasePair],
) -> Mapping[str, tuple[str, ...]]:
    """By the reference of a case, those of the cases joined with it in which the person is in danger or hurt."""
    found: dict[str, tuple[str, ...]] = {}
    for one in joins:
        if one.is_led_in_danger:
            found[one.leads] = (*found.get(one.leads, ()), one.led)
        if one.is_leading_in_danger:
            found[one.led] = (*found.get(one.led, ()), one.leads)
    return found


def get_references_led_by_listed_cases(
    joins: Iterable[JoinedCasePair], references: Collection[str]
) -> frozenset[str]:
    """Of these cases, those whose leading case is among them."""
    return frozenset(one.led for one in joins if {one.leads, one.led} <= {*references})


def build_case_joins_branch_sql() -> str:
    """The same live joins of a body's cases as a branch of another page's statement, oldest first."""
    return wrap_limited_branch_sql(
        build_branch_select_sql(
            "join",
            f"FROM {quote_table_name(CaseJoin)} j JOIN {quote_table_name(Case)} c ON c.file_id = j.leading_id "
            f"JOIN {quote_table_name(Case)} o ON o.file_id = j.other_id WHERE j.parted_at IS NULL "
            "AND c.owner_id = %(body)s AND o.owner_id = %(body)s ORDER BY j.joined_at",
            case_id="j.leading_id",
            pk="j.other_id",
            a="c.reference",
            b="o.reference",
            c="c.danger",
            d="o.danger",
        )
    )


def convert_sql_rows_to_join_rows(lines: Iterable[SqlRow]) -> list[JoinRow]:
    """The rows of that branch, for `get_joined_case_references_by_id`."""
    decode = Case._meta.get_field("danger").decode
    return [(line.case_id, line.pk, line.a, line.b, decode(line.c), decode(line.d)) for line in lines]
