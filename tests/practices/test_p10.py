"""An area needs assessment gathers case data, survey and interview answers; its findings lead to intentions."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.needs.models import CommissioningIntention, NeedsAssessment
from handrail.areas.needs.queries import list_intentions_decided_to_go_on
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from handrail.platform.surveys.models import Survey
from support.cast import sign_in
from support.published_figures import publish_months

pytestmark = pytest.mark.practice("P10")


def write_day(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def send(client, name, args, sent):
    """Send a form, follow where it leads, and see that nothing has to be mended."""
    reply = client.post(reverse(name, args=args), sent, follow=True)
    page = reply.content.decode()
    assert reply.status_code == 200, name
    assert "There is a problem" not in page, (name, re.findall(r'href="#id_[^>]*>([^<]*)', page))
    return page


@pytest.fixture
def cheshire(cast):
    """The office of Cheshire, a colleague and the signatory, each in a browser; figures of the third quarter."""
    body = Body.objects.get(code="commissioner-cheshire")
    by_phase = {"": 30, "phase=before": 20, "phase=outside": 10}
    publish_months(
        "2026-07", 3, {"needs": by_phase, "offers": {}, "needs-unmet": by_phase}, (COUNTRY, body.area_id)
    )
    roles = {"office": Role.COMMISSIONER, "colleague": Role.COMMISSIONER, "signatory": Role.SIGNATORY}
    users = {
        name: create_account(
            email=f"{name}@cheshire.example.org",
            name=f"{name} of Cheshire",
            body=body,
            role=role,
            password=None,
        )
        for name, role in roles.items()
    }
    return {name: sign_in(Client(), user) for name, user in users.items()}


def test_case_data_survey_and_interviews_become_findings_that_lead_to_intentions(cast, cheshire):
    office, signatory = cheshire["office"], cheshire["signatory"]
    scope = {"title": "Victims of modern slavery in Cheshire", "before": "on", "outside": "on"}
    scope |= {f"starts_on-{part}": value for part, value in (("day", 1), ("month", 7), ("year", 2026))}
    scope |= {f"ends_on-{part}": value for part, value in (("day", 30), ("month", 9), ("year", 2026))}
    assert "Voluntary" in send(office, "add_needs_assessment", [], scope)
    assessment = NeedsAssessment.objects.get()
    here = [assessment.pk]

    # it gathers case data: a published figure, which nobody types
    figure = reverse("take_needs_figure", args=here) + "?measure=needs-unmet&quarter=2026-Q3"
    page = office.post(figure, {"cell": "phase=before"}, follow=True).content.decode()
    assert "60 people in Cheshire" in page

    # survey answers, from people who have no account
    survey = ask_twelve_people(office)
    assert "About 1" in send(office, "take_needs_survey", here, {"survey": str(survey.pk)})

    # and interview answers, with words that somebody gave for publication and another person checked
    interviews = {
        "kind": "interview", "title": "Interviews with survivors", "says": "Most did not know where to ask.",
        "base": "21 of 30 people", "limits": "Nobody under 18.", "consent": "publication",
    }  # fmt: skip
    send(office, "add_needs_evidence", here, interviews | write_day("dated_on", today()))
    quote = {"words": "Nobody told me where to go.", "who": "a survivor", "given": "on"}
    send(office, "add_quote", [*here, 3], quote | write_day("given_on", today()))
    said = assessment.evidence.get(number=3).quotes.get()
    checked = {"given": "on", "points_at_nobody": "on"}
    refused = office.post(
        reverse("check_quote", args=[*here, said.pk]), checked, follow=True
    ).content.decode()
    assert "Another person checks them" in refused
    send(cheshire["colleague"], "check_quote", [*here, said.pk], checked)

    # its findings rest on that evidence
    finding = {
        "words": "People wait for a place to live before they are referred.", "need": "place", "phase": "before",
        "met": "unmet", "strength": "strong", "size_low": "60", "size_high": "80",
    }  # fmt: skip
    nothing = office.post(reverse("add_finding", args=here), finding, follow=True).content.decode()
    assert "Choose the evidence for the finding" in nothing
    send(office, "add_finding", here, finding | {"evidence": ["1", "2", "3"]})

    # and link to commissioning intentions, each with a decision
    found = assessment.findings.get()
    send(
        office,
        "add_intention",
        here,
        {"kind": "fund", "title": "Places before referral", "finding": found.pk},
    )
    loose = {"kind": "study", "title": "Ask employers"}
    refused = office.post(reverse("add_intention", args=here), loose, follow=True).content.decode()
    assert "say why the intention follows from none" in refused
    send(office, "add_intention", here, loose | {"no_finding_why": "Nobody asked them yet."})
    decision = {"decision": "go_on", "reason": "It fits the grant of April.", "seen": "1"}
    send(signatory, "decide_intention", [*here, 1], decision)
    assert office.post(reverse("decide_intention", args=[*here, 2]), decision).status_code == 403

    shown = re.search(
        r'name="shown" value="(\w+)"', signatory.get(reverse("publish_needs", args=here)).content.decode()
    )
    page = send(signatory, "publish_needs", here, {"shown": shown[1]})
    for words in (
        "60 people in Cheshire", "21 of 30 people", "Nobody told me where to go.", "Did you get help?",
        "People wait for a place to live before they are referred.", "Places before referral", "Finding 1",
        "It fits the grant of April.", "No finding. Nobody asked them yet.", "Not decided yet",
    ):  # fmt: skip
        assert words in page, words
    (intention,) = list_intentions_decided_to_go_on([assessment.body_id])
    assert intention == CommissioningIntention.objects.get(number=1)
    assert intention.finding == found

    collator = sign_in(Client(), cast.collator)
    assert collator.get(reverse("published_needs", args=here)).status_code == 200
    pdf = collator.get(reverse("needs_file", args=[*here, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert sign_in(Client(), cast.board).get(reverse("needs_assessment", args=here)).status_code == 404
    elsewhere = sign_in(
        Client(), cast.neighbour
    )  # another office reads what is published, and changes nothing
    read = elsewhere.get(reverse("needs_assessment", args=here), follow=True).content.decode()
    assert "People wait for a place to live before they are referred." in read
    assert "Open the working page" not in read
    assert elsewhere.get(reverse("add_intention", args=here)).status_code == 404
    assert sign_in(Client(), cast.worker).get(reverse("needs_assessment", args=here)).status_code == 403


def ask_twelve_people(office):
    """Written, opened, answered by the link, and closed."""
    days = write_day("opens_on", today()) | write_day("closes_on", today())
    told = {"kind": "needs", "title": "Did you get help?", "purpose": "To plan services."}
    send(office, "add_survey", [], told | days)
    survey = Survey.objects.get()
    question = {"text": "Did you get help?", "kind": "one", "options": "Yes\nNo"}
    send(office, "add_survey_question", [survey.pk], question)
    send(office, "open_survey", [survey.pk], {})
    survey.refresh_from_db()
    address = reverse("public_survey", args=[survey.token])
    for number in range(12):
        anybody = Client()
        key = re.search(r'name="form_key" value="([^"]+)"', anybody.get(address).content.decode())
        reply = anybody.post(address, {"form_key": key[1], "q1": "1" if number < 5 else "2"}, follow=True)
        assert "Thank you" in reply.content.decode()
        assert not anybody.cookies
    page = send(office, "close_survey", [survey.pk], {})
    assert "How to read the numbers" in page
    return survey
