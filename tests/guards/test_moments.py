"""A moment is stored in UTC: its day is London's, or an hour each night of summer counts for the day before."""

import re

import pytest

from support.repository import ROOT, SRC, text

DAY_OF_A_STORED_MOMENT = re.compile(r"\b\w*\.?\w+_at\.date\(\)")

pytestmark = pytest.mark.one_engine


def test_no_day_is_taken_from_a_stored_moment_in_utc():
    found = [
        f"{path.relative_to(ROOT)}: {wrong}"
        for path in sorted(SRC.rglob("*.py"))
        for wrong in DAY_OF_A_STORED_MOMENT.findall(text(path))
    ]
    assert found == [], "use to_london(…).date()"
