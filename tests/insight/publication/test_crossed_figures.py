"""The audit reads what those who answer for an area read: a phase is one number, whichever way it is summed."""

import pytest

from handrail.insight.publication.audit import attack_published_text
from support.published_figures import publish_months

pytestmark = pytest.mark.django_db


def test_the_audit_finds_a_phase_that_was_drawn_apart_from_its_districts():
    figures = {
        "": 10, "phase=before": 5, "phase=during": 5, "district=not_known": 10,
        "district_phase=not_known.before": 5, "district_phase=not_known.during": 5,
    }  # fmt: skip
    publish_months("2026-07", 1, {"needs-unmet": figures})
    assert attack_published_text(1).told_differently == []
    apart = {**figures, "phase=before": 10}
    del apart["phase=during"]
    publish_months("2026-08", 1, {"needs-unmet": apart})
    found = attack_published_text(1).told_differently
    assert {(cell.period, cell.breakdown, cell.value) for cell in found} == {
        ("2026-08", "phase", "before"),
        ("2026-08", "phase", "during"),
    }
