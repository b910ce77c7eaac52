"""Every part of the site that has addresses has a table of doors and a look at its pages."""

import pytest

from support.areas import NAMES
from support.repository import ROOT

TESTS = ROOT / "tests"


@pytest.mark.parametrize("part", sorted(part for part, names in NAMES.items() if names))
def test_a_part_with_addresses_is_tried_by_everybody_and_looked_at(part):
    assert (TESTS / "web" / part / "test_doors.py").is_file()
    assert (TESTS / "browser" / f"test_{part}_pages.py").is_file()
