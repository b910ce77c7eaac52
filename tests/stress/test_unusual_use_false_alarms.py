"""How often the rules of unusual use speak of ordinary work: the figure in docs/security.md, made again.

`make stress ARGS="-k false_alarms"`: a demo of 400 cases, and twelve draws of eight weeks of invented reads, each in
weeks of its own.
"""

import datetime

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from handrail.demo.actions_row_insertion import insert_rows
from handrail.demo.demo_plan import make_demo_plan
from handrail.demo.loader import load_demo, write_base_records_and_get_lookups
from handrail.demo.unusual_use import WEEKS, list_ordinary_case_reads
from handrail.people.unusual_use.actions import detect_unusual_use_on_days
from handrail.people.unusual_use.models import UnusualUse
from handrail.platform.audit.models import Record

pytestmark = [pytest.mark.stress, pytest.mark.django_db(databases=["default", "keys"])]
SIZE, DRAWS = 400, 12
FEW, MANY = 0.1, 1.0
"""Days of somebody in four weeks: between these, whatever the draw. None at all would mean that nothing is found."""


def test_false_alarms_a_person_and_four_weeks(capsys):
    today = timezone.localdate()
    plan = make_demo_plan(today, size=SIZE)
    load_demo(lambda line: None, size=SIZE)
    cast = write_base_records_and_get_lookups(plan)
    alarms, days, people = [], set(), set()
    for number in range(1, DRAWS + 1):
        end = today - datetime.timedelta(weeks=WEEKS * number)
        rows = list_ordinary_case_reads(cast, end, f"draw {number}")
        people |= {row.user_id for row in rows}
        insert_rows(Record, rows, DEFAULT_DB_ALIAS)
        first, last = end - datetime.timedelta(days=28), end - datetime.timedelta(days=1)
        detect_unusual_use_on_days(first, last)
        found = UnusualUse.objects.filter(day__range=(first, last)).values_list("rule", "worker_id", "day")
        alarms += [rule for rule, _, _ in found]
        days |= {(worker, day) for _, worker, day in found}
    rate = len(days) / DRAWS / len(people)
    with capsys.disabled():
        print(
            f"\n{len(alarms)} false alarms on {len(days)} days of somebody, {len(people)} people: {rate:.2f}."
        )
        print({rule: alarms.count(rule) for rule in sorted(set(alarms))})
    assert FEW < rate < MANY
