"""My team's day: many duties leave no day out, what stands under Now is not late, and what is left out is told."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.my_day_rows import MOST_DUES
from support.cast import tell
from support.my_day import WAITS, only_these

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate
DUTIES = [(f"Duty {n}", {"code": "notify"}) for n in range(MOST_DUES + 2)]


def read(client):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(reverse("my_day")).content.decode()).split())


def test_a_time_limit_of_today_is_counted_beside_more_duties_than_are_read(cast, told, signed_in):
    only_these(told.case_id, *DUTIES, ("Reply to the letter", {"due_on": TODAY()}))
    assert "1 due today" in read(signed_in(cast.lead))


def test_what_is_left_out_is_told_where_it_is_due_by_today(cast, told, signed_in):
    one = tell(cast.worker.actor)
    yesterday = TODAY() - datetime.timedelta(days=1)
    only_these(one.case_id, *[(f"Late {n}", {"due_on": yesterday}) for n in range(14)])
    only_these(told.case_id, *[(f"Today {n}", {"due_on": TODAY()}) for n in range(3)])
    shown = read(signed_in(cast.worker))
    assert re.search(r"14 overdue .*3 due today", shown)
    assert "Not shown here: 4 overdue, 3 due today. Show all 17" in shown


def test_a_list_of_which_more_may_wait_says_that_it_is_the_first_of_it(cast, told, signed_in):
    def wait(number):
        only_these(told.case_id, *[(f"Wait {n}", WAITS | {"started": TODAY()}) for n in range(number)])
        return read(signed_in(cast.worker))

    assert "Waiting for others 3 of 99" in wait(MOST_DUES - 1)
    assert "Show all 99" in read(signed_in(cast.worker))
    many = wait(MOST_DUES + 2)
    assert "100 or more waiting for others" in many
    assert "Waiting for others first 3" in many
    assert "Show the first 100" in many
