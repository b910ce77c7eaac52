"""Who read which case in the last eight weeks, and two days that stand out: what the rules of unusual use are tried on.

Reads follow what people do: workers look at a few of their own cases, leads at some of those that their organisation
holds. Now and then somebody searches, mistypes a reference, reviews all they have, or opens a case late. One force has
somebody on nights. Two days are misuse, planted so that the page has something to show.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, transaction

from handrail.demo.actions_row_insertion import insert_rows
from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import CASELOADS, STAND_INS
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.records.models import Case
from handrail.people.unusual_use.actions import detect_unusual_use_on_days, record_unusual_use_decision
from handrail.people.unusual_use.models import UnusualUse
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.audit.actions import make_unsaved_audit_record
from handrail.platform.audit.models import Record
from handrail.platform.audit.request_limits import NOT_FOUND_VERB, SEARCH_VERB
from handrail.platform.kernel.dates import make_london_time

WEEKS: Final = 8
SEED: Final = "who read which case"
SHOWN: Final = tuple(sorted(kind.value for kind in ALL_KINDS))
ON_NIGHTS: Final = "lena.croft"
AT_NIGHT, IN_BULK = ("gareth.pell", 6), ("wanda.zukauskas", 11)
"""Whose misuse is planted, and how many days ago."""


@dataclass(frozen=True, slots=True)
class _UserWithReadableCases:
    """Somebody with the cases that they may open."""

    key: str
    actor: Actor
    cases: tuple[UUID, ...]
    is_lead: bool


@transaction.atomic
def load_case_reads_and_unusual_use(cast: DemoLookups, today: date, *, with_misuse: bool = True) -> None:
    """Write the reads and look for what stands out in the last four weeks, unless that is there.

    Args:
        cast: everybody.
        today: the day that stories end on.
        with_misuse: whether two days of misuse are planted too.
    """
    if Record.objects.filter(verb=SEARCH_VERB).exists() or UnusualUse.objects.exists():
        return
    insert_rows(Record, list_ordinary_case_reads(cast, today, SEED), DEFAULT_DB_ALIAS)
    if with_misuse:
        misuse = list(_iterate_audit_records_of_misuse(_list_users_with_readable_cases(cast), today))
        insert_rows(Record, misuse, DEFAULT_DB_ALIAS)
    detect_unusual_use_on_days(today - timedelta(days=28), today - timedelta(days=1))
    _decide_oldest_finding(cast, today)


def list_ordinary_case_reads(cast: DemoLookups, today: date, seed: str) -> list[Record]:
    """Eight weeks of ordinary work of everybody, unsaved: one draw of chance.

    Args:
        cast: everybody.
        today: the day after the last.
        seed: of chance; the same one gives the same reads.

    Returns:
        Records of the trail in the order of people and days.
    """
    dice, first = random.Random(seed), today - timedelta(weeks=WEEKS)
    readers = _list_users_with_readable_cases(cast)
    return [row for reader in readers for row in _iterate_ordinary_audit_records(reader, first, today, dice)]


def _decide_oldest_finding(cast: DemoLookups, today: date) -> None:
    """One finding that is no misuse was asked about and explained: the page shows what a decision looks like."""
    leads = {row.body_id: row for row in User.objects.filter(role=Role.DATA_PROTECTION, is_active=True)}
    planted = [cast.actors[key].user_id for key, _ in (AT_NIGHT, IN_BULK) if key in cast.actors]
    open_ones = UnusualUse.objects.filter(state="open", body__in=leads).exclude(worker__in=planted)
    open_ones = open_ones.order_by("day", "pk")
    found = next((row for row in open_ones if leads[row.body_id].pk != row.worker_id), None)
    if found is None:
        return
    found.state = "dismissed"
    found.decision = "Asked them and their manager: they covered for a colleague who was ill."
    with use_simulated_clock(make_london_time(today - timedelta(days=1), time(11))):
        record_unusual_use_decision(found, seen=found.version, by=leads[found.body_id].actor)


def _list_users_with_readable_cases(cast: DemoLookups) -> list[_UserWithReadableCases]:
    """Workers with the cases on which they are the point of contact, leads with those of their organisation."""
    by_worker: defaultdict[int | None, list[UUID]] = defaultdict(list)
    by_body: defaultdict[int, list[UUID]] = defaultdict(list)
    for pk, worker, body in Case.objects.order_by("pk").values_list("pk", "point_of_contact", "owner"):
        by_worker[worker].append(pk)
        by_body[body].append(pk)
    workers = [key for _, _, keys, _ in CASELOADS for key in keys]
    found = [(key, tuple(by_worker[cast.actors[key].user_id]), False) for key in workers]
    found += [(key, tuple(by_body[cast.actors[key].body_id]), True) for key in STAND_INS.values()]
    return [
        _UserWithReadableCases(key, cast.actors[key], cases, is_lead)
        for key, cases, is_lead in found
        if cases
    ]


def _iterate_ordinary_audit_records(
    reader: _UserWithReadableCases, first: date, today: date, dice: random.Random
) -> Iterator[Record]:
    for number in range((today - first).days):
        day = first + timedelta(days=number)
        if day.weekday() < 5:
            yield from _iterate_audit_records_of_day(reader, day, dice)
        if reader.key == ON_NIGHTS and number % 14 < 5:
            for case in dice.sample(reader.cases, min(5, len(reader.cases))):
                yield _build_case_read_audit_record(reader, case, day, time(23, dice.randrange(60)))


def _iterate_audit_records_of_day(
    reader: _UserWithReadableCases, day: date, dice: random.Random
) -> Iterator[Record]:
    usual = dice.randint(3, 9) if reader.is_lead else dice.randint(2, 7)
    busy = dice.random() < 0.04  # a review of the whole caseload, before a meeting
    for case in dice.sample(reader.cases, min(usual * (3 if busy else 1), len(reader.cases))):
        yield _build_case_read_audit_record(reader, case, day, time(dice.randint(8, 17), dice.randrange(60)))
    for _ in range(max(0, dice.randint(-3, 4))):
        yield _build_audit_record(
            reader, day, time(dice.randint(8, 17), dice.randrange(60)), SEARCH_VERB, "read"
        )
    if dice.random() < 0.1:
        yield _build_audit_record(
            reader,
            day,
            time(11, dice.randrange(60)),
            NOT_FOUND_VERB,
            "refused",
            why=("Not available to them"),
        )
    if dice.random() < 0.03:  # somebody rings late, and their cases are opened
        for case in dice.sample(reader.cases, min(dice.randint(1, 3), len(reader.cases))):
            yield _build_case_read_audit_record(reader, case, day, time(22, dice.randrange(60)))


def _iterate_audit_records_of_misuse(readers: list[_UserWithReadableCases], today: date) -> Iterator[Record]:
    by_key = {reader.key: reader for reader in readers}
    (night, nights_ago), (bulk, days_ago) = AT_NIGHT, IN_BULK
    if night in by_key:
        for number, case in enumerate(by_key[night].cases[:40]):
            yield _build_case_read_audit_record(
                by_key[night], case, today - timedelta(days=nights_ago), time(1, number)
            )
    if bulk in by_key:
        for number in range(55):
            yield _build_audit_record(
                by_key[bulk], today - timedelta(days=days_ago), time(15, number), SEARCH_VERB, "read"
            )


def _build_case_read_audit_record(reader: _UserWithReadableCases, case: UUID, day: date, at: time) -> Record:
    return _build_audit_record(reader, day, at, "viewed: case", "read", case)


def _build_audit_record(
    reader: _UserWithReadableCases,
    day: date,
    at: time,
    verb: str,
    outcome: str,
    case: UUID | None = None,
    why: str = "",
) -> Record:
    moment: datetime = make_london_time(day, at)
    device = f"{crc32(reader.key.encode()):08x}"
    shown = list(SHOWN) if case else [Kind.IDENTITY.value] if outcome == "read" else []
    return make_unsaved_audit_record(
        moment,
        reader.actor.who,
        verb=verb,
        about=case,
        outcome=outcome,
        shown=shown,
        why=why,
        network="private",
        device=device,
    )
