"""A form opened before somebody else saved: what is saved stands beside what was typed, also of parts of a line."""

import re

import pytest
from django.urls import reverse

from support.cast import sign_in
from support.commissioning import commission, commissioning_arguments
from support.worlds import shared_world

ANSWERS = {
    "publish_line_notice": {
        "published_on-day": "2",
        "published_on-month": "11",
        "published_on-year": "2026",
        "reference": "2026/S 000-1",
    },
    "line_notice_not_needed": {"why_not": "Below the threshold"},
    "change_clause": {"words": "Answers within an hour"},
}


@shared_world
def made(cast):
    return commission(cast)


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ANSWERS)
def test_what_was_typed_into_an_older_version_comes_back_beside_what_is_saved(name, cast, made, client):
    told = commissioning_arguments(made, cast.commissioner.body.code)
    path = reverse(name, args=told[name])
    browser = sign_in(client, cast.commissioner)
    page = browser.get(path).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)) | ANSWERS[name]
    seen = sent["seen"]
    answer = browser.post(path, {**sent, "seen": str(int(seen) - 1)}, follow=True)
    assert cast.commissioner.name in answer.content.decode()
    assert next(iter(ANSWERS[name].values())) in answer.content.decode()
