"""Pages of needs assessments: bad answers, missing things, statements; never a fault of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.needs.actions import evidence, findings
from handrail.areas.needs.models import NeedsAssessment
from support.cast import sign_in
from support.needs import assess, begin, finding, interviews, publish
from support.worlds import shared_world

PAGES = ("needs_assessment", "needs_phases", "change_needs_assessment", "add_finding", "take_needs_survey")


@shared_world
def made(cast):
    return assess(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


@pytest.mark.parametrize(
    ("name", "more", "sent", "says"),
    [
        ("add_needs_assessment", None, {"title": ""}, "Enter what the assessment is called"),
        ("add_needs_evidence", [], {"kind": "figure"}, "Choose the kind of evidence"),
        ("change_needs_evidence", [3], {"kind": "interview", "base": "", "seen": "1"}, "Enter the base"),
        ("take_needs_survey", [], {"survey": "x"}, "Choose a survey"),
        ("take_needs_figure", [], {}, "Choose a figure"),
        ("add_quote", [3], {"words": "x"}, "gave these words for publication"),
        ("add_finding", [], {"words": "x"}, "Choose the evidence"),
        ("change_finding", [1], {"words": "x" * 1001, "seen": "1"}, "1,000 characters or less"),
        ("add_needs_recommendation", [], {"finding": "999999"}, "Choose the finding"),
        ("add_intention", [], {"kind": "fund", "title": "x"}, "one of the two"),
    ],
)
def test_a_bad_answer_is_told_what_to_mend(made, office, name, more, sent, says):
    address = reverse(name, args=[] if more is None else [made.assessment, *more])
    reply = office.post(address, sent, follow=True)
    page = reply.content.decode()
    assert reply.status_code == 200
    assert "There is a problem" in page
    assert says in page


def test_somebody_else_who_saved_meanwhile_is_told_with_both_versions(cast, made, office):
    address = reverse("change_finding", args=[made.assessment, 1])
    changed = NeedsAssessment.objects.get(pk=made.assessment).findings.get()
    changed.group = "Men"
    findings.change_finding(changed, evidence=[1], seen=1, by=cast.commissioner.actor)
    sent = {"words": "Mine", "need": "place", "phase": "before", "met": "met", "strength": "weak"}
    page = office.post(address, sent | {"evidence": ["1"], "seen": "1"}, follow=True).content.decode()
    assert "Someone else changed this" in page
    assert "Men" in page


def test_numbers_that_are_not_there_lead_nowhere(made, office):
    for name, more in (("change_finding", [99]), ("change_needs_evidence", [99]), ("check_quote", [999999])):
        assert office.get(reverse(name, args=[made.assessment, *more])).status_code == 404, name
    assert office.get(reverse("needs_assessment", args=[made.survey])).status_code == 404
    assert office.get(reverse("published_needs", args=[made.assessment])).status_code == 404
    assert office.get(reverse("needs_file", args=[made.assessment, "pdf"])).status_code == 404


def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(
    cast, made, office, django_assert_num_queries, django_assert_max_num_queries
):
    counts = {}
    for name in PAGES:
        address = reverse(name, args=[made.assessment])
        office.get(address)
        with django_assert_max_num_queries(12) as one:
            office.get(address)
        counts[name] = len(one.captured_queries)
    row = NeedsAssessment.objects.get(pk=made.assessment)
    for _ in range(8):
        evidence.add_evidence(interviews(row), by=cast.commissioner.actor)
        findings.add_finding(finding(row), evidence=[1, 3], by=cast.commissioner.actor)
    for name in PAGES:
        with django_assert_num_queries(counts[name]):
            office.get(reverse(name, args=[made.assessment]))


def test_lists_publishing_and_what_is_published_ask_little(cast, made, office, django_assert_max_num_queries):
    signatory = sign_in(Client(), cast.signatory)
    for name in ("publish_needs",):
        signatory.get(reverse("needs"))
        with django_assert_max_num_queries(12):
            assert signatory.get(reverse(name, args=[made.assessment])).status_code == 200
    publish(cast, made.assessment)
    for number in range(30):
        begin(cast.commissioner.actor, title=f"Number {number}")
    for address in (reverse("needs"), reverse("published_needs", args=[made.assessment])):
        with django_assert_max_num_queries(12):
            assert office.get(address).status_code == 200
    assert "Page 1 of 2" in office.get(reverse("needs")).content.decode()


def test_the_home_says_what_waits_for_whom(cast, made):
    home = sign_in(Client(), cast.signatory).get(reverse("area_home")).content.decode()
    assert reverse("publish_needs", args=[made.assessment]) in home
    publish(cast, made.assessment)
    home = sign_in(Client(), cast.signatory).get(reverse("area_home")).content.decode()
    assert reverse("decide_intention", args=[made.assessment, 1]) in home
