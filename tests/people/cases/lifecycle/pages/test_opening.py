"""Opening a case in a hurry: a question that is left open loses nothing of what was answered."""

import html
import re

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.forms import PointOfContactForm
from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Case, DangerCheck
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import (
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    YesNoUnsureOrNotAsked,
)


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def at(step):
    return reverse("open_question", args=[Case.objects.get().reference, step])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def test_what_was_answered_of_a_question_that_is_skipped_is_kept(client):
    client.post(reverse("open_case"), {"answer": "hurt", "note": "A cut", "skip": "1"})
    check = DangerCheck.objects.get()
    assert (check.answer, check.watched) == (
        ImmediateDangerOrInjuryAnswer.HURT,
        YesNoUnsureOrNotAsked.NOT_ASKED,
    )
    client.post(at("called"), {"called": "Bao", "skip": "1"})
    assert "“Bao”" in text(client.get(reverse("opened", args=[Case.objects.get().reference])))
    client.post(at("danger"), {"answer": "both", "skip": "1"})
    assert DangerCheck.objects.latest("id").answer == ImmediateDangerOrInjuryAnswer.BOTH


def test_the_first_question_is_danger_alone_and_the_rest_of_it_is_asked_once_the_case_is_saved(client):
    page = text(client.get(reverse("open_case")))
    assert "Is the person in danger, hurt or ill now?" in page
    for later in ("Is someone watching them?", "tracked", "Are children at risk?", "self-harm"):
        assert later not in page
    client.post(reverse("open_case"), {"answer": "neither"})
    opened = reverse("opened", args=[Case.objects.get().reference])
    assert "Ask the other danger questions" in text(client.get(opened))
    asked = {"watched": "no", "children_at_risk": "no", "self_harm": "unsure"}
    client.post(reverse("danger", args=[Case.objects.get().reference]), asked)
    assert "Ask the other danger questions" not in text(client.get(opened))


def test_whether_the_phone_is_tracked_is_asked_with_the_ways_to_reach_them_and_kept_once(client):
    client.post(reverse("open_case"), {"answer": "neither"})
    page = text(client.get(at("reach")))
    assert page.index("Could someone be tracking their phone or reading their messages?") < page.index(
        "Is it safe to call?"
    )
    for _ in range(2):
        assert client.post(at("reach"), {"phone_tracked": "unsure"})["Location"] == at("contact")
    checks = DangerCheck.objects.exclude(phone_tracked=YesNoUnsureOrNotAsked.NOT_ASKED)
    assert [check.phone_tracked for check in checks] == [YesNoUnsureOrNotAsked.UNSURE]
    assert Case.objects.get().danger == ImmediateDangerOrInjuryAnswer.NEITHER
    assert 'value="unsure" checked' in text(client.get(at("reach")))


def test_a_question_that_is_skipped_without_an_answer_asks_for_none(client):
    answer = client.post(reverse("open_case"), {"skip": "1", "note": ""})
    assert answer["Location"] == at("called")
    for step, then in (("called", "age"), ("age", "where"), ("where", "reach"), ("danger", "called")):
        assert client.post(at(step), {"skip": "1"})["Location"] == at(then)
    assert not DangerCheck.objects.exists()


def test_no_area_is_chosen_for_them_and_the_own_one_comes_first(cast, client):
    client.post(reverse("open_case"), {"skip": "1"})
    own = Case.objects.get().area
    options = re.findall(r'<option value="([^"]*)"( selected)?>', text(client.get(at("where"))))
    assert [code for code, _ in options[:2]] == ["", own.code]
    assert [code for code, chosen in options if code and chosen] == []
    other = next(code for code, _ in options[2:])
    client.post(at("where"), {"area": other})
    assert f'<option value="{other}" selected>' in text(client.get(at("where")))
    client.post(at("where"), {"area": own.code, "where_now": "A car park"})
    assert f'<option value="{own.code}" selected>' in text(client.get(at("where")))


def test_no_point_of_contact_is_chosen_for_them_and_the_opener_comes_first(cast, client):
    client.post(reverse("open_case"), {"skip": "1"})
    radios = re.findall(r'<input[^>]*name="point_of_contact"[^>]*>', text(client.get(at("contact"))))
    assert len(radios) > 1
    assert f'value="{cast.worker.pk}"' in radios[0]
    assert [radio for radio in radios if " checked" in radio] == []
    client.post(at("contact"), {"point_of_contact": cast.colleague.pk})
    assert f'value="{cast.colleague.pk}" checked' in text(client.get(at("contact")))


def test_the_only_one_who_could_be_point_of_contact_is_chosen():
    assert PointOfContactForm(colleagues=[("7", "Wen")])["point_of_contact"].value() == "7"
    assert not PointOfContactForm(colleagues=[("7", "Wen"), ("8", "Ida")])["point_of_contact"].value()


def test_several_people_is_set_as_small_as_skip_for_now(client):
    page = text(client.get(reverse("open_case")))
    assert re.search(r'<p class="app-skip"><a [^>]*>Several people\?', page)
    assert re.search(r'<button class="app-skip"[^>]*>Skip for now', page)


def test_words_alone_are_not_thrown_away_with_the_question(client):
    answer = client.post(reverse("open_case"), {"skip": "1", "note": "A man waits outside"}, follow=True)
    assert "You can choose “Not sure”" in text(answer)
    assert "A man waits outside" in text(answer)
    assert not Case.objects.exists()


def test_no_safe_way_is_an_answer_for_every_way_that_was_left_open(client):
    client.post(reverse("open_case"), {"answer": "neither"})
    typed = {"call": "no", "call_detail": "07700 900123", "safest": "Noon, at the library", "no_way": "1"}
    assert client.post(at("reach"), typed)["Location"] == at("contact")
    said = dict(Channel.objects.values_list("kind", "safe"))
    assert said == {
        ContactChannelKind.CALL: ChannelSafety.NO,
        ContactChannelKind.TEXT: ChannelSafety.UNSURE,
        ContactChannelKind.LETTER: ChannelSafety.UNSURE,
    }
    page = text(client.get(reverse("opened", args=[Case.objects.get().reference])))
    assert "Call: not safe" in page
    assert "Noon, at the library" in text(client.get(at("reach")))


def test_no_safe_way_and_a_safe_one_cannot_both_be_said(client):
    client.post(reverse("open_case"), {"answer": "neither"})
    answer = client.post(at("reach"), {"text": "yes", "no_way": "1"}, follow=True)
    assert "You said that this is safe" in text(answer)
    assert not Channel.objects.exists()


def test_going_through_the_question_again_takes_no_number_away(cast, told, client):
    ways = {"case_id": told.case_id, "by": cast.worker.actor}
    actions.record_contact_channel(
        kind=ContactChannelKind.TEXT, safe=ChannelSafety.YES, detail="07700 900456", note="Daytime", **ways
    )
    said = Channel.objects.count()
    client.post(at("reach"), {"text": "yes"})
    assert Channel.objects.count() == said
    client.post(at("reach"), {"text": "no"})
    lines = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).channels
    now = next(line for line in lines if line.kind == ContactChannelKind.TEXT)
    assert (now.said, now.detail, now.note) == (ChannelSafety.NO, "07700 900456", "Daytime")


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_whoever_says_that_the_phone_is_tracked_and_safe_to_call_is_asked_which_is_right(client, answer):
    client.post(reverse("open_case"), {"answer": "neither"})
    said = {"phone_tracked": answer, "call": "yes", "call_detail": "07700 900123", "text": "yes"}
    page = text(client.post(at("reach"), said, follow=True))
    assert page.count("You said that their phone could be tracked or read.") >= 2
    assert 'value="07700 900123"' in page
    assert not Channel.objects.exists()
    assert client.post(at("reach"), {**said, "call": "no", "text": "no"})["Location"] == at("contact")
