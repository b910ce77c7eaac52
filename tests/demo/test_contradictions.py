"""The demo holds no records that contradict each other: it shows none on purpose."""

import pytest

from handrail.people.records.models import Case, Event
from handrail.platform.record_checks.counts import find_contradictions
from handrail.site.record_checks import RECORD_CHECKS
from support.demo_world import SmallDemo, small_demo  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.one_engine
def test_no_check_of_records_finds_anything_in_the_demo(small_demo: SmallDemo) -> None:  # noqa: F811
    assert Case.objects.count() > 12
    assert Event.objects.exists()
    found = find_contradictions(RECORD_CHECKS)
    assert {name: [one.reference for one in those] for name, those in found.items() if those} == {}
