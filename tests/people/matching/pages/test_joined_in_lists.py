"""Two cases that were joined as one person stand once in Cases, in the file of them, in find and in My day."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.matching.actions.pair_verdicts import separate_joined_cases
from handrail.people.matching.models import CaseJoin
from handrail.people.records.text_choices import ConsentAnswer, ImmediateDangerOrInjuryAnswer
from handrail.platform.access.kinds import Kind
from support.cases import ago
from support.file_tasks import fetch_made_file
from support.matching import join, named
from support.worlds import shared_world


@shared_world
def two(cast):
    """Ana under two names, whom the worker knows twice; and somebody else."""
    leads, other = named(cast.worker, "Ana Popescu-Rus"), named(cast.worker, "Ana Popescu")
    somebody = named(cast.worker, "Bela Nagy")
    join(leads, other, cast.worker.actor)
    return leads, other, somebody


def text(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


FILTER = 1  # times that the list’s own filter says “In danger or hurt, or risk not known”


def cases(client, **filters):
    return text(client.get(reverse("cases"), filters))


def test_the_list_has_them_once_and_says_with_which_it_is_joined(cast, two, signed_in):
    leads, other, somebody = two
    for user in (cast.worker, cast.lead):
        page = cases(signed_in(user), whose="mine" if user is cast.worker else "ours")
        assert "2 cases" in page
        assert f"{leads.reference} Same person as {other.reference}" in page
        assert page.count(other.reference) == 1
        assert somebody.reference in page


def test_parted_both_stand_again(cast, two, signed_in):
    leads, other, _ = two
    separate_joined_cases(join_id=CaseJoin.objects.get().pk, because="Two sisters", by=cast.worker.actor)
    page = cases(signed_in(cast.worker), whose="mine")
    assert "3 cases" in page
    assert "Same person as" not in page
    assert {leads.reference, other.reference} <= {*page.split()}


def test_a_filter_that_fits_the_other_alone_shows_the_other(cast, two, signed_in):
    leads, other, _ = two
    actions.record_danger_check(
        case_id=other.pk, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=cast.worker.actor
    )
    page = cases(signed_in(cast.lead), whose="ours", danger="yes")
    assert "1 case" in page
    assert f"{other.reference} Same person as {leads.reference}" in page


@pytest.mark.parametrize("answer", [ImmediateDangerOrInjuryAnswer.HURT, ImmediateDangerOrInjuryAnswer.BOTH])
def test_danger_that_the_other_tells_of_stands_in_the_row_of_the_leading_one(cast, two, signed_in, answer):
    leads, other, _ = two
    client = signed_in(cast.worker)
    marked = f"In danger or hurt, from {other.reference}"
    assert marked not in cases(client, whose="mine")
    actions.record_danger_check(case_id=other.pk, answer=answer, note="", by=cast.worker.actor)
    page = cases(client, whose="mine")
    assert "2 cases" in page
    assert page.count("In danger or hurt") - FILTER == page.count(marked) == 1
    assert page.index(leads.reference) < page.index(marked)
    actions.record_danger_check(case_id=leads.pk, answer=answer, note="", by=cast.worker.actor)
    page = cases(client, whose="mine")
    assert page.count("In danger or hurt") - FILTER == 1
    assert marked not in page


def test_the_mark_of_a_joined_case_costs_no_statement(cast, two, signed_in):
    client = signed_in(cast.worker)
    asked = []
    for answer in (ImmediateDangerOrInjuryAnswer.NEITHER, ImmediateDangerOrInjuryAnswer.HURT):
        actions.record_danger_check(case_id=two[1].pk, answer=answer, note="", by=cast.worker.actor)
        cases(client, whose="mine")
        with CaptureQueriesContext(connection) as seen:
            cases(client, whose="mine")
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_whoever_works_on_one_alone_is_told_nothing_of_the_other(cast, two, signed_in):
    leads, other, _ = two
    opening.set_point_of_contact_and_stand_in(
        case_id=other.pk,
        point_of_contact_id=cast.colleague.pk,
        stand_in_id=None,
        by=cast.worker.actor,
    )
    actions.record_danger_check(
        case_id=leads.pk, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=cast.worker.actor
    )
    page = cases(signed_in(cast.colleague), whose="mine")
    assert other.reference in page
    assert "Same person as" not in page
    assert page.count("In danger or hurt") == FILTER
    assert leads.reference not in page


def test_an_organisation_with_which_both_are_shared_is_not_told_that_they_are_one(cast, two, signed_in):
    leads, other, _ = two
    for case in (leads, other):
        consents.record_sharing_answer(
            case_id=case.pk,
            said=ConsentAnswer.YES,
            sharing=ConsentToSharingInput("harbour", [Kind.IDENTITY]),
            asked=ConsentAskingInput(ago(0)),
            by=cast.worker.actor,
        )
    client = signed_in(cast.partner)
    for page in (
        cases(client, whose="shared"),
        text(client.post(reverse("find"), {"q": "Popescu"}, follow=True)),
    ):
        assert {leads.reference, other.reference} <= {*page.split()}
        assert "Same person as" not in page


def test_the_file_has_them_once_with_the_other_beside(cast, two, signed_in):
    leads, other, _ = two
    lines = text(fetch_made_file(signed_in(cast.worker), f"{reverse('cases_file')}?whose=mine"))
    assert lines.count(leads.reference) == 1
    assert f"Open,{other.reference}" in lines


def test_find_shows_the_one_that_leads_and_the_other_where_it_alone_is_found(cast, two, signed_in):
    leads, other, _ = two
    client = signed_in(cast.worker)
    page = text(client.post(reverse("find"), {"q": "Ana Popescu"}, follow=True))
    assert "1 case like" in page
    assert f"{leads.reference} Same person as {other.reference}" in page
    actions.update_some_person_answers(
        case_id=leads.pk, texts={"full_name": "Zsuzsa Kovacs"}, by=cast.worker.actor
    )
    page = text(client.post(reverse("find"), {"q": "Ana Popescu"}, follow=True))
    assert f"{other.reference} Same person as {leads.reference}" in page


def test_my_day_counts_them_once_and_asks_once_what_the_rules_ask_of_both(cast, two, signed_in):
    leads, other, _ = two
    client = signed_in(cast.worker)
    as_one = client.get(reverse("my_day"))
    assert "2 open cases" in text(as_one)
    asked = text(as_one).count(f"{leads.reference} Same person as {other.reference}")
    assert asked
    assert f"{other.reference} Same person as" not in text(as_one)
    separate_joined_cases(join_id=CaseJoin.objects.get().pk, because="Two sisters", by=cast.worker.actor)
    apart = client.get(reverse("my_day"))
    assert "3 open cases" in text(apart)
    assert rows(apart) == rows(as_one) + asked


def test_what_only_the_other_asks_for_stays_in_my_day_on_it(cast, two, signed_in):
    leads, other, _ = two
    actions.write_safety_plan(
        case_id=other.pk,
        plan="Call Ilka",
        watched="",
        if_missing="",
        review_on=ago(0),
        seen_number=0,
        by=cast.worker.actor,
    )
    page = text(signed_in(cast.worker).get(reverse("my_day")))
    assert f"{other.reference} Same person as {leads.reference}" in page


def rows(response):
    return response.content.decode().count("app-work__who")


@pytest.mark.parametrize("name", ["cases", "my_day"])
def test_joins_of_others_are_not_read_for_somebody_without_cases(cast, two, signed_in, name):
    page = text(signed_in(cast.outsider).get(reverse(name)))
    assert "oined with" not in page
    assert "LN-" not in page
