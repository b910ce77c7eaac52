"""What was missing, in numbers: exact for a lead, who may open every case; small ones hidden from those who may not."""

import csv
import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.need_and_service_kinds import NEEDS
from handrail.people.cases.offers.actions.offers import record_need
from handrail.people.gaps.queries import UnmetNeedCountRow
from handrail.people.gaps.small_count_suppression import (
    NOT_SHOWN,
    sum_gaps_without_small_counts,
    suppress_small_gap_counts,
)
from support.cases import a_case

NAMES = {need.code: need.name for need in NEEDS}
LAST_MONTH = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
FIRST_OF_IT = LAST_MONTH.replace(day=1)


def needs(by, kind, number, on=LAST_MONTH):
    for _ in range(number):
        case = a_case(by)
        record_need(case_id=case.pk, kind=kind, words="", on=on, by=by)


@pytest.fixture
def three_kinds(cast):
    """Last month: 3 needs of health and 7 of English, of the worker's; this month 9 of legal."""
    by = cast.worker.actor
    needs(by, "health", 3)
    needs(by, "english", 7)
    needs(by, "legal", 9, timezone.localdate())


def rows(client, query=""):
    text = client.get(reverse("gaps_csv") + query).content.decode()
    return {row["Kind of need"]: row for row in csv.DictReader(text.splitlines())}


def test_a_lead_reads_every_number(cast, three_kinds, signed_in):
    found = rows(signed_in(cast.lead))
    assert {name: row["Needs"] for name, row in found.items()} == {
        NAMES["health"]: "3",
        NAMES["english"]: "7",
        NAMES["legal"]: "9",
    }
    page = signed_in(cast.lead).get(reverse("gaps")).content.decode()
    assert ">19<" in page


def test_a_colleague_who_may_open_none_reads_months_that_are_over_and_no_small_number(
    cast, three_kinds, signed_in
):
    found = rows(signed_in(cast.colleague))
    assert list(found) == [NAMES["english"]]
    assert found[NAMES["english"]]["Needs"] == "About 5"  # 7, to the nearest five
    assert found[NAMES["english"]]["Not met"] in ("About 5", NOT_SHOWN)
    page = signed_in(cast.colleague).get(reverse("gaps")).content.decode()
    table = page[page.index('class="app-columns__main"') :]
    assert NAMES["health"] not in table
    assert NAMES["legal"] not in table
    assert "small numbers are hidden" in page


def test_whoever_works_on_the_cases_finds_the_way_to_them(cast, three_kinds, signed_in):
    page = signed_in(cast.worker).get(reverse("gaps")).content.decode()
    assert reverse("gap_cases", args=["health", f"{LAST_MONTH:%Y-%m}"]) in page
    assert rows(signed_in(cast.worker))[NAMES["health"]]["Needs"] == "Fewer than 5"


def line(needed, met, need="health", month=FIRST_OF_IT, **more):
    said = {"nothing_offered": needed - met, "no_answer": 0, "said_no": 0, "wait_days": 3} | more
    money = {"refused_by_funds": 0, "paid_instead": 0, "went_without": 0, "open_to_reader": 0}
    return UnmetNeedCountRow(
        need=need, name=NAMES[need], month=month, needed=needed, met=met, **said, **money
    )


def test_no_row_tells_a_hidden_number_by_what_is_left(cast):
    """6 needs, 5 met: “about 5” of “about 5” would leave 0, 1 or 2 for those that are not."""
    (row,) = suppress_small_gap_counts([line(6, 5)], cast.colleague.actor)
    assert (row.needed, row.met, row.unmet) == ("About 5", NOT_SHOWN, NOT_SHOWN)
    (row,) = suppress_small_gap_counts([line(30, 18)], cast.colleague.actor)
    assert (row.needed, row.met, row.unmet) == ("About 30", "About 20", "About 10")


@pytest.mark.parametrize("needed", range(5, 30))
def test_every_hidden_number_could_be_four_at_least(cast, needed):
    """Whatever a reader sees of needs, met and not met, four different numbers of a hidden one would look the same."""

    def seen(met, of):
        (row,) = suppress_small_gap_counts([line(of, met)], cast.colleague.actor)
        return row.needed, row.met, row.unmet

    looks = [(seen(met, of), met, of - met) for of in range(5, 45) for met in range(of + 1)]
    for met in range(needed + 1):
        now = seen(met, needed)
        alike = [(yes, no) for look, yes, no in looks if look == now]
        for place, text in enumerate(now[1:]):
            if text == "Fewer than 5":
                assert len({numbers[place] for numbers in alike}) >= 4, (needed, met, now)


def test_no_number_under_five_is_told_whatever_the_row(cast):
    for needed in range(5, 40):
        for met in range(needed + 1):
            (row,) = suppress_small_gap_counts([line(needed, met)], cast.colleague.actor)
            told = [row.needed, row.met, row.unmet, *row.parts.values(), *row.why]
            numbers = [
                int(word) for text in told for word in text.split() if word.isdigit() and "Fewer" not in text
            ]
            assert all(number >= 5 and number % 5 == 0 for number in numbers)
            assert row.wait == ("3 days" if met >= 5 else NOT_SHOWN)


def test_the_total_is_not_told_where_it_would_tell_a_row(cast):
    """12 needs in one month, 9 of them of one kind: 17 kinds share about 10, of which about 10 are seen."""
    lines = [line(9, 0), line(3, 0, "english")]
    assert sum_gaps_without_small_counts(lines, cast.lead.actor) == ("12", "0", "12", "0")
    assert sum_gaps_without_small_counts(lines, cast.colleague.actor)[0] == "About 10"
    assert sum_gaps_without_small_counts([line(2, 1)], cast.colleague.actor)[0] == "Fewer than 5"
