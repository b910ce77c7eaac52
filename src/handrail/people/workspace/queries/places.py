"""Places of the people whose cases are open to a reader: by list, a page at a time, with the names of those shown."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.utils import timezone

from handrail.people.cases.case_filter import CaseScope
from handrail.people.cases.danger_prompt import NOW_IN_DANGER
from handrail.people.cases.offers.queries.needs import SAFE_PLACE, may_see_offer_provider
from handrail.people.housing.presenters import StayDisplay, make_stay_display
from handrail.people.housing.queries.places_of_people import (
    CaseForPlaces,
    PlaceLine,
    PlaceList,
    PlaceNeedReason,
    build_place_facts,
    list_place_lines,
)
from handrail.people.housing.queries.stays import hide_safe_house_name, make_stay_row
from handrail.people.matching.queries.joined_cases import (
    JoinedCasePair,
    convert_sql_rows_to_join_rows,
    get_joined_references_by_reference,
    list_visible_case_joins,
)
from handrail.people.records.models import Case, Person
from handrail.people.records.sql_union import SqlRow
from handrail.people.workspace.queries.sql.places import MOST_CASES, fetch_place_rows_by_branch_name
from handrail.people.workspace.shown_day_rows import ROWS_PER_PAGE
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts
from handrail.platform.vault.blind_code import BlindCodeField

SHOWN_OF_EACH = 5
"""So many of each list stand on the page of all three: a screen and a half of a phone each at most."""
AGE: BlindCodeField = Case._meta.get_field("age")
DANGER: BlindCodeField = Case._meta.get_field("danger")
STAGE: BlindCodeField = Case._meta.get_field("stage")


class PersonPlaceRow(NamedTuple):
    """Somebody in a list, with the names that are open to the reader. `home` names what they accepted elsewhere."""

    line: PlaceLine
    reference: str
    called: str
    age: str
    contact: str
    holder: str
    is_restricted: bool
    may_record: bool
    joined: str
    stay: StayDisplay | None
    home: str


@dataclass(frozen=True, slots=True)
class PlacesPageRows:
    """The rows of each list that is shown, how many each list has, and what was shown of each case for the trail."""

    rows: Mapping[PlaceList, tuple[PersonPlaceRow, ...]]
    counts: Mapping[PlaceList, int]
    is_more: bool
    page: int
    pages: int
    shown: dict[UUID, tuple[str, ...]]


def get_places_page(
    actor: Actor, scope: CaseScope, part: PlaceList | None = None, page: str = "1"
) -> PlacesPageRows:
    """The first of each list, or a page of one. As many statements for one person as for a hundred.

    Args:
        actor: who reads.
        scope: whose cases.
        part: the list that is shown whole; None for the first of all three.
        page: of that list, as the address says it; the nearest where there is no such page.
    """
    now = timezone.localtime()
    lines = fetch_place_rows_by_branch_name(actor, scope)
    found = lines.get("case", [])
    cases = {row.case_id: row for row in found[:MOST_CASES]}
    accesses = _get_accesses_with_housing(actor, cases)
    facts = build_place_facts(
        lines,
        children={key for key, row in cases.items() if AGE.decode(row.b) != "adult"},
        open_cases=accesses.keys(),
    )
    joins = list_visible_case_joins(actor, convert_sql_rows_to_join_rows(lines.get("join", [])))
    found_lines = [
        line
        for key, access in accesses.items()
        for line in list_place_lines(_make_case_for_places(cases[key], access), facts, now)
    ]
    all_lines = _merge_needs_of_joined_cases(found_lines, joins)
    by_list = {
        each: sorted((line for line in all_lines if line.list is each), key=lambda line: line.order)
        for each in PlaceList
    }
    whole = Paginator(by_list[part], ROWS_PER_PAGE).get_page(page) if part else None
    picked = (
        {part: list(whole.object_list)}
        if part and whole
        else {each: some[:SHOWN_OF_EACH] for each, some in by_list.items()}
    )
    beside = get_joined_references_by_reference(joins)
    keys = {line.case_id for some in picked.values() for line in some}
    prefetch_file_ciphers(accesses[key] for key in keys)
    rows = {
        each: tuple(
            _make_person_place_row(line, cases[line.case_id], accesses[line.case_id], beside, now)
            for line in some
        )
        for each, some in picked.items()
    }
    return PlacesPageRows(
        rows,
        {each: len(some) for each, some in by_list.items()},
        len(found) > MOST_CASES,
        whole.number if whole else 1,
        whole.paginator.num_pages if whole else 1,
        {key: tuple(sorted(kind.value for kind in accesses[key].shown)) for key in sorted(keys)},
    )


def _merge_needs_of_joined_cases(
    lines: Sequence[PlaceLine], joins: Iterable[JoinedCasePair]
) -> list[PlaceLine]:
    """One person needs a place once, by the more pressing case, and not where either has one. A child stays."""
    left_out: set[PlaceLine] = set()
    for pair in joins:
        of_pair = [line for line in lines if line.case_id in (pair.leading, pair.other)]
        needs = sorted(
            (
                line
                for line in of_pair
                if line.reason is not None and line.order[0] is not PlaceNeedReason.CHILD
            ),
            key=lambda line: line.order,
        )
        has_bed = any(line.is_bed for line in of_pair)
        left_out |= {*(needs if has_bed else needs[1:])}
    return [line for line in lines if line not in left_out]


def _get_accesses_with_housing(actor: Actor, cases: Mapping[UUID, SqlRow]) -> dict[UUID, CaseAccess]:
    """Of the cases whose page shows the reader a place: what may be seen of each."""
    files = [CaseFileIdAndOwner(key, row.number) for key, row in cases.items()]
    accesses = policy.get_access_by_file_id(actor, files, today())
    return {
        key: access
        for key, access in accesses.items()
        if Kind.HOUSING in access.kinds and access.may(Permission.FIND_PLACE)
    }


def _make_case_for_places(row: SqlRow, access: CaseAccess) -> CaseForPlaces:
    """Nothing of it is shown yet: what is, is noted where its row is made."""
    return CaseForPlaces(
        row.case_id,
        is_adult=AGE.decode(row.b) == "adult",
        in_danger=Kind.SAFETY in access.kinds and DANGER.decode(row.c) in NOW_IN_DANGER,
        has_died=STAGE.decode(row.d) == "died",
        sees_pathway=Kind.PATHWAY in access.kinds,
        sees_danger=Kind.SAFETY in access.kinds,
    )


def _make_person_place_row(
    line: PlaceLine,
    case: SqlRow,
    access: CaseAccess,
    joined: Mapping[str, Sequence[str]],
    now: datetime.datetime,
) -> PersonPlaceRow:
    for kind in _list_kinds_of_line(line):
        access.sees(kind)
    age = AGE.decode(case.b)
    return PersonPlaceRow(
        line,
        reference=case.a,
        called=open_sealed_value(access, Person, "called", case.case_id, case.sealed),
        age=age,
        contact=case.e,
        holder=case.f,
        is_restricted=bool(case.flag),
        may_record=access.may(Permission.RECORD),
        joined=join_texts(joined.get(case.a, ())),
        stay=_make_display_of_stay(line, age, case.a, access, now),
        home=_get_name_of_home(line, access),
    )


def _list_kinds_of_line(line: PlaceLine) -> list[Kind]:
    """The kinds of information that a row tells."""
    kinds = [Kind.HOUSING]
    if line.reason is PlaceNeedReason.DANGER:
        kinds.append(Kind.SAFETY)
    if line.reason is PlaceNeedReason.UNSAFE or (line.home and line.home.since):
        kinds.append(Kind.PATHWAY)
    return kinds


def _make_display_of_stay(
    line: PlaceLine, age: str, reference: str, access: CaseAccess, now: datetime.datetime
) -> StayDisplay | None:
    """As the page of the case has it."""
    if line.stay is None:
        return None
    row = make_stay_row(line.stay, age, now, missing=line.is_missing)
    return make_stay_display(hide_safe_house_name(access, line.stay, row), reference, access)


def _get_name_of_home(line: PlaceLine, access: CaseAccess) -> str:
    if line.home is None:
        return ""
    service = line.home.service
    is_named = may_see_offer_provider(access, safe_house=service.safe_house, provider_id=service.provider_id)
    return service.name if is_named else SAFE_PLACE
