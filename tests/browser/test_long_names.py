"""The longest name that is taken, in one word, widens no page."""

import pytest
from django.urls import reverse

from handrail.people.cases.person.actions import update_some_person_answers


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_name_of_one_long_word_stays_within_the_page(width, cast, told, request):
    update_some_person_answers(case_id=told.case_id, texts={"called": "A" * 200}, by=cast.worker.actor)
    page = request.getfixturevalue(width)(cast.worker)
    for address in (reverse("cases"), reverse("case", args=[told.reference])):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), address
