"""What a measure's figures are called at the head of a chart: a phrase that says whom or what is counted."""

from dataclasses import replace

import pytest

from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY


def test_a_title_says_who_is_counted_and_who_of_them_fulfils_the_share():
    asked = MEASURES_BY_KEY["local-support-agreed"]
    assert asked.get_title() == "People asked about local support"
    assert asked.get_title(is_share=True) == "People who said yes to local support"
    assert MEASURES_BY_KEY["identified"].get_title() == "People identified"  # the name says so


def test_no_share_is_without_a_title_of_its_own_and_no_other_measure_has_one():
    with pytest.raises(ValueError, match="local-support-agreed"):
        replace(MEASURES_BY_KEY["local-support-agreed"], share_title="")
    with pytest.raises(ValueError, match="identified"):
        replace(MEASURES_BY_KEY["identified"], share_title="People who were")


def test_no_title_is_built_of_codes():
    titles = [
        each.get_title(is_share=half) for each in MEASURES for half in (False, True) if each.share or not half
    ]
    assert not [title for title in titles if ":" in title or not title[0].isupper()]
