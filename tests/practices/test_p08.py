"""P08: legal, immigration and housing referrals go to directory services and come back with an outcome; pro bono work
is recorded as such."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.form_steps import send_steps
from support.practice_pages import Pages, row
from support.referral_links import QUAY, make_quay_legal
from support.worlds import shared_world

SERVICES = {
    "solicitor": "Settlement clinic",
    "immigration_advice": "Immigration appointment",
    "tenancy_help": "Help to keep a home",
}


@pytest.fixture
def harbour(cast) -> Pages:
    """The pages of the body to which people are referred."""
    return Pages(sign_in(Client(), cast.partner), cast.partner)


@shared_world
def services(cast) -> dict[str, int]:
    """One service of each of the three kinds, the solicitor's free of charge."""
    return {
        kind: add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="harbour").pk,
            name=name,
            kind=kind,
            phases=["before", "during", "after", "outside"],
            state="open",
            everywhere=True,
            pro_bono=kind == "solicitor",
        )
        for kind, name in SERVICES.items()
    }


def today():
    day = timezone.localdate()
    return {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


def agree(pages, *kinds):
    """The person says yes to sharing these kinds with Harbour."""
    answers = {
        "body": "harbour",
        "kinds": list(kinds),
        "ground": "consent",
        "capacity": "own",
        "because": "Yes, tell them",
    }
    reply = send_steps(pages.client, f"/cases/{pages.reference}/share/", answers)
    assert "draft=" not in reply["Location"]


def refer(pages, service, *kinds):
    return pages.client.post(
        f"/cases/{pages.reference}/services/{service}/refer/",
        {"kinds": list(kinds), "words": "Needs to know what she is entitled to", **today()},
    )


def open_case(pages):
    pages.today(timezone.localdate())
    pages.open_case()


@pytest.mark.practice("P08")
@pytest.mark.parametrize("kind", SERVICES)
def test_a_referral_goes_to_a_service_of_the_directory_and_comes_back_with_an_outcome(
    kind, pages, harbour, services
):
    name = SERVICES[kind]
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    assert name in pages.read("services/")
    assert refer(pages, services[kind], "identity", "needs", "offers").status_code == 302
    assert "The person accepted" in pages.read()
    assert "Referred: no answer yet" in pages.read()
    harbour.today(timezone.localdate())
    waiting = row(harbour.markup("/referrals/"), "Mirela")
    assert name in waiting
    assert "No answer yet" in waiting
    one = harbour.link("Mirela", "/referrals/")
    assert "Needs to know what she is entitled to" in harbour.read(one)
    harbour.post(f"{one}answer/", answer="accepted", words="Thursday at ten", seen="1")
    assert "Referred: accepted" in pages.read()
    harbour.post(f"{one}outcome/", outcome="helped", words="Knows her rights now", seen="2")
    assert "It helped. Knows her rights now" in pages.read()
    assert "It helped. Knows her rights now" in row(pages.markup("/referrals/?whose=from&show=all"), "Mirela")


@pytest.mark.practice("P08")
def test_pro_bono_work_is_recorded_as_such(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    assert "Free of charge (pro bono)" in pages.read("services/?kind=solicitor")
    refer(pages, services["solicitor"], "identity")
    harbour.today(timezone.localdate())
    one = harbour.link("Mirela", "/referrals/")
    harbour.post(f"{one}answer/", answer="accepted", words="", seen="1")
    assert re.search(r'name="pro_bono"[^>]*checked', harbour.markup(f"{one}outcome/"))
    harbour.post(f"{one}outcome/", outcome="helped", words="Settled", pro_bono="on", hours="3", seen="2")
    assert "It helped. Settled. Free of charge (pro bono, 3 hours)" in harbour.read(one)
    assert "Free of charge (pro bono)" in pages.read()


@pytest.mark.practice("P08")
def test_a_no_comes_back_with_its_reason_and_a_waiting_list_is_an_answer(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity", "needs", "offers")
    refer(pages, services["tenancy_help"], "identity")
    harbour.today(timezone.localdate())
    one = harbour.link("Mirela", "/referrals/")
    unexplained = {"answer": "declined", "words": "", "seen": "1"}
    assert "Enter why" in harbour.client.post(f"{one}answer/", unexplained, follow=True).content.decode()
    harbour.post(f"{one}answer/", answer="waiting", words="About three weeks", seen="1")
    assert "On their waiting list" in row(pages.markup("/referrals/?whose=from"), "Mirela")
    harbour.post(f"{one}answer/", answer="declined", words="No room for a wheelchair", seen="2")
    assert "Harbour declined: No room for a wheelchair" in pages.read()


@pytest.mark.practice("P08")
def test_asking_about_sharing_names_the_provider_and_its_task_and_leads_back(pages, services):
    pages.today(timezone.localdate())
    pages.open_case()
    refer = f"services/{services['solicitor']}/refer/"
    ask = pages.link("Record their answer about sharing", refer)
    asked = pages.markup(ask)
    assert "For legal or immigration advice" in asked
    assert re.search(r'<option value="harbour"[^>]* selected', asked)
    other = pages.link("For housing", pages.link("Change", ask))
    for kept in ("to=harbour", f"service={services['solicitor']}"):
        assert kept in other  # another task, the same provider and service
    said = {"body": "harbour", "kinds": "identity", "ground": "consent", "capacity": "own", "because": "Yes"}
    assert pages.post(ask, **said, checked="harbour: identity").endswith(refer)
    assert "Shared with Harbour: Name and identity" in pages.read(refer)


@pytest.mark.practice("P08")
def test_what_may_be_told_where_nobody_has_an_account_is_not_said_to_be_seen(cast, pages):
    pages.today(timezone.localdate())
    pages.open_case()
    add_service(
        by=cast.lead.actor,
        provider_id=make_quay_legal().pk,
        name="Debt desk",
        kind="benefits_advice",
        phases=["before"],
        state="open",
        everywhere=True,
    )
    said = {"body": QUAY, "kinds": "identity", "ground": "consent", "capacity": "own", "because": "Yes"}
    pages.post("share/", **said)
    page = pages.read()
    assert (
        "Quay Legal can be told: Name and identity (the person agreed). No one there can open the case"
        in page
    )
    assert "Shared with Quay Legal" not in page


@pytest.mark.practice("P08")
def test_nothing_is_told_that_the_person_did_not_agree_to(pages, harbour, services):
    open_case(pages)
    asked = pages.read(f"services/{services['solicitor']}/refer/")
    assert "Ask first: nothing is shared with Harbour yet" in asked
    assert "draft=" in refer(pages, services["solicitor"], "identity")["Location"], "back to the form"
    agree(pages, "needs", "offers")
    page = pages.read(f"services/{services['solicitor']}/refer/")
    assert "Not agreed yet, so not shared: Name and identity" in page
    assert "draft=" in refer(pages, services["solicitor"], "identity")["Location"], "back to the form"
    assert "draft=" not in refer(pages, services["solicitor"], "needs", "offers")["Location"]
    harbour.today(timezone.localdate())
    listed = harbour.read("/referrals/")
    assert pages.reference in listed
    assert "Mirela" not in listed


@pytest.mark.practice("P08")
def test_unanswered_ones_are_shown_and_asked_again(pages, harbour, services):
    open_case(pages)
    agree(pages, "identity")
    refer(pages, services["solicitor"], "identity")
    one = pages.link("Mirela", "/referrals/?whose=from")
    pages.post(f"{one}chase/")
    assert "Chased once, last today" in row(pages.markup("/referrals/?whose=from"), "Mirela")


# ---- a provider without an account: by letter, or by a single-use link and a code told by telephone

OFFICE_PHONE = "01632 960155"


@shared_world
def outside_service(cast) -> int:
    """A solicitor of a charity in which nobody has an account."""
    make_quay_legal()
    return add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code=QUAY).pk,
        name="Debt desk",
        kind="solicitor",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
        contact_phone=OFFICE_PHONE,
    )


def send_outside(pages, service, method, *kinds, since=None):
    """The person agrees, and is referred in that way. Where the page leads."""
    pages.today(since or timezone.localdate())
    pages.open_case()
    answers = {
        "body": QUAY,
        "kinds": ["identity", "needs"],
        "ground": "consent",
        "capacity": "own",
        "because": "Yes",
    }
    assert "draft=" not in send_steps(pages.client, f"/cases/{pages.reference}/share/", answers)["Location"]
    reply = pages.client.post(
        f"/cases/{pages.reference}/services/{service}/refer/",
        {
            "kinds": list(kinds or ("identity", "needs")),
            "words": "What is she owed?",
            "method": method,
            **today(),
        },
    )
    assert "draft=" not in reply["Location"]
    return reply["Location"]


def shown_once(pages, where) -> tuple[str, str]:
    """The link and the code on the page that shows them."""
    page = pages.read(where)
    assert f"Quay Legal, Debt desk Telephone, from the directory {OFFICE_PHONE}" in page
    return re.search(r"/referred/[\w-]+/", page)[0], re.search(r"\d{4} \d{4}(?= Office)", page)[0]


def open_as_outsider(link, code):
    """The browser of a provider, with the page that the link opened."""
    client = Client()
    client.post(link, {"code": code})
    return client, client.get("/referred/").content.decode()


def answer_outside(client, **said):
    page = client.get("/referred/").content.decode()
    kept = {name: re.search(rf'name="{name}" value="(\w+)"', page)[1] for name in ("form_key", "seen")}
    return client.post("/referred/", {"words": "", **kept, **said}, follow=True).content.decode()


def only_referral(pages) -> str:
    return pages.link("Mirela", "/referrals/?whose=from&show=all")


@pytest.mark.practice("P08")
def test_a_provider_without_an_account_is_sent_a_link_answers_it_and_tells_the_outcome(
    pages, outside_service
):
    where = send_outside(pages, outside_service, "link")
    link, code = shown_once(pages, where)
    assert "shown once" in pages.read(where)
    assert code not in pages.read(where)
    one = only_referral(pages)
    assert "No answer yet" in pages.read(one), "sent is not accepted"
    client, page = open_as_outsider(link, code)
    assert "Mirela" in page
    assert "What is she owed?" in page
    assert "Yes, we accept" in page, "in the provider's own person"
    assert "Accepted" not in pages.read(one), "opened is not accepted"
    assert "Recorded: Accepted" in answer_outside(client, answer="accepted", words="Thursday at ten")
    assert "Referred: accepted" in pages.read()
    again = pages.client.post(f"{one}link/new/")["Location"]
    client, _ = open_as_outsider(*shown_once(pages, again))
    answer_outside(client, outcome="helped", words="Knows what she is owed")
    assert "It helped. Knows what she is owed" in pages.read(one)


@pytest.mark.practice("P08")
def test_a_provider_without_an_account_is_sent_a_letter_and_answers_by_telephone(pages, outside_service):
    one = send_outside(pages, outside_service, "letter", "needs")
    assert "No answer yet" in pages.read(one)
    letter = pages.client.get(f"{one}letter/")
    text = " ".join(
        " ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(letter.content)).pages
    )
    assert "To: Quay Legal, Debt desk" in text
    assert "What is she owed?" in text
    assert "Mirela" not in text, "her name was not told"
    unnamed = {"answer": "accepted", "words": "", "seen": "1"}
    assert "draft=" in pages.client.post(f"{one}answer/", unnamed)["Location"]
    pages.post(f"{one}answer/", **unnamed, given_by="Ines, front desk")
    assert "By telephone: Ines, front desk, Quay Legal, Debt desk. Taken by Wren Ashdown" in pages.read(one)


@pytest.mark.practice("P08")
def test_a_link_opens_once_can_be_stopped_and_expires(pages, outside_service):
    where = send_outside(pages, outside_service, "link")
    first = shown_once(pages, where)
    one = only_referral(pages)
    assert "Mirela" in open_as_outsider(*first)[1]
    assert "Mirela" not in open_as_outsider(*first)[1], "a second time"
    second = shown_once(pages, pages.client.post(f"{one}link/new/")["Location"])
    pages.post(f"{one}link/stop/")
    assert "Mirela" not in open_as_outsider(*second)[1], "stopped"
    third = shown_once(pages, pages.client.post(f"{one}link/new/")["Location"])
    pages.today(timezone.localdate() + timedelta(days=8))
    assert "Mirela" not in open_as_outsider(*third)[1], "expired"


@pytest.mark.practice("P08")
def test_what_is_opened_is_that_slice_and_closes_with_the_consent(pages, outside_service):
    where = send_outside(pages, outside_service, "link", "needs")
    client, page = open_as_outsider(*shown_once(pages, where))
    assert "What is she owed?" in page
    assert "Mirela" not in page
    assert "07700 900123" not in page
    assert pages.reference not in page
    for elsewhere in ("/", f"/cases/{pages.reference}/", "/referrals/", "/services/"):
        assert client.get(elsewhere)["Location"].startswith("/account/sign-in/")
    refused = {"body": QUAY, "ground": "refused", "capacity": "own", "because": "No more"}
    assert "draft=" not in send_steps(pages.client, f"/cases/{pages.reference}/share/", refused)["Location"]
    closed = client.get("/referred/")
    assert closed.status_code == 404
    assert "What is she owed?" not in closed.content.decode()


@pytest.mark.practice("P08")
def test_each_opening_and_each_wrong_code_is_seen_by_those_who_work_on_the_case(pages, outside_service):
    link, code = shown_once(pages, send_outside(pages, outside_service, "link"))
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    assert "Mirela" not in open_as_outsider(link, wrong)[1]
    open_as_outsider(link, code)
    seen, refused, done = (pages.read(f"looks/?list={tab}") for tab in ("looks", "refused", "changes"))
    assert "Through a referral link, Quay Legal" in seen.split("When Who What")[1]
    assert "Wrong code for a referral link, attempt 1 of 5" in refused.split("When Who What")[1]
    assert "pened a referral link" in done.split("When Who What")[1]


@pytest.mark.practice("P08")
def test_one_that_nobody_answers_is_brought_up_on_my_day(pages, outside_service):
    day = timezone.localdate()
    send_outside(pages, outside_service, "letter")
    assert "Chase an answer: Debt desk" not in pages.read("/my-day/")
    pages.today(day + timedelta(days=6))
    mine = (
        pages.read(pages.client.get("/")["Location"])
        if pages.client.get("/").status_code == 302
        else pages.read("/")
    )
    assert "Chase an answer: Debt desk" in mine
    assert "No answer for 6 days" in mine
