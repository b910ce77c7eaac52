"""A system actor that nothing acts as hides that somebody finds no rows on PostgreSQL."""

import re

import pytest

from handrail.platform.access.row_security.system_actors import SystemActor
from support.repository import ROOT

SOURCE = ROOT / "src" / "handrail"
DECLARED = SOURCE / "platform" / "access" / "row_security" / "system_actors.py"


@pytest.mark.parametrize("system", SystemActor)
def test_something_acts_as_each_system_actor(system):
    """`backup` is what whoever copies the database says by PGOPTIONS (docs/running.md)."""
    texts = [path.read_text() for path in SOURCE.rglob("*.py") if path != DECLARED]
    texts.append((ROOT / "docs" / "running.md").read_text())
    says = re.compile(
        rf"SystemActor\.{system.name}\b|acts_as=\"{system.value}\"|handrail\.system={system.value}\b"
    )
    assert any(says.search(text) for text in texts)
