import pytest
from django.urls import reverse

from support.information_requests import name_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_x(cast, signed_in):
    row = name_person(cast)
    t = signed_in(cast.lead).get(reverse("named_request", args=[row.pk])).content.decode()
    i = t.index('id="who"')
    print("PROBE", t[i : i + 700])
    assert "Sorina" in t
