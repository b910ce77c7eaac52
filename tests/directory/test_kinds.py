"""Needs and kinds hang together."""

from handrail.directory.need_and_service_kinds import KINDS, NEEDS, list_service_kinds_for_need
from handrail.platform.reference.code_lists import get_code_list


def test_every_kind_meets_a_need_and_every_need_can_be_met() -> None:
    assert {kind.need for kind in KINDS} == {need.code for need in NEEDS}
    assert all(list_service_kinds_for_need(need.code) for need in NEEDS)


def test_codes_and_names_are_used_once() -> None:
    for entries in (KINDS, NEEDS):
        assert (
            len({entry.code for entry in entries}) == len({entry.name for entry in entries}) == len(entries)
        )


def test_every_need_is_counted_under_a_category_of_the_framework() -> None:
    assert {need.counted_as for need in NEEDS} == {
        value.code for value in get_code_list("victim_needs").values
    }
