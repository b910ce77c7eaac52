"""A trail of a test's own."""

import pytest

from handrail.platform.audit.actions import write_audit_record
from support.trail import ANN, FILE


@pytest.fixture(autouse=True)
def heads_file(settings, tmp_path):
    """Heads that no other test writes to."""
    settings.AUDIT_HEADS = tmp_path / "heads.log"
    settings.AUDIT_CHECKPOINT_PLACES = ()  # tests of the other places name them
    return settings.AUDIT_HEADS


@pytest.fixture
def write():
    """Writes so many records about one file."""

    def write(count=1, **more):
        for number in range(count):
            write_audit_record(
                **{"who": ANN, "verb": f"verb {number}", "about": FILE, "shown": ["name"], "why": "duty"}
                | more
            )

    return write
