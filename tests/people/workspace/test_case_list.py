"""The list of cases, narrowed by its address, and the same list taken away as a file."""

import csv
import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.people.workspace.queries import case_list as queries
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from support.cast import FULL_NAME, NAME, tell
from support.file_tasks import fetch_made_file
from support.full_case import share
from support.worlds import shared_world


def page(client, query=""):
    response = client.get(f"{reverse('cases')}?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def taken(client, query=""):
    """The file's rows."""
    response = fetch_made_file(client, f"{reverse('cases_file')}?{query}")
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@shared_world
def three(cast):
    """In danger with a stand-in; overdue and the colleague's; closed. Each by its reference."""
    hurt, late, shut = (tell(cast.worker.actor) for _ in range(3))
    by = cast.lead.actor
    actions.record_danger_check(
        case_id=hurt.case_id, answer=ImmediateDangerOrInjuryAnswer.HURT, note="", by=by
    )
    names = {"point_of_contact_id": cast.worker.pk, "stand_in_id": cast.colleague.pk}
    opening.set_point_of_contact_and_stand_in(case_id=hurt.case_id, **names, by=by)
    names = {"point_of_contact_id": cast.colleague.pk, "stand_in_id": None}
    opening.set_point_of_contact_and_stand_in(case_id=late.case_id, **names, by=by)
    today = timezone.localdate()
    Case.objects.filter(pk=hurt.case_id).update(next_due=today + datetime.timedelta(days=5))
    Case.objects.filter(pk=late.case_id).update(next_due=today - datetime.timedelta(days=1))
    Case.objects.filter(pk=shut.case_id).update(closed_at=timezone.now(), closed_by=by.user_id)
    return {"hurt": hurt.reference, "late": late.reference, "shut": shut.reference}


@pytest.mark.parametrize(
    ("query", "fit"),
    [
        ("", {"hurt", "late"}),
        ("state=closed", {"shut"}),
        ("danger=yes", {"hurt"}),
        ("phase=before", {"hurt", "late"}),
        ("phase=after", set()),
        ("stage=found", {"hurt", "late"}),
        ("stage=recovery", set()),
        ("due=overdue", {"late"}),
        ("due=soon", {"hurt", "late"}),
        ("stand_in=none", {"late"}),
        ("area=E23000020", {"hurt", "late"}),
        ("area=E23000009", set()),
        ("contact=colleague", {"late"}),
        ("contact=colleague&danger=yes", set()),
    ],
)
def test_each_filter_leaves_those_that_fit(three, cast, signed_in, query, fit):
    text = page(signed_in(cast.lead), query.replace("=colleague", f"={cast.colleague.pk}"))
    assert {name for name, reference in three.items() if f">{reference}<" in text} == fit


def test_what_is_due_first_begins_with_what_is_late(three, cast, signed_in):
    text = page(signed_in(cast.lead), "sort=due")
    assert text.index(three["late"]) < text.index(three["hurt"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("phase=sideways", "case stage"),
        ("stage=%00", "case status"),
        ("danger=maybe", "danger"),
        ("area=E99", "area"),
        ("contact=99999999999999999999", "point of contact"),
        ("due=yesterday", "what is due"),
        ("state=ajar", "open or closed"),
        ("sort=called", "order"),
        ("page=-1", "page"),
        ("page=٣", "page"),
        ("whose=everybody", "whose cases"),
        ("colour=%3Cb%3Eblue", "“colour”"),
    ],
)
def test_a_filter_that_means_nothing_is_passed_over_and_said(told, cast, signed_in, query, said):
    text = page(signed_in(cast.lead), query)
    assert f"were not recognised and have been ignored: {said}." in text
    assert told.reference in text
    assert "<b>blue" not in text


def test_only_those_who_cover_for_others_look_by_point_of_contact(told, cast, signed_in):
    assert 'name="contact"' in page(signed_in(cast.lead))
    text = page(signed_in(cast.worker), f"contact={cast.colleague.pk}")
    assert 'name="contact"' not in text
    assert "ignored: point of contact" in text


def test_the_file_has_the_rows_that_the_filters_say(three, cast, signed_in):
    client = signed_in(cast.lead)
    assert {row["Reference"] for row in taken(client)} == {three["hurt"], three["late"]}
    (row,) = taken(client, "danger=yes&page=9")
    assert row == {
        "Reference": three["hurt"],
        "Called": NAME,
        "Adult or child": "Adult",
        "Phase": "Before the NRM",
        "State": "Identified.",
        "Danger": "Hurt or ill",
        "Next deadline due": (timezone.localdate() + datetime.timedelta(days=5)).isoformat(),
        "Area": "Lincolnshire",
        "Point of contact": "Wren Ashdown",
        "Stand-in": "Cole Bartram",
        "Held by": "Lantern",
        "Opened": timezone.localdate().isoformat(),
        "Open or closed": "Open",
        "Joined with": "",
    }
    assert FULL_NAME not in str(row)


def test_what_the_door_hides_is_an_empty_cell(full, cast, signed_in):
    share(full, cast, "harbour", Kind.SAFETY)
    (row,) = taken(signed_in(cast.partner), "whose=shared")
    assert (row["Danger"], row["Called"], row["Phase"], row["Next deadline due"]) == (
        "Hurt or ill",
        "",
        "",
        "",
    )
    assert taken(signed_in(cast.outsider), "whose=shared") == []


def test_each_case_of_the_file_is_in_the_trail_with_what_it_showed(full, cast, signed_in):
    share(full, cast, "harbour", Kind.SAFETY)
    taken(signed_in(cast.partner), "whose=shared")
    about = Record.objects.get(verb="downloaded cases", about=full.told.case_id)
    assert (about.user_name, about.shown, about.outcome) == ("Paul Eastry", ["safety"], "read")
    whole = Record.objects.get(verb="downloaded cases", about=None)
    assert whole.why == "shared, no filter, at most 5,000"


def test_a_name_that_a_spreadsheet_would_run_is_text_in_the_file(told, cast, signed_in):
    texts = {"called": "=2+5", "full_name": "", "date_of_birth": "", "where_now": ""}
    actions.update_some_person_answers(
        case_id=told.case_id, texts=texts, language_tag="", by=cast.worker.actor
    )
    (row,) = taken(signed_in(cast.worker))
    assert row["Called"] == "'=2+5"


def test_a_file_ends_at_its_cap_and_the_list_says_so(cast, told, signed_in, monkeypatch):
    for _ in range(4):
        tell(cast.worker.actor)
    for name, value in {"MOST_IN_A_FILE": 3, "BATCH": 2, "MOST_COUNTED": 2}.items():
        monkeypatch.setattr(queries, name, value)
    assert len(taken(signed_in(cast.lead))) == 3
    text = page(signed_in(cast.lead))
    assert "More than 2 cases" in text
    assert "Only the first 5,000 of these cases." in text
