"""From referral to take-up, with why people did not take it up, by service, language, phase and referrer."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.measures.breakdowns import TAKE_UP_GROUPS
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.published_figures import publish_months
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.practice("P47")

# A month: 25 people, of whom 5 came to each of five steps and no further, and nobody to a result but 5 not reached.
STEPS = {"referred": 5, "offered": 10, "started": 5, "result": 5}
REASONS = {
    "step_reason=referred.not_reached": 5, "step_reason=offered.language": 5, "step_reason=offered.no_answer": 5,
    "step_reason=started.open": 5, "step_reason=result.none": 5,
}  # fmt: skip
BY_LANGUAGE = {
    "step_language=referred.other": 5, "step_language=offered.other": 10,
    "step_language=started.english": 5, "step_language=result.english": 5,
}  # fmt: skip
BY_NEED = {"step_need=offered.legal": 10, "step_need=result.place": 5}
FIGURES = {
    "": 25,
    **{f"step={step}": people for step, people in STEPS.items()},
    **REASONS,
    **BY_LANGUAGE,
    **BY_NEED,
}


@shared_world
def published(cast) -> list[str]:
    return publish_months("2026-01", 6, {"take-up": FIGURES})


def page_of(cast, part="commissioner", **asked):
    reply = sign_in(Client(), getattr(cast, part)).get(reverse("take_up"), asked)
    return " ".join(re.sub(r"<[^>]+>", " ", reply.content.decode()).split())


def test_each_step_from_referral_to_result_with_those_who_came_no_further(cast, published):
    """Six months: 150 referred, 120 reached and offered, 60 accepted and started, 30 with a result."""
    page = page_of(cast)
    assert (
        "About 150 people referred in Lincolnshire, September 2025 to February 2026, and how far each had got 4 months"
        in page
    )
    for row in (
        "Referred for support by anyone, including themselves 150",
        "Reached contacted safely 120",
        "Offered a named service 120",
        "Accepted by the person 60",
        "Started first session, visit or stay 60",
        "Result a need met, or an outcome recorded 30",
    ):
        assert row in page
    assert "60 went no further 30 still thinking, or no answer · 30 not in their language" in page
    assert "30 went no further not reached" in page
    assert "At 4 months: 30 still being supported, no result yet" in page  # nobody who fell away


def test_two_groups_are_compared_in_one_sentence_with_its_range_and_what_it_does_not_prove(cast, published):
    """English or Welsh: 60 of 60 started; another language: 0 of 90."""
    page = page_of(cast, by="language")
    assert "English or Welsh speakers: 100% started support. Speakers of other languages: 0%." in page or (
        "Speakers of other languages: 0% started support. English or Welsh speakers: 100%." in page
    )
    assert " A difference this big would rarely happen by chance. The figures do not show the cause." in page
    assert "because" not in page


def test_the_answer_says_why_its_range_is_another_than_those_of_the_steps(cast, published):
    """Also where a group is too small and the answer is of everyone: 40%, with its range."""
    for asked in ({"by": "language"}, {"by": "phase", "first": "before", "second": "after"}):
        assert "If you quote a range, use one from above: it covers everyone referred" in page_of(
            cast, **asked
        )


def test_a_reason_leads_to_the_unmet_need_and_to_an_action_with_the_right_to_it(cast, published):
    """Of the office: half of those who came no further than an offer had none in their language."""
    office, board = (
        sign_in(Client(), getattr(cast, part)).get(reverse("take_up")).content.decode()
        for part in ("commissioner", "board")
    )
    gaps, act = reverse("provision_gaps"), reverse("provision_action")
    assert f'href="{gaps}#need-understood"' in office or f'href="{gaps}"' in office
    assert f'href="{act}' in office
    assert f'href="{gaps}' in board
    assert act not in board
    elsewhere = sign_in(Client(), cast.commissioner).get(reverse("take_up"), {"area": "K04000001"})
    assert act not in elsewhere.content.decode()  # the country has no list of its own


def test_the_file_holds_published_sums_alone_and_its_download_is_logged(cast, published):
    reply = sign_in(Client(), cast.commissioner).get(reverse("take_up_csv"))
    assert reply["Content-Disposition"] == 'attachment; filename="from-referral-to-result-E23000020.csv"'
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    told = {(row["Step"], row["What is counted"], row["Part"]): row["People"] for row in rows}
    assert {(row["Area"], row["Referred from"], row["Referred to"]) for row in rows} == {
        ("Lincolnshire", "2025-09", "2026-02")
    }
    assert told["Referred for support", "Reached this step", ""] == "150"
    assert told["Offered", "Went no further", "Not in their language"] == "30"
    assert told["Started", "Reached this step", "English or Welsh"] == "60"  # of each month ten
    assert all(int(row["People"]) % 5 == 0 for row in rows)
    logged = [(row.verb, row.why) for row in Record.objects.order_by("-id")[:5]]
    assert ("downloaded figures from referral to result", "Lincolnshire") in logged


def test_by_service_language_phase_referrer_and_time_waited(cast, published):
    assert [group.code for group in TAKE_UP_GROUPS] == ["need", "language", "phase", "referrer", "waited"]
    page = page_of(cast, by="need", first="legal", second="place")
    assert (
        "Legal advice (kind of service): 0% started support. A safe place to stay (kind of service): 100%."
        in page
    )


def test_a_group_below_twenty_has_counts_and_no_share(cast, published):
    page = page_of(cast, by="phase", first="before", second="after")
    assert "40% of those referred started support" in page  # 60 of 150
    assert "People before the NRM: 0 people, too few to compare" in page
    assert "Too few at this step to compare" in page
    assert "80% (all groups together)" in page  # 120 of 150 were reached


def test_what_the_page_costs_and_that_nothing_is_there_before_a_quarter(cast, published):
    client = sign_in(Client(), cast.board)
    assert count(client, reverse("take_up")) <= 12
    assert "No figures of Norfolk yet" in page_of(cast, area="E23000024")
