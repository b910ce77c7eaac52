"""What presses stands on My day at once; the rest is one link away, counted, in the same order."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from handrail.people.cases.my_day_row_provider import MyDayRow
from handrail.people.records.models import Case
from handrail.people.workspace.presenters import my_day as present
from handrail.people.workspace.queries import my_day, my_day_rows
from handrail.people.workspace.shown_day_rows import (
    list_shown_todo_row_indexes,
    list_shown_waiting_row_indexes,
)
from handrail.platform.audit.models import Record
from support.my_day import TODAY, only_these, titles


def row(days=None, sort="due"):
    return MyDayRow(sort, "", due_on=None if days is None else TODAY() + datetime.timedelta(days=days))


def test_a_short_day_is_shown_whole():
    assert list_shown_todo_row_indexes([row(-1)] * 3 + [row(5)] * 9) == [*range(12)]
    assert list_shown_waiting_row_indexes(5) == [*range(5)]


def test_what_is_late_or_for_tomorrow_or_waits_for_an_answer_comes_before_what_has_no_day():
    rows = [row(-3), row(0), row(sort="hand_over"), *[row()] * 30, row(1), row(2)]
    assert list_shown_todo_row_indexes(rows) == [0, 1, 2, *range(3, 9), 33]


def test_of_very_much_that_presses_the_most_urgent_is_shown_and_never_without_a_place():
    rows = [*[row(-1)] * 40, row(0, "place"), row(0)]
    assert list_shown_todo_row_indexes(rows) == [*range(10), 40]


def test_gaps_in_cover_before_them_take_the_place_of_as_many_rows():
    rows = [*[row(-1)] * 40, row(0, "place"), row(0)]
    assert list_shown_todo_row_indexes(rows, gaps=3) == [*range(7), 40]
    assert list_shown_todo_row_indexes([row()] * 20, gaps=3) == [*range(7)]


@pytest.mark.parametrize("code", ["make_safe", "notify"])
def test_gaps_in_cover_never_take_the_place_of_danger_or_of_a_duty(code):
    rows = [*[row(-1)] * 8, MyDayRow("due", "", code=code), *[row(-1)] * 30]
    assert list_shown_todo_row_indexes(rows, gaps=3) == [*range(7), 8]


def test_of_what_is_waited_on_the_first_are_shown():
    assert list_shown_waiting_row_indexes(9) == [*range(3)]


def page(client, query=""):
    answer = client.get(f"{reverse('my_day')}?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_page_says_how_many_there_are_and_leads_to_all_of_them(cast, much, signed_in):
    client = signed_in(cast.worker)
    short, first, second = page(client), page(client, "show=all"), page(client, "show=all&page=2")
    assert titles(short) == titles(first)[:10]
    assert (len(titles(first)), len(titles(second))) == (15, 3)
    assert titles(page(client, "show=all&page=9")) == titles(second)
    assert "Page 2 of 2" in second
    assert "10 of 18" in short
    assert '<a class="govuk-link" href="/my-day/?show=all">Show all 18<span' in short
    assert "3 of 10" in short
    assert '<a class="govuk-link" href="/my-day/?show=waiting">Show all 10</a>' in short
    assert len(re.findall(r">Wait \d<", page(client, "show=waiting"))) == 10
    assert '<a class="govuk-link" href="/my-day/">Show only urgent</a>' in first


def test_where_all_else_comes_later_the_link_says_so(cast, much, signed_in):
    first, _ = much
    only_these(first.case_id, *[(f"Press {n}", {"due_on": TODAY()}) for n in range(10)])
    assert "5 more in the next 14 days" in page(signed_in(cast.worker))


def test_a_case_that_is_told_of_in_no_row_shown_is_neither_named_nor_written_down(cast, much, signed_in):
    _, other = much
    client = signed_in(cast.worker)
    assert other.reference not in page(client)
    assert Record.objects.filter(verb="viewed: my day").latest("at").why == "1 cases"
    assert other.reference in page(client, "show=all")
    assert Record.objects.filter(verb="viewed: my day").latest("at").why == "2 cases"


def test_a_lead_keeps_whose_day_it_is(cast, much, signed_in):
    text = page(signed_in(cast.lead), "whose=mine&show=all")
    assert "show=all" in re.search(r'href="([^"]+)">Show my team’s', text)[1]


@pytest.mark.parametrize("query", ["show=", "show=ALL", "show=%00", "show=all&show=none"])
def test_anything_else_in_the_address_shows_what_presses(cast, much, signed_in, query):
    assert "10 of 18" in page(signed_in(cast.worker), query)


def test_of_more_cases_than_a_day_looks_at_those_with_the_nearest_days_are_and_the_page_says_so(
    cast, much, signed_in, monkeypatch
):
    first, other = much
    for number, case in ((3, first), (1, other)):
        Case.objects.filter(pk=case.case_id).update(next_due=TODAY() + number * datetime.timedelta(days=1))
    for place in (my_day_rows, my_day, present):
        monkeypatch.setattr(place, "MOST_CASES_OF_WORKER", 1)
    text = page(signed_in(cast.worker))
    assert "2 open cases; the next 1 are below." in " ".join(re.sub("<[^>]+>", "", text).split())
    assert other.reference in text
    assert first.reference not in text
