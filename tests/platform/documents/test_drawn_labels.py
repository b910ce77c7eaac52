"""Words in drawings stay apart and within: labels below a line, and names in the tiles of the map."""

import pytest

from handrail.platform.documents.area_map import SHORT_AREA_NAMES
from handrail.platform.documents.charts import (
    TILE_WIDTH,
    compute_letter_size_of_tile,
    find_indexes_of_points_to_label,
)


@pytest.mark.parametrize(
    ("points", "label", "labelled"),
    [
        (0, "", set()),
        (1, "Dec ’25", {0}),
        (3, "June", {0, 1, 2}),
        (12, "Dec ’25", {2, 5, 8, 11}),
        (5, "October to December 2026", {0, 2, 4}),
    ],
)
def test_every_nth_point_has_its_label_and_the_last_always(points, label, labelled):
    assert find_indexes_of_points_to_label([label] * points) == labelled
    assert len(labelled) <= 6


def test_no_name_is_wider_than_its_tile():
    for short in SHORT_AREA_NAMES.values():
        assert compute_letter_size_of_tile(short) * 0.68 * len(short) < TILE_WIDTH - 10
        assert compute_letter_size_of_tile(short) >= 9.5
