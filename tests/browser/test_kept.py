"""A session that ends while somebody types: they sign in again with both factors, and what they typed is there."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from browser.signing_in import PASSWORD
from handrail.people.records.models import Need
from support.axe import assert_accessible
from support.signing_in import code, worker

__all__ = ["code", "worker"]
WORDS = "A warm coat, and somebody to go with her on Monday"


@pytest.mark.parametrize("width", ["no_script", "phone"])
def test_what_was_typed_comes_back_after_signing_in_again(width, worker, code, told, request):
    page = request.getfixturevalue(width)(worker)
    page.goto(reverse("add_need", args=[told.reference]))
    page.get_by_label("A safe place to stay").check()
    page.get_by_label("In their own words (optional)").fill(WORDS)
    Session.objects.all().delete()
    page.get_by_role("button", name="Record need").click()
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Code from your authenticator").fill(code())
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("What you typed is still here")
    assert WORDS in page.locator("main").inner_text()
    if width != "no_script":
        assert_accessible(page)
    page.get_by_role("button", name="Send again").click()
    page.get_by_text("Need recorded.").wait_for()
    assert Need.objects.get().case_id == told.case_id
