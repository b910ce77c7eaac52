"""The addresses about a case, and what each takes."""

import html

from django.test import Client
from django.urls import reverse

from handrail.platform.access.kinds import Kind
from support.addresses import addresses
from support.areas import TRIED_BY_EVERYBODY, TRIED_ELSEWHERE
from support.cast import sign_in

CASE_TABS = (
    *("case_plan", "case_contacts", "case_sharing", "case_referral", "case_justice", "case_history"),
    *("case_sheet", "case_whole_file"),
)
"""The pages of a case beside its overview and its documents; each takes the reference alone."""

# What each page about a case asks for, copied by hand from what its page does.
TO_SEE = {
    "case": None,
    **dict.fromkeys(CASE_TABS),
    "case_map": Kind.PATHWAY,
    "consents": Kind.CONSENT,
    "papers": None,
    "paper": Kind.HEALTH,
}

THE_LOG = {"case_looks", "case_looks_file"}

TO_OFFER = {"add_need", "make_offer", "need_met", "need_again", "answer_offer", "offer_result"}

TO_WRITE = {
    "open_question", "opened", "record", "record_event", "correct_event", "take_back", "answer", "share",
    "end_share", "danger", "safety_plan", "review_plan", "reach", "who", "contacts", "notify", "notify_report", "facts",
    "add_paper", "take_back_paper",
}  # fmt: skip

ABOUT_A_CASE = {*TO_SEE, *THE_LOG, *TO_OFFER, *TO_WRITE}

HIDING = {
    "hidden",
    "show_again",
}  # tried in tests/platform/signin/test_hidden_screen.py: whoever walks into them sees no other page


def pages(full):
    """Every address of the product with its name; the sign-in package has tests of its own."""
    left_out = TRIED_ELSEWHERE | TRIED_BY_EVERYBODY | HIDING
    for address in addresses():
        if address.route.startswith("account/") or address.name in left_out:
            continue
        about = [full.told.reference] if address.name in ABOUT_A_CASE else []
        yield address.name, reverse(address.name, args=[*about, *full.arguments.get(address.name, [])])


def read_tabs(client: Client, reference: str, *names: str) -> str:
    """What these pages of a case say, one after the other; the overview where none is named."""
    found = [client.get(reverse(name, args=[reference])) for name in names or ("case",)]
    assert {page.status_code for page in found} == {200}
    return " ".join(html.unescape(page.content.decode()) for page in found)


def browser(cast, who):
    return sign_in(Client(), getattr(cast, who)) if who else Client()
