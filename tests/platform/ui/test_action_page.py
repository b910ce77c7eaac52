"""Pages as classes: what a page must say, and that every POST leads to a page that Reload and Back can show again."""

import datetime
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.areas.oversight.forms import ImprovementPlanForm
from handrail.areas.oversight.models import ImprovementPlan
from handrail.areas.oversight.queries import get_improvement_plan, list_improvement_plans_with_counts
from handrail.areas.oversight.views.plans import ChangeImprovementPlanPage, ImprovementPlanActionPage
from handrail.platform.access.actions_form_drafts import (
    FileOfSubmittedFormKept,
    SubmittedFormKeptForRedisplay,
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.roles import Permission
from handrail.platform.files.file_types import MAX_FILE_SIZE
from handrail.platform.ui import form_drafts
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.form_rendering import TYPED_AGAIN
from support.cast import sign_in
from support.oversight_data import improve
from support.worlds import shared_world

pytestmark = pytest.mark.django_db
TITLE = "A plan that was typed"


@shared_world
def plan(cast):
    return improve(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


@pytest.fixture
def here(plan):
    return reverse("change_plan", args=[plan])


def typed_dates():
    """From last September to next August: around the objectives of the plan, on whichever day it was made."""
    year = timezone.localdate().year
    starts = {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": str(year - 1)}
    return starts | {"ends_on-day": "1", "ends_on-month": "8", "ends_on-year": str(year + 1)}


def send(client, here, **more):
    return client.post(here, {"title": TITLE, "seen": "2"} | typed_dates() | more)


def page(client, address):
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


# --- used wrongly ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", ["permission", "title", "form_class", "back_url", "perform"])
def test_a_page_that_does_not_say_what_it_must_fails_at_once(left_out):
    said = {
        "permission": Permission.OVERSEE,
        "title": "Something",
        "form_class": ImprovementPlanForm,
        "back_url": "/",
        "perform": lambda self, form: "Done.",
    }
    del said[left_out]
    with pytest.raises(ImproperlyConfigured, match=f"Half does not say its {left_out}"):
        type("Half", (ActionPage,), said)


def test_a_page_stands_on_one_base_alone():
    class Deeper(ImprovementPlanActionPage, abstract=True):
        pass

    with pytest.raises(ImproperlyConfigured, match="has more than one base"):

        class Third(Deeper, abstract=True):
            pass


def test_no_page_extends_a_page():
    with pytest.raises(ImproperlyConfigured, match="which is a page itself"):
        type("Again", (ChangeImprovementPlanPage,), {})


def test_a_base_has_no_address():
    with pytest.raises(ImproperlyConfigured, match="is no page"):
        ImprovementPlanActionPage.as_view()


def test_the_permission_is_asked_before_anything_else(cast, client, here, monkeypatch):
    monkeypatch.setattr(
        ImprovementPlanActionPage,
        "load",
        lambda *_, **__: pytest.fail("loaded before the permission was asked"),
    )
    monkeypatch.setattr(ChangeImprovementPlanPage, "setup", lambda *_, **__: pytest.fail("set up before"))
    assert sign_in(client, cast.board).get(here).status_code == 403
    assert Client().get(here).status_code == 302


# --- every POST leads on ---------------------------------------------------------------------------------------------


def test_an_error_is_shown_by_the_page_that_the_post_leads_to(office, here):
    reply = send(office, here, **{"ends_on-year": "2025"})
    assert reply.status_code == 302
    for _ in range(2):  # and again when it is asked for again
        shown = page(office, reply["Location"])
        assert "There is a problem" in shown
        assert "The last day must be on or after the first" in shown
        assert TITLE in shown
    assert "no-store" in office.get(reply["Location"])["Cache-Control"]


def test_what_was_mended_is_saved_and_what_was_typed_is_forgotten(cast, plan, office, here):
    wrong = send(office, here, title="")
    right = send(office, wrong["Location"])
    assert right["Location"] == reverse("plan", args=[plan])
    assert get_improvement_plan(cast.commissioner.actor, plan).title == TITLE
    assert not Session.objects.filter(session_key__startswith="draft-").exists()


def test_a_second_error_stays_on_the_same_address(office, here):
    first = send(office, here, title="")
    assert send(office, first["Location"], title="")["Location"] == first["Location"]


def test_two_tabs_do_not_disturb_each_other(office, here):
    one, two = send(office, here, title="One" * 100), send(office, here, title="Two" * 100)
    assert one["Location"] != two["Location"]
    assert "OneOne" in page(office, one["Location"])
    assert "TwoTwo" in page(office, two["Location"])


def test_a_token_of_somebody_else_or_of_another_page_opens_nothing(cast, plan, office, here):
    token = send(office, here, title=TITLE * 20)["Location"].partition("=")[2]
    other = reverse("add_objective", args=[plan])
    assert TITLE * 2 not in page(office, f"{other}?draft={token}")
    force = sign_in(Client(), cast.force_lead)
    shown = page(force, f"{here}?draft={token}")
    assert TITLE not in shown
    assert "What you typed was saved for a short time" in shown


def test_what_was_typed_is_kept_for_minutes_and_sealed(office, here):
    with time_machine.travel(datetime.datetime.now(datetime.UTC), tick=False) as clock:
        address = send(office, here, title=TITLE * 20)["Location"]
        row = Session.objects.get(session_key__startswith="draft-")
        assert TITLE not in row.session_data
        assert address.partition("=")[2] not in row.session_key
        clock.shift(datetime.timedelta(minutes=11))
        assert TITLE not in page(office, address)


def test_a_concurrent_edit_shows_both_versions_and_can_be_saved_over(cast, plan, office, here):
    office.post(here, {"title": "Theirs", "seen": "2"} | typed_dates())
    address = send(office, here)["Location"]
    shown = page(office, address)
    for words in (
        "Someone else changed this",
        TITLE,
        "Theirs",
        cast.commissioner.name,
        "Save mine over theirs",
    ):
        assert words in shown
    assert 'name="seen" value="3"' in shown
    assert send(office, address, seen="3")["Location"] == reverse("plan", args=[plan])
    assert get_improvement_plan(cast.commissioner.actor, plan).title == TITLE


def test_an_error_of_the_action_stands_beside_its_field(office, here):
    past = {"next_board_on-day": "1", "next_board_on-month": "2", "next_board_on-year": "2026"}
    shown = page(office, send(office, here, **past)["Location"])
    assert "The next board must be today or in the future" in shown
    assert 'href="#id_next_board_on' in shown


def test_a_form_sent_twice_is_done_once(cast, office):
    add = reverse("add_plan")
    mark = re.search(r'name="once" value="(\w+)"', page(office, add))[1]
    sent = {"title": TITLE, "joint": "alone", "once": mark} | typed_dates()
    first, second = office.post(add, sent), office.post(add, sent)
    assert first["Location"] == second["Location"]
    assert len(list_improvement_plans_with_counts(cast.commissioner.actor)) == 1


def test_the_mark_of_a_form_survives_its_errors(office):
    add = reverse("add_plan")
    mark = re.search(r'name="once" value="(\w+)"', page(office, add))[1]
    assert f'name="once" value="{mark}"' in page(office, office.post(add, {"once": mark})["Location"])


def test_what_was_typed_before_the_screen_was_hidden_stands_in_the_form_unchecked(office, here):
    shown = page(office, send(office, here, ends_on="", **{TYPED_AGAIN: "1"})["Location"])
    assert TITLE in shown
    assert "There is a problem" not in shown


def test_a_heading_says_what_is_saved_and_not_what_was_typed(plan, office):
    address = reverse("add_objective", args=[plan])
    shown = page(office, office.post(address, {"what": ""})["Location"])
    assert "Modern slavery improvement plan" in shown
    page(office, send(office, reverse("change_plan", args=[plan]), title="")["Location"])
    assert ImprovementPlan.objects.get(pk=plan).title == "Modern slavery improvement plan"


# --- files -----------------------------------------------------------------------------------------------------------


def sent_with(rf, *files):
    return rf.post("/x/", {"words": "a", **{f"file{n}": file for n, file in enumerate(files)}})


def test_a_file_is_kept_for_the_page_that_asks_again(rf):
    draft = form_drafts.build_kept_form_from_request(
        sent_with(rf, SimpleUploadedFile("a.txt", b"of the doctor"))
    )
    token = save_submitted_form_for_redisplay(draft, user_id=1, address="/x/")
    row = Session.objects.get(session_key__startswith="draft-")
    assert "doctor" not in row.session_data
    opened = find_submitted_form_kept_under_token(token, user_id=1, address="/x/")
    assert form_drafts.get_draft_files(opened)["file0"].read() == b"of the doctor"
    assert find_submitted_form_kept_under_token(token, user_id=2, address="/x/") is None
    assert find_submitted_form_kept_under_token(token, user_id=1, address="/y/") is None
    delete_submitted_form_kept_under_token(token)
    assert find_submitted_form_kept_under_token(token, user_id=1, address="/x/") is None


def test_a_file_that_is_too_large_is_asked_for_again(rf):
    large = SimpleUploadedFile("large.bin", b"x")
    request = sent_with(rf, large)
    request.FILES["file0"].size = MAX_FILE_SIZE + 1
    draft = form_drafts.build_kept_form_from_request(request)
    assert (draft.files, draft.lost_files) == ({}, ("file0",))


def test_a_file_chosen_anew_takes_the_place_of_the_kept_one(rf):
    kept = SubmittedFormKeptForRedisplay(
        fields=(), files={"file0": FileOfSubmittedFormKept("old.txt", "text/plain", b"old")}
    )
    request = sent_with(rf, SimpleUploadedFile("new.txt", b"new"))
    assert form_drafts.build_kept_form_from_request(request, kept).files["file0"].data == b"new"
    assert form_drafts.build_kept_form_from_request(rf.post("/x/", {}), kept).files["file0"].data == b"old"
