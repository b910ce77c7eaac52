"""Sharing by task: what a preset ticks, and that nothing opens before it was shown what opens and what does not."""

import html
import re

import pytest
from django.urls import reverse

from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.sharing_presets import SHARING_PRESETS
from support.cast import sign_in
from support.form_steps import send_steps
from support.offers_pages import add

pytestmark = pytest.mark.both_engines

YES = {"ground": "consent", "capacity": "own", "because": "For the flat."}


@pytest.fixture
def worker(client, cast):
    return sign_in(client, cast.worker)


def address(told, code=""):
    return reverse("share", args=[told.reference]) + (f"?for={code}" if code else "")


def check(worker, where, sent):
    """The page that shows what opens, before it does."""
    return text(send_steps(worker, where, sent, until="check", follow=True))


def text(response):
    return response.content.decode()


def live(told, body):
    return Grant.objects.filter(file=told.case_id, to_body__code=body, ended_at__isnull=True)


def test_first_it_is_asked_what_the_sharing_is_for(told, worker):
    page = text(worker.get(address(told)))
    assert "Why are you sharing?" in page
    assert [preset.name for preset in SHARING_PRESETS if preset.name not in page] == []
    assert "What can they see?" not in page
    assert (
        "With the organisations at the meeting: the person’s name, safety plan, NRM dates and needs." in page
    )


@pytest.mark.parametrize("preset", SHARING_PRESETS, ids=lambda preset: preset.code)
def test_a_task_ticks_its_kinds_and_no_others(told, worker, preset):
    reply = worker.post(address(told, preset.code), {"body": "harbour"})
    page = text(worker.get(reply["Location"]))
    ticked = {kind for kind in SHAREABLE_KINDS if f'value="{kind.value}" checked' in page}
    assert ticked == preset.kinds


def test_what_a_housing_team_is_given_holds_no_word_of_health_status_or_fear():
    house = next(preset for preset in SHARING_PRESETS if preset.code == "house")
    assert house.kinds == {Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.HOUSING}


def test_nothing_opens_before_it_was_checked(told, worker):
    sent = {"body": "harbour", "kinds": ["identity", "housing"], **YES}
    page = check(worker, address(told, "house"), sent)
    assert not live(told, "harbour").exists()
    seen, not_seen = page.split("They will see")[1].split("They will not see")
    assert [Kind(kind).words in seen for kind in sent["kinds"]] == [True, True]
    assert [
        kind.words
        for kind in SHAREABLE_KINDS
        if kind.value not in sent["kinds"] and kind.words not in not_seen
    ] == []
    send_steps(worker, address(told, "house"), sent | {"checked": "harbour: housing identity"})
    assert sorted(live(told, "harbour").get().kinds) == ["housing", "identity"]


def test_what_was_checked_is_not_what_is_sent_after_a_change(told, worker):
    sent = {"body": "harbour", "kinds": ["identity", "health"], **YES, "checked": "harbour: identity"}
    assert "Check what Harbour" in check(worker, address(told, "house"), sent)
    assert not live(told, "harbour").exists()


def test_each_answer_can_be_changed_from_the_check(told, worker):
    sent = {"body": "harbour", "kinds": ["identity", "health"], **YES}
    page = check(worker, address(told, "house"), sent)
    kinds = html.unescape(re.search(r'href="([^"]*step=kinds)"', page)[1])
    page = text(worker.get(kinds))
    assert "What can they see?" in page
    assert 'value="health" checked' in page
    assert "There is a problem" not in page
    reply = worker.post(kinds, {"kinds": ["identity"]})
    assert "step=check" in reply["Location"]
    page = text(worker.get(reply["Location"]))
    assert "For the flat." in page
    assert Kind.HEALTH.words in page.split("They will not see")[1]


def test_what_no_role_there_may_see_cannot_be_ticked(told, worker):
    """A council's housing officers never see health; police never see support notes."""
    for body, hidden in (("fen-housing", Kind.HEALTH), ("lincolnshire-police", Kind.NOTES)):
        page = text(worker.get(worker.post(address(told, "other"), {"body": body})["Location"]))
        assert f'value="{Kind.IDENTITY.value}"' in page
        assert f'value="{hidden.value}"' not in page
        sent = {"body": body, "kinds": ["identity", hidden.value], **YES}
        assert "They will see" not in check(worker, address(told, "other"), sent)


def test_an_office_that_sees_no_shared_case_is_not_offered(told, cast, worker):
    page = text(worker.get(address(told, "house")))
    assert cast.commissioner.body.name not in page
    assert "Fen housing team" in page


def test_a_no_is_not_called_a_lawful_basis(told, worker):
    step = worker.post(address(told, "house"), {"body": "harbour"})["Location"]
    step = worker.post(step, {"kinds": ["identity"]})["Location"]
    page = text(worker.get(step))
    assert "Did the person agree, or what is the lawful basis?" in page
    assert "The person said no: record that, and share nothing" in page


@pytest.mark.parametrize(
    "them", [{"is_active": False}, {"role": "commissioner"}], ids=["gone", "open no case"]
)
def test_a_body_where_no_one_opens_cases_is_told_by_letter_or_link_and_that_is_no_error(
    told, cast, worker, them
):
    add(cast, "Law clinic")
    User.objects.filter(body__code="harbour").update(**them)
    sent = {"body": "harbour", "kinds": ["identity", "health"], **YES}
    page = check(worker, address(told, "other"), sent)
    assert "<title>Error" not in page
    assert (
        "No one there can open cases in Handrail. They can read only what you send by letter or link." in page
    )
    told_of, not_told = page.split("They can be told")[1].split("They cannot be told")
    assert Kind.HEALTH.words in told_of
    assert Kind.ACCOUNT.words in not_told


def test_what_is_open_on_another_ground_is_shown_too(told, worker):
    life = {"body": "harbour", "kinds": ["safety"], "ground": "life", "because": "Threats."}
    send_steps(worker, address(told), life)
    page = check(worker, address(told), {"body": "harbour", "kinds": ["identity"], **YES})
    assert Kind.SAFETY.words in page.split("They will see")[1].split("They will not see")[0]


def test_a_refusal_is_checked_and_recorded(told, worker):
    sent = {
        "body": "harbour",
        "kinds": ["identity"],
        "ground": "refused",
        "capacity": "own",
        "because": "Nobody.",
    }
    assert "draft=" not in send_steps(worker, address(told, "house"), sent)["Location"]
