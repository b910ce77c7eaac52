"""A monitoring return from its template to the signature: counts from three sources, checked, frozen, downloaded."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from handrail.insight.monitoring_returns.actions import exact_counts, monitoring_returns, templates
from handrail.insight.monitoring_returns.actions.monitoring_returns import EnteredCountInput
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringReturn,
    MonitoringTemplate,
)
from handrail.platform.access.errors import Denied
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.board_packs import publish_two_years
from support.monitoring_returns import draft_return, template_in_use
from support.practice_pages import words_of
from support.worlds import shared_world


@shared_world
def template(cast) -> MonitoringTemplate:
    publish_two_years()
    return template_in_use(cast)


@shared_world
def made(cast, template) -> MonitoringReturn:
    return draft_return(cast, template)


def fill(cast, made, counts, words=""):
    made.refresh_from_db()
    typed = {number: EnteredCountInput(people, why) for number, (people, why) in counts.items()}
    monitoring_returns.save_monitoring_counts(
        made.pk, typed, words=words, seen=made.version, by=cast.commissioner.actor
    )
    made.refresh_from_db()


def give(cast, made, shown, by=None):
    disclosure = ExactCountDisclosure(basis="contract", reference="Grant agreement, clause 7")
    exact_counts.disclose_exact_count(
        disclosure, return_id=made.pk, number=6, shown=shown, by=(by or cast.lead).actor
    )


def read(client, made):
    return words_of(client.get(reverse("monitoring_return", args=[made.pk])).content.decode())


def test_a_return_begins_with_the_published_figures_and_says_what_is_missing(cast, made, signed_in):
    shown = read(signed_in(cast.commissioner), made)
    assert "1. Referrals 15" in shown
    assert "2. Reached soon 45" in shown
    for number in (3, 4, 5):
        assert f"Count {number}: This count is missing." in shown
    assert "The organisation that gives this count has not given it yet." in shown
    assert "The official list of counts for the victims grant is not public." in shown
    with pytest.raises(ActionNotPossibleError, match="Count 3: This count is missing"):
        monitoring_returns.submit_monitoring_return_for_signature(
            made.pk, seen=made.version, by=cast.commissioner.actor
        )


def test_an_exact_count_is_given_on_a_basis_by_whoever_sees_the_cases_and_is_in_the_trail(
    cast, made, told, signed_in
):
    """The cast's case was opened today: nobody of theirs was identified in that quarter."""
    lead = signed_in(cast.lead)
    assert "People whom the provider met" in words_of(lead.get(reverse("asked_counts")).content.decode())
    address = reverse("give_exact_count", args=[made.pk, 6])
    refused = lead.post(address, {"shown": 0}, follow=True).content.decode()
    assert "Choose what allows you to give it" in refused
    said = {"shown": 0, "basis": "contract", "reference": "Grant agreement, clause 7"}
    assert "Count given to" in lead.post(address, said, follow=True).content.decode()
    row = ExactCountDisclosure.objects.get()
    assert (row.people, row.from_body, row.basis) == (0, cast.lead.body, "contract")
    kept = Record.objects.filter(verb="gave another organisation an exact count").get()
    assert kept.why == f"{made.template.body.code}: identified, 2026-Q3, contract"
    assert "Grant agreement, clause 7" in read(signed_in(cast.commissioner), made)
    with pytest.raises(ActionNotPossibleError, match=r"This count has already been given."):
        give(cast, made, 0)


def test_nobody_gives_a_count_that_is_not_theirs_or_that_they_did_not_read(cast, made):
    for person in (cast.worker, cast.partner, cast.outsider, cast.commissioner):
        with pytest.raises(Denied):
            give(cast, made, 0, by=person)
    with pytest.raises(ActionNotPossibleError, match="The count is now 0"):
        give(cast, made, 4)
    assert not ExactCountDisclosure.objects.exists()


def test_a_sum_is_worked_out_and_one_that_disagrees_or_a_large_change_needs_a_reason(
    cast, made, template, signed_in
):
    give(cast, made, 0)
    fill(cast, made, {3: (12, ""), 4: (3, "")})
    assert made.counts.get(line__number=5).people == 15
    fill(cast, made, {3: (12, ""), 4: (3, ""), 5: (14, "")})
    with pytest.raises(ActionNotPossibleError, match="add up to 15, and this is 14"):
        monitoring_returns.submit_monitoring_return_for_signature(
            made.pk, seen=made.version, by=cast.commissioner.actor
        )
    before = monitoring_returns.create_monitoring_return(template.pk, "2026-Q2", by=cast.commissioner.actor)
    fill(cast, before, {3: (30, "")})
    fill(cast, made, {3: (12, ""), 4: (3, ""), 5: (14, "One person is in both.")})
    with pytest.raises(ActionNotPossibleError, match="Count 3: It was 30 in the last period and is 12 now"):
        monitoring_returns.submit_monitoring_return_for_signature(
            made.pk, seen=made.version, by=cast.commissioner.actor
        )
    client = signed_in(cast.commissioner)
    assert "Enter a reason for count 3: it has changed by 20% or more since the last period." in read(
        client, made
    )
    form = words_of(client.get(reverse("fill_monitoring_return", args=[made.pk])).content.decode())
    assert "Reason for count 3 Needed before sign-off" in form
    assert "Reason for count 4 (optional)" in form


def test_another_signs_and_what_was_signed_stays_and_is_downloaded(cast, made, signed_in):
    give(cast, made, 0)
    fill(cast, made, {3: (12, "=1+1"), 4: (3, "")}, "Read count 3 with care.")
    monitoring_returns.submit_monitoring_return_for_signature(
        made.pk, seen=made.version, by=cast.commissioner.actor
    )
    made.refresh_from_db()
    with pytest.raises(Denied):
        monitoring_returns.sign_and_freeze_monitoring_return(
            made.pk, seen=made.version, by=cast.commissioner.actor
        )
    signed = monitoring_returns.sign_and_freeze_monitoring_return(
        made.pk, seen=made.version, by=cast.signatory.actor
    )
    assert len(signed.sha256) == 64
    with pytest.raises(ActionNotPossibleError):
        fill(cast, made, {3: (13, "")})
    with pytest.raises(ActionNotPossibleError):
        monitoring_returns.move_monitoring_return_to_draft(made.pk, by=cast.signatory.actor)
    client = signed_in(cast.commissioner)
    taken = client.get(reverse("monitoring_return_csv", args=[made.pk]))
    assert 'filename="victims-grant-2026-q3.csv"' in taken["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(taken.content.decode())))
    assert [row["people"] for row in rows] == ["15", "45", "12", "3", "15", "0"]
    assert rows[2]["why"] == "'=1+1"  # no formula for a spreadsheet
    assert rows[0]["publication"].startswith("24 of ")
    assert rows[5]["basis"].endswith("Grant agreement, clause 7")
    assert "Read count 3 with care." in read(client, made)


def test_an_edition_in_use_stays_and_the_next_one_replaces_it(cast, template):
    by = cast.commissioner.actor
    line = template.lines.get(number=1)
    with pytest.raises(ActionNotPossibleError, match="is in use and cannot be changed"):
        templates.save_monitoring_template_count(line, template_id=template.pk, seen=line.version, by=by)
    new = templates.create_next_template_edition(template.pk, by=by)
    with pytest.raises(ActionNotPossibleError, match="already been started"):
        templates.create_next_template_edition(template.pk, by=by)
    with pytest.raises(ActionNotPossibleError, match="Count 5 adds this one up"):
        templates.remove_monitoring_template_count(new.pk, 3, by=by)
    templates.remove_monitoring_template_count(new.pk, 1, by=by)
    templates.activate_monitoring_template(new.pk, by=by)
    template.refresh_from_db()
    assert (template.state, template.lines.count(), new.lines.count()) == ("replaced", 6, 5)


def test_a_return_is_made_once_a_quarter_and_of_published_quarters_alone(cast, made, template):
    by = cast.commissioner.actor
    with pytest.raises(ActionNotPossibleError, match="already a return for that quarter"):
        monitoring_returns.create_monitoring_return(template.pk, "2026-Q3", by=by)
    with pytest.raises(ActionNotPossibleError, match="not published yet"):
        monitoring_returns.create_monitoring_return(template.pk, "2026-Q4", by=by)


def test_the_pages_take_a_new_return_from_set_up_to_signature(cast, template, signed_in):
    client = signed_in(cast.commissioner)
    said = {"title": "Shelter contract", "asked_by": "The council"}
    page = client.post(reverse("add_monitoring_template"), said, follow=True)
    assert "8 counts" in words_of(client.get(reverse("monitoring_returns")).content.decode())
    assert "Set up with the usual counts." in page.content.decode()
    new = MonitoringTemplate.objects.get(title="Shelter contract")
    wrong = client.post(
        reverse("add_monitoring_line", args=[new.pk]),
        {"label": "X", "source": "sum", "parts": "9"},
        follow=True,
    )
    assert "Enter at least two numbers, like 1, 2" in wrong.content.decode()
    for name in ("use_monitoring_template",):
        client.post(reverse(name, args=[new.pk]), follow=True)
    client.post(reverse("make_monitoring_return", args=[new.pk]), {"quarter": "2026-Q3"}, follow=True)
    row = MonitoringReturn.objects.get(template=new)
    fields = {"seen": row.version, "people_6": 4, "people_7": 1, "words": "", "why_1": "x", "why_2": "x"}
    assert (
        "Saved."
        in client.post(reverse("fill_monitoring_return", args=[row.pk]), fields, follow=True).content.decode()
    )
    row.refresh_from_db()
    client.post(reverse("hand_over_monitoring", args=[row.pk]), {"seen": row.version}, follow=True)
    row.refresh_from_db()
    assert (row.state, row.counts.get(line__number=8).people) == ("to_sign", 5)
    signs = signed_in(cast.signatory)
    signs.post(
        reverse("sign_monitoring_return", args=[row.pk]), {"seen": row.version, "read": "on"}, follow=True
    )
    row.refresh_from_db()
    assert row.state == "signed"
    assert row.signed_at <= datetime.now(UTC)
