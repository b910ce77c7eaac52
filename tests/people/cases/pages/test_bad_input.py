"""Forms filled in wrongly, typed by hand, or in any script: never an error page, and what was typed comes back."""

import html
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.person import actions
from handrail.people.records.models import Case, Event, Need, Offer, Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.models import Grant
from support.case_pages import ABOUT_A_CASE, CASE_TABS, pages
from support.form_steps import send_steps
from support.full_case import a_room

pytestmark = pytest.mark.one_engine

SCRIPTS = {
    "right to left": "مِيرِيلَا בת־שבע",
    "combining": "Ngọc Ánh Z̶̢͊a͂l",
    "far from Latin": "ሚሬላ 米蕾拉 မီရဲလာ ᏣᎳᎩ",
    "emoji": "👩🏾‍🦱🏴󠁧󠁢󠁷󠁬󠁳󠁿 Mi",
    "markup": "<script>alert('x')</script> & \"{{ 7*7 }}\" {% raw %}",
    "marks of direction": "‮evil‬ name",
    "quotes of SQL": "'; DROP TABLE records_case; --",
}


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def at(told, name, *more):
    return reverse(name, args=[told.reference, *more])


def text(response):
    return html.unescape(response.content.decode())


def who_form(told, cast, **changed):
    seen = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).who.version
    fields = {
        "seen": seen,
        "called": "M",
        "full_name": "",
        "where_now": "",
        "language": "",
        "interpreter": "no",
    }
    return fields | {"age": "adult"} | changed


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_in_any_script_comes_back_as_it_was_typed(told, cast, client, script):
    name = SCRIPTS[script]
    response = client.post(at(told, "who"), who_form(told, cast, called=name, full_name=name))
    assert response.status_code == 302
    known = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).who
    assert (known.called, known.full_name) == (name, name)
    page = client.get(at(told, "case"))
    assert name in text(page)
    assert "<script>alert" not in page.content.decode()
    assert name in text(client.get(reverse("cases")))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("30", "2", "2026"), "there is no 30 February 2026"),
        (("1", "1", "2999"), "must be today or in the past"),
        (("1", "13", "2026"), "real date"),
        (("", "3", "2026"), "must include a day"),
        (("x" * 5000, "3", "2026"), "real date"),
        (("1", "3", "26"), "year of four numbers"),
        (("١", "٣", "٢٠٢٦"), "real date"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_comes_back(told, client, day, said):
    typed = dict(zip(("at-day", "at-month", "at-year"), day, strict=True)) | {"note": "By the canal"}
    page = client.post(at(told, "record_event", "nrm_explained"), typed, follow=True)
    assert page.status_code == 200
    assert said in text(page)
    assert "By the canal" in text(page)
    assert all(f'value="{part}"' in text(page) for part in day if part)


@pytest.mark.parametrize("year", ["1900", "1989"])
def test_a_day_before_1990_is_asked_about(told, client, year):
    page = client.post(
        at(told, "record_event", "nrm_explained"),
        {"at-day": "1", "at-month": "1", "at-year": year},
        follow=True,
    )
    assert "before 1990" in text(page)


@pytest.mark.parametrize("time", ["25:00", "6", "half past", "99999999999999999999", "6:20xm", "0:0"])
def test_a_time_that_cannot_be_is_told(told, client, time):
    typed = {"at-day": "1", "at-month": "11", "at-year": "2026", "at_time": time}
    page = client.post(at(told, "record_event", "nrm_explained"), typed, follow=True)
    assert page.status_code == 200
    assert f'value="{time}"' in text(page)


@pytest.mark.parametrize("name", ["who", "add_need", "danger", "safety_plan"])
def test_no_box_cuts_off_what_is_pasted_into_it(told, client, name):
    assert "maxlength" not in text(client.get(at(told, name)))


def test_a_name_of_ten_thousand_letters_is_refused_in_words_and_comes_back(told, cast, client):
    page = client.post(at(told, "who"), who_form(told, cast, called="a" * 10_000), follow=True)
    assert page.status_code == 200
    assert "What to call them must be 200 characters or less" in text(page)
    assert "a" * 10_000 in text(page)


def test_a_long_ground_is_refused_in_words(told, client):
    typed = {"body": "lincolnshire-police", "kinds": ["identity"], "ground": "life", "because": "b" * 301}
    page = send_steps(client, at(told, "share"), typed, follow=True)
    assert page.status_code == 200
    assert "300 characters at most" in text(page)


NULL = "Mi\0rela"


@pytest.mark.parametrize("field", ["called", "full_name", "where_now"])
def test_a_null_character_is_refused_in_words(told, cast, client, field):
    page = client.post(at(told, "who"), who_form(told, cast, **{field: NULL}), follow=True)
    assert (page.status_code, "invisible character that cannot be saved" in text(page)) == (200, True)


def test_null_characters_in_searches_and_addresses_find_nothing(told, client):
    assert client.post(reverse("find"), {"q": NULL}, follow=True).status_code == 200
    assert client.post(reverse("looks"), {"reference": NULL}, follow=True).status_code == 200
    assert client.get(reverse("cases") + "?area=%00&phase=%00&whose=%00&page=%00").status_code == 200
    assert client.get("/cases/LN%00-9/").status_code == 404


QUERIES = [
    "page=0", "page=-1", "page=9999999", "page=x", "page=", "page=1.5", "page=٢",
    "phase=nowhere", "phase=before&phase=after", "danger=no", "area=E99999999", "area=" + "x" * 3000,
    "whose=everyone", "whose=ours", "sort=worst", "sort='--", "whose=shared&sort=due&danger=yes&phase=during",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_filter_typed_by_hand_is_passed_over(told, client, query):
    assert client.get(f"{reverse('cases')}?{query}").status_code == 200
    assert client.get(f"{reverse('my_day')}?{query}").status_code == 200


@pytest.mark.parametrize(
    "typed", ["", " ", "ln-0001", "LN-0001-A ", "LN-0001-B", "💥", "x" * 100_000, "' OR 1=1 --", "%", "_"]
)
def test_a_search_takes_anything(told, client, typed):
    assert client.post(reverse("find"), {"q": typed}, follow=True).status_code in (200, 302)


def test_numbers_of_another_case_open_nothing_here(full, cast, signed_in):
    """Another case of the same worker: whoever may see both may still not mix them."""
    client = signed_in(cast.worker)
    other = opening.open_case(by=cast.worker.actor)
    for name in (
        "correct_event",
        "take_back",
        "make_offer",
        "need_met",
        "need_again",
        "answer_offer",
        "offer_result",
    ):
        path = reverse(name, args=[other.reference, *full.arguments[name]])
        for number in (path, reverse(name, args=[other.reference, uuid4()])):
            assert client.get(number).status_code == 404
            assert client.post(number, {"because": "x"}).status_code == 404
    ending = reverse("end_share", args=[other.reference, *full.arguments["end_share"]])
    assert client.get(ending).status_code == client.post(ending, {"because": "x"}).status_code == 404
    assert Grant.objects.get(pk=full.arguments["end_share"][0]).ended_at is None


def test_a_number_larger_than_any_opens_nothing(told, client):
    assert client.post(at(told, "end_share", 10**30), {"because": "x"}).status_code == 404
    assert client.get("/cases/LN-0001-A/share/" + "9" * 5000 + "/end/").status_code == 404


def test_an_unknown_word_in_an_address_is_no_error(told, client):
    for path in (
        at(told, "record_event", "abducted"),
        at(told, "record_event", "entered_in_error"),
        at(told, "answer", "everything"),
        at(told, "answer", "sharing"),
        at(told, "reach", "pigeon"),
    ):
        assert client.get(path).status_code == 404
        assert client.post(path, {"said": "yes"}).status_code == 404
    assert client.get(at(told, "open_question", "colour")).status_code == 302


WRONG_TYPES = {
    "seen": "many", "answer": ["a", "b"], "safe": "perhaps", "kind": "unicorn", "service": "abc", "said": "maybe",
    "body": "nobody", "kinds": ["looks", "x"], "ground": "whim", "point_of_contact": "-1", "stand_in": "x",
    "age": "old", "area": "E0", "language": "xx", "interpreter": "??", "cost": "NaN", "of": "zz", "facts": "x",
    "capacity": "?", "gender": "?", "co_operates": "?", "length": "1e9", "at_time": "??", "call": "?", "q": "\0",
}  # fmt: skip


@pytest.mark.parametrize(
    "typed", [{}, WRONG_TYPES, dict.fromkeys(WRONG_TYPES, "9" * 400)], ids=["empty", "wrong", "big"]
)
def test_no_form_breaks_whatever_it_is_sent(full, cast, signed_in, typed):
    events = Event.objects.count()
    client = signed_in(cast.lead)
    for name, path in pages(full):
        response = client.post(path, typed)
        assert response.status_code in (200, 302, 404, 405, 409), name
        if name in ABOUT_A_CASE and response.status_code == 200 and "seen" in typed:
            assert name in READ_ONLY or "There is a problem" in text(response), name
    assert Event.objects.count() == events


READ_ONLY = {
    *CASE_TABS,
    "case",
    "consents",
    "papers",
    "paper",
    "case_map",
    "case_looks",
    "case_looks_file",
    "opened",
    "record",
}


@pytest.mark.parametrize("cost", ["NaN", "Infinity", "-1", "1.234", "99999999999", "€5", "1e400", "62,50"])
def test_a_cost_that_is_none_is_told(full, cast, signed_in, cost):
    path = reverse("offer_result", args=[full.told.reference, *full.arguments["offer_result"]])
    page = signed_in(cast.worker).post(path, {"seen": 3, "result": "Fine", "cost": cost}, follow=True)
    assert page.status_code == 200
    assert "There is a problem" in text(page)
    assert f'value="{cost}"' in text(page)
    assert Offer.objects.get(pk=full.arguments["offer_result"][0]).cost_pence == 62_50


def test_a_version_that_never_was_is_a_stale_save_and_no_error(told, cast, client):
    case = opening.open_case(by=cast.worker.actor)  # nobody has said anything of this person yet
    fields = who_form(told, cast, seen="77")
    plan_fields = {"seen": "77", "plan": "Mine"}
    for name, typed in (("who", fields), ("safety_plan", plan_fields)):
        page = client.post(reverse(name, args=[case.reference]), typed, follow=True)
        assert page.status_code == 200
        assert "Someone else changed this" in text(page)


def test_a_stale_save_shows_both_and_saving_again_is_a_choice(told, cast, client):
    typed = who_form(told, cast, called="Mine", interpreter="yes")
    actions.update_some_person_answers(case_id=told.case_id, texts={"called": "Theirs"}, by=cast.lead.actor)
    page = client.post(at(told, "who"), typed, follow=True)
    assert page.status_code == 200
    assert {"Mine", "Theirs"} <= set(text(page).replace(">", "<").split("<"))
    assert Person.objects.get(pk=told.case_id).changed_by == cast.lead
    again = client.post(at(told, "who"), typed | {"seen": Person.objects.get(pk=told.case_id).version})
    assert again.status_code == 302
    assert (
        get_case_detail(
            get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
        ).who.called
        == "Mine"
    )


def test_correcting_the_day_of_a_reference_keeps_the_reference(full, cast, signed_in):
    client = signed_in(cast.worker)
    path = reverse("correct_event", args=[full.told.reference, *full.arguments["correct_event"]])
    assert 'value="PLANT4477NRM"' in client.get(path).content.decode()


def test_a_need_and_its_offer_pressed_twice_is_kept_twice_and_breaks_nothing(told, cast, client):
    a_room(cast.worker.actor)
    for _ in range(2):
        assert client.post(at(told, "add_need"), {"kind": "place", "words": ""}).status_code == 302
    assert Need.objects.filter(case=told.case_id).count() == 2


def test_a_thousand_events_are_one_page(told, cast, client):
    case = Case.objects.get(pk=told.case_id)
    first = Event.objects.get(case=case)
    Event.objects.bulk_create(
        Event(
            case=case,
            event="nrm_explained",
            at=first.at,
            recorded_at=first.recorded_at,
            recorded_by=cast.worker,
        )
        for _ in range(1_000)
    )
    for name in ("case", "case_map", "record"):
        assert client.get(at(told, name)).status_code == 200
    typed = {"at-day": str(first.at.day), "at-month": str(first.at.month), "at-year": str(first.at.year)}
    assert client.post(at(told, "record_event", "nrm_explained"), typed).status_code == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete", "head", "options"])
def test_other_ways_of_asking_change_nothing(full, cast, signed_in, method):
    client = signed_in(cast.worker)
    events, needs = Event.objects.count(), Need.objects.count()
    for _, path in pages(full):
        assert getattr(client, method)(path).status_code < 500
    assert (Event.objects.count(), Need.objects.count()) == (events, needs)
