"""An address is what Django gives for it, whatever stands in it."""

from uuid import UUID, uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from handrail.platform.ui.url_cache import get_url

NUMBER = UUID("12345678-1234-5678-1234-567812345678")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("my_day", ()),
        ("case", ("LN-0001-A",)),
        ("case", ("two words?",)),
        ("case", ("Łódź",)),
        ("end_share", ("LN-0001-A", 12)),
        ("answer_offer", ("LN-0001-A", NUMBER)),
        ("record_event", ("LN-0001-A", "nrm_referred")),
    ],
)
def test_it_is_what_django_gives(name, args):
    assert get_url(name, *args) == reverse(name, args=args)


def test_each_has_its_own_number():
    first, second = uuid4(), uuid4()
    assert get_url("answer_offer", "LN-0001-A", first) == reverse("answer_offer", args=["LN-0001-A", first])
    assert get_url("answer_offer", "LN-0002-G", second) == reverse("answer_offer", args=["LN-0002-G", second])


@pytest.mark.parametrize(
    ("name", "args"), [("no_such_page", ()), ("case", ()), ("case", ("",)), ("case", ("a/b",))]
)
def test_what_django_refuses_is_refused(name, args):
    with pytest.raises(NoReverseMatch):
        get_url(name, *args)
