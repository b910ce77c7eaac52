"""What a search for a place reads of the case and of its area besides units and stays: one hand-written statement.

Its branches: `number` (the area's numbers to ring), `agreement` (one line for each of its places), `zone` (of the area,
and those that the person named), `dispute` and `dispute_other` (the two sides of the open one), `refusal`, `draft` and
`check` (of the suitability of a hotel), `stay` (held or theirs). See people/records/sql_union.py.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast
from uuid import UUID

from handrail.directory.housing.models import Agreement, DutyNumber, Zone
from handrail.directory.housing.queries.agreements import AgreementTerms
from handrail.directory.housing.queries.places import DutyPhoneNumberRow
from handrail.people.housing.models import CheckDraft, Dispute, HousingRefusal, Stay, SuitabilityCheck
from handrail.people.housing.queries.missing_events import build_person_missing_since_sql
from handrail.people.housing.suitability_questions import QUESTION_CODES
from handrail.people.housing.text_choices import LIVE_STATES
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_code_list_sql,
    build_union_all_sql,
    execute_and_fetch_rows,
    group_rows_by_branch_name,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.models import User
from handrail.platform.reference.models import Area, Body
from handrail.platform.vault.app_sealed_fields import AppSealedReference
from handrail.platform.vault.blind_code import BlindCodeField

MAX_REFUSALS = 6
SEPARATOR = ","

NUMBER = build_branch_select_sql(
    "number",
    f"FROM {quote_table_name(DutyNumber)} n JOIN {quote_table_name(Area)} a ON a.code = n.area_id "
    "WHERE n.area_id = %(area)s AND n.keeper_id IN (%(owner)s, %(body)s)",
    a="n.what",
    b="n.name",
    c="n.phone",
    d="a.name",
    day="n.checked_on",
)
AGREEMENT = build_branch_select_sql(
    "agreement",
    f"FROM {quote_table_name(Agreement)} g "
    f"JOIN {quote_table_name(Agreement.users.through)} u ON u.agreement_id = g.id AND u.body_id = %(body)s "
    f"JOIN {quote_table_name(Body)} answers ON answers.id = g.answers_id "
    f"JOIN {quote_table_name(Body)} payer ON payer.id = g.payer_id "
    f"LEFT JOIN {quote_table_name(Agreement.places.through)} p ON p.agreement_id = g.id "
    "WHERE g.first_night <= %(night)s AND (g.last_night IS NULL OR g.last_night >= %(night)s) "
    "AND (g.confirmed_at IS NOT NULL OR g.paper_at IS NOT NULL)",
    pk="g.id",
    case_id="p.place_id",
    number="g.provider_id",
    a="g.name",
    b="answers.name",
    c="payer.name",
    d="g.pays_from",
    e="g.when_refused",
    f="g.terms",
    g="CAST(g.most_nights AS text)",
    h="CAST(g.keeper_id AS text)",
    day="g.paper_on",
    until="g.last_night",
    moment="g.confirmed_at",
)
DISPUTE_SIDES = (
    f"FROM {quote_table_name(Dispute)} d JOIN {quote_table_name(Body)} between_ ON between_.id = d.between_id "
    f"JOIN {quote_table_name(Body)} other ON other.id = d.other_id "
    f"JOIN {quote_table_name(Body)} tonight ON tonight.id = d.tonight_id "
    f"JOIN {quote_table_name(Body)} payer ON payer.id = d.payer_id WHERE d.case_id = %(case)s AND d.settled_at IS NULL"
)
DISPUTE = build_branch_select_sql(
    "dispute",
    DISPUTE_SIDES,
    pk="d.id",
    a="between_.name",
    b="tonight.name",
    c="payer.name",
    d="d.pays_from",
    e="d.rule",
    sealed="d.says",
)
DISPUTE_OTHER = build_branch_select_sql(
    "dispute_other", DISPUTE_SIDES, pk="d.id", a="other.name", sealed="d.other_says"
)
REFUSAL = wrap_limited_branch_sql(
    build_branch_select_sql(
        "refusal",
        f"FROM {quote_table_name(HousingRefusal)} r LEFT JOIN {quote_table_name(Body)} b ON b.id = r.body_id "
        f"WHERE r.case_id = %(case)s ORDER BY r.refused_at DESC LIMIT {MAX_REFUSALS}",
        pk="r.id",
        a="COALESCE(b.name, r.body_words)",
        b="r.why",
        moment="r.refused_at",
        sealed="r.words",
    )
)
DRAFT = build_branch_select_sql(
    "draft",
    f"FROM {quote_table_name(CheckDraft)} k WHERE k.case_id = %(case)s",
    number="k.answered",
    sealed="k.place",
)
CHECK = build_branch_select_sql(
    "check",
    f"FROM {quote_table_name(SuitabilityCheck)} k WHERE k.case_id = %(case)s",
    pk="k.id",
    sealed="k.place",
    a=f" || '{SEPARATOR}' || ".join(f"k.{code}" for code in QUESTION_CODES),
    b="k.signed_name",
    moment="k.signed_at",
    end="k.overruled_at",
    flag="k.suitable",
)


def fetch_place_search_rows_by_branch(
    case: Case, *, body_id: int, night: datetime.date, risks: Collection[int]
) -> Mapping[str, Sequence[SqlRow]]:
    """The lines of each branch, for a body that looks for a place on a night.

    Args:
        case: the case, with its area and owner.
        body_id: the body that looks: its numbers, and the agreements under which it may use rooms.
        night: the night on which an agreement must hold.
        risks: the zones that the person named.

    Returns:
        By branch, in no order.
    """
    values = {
        "case": case.pk,
        "area": case.area_id or "",
        "owner": case.owner_id,
        "body": body_id,
        "night": night,
    }
    branches = [NUMBER, AGREEMENT, DISPUTE, DISPUTE_OTHER, REFUSAL, DRAFT, CHECK, _build_stay_branch_sql()]
    named = {f"zone_{place}": zone for place, zone in enumerate(risks)}
    return group_rows_by_branch_name(
        execute_and_fetch_rows(
            build_union_all_sql([*branches, _build_zone_branch_sql(named)]),
            values | named,
        )
    )


def _build_stay_branch_sql() -> str:
    """Made when it is asked for: tokens of codes come from a key that the databases hold."""
    return build_branch_select_sql(
        "stay",
        f"FROM {quote_table_name(Stay)} s JOIN {quote_table_name(User)} u ON u.id = s.held_by_id "
        f"WHERE s.case_id = %(case)s AND s.state IN {build_code_list_sql(state.value for state in LIVE_STATES)}",
        pk="s.id",
        case_id="s.case_id",
        number="s.held_by_id",
        a="u.name",
        b="s.state",
        c="CAST(s.version AS text)",
        d="CAST(s.confirmed_by_id AS text)",
        e="CAST(s.moving_from_id AS text)",
        day=build_person_missing_since_sql("s"),
        sealed="s.booking",
    )


def _build_zone_branch_sql(named: Iterable[str]) -> str:
    places = ", ".join(f"%({name})s" for name in named)
    further = f" OR z.id IN ({places})" if places else ""
    return build_branch_select_sql(
        "zone",
        f"FROM {quote_table_name(Zone)} z WHERE z.area_id = %(area)s{further}",
        number="z.id",
        a="z.name",
        b="z.area_id",
        c="CAST(z.east AS text)",
        d="CAST(z.north AS text)",
    )


def get_newest_duty_phone_numbers_by_kind(lines: Iterable[SqlRow]) -> dict[str, DutyPhoneNumberRow]:
    """The newest number of each kind.

    Returns:
        By kind of number (directory/housing/place_kinds.py).
    """
    ordered = sorted(lines, key=lambda line: line.day)
    return {line.a: DutyPhoneNumberRow(line.a, line.b, line.c, line.d, line.day) for line in ordered}


def list_agreement_terms(lines: Iterable[SqlRow]) -> tuple[AgreementTerms, ...]:
    """Those under which the body may use rooms.

    Returns:
        What the provider confirmed itself comes first, then by name (as list_agreements_for_night has them).
    """
    places: dict[UUID, list[UUID]] = {}
    found: dict[UUID, SqlRow] = {}
    for line in lines:
        found[line.pk] = line
        places.setdefault(line.pk, []).extend([line.case_id] if line.case_id else [])
    never = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    ordered = sorted(found.values(), key=lambda line: (line.moment or never, line.a, line.pk))
    return tuple(_make_agreement_terms(line, tuple(places[line.pk])) for line in ordered)


def _make_agreement_terms(line: SqlRow, place_ids: tuple[UUID, ...]) -> AgreementTerms:
    return AgreementTerms(
        agreement_id=line.pk,
        name=line.a,
        keeper_id=int(line.h),
        provider_id=line.number,
        place_ids=place_ids,
        terms=line.f,
        most_nights=int(line.g) if line.g else None,
        last_night=line.until,
        answers=line.b,
        payer=line.c,
        pays_from=line.d,
        when_refused=line.e,
        confirmed_at=line.moment,
        paper_on=line.day,
    )


def make_live_stay_and_missing_since_day(line: SqlRow) -> tuple[Stay, datetime.date | None]:
    """A line of the branch `stay`, as far as a line about a stay is made of it.

    Returns:
        The stay, and the day since which the person is missing.
    """
    booking: AppSealedReference = Stay._meta.get_field("booking")
    stay = Stay(
        id=line.pk,
        case_id=line.case_id,
        booking_id=booking.open(line.sealed),
        state=line.b,
        held_by=User(pk=line.number, name=line.a),
        confirmed_by_id=int(line.d) if line.d else None,
        moving_from_id=line.e and UUID(line.e),
        version=int(line.c),
    )
    return stay, line.day


def unseal_place_id_of_check_draft(line: SqlRow) -> UUID:
    """The hotel that a line of the branch `draft` is about."""
    return cast(UUID, _get_sealed_place_field(CheckDraft).open(line.sealed))


def unseal_place_id_of_check(line: SqlRow) -> UUID:
    """The hotel that a line of the branch `check` is about."""
    return cast(UUID, _get_sealed_place_field(SuitabilityCheck).open(line.sealed))


def _get_sealed_place_field(model: type[CheckDraft | SuitabilityCheck]) -> AppSealedReference:
    return model._meta.get_field("place")


def parse_housing_refusal_reason_of_row(line: SqlRow) -> str:
    """The reason on a line of the branch `refusal`."""
    return _get_blind_code_field(HousingRefusal, "why").decode(line.b)


def parse_suitability_check_answers_of_row(line: SqlRow) -> dict[str, str]:
    """The answers on a line of the branch `check`.

    Returns:
        By code of the question.
    """
    tokens = zip(QUESTION_CODES, line.a.split(SEPARATOR), strict=True)
    return {code: _get_blind_code_field(SuitabilityCheck, code).decode(token) for code, token in tokens}


def _get_blind_code_field(model: type[HousingRefusal | SuitabilityCheck], name: str) -> BlindCodeField:
    return cast(BlindCodeField, model._meta.get_field(name))


def make_zones_of_rows(lines: Iterable[SqlRow]) -> list[Zone]:
    """Zones by name, with their middles."""
    zones = [
        Zone(pk=line.number, name=line.a, area_id=line.b, east=int(line.c), north=int(line.d))
        for line in lines
    ]
    return sorted(zones, key=lambda zone: zone.name)
