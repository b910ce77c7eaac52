"""Numbers within a text dial on a device that allows it; everything else of the text stays as it was."""

import pytest

from handrail.platform.ui.device_calls import get_dial_url, link_phone_numbers


def test_each_number_of_a_sentence_is_a_link_where_the_device_dials():
    told = "Ring 999. Then tell Gareth on 01632 960141 or Tom & Ida on +44 7700 900123."
    assert link_phone_numbers(told, True) == (
        'Ring 999. Then tell Gareth on <a class="govuk-link" href="tel:01632960141">01632 960141</a> or Tom &amp; Ida '
        'on <a class="govuk-link" href="tel:+447700900123">+44 7700 900123</a>.'
    )
    assert link_phone_numbers(told, False) == told.replace("&", "&amp;")


@pytest.mark.parametrize("text", ["", "<b>none</b>", "29 November 2026, 10:30", "LN-0435-T"])
def test_what_is_no_number_is_no_link(text):
    assert "href" not in link_phone_numbers(text, True)
    assert "<b>" not in link_phone_numbers(text, True)


def test_nothing_dials_where_no_number_is_known_or_the_device_does_not():
    assert get_dial_url("01632 960 127", may_dial=True) == "tel:01632960127"
    assert get_dial_url("01632 960 127", may_dial=False) == ""
    assert get_dial_url("", may_dial=True) == ""
