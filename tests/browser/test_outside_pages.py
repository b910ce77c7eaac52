"""A referral by link in a real Chromium: the sender's pages, and the pages of a provider without an account."""

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse

from browser.walker import Walker
from handrail.people.cases.offers.models import Referral
from support.referral_links import agreed, debt_desk, made, referral_of  # noqa: F401

SHOTS = os.environ.get("SHOTS", "")
ADDRESS = re.compile(r"/referred/[\w-]{43}/")


def shoot(page, name):
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_it_is_sent_told_by_telephone_opened_and_answered(cast, told, agreed, request, screen):  # noqa: F811
    opened = request.getfixturevalue(screen)
    sender = Walker(opened(cast.worker))
    sender.go(reverse("refer", args=[told.reference, agreed]))
    sender.says("Single-use link, and a code by telephone", "01632 960155")
    shoot(sender.page, "refer")
    sender.fill("What would help, and what they need to know (optional)", "Needs to know what she is owed")
    sender.press("Send the referral")
    sender.says("Send the link and give the code", "Quay Legal, Debt desk", "01632 960155")
    shoot(sender.page, "made")
    link = ADDRESS.search(sender.text())[0]
    code = sender.page.locator(".app-code").inner_text()
    sender.page.reload()
    sender.says("The link and the code were shown once")
    sender.keeps_back(code, link)

    provider = Walker(opened())
    provider.go(link)
    shoot(provider.page, "code")
    provider.fill("Code", "0000 0001")
    provider.press("Open the referral")
    provider.errors_lead_to_their_fields()
    provider.says("4 tries left")
    shoot(provider.page, "wrong")
    provider.fill("Code", code)
    provider.press("Open the referral")
    assert provider.page.url.partition("#")[0].endswith("/referred/")
    provider.says("Mirela", "Needs to know what she is owed")
    shoot(provider.page, "open")
    provider.choose("Answer", "No, we decline")
    provider.press("Send the answer")
    provider.errors_lead_to_their_fields()
    provider.choose("Answer", "Yes, we accept")
    provider.press("Send the answer")
    provider.says("Recorded: Accepted.", "The outcome, once known")
    shoot(provider.page, "answered")
    provider.press("Close the page")
    provider.says("Nothing to open here")
    provider.go(link)
    provider.says("Nothing to open here")
    shoot(provider.page, "closed")

    row = Referral.objects.get()
    assert (row.answer, row.answer_source) == ("accepted", "link")
    sender.go(reverse("referral", args=[row.pk]))
    sender.says("Through the link, by Quay Legal", "Opened", "Codes tried 2")
    shoot(sender.page, "referral")


def test_it_is_answered_on_a_phone_without_javascript(made, no_script):  # noqa: F811
    provider = Walker(no_script(), checks=False)
    provider.go(reverse("outside_referral", args=[made.token]))
    provider.fill("Code", made.code)
    provider.press("Open the referral")
    provider.choose("Answer", "We need more information first")
    provider.fill("Reason, or next step", "Since when?")
    provider.press("Send the answer")
    provider.says("Recorded: Asks for more information.")
    assert Referral.objects.get(pk=referral_of(made)).answer == "asks_more"
