"""What sharing opens of a case, and what a refusal may say. Who opens which page at all: docs/permissions.md."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from support.addresses import addresses
from support.case_pages import ABOUT_A_CASE, THE_LOG, TO_OFFER, TO_SEE, browser, pages
from support.cast import sign_in
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED, share
from support.permission_checks import OPENS, everything_said, kept_by_browsers
from support.personal_data_pages import OF_A_CASE
from support.unchanging import leave_out_what_changes

pytestmark = pytest.mark.both_engines

OF_NEEDS = {"add_need", "need_met", "need_again"}

INSIDE = {"worker", "lead"}


def is_shared(name, opened):
    """Whether a body with which these kinds are shared may open the page."""
    if name in TO_SEE:
        return TO_SEE[name] in {None, *opened}
    return name in TO_OFFER - OF_NEEDS and Kind.HOUSING in opened


def leaks(response, opened):
    """Planted words in the answer that are not of an open kind."""
    said = everything_said(response)
    closed = [word for kind, words in PLANTED.items() if kind not in opened for word in words]
    report = IN_THE_REPORT if opened != ALL else ()
    paper = IN_THE_PAPER if Kind.HEALTH not in opened else ()
    return [word for word in (*closed, *report, *paper) if word in said]


ALL = frozenset(PLANTED)


def try_all(full, cast, who, opened=frozenset()):
    """Ask every address as one person; give back what is not as the kinds that were shared with them allow."""
    wrong, client = [], browser(cast, who)
    for name, path in pages(full):
        for method in ("get", "post"):
            response = getattr(client, method)(path)
            of_the_case = name in ABOUT_A_CASE and not (name in THE_LOG and who == "protector")
            expected = OPENS if opened and is_shared(name, opened) else {403} if opened else {404, 403}
            if of_the_case and response.status_code not in expected:
                wrong.append(f"{method} {name}: {response.status_code}")
            if name != "gallery":  # its sample is called Mirela too
                wrong += [f"{method} {name} says {word!r}" for word in leaks(response, seen_by(who, opened))]
    return wrong


def seen_by(who, opened):
    return ALL if who in INSIDE else opened


def on_sqlite_alone(*values):
    """What grants open is read from the same rows; row-level security asks for a grant and not for its kinds."""
    return [pytest.param(value, marks=pytest.mark.one_engine) for value in values]


@pytest.mark.parametrize(
    "kinds",
    [
        {Kind.IDENTITY, Kind.CONTACT},
        {Kind.NEEDS, Kind.HEALTH},
        *on_sqlite_alone(
            {Kind.HOUSING},
            {Kind.OFFERS, Kind.OWN_WORDS, Kind.IMMIGRATION},
            {Kind.PATHWAY},
            {Kind.SAFETY, Kind.NOTES},
        ),
    ],
)
def test_a_partner_sees_the_kinds_that_were_shared_and_no_others(full, cast, kinds):
    share(full, cast, "harbour", *kinds)
    assert try_all(full, cast, "partner", frozenset(kinds)) == []


@pytest.mark.parametrize(
    "who", ["colleague", "outsider", *on_sqlite_alone("officer", "housing", "commissioner", "protector")]
)
def test_sharing_with_one_body_opens_nothing_to_another(full, cast, who):
    share(full, cast, "harbour", *PLANTED)
    assert try_all(full, cast, who) == []


def test_a_housing_team_never_sees_the_pathway_whatever_is_shared(full, cast):
    share(full, cast, "fen-housing", *PLANTED)
    theirs = frozenset({Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.HOUSING})
    # The pathway is no part of the notes of what happened either: those stand beside events.
    wrong = [line for line in try_all(full, cast, "housing", theirs) if "says" in line or "map" in line]
    assert wrong == []
    page = (
        browser(cast, "housing").get(reverse("case_whole_file", args=[full.told.reference])).content.decode()
    )
    assert "the NRM" not in re.sub(r"NRM events and deadlines", "", page)


def test_the_partner_with_a_name_and_a_number_sees_exactly_those(full, cast):
    share(full, cast, "harbour", Kind.IDENTITY, Kind.CONTACT)
    page = everything_said(
        browser(cast, "partner").get(reverse("case_whole_file", args=[full.told.reference]))
    )
    assert [
        word for kind in (Kind.IDENTITY, Kind.CONTACT) for word in PLANTED[kind] if word not in page
    ] == []
    for name in ("Danger and safety plan", "NRM events and deadlines", "What they said yes and no to"):
        assert name in page  # that it exists is said, what it holds never


def test_whoever_works_on_the_case_sees_everything_that_was_planted(full, cast):
    """Else the tests above prove nothing: the words are on the page as they were planted."""
    page = everything_said(
        browser(cast, "worker").get(reverse("case_whole_file", args=[full.told.reference]))
    )
    spoken = [word for kind in PLANTED if kind is not Kind.CONSENT for word in PLANTED[kind]]
    assert [word for word in spoken if word not in page] == []
    report = everything_said(
        browser(cast, "worker").get(reverse("notify_report", args=[full.told.reference]))
    )
    assert [word for word in IN_THE_REPORT if word not in report] == []
    assert [word for kind in (Kind.IDENTITY, Kind.CONTACT) for word in PLANTED[kind] if word in report] == []


@pytest.mark.one_engine  # tests/permissions asks for every address on both
@pytest.mark.parametrize("who", ["outsider", "colleague", "commissioner", "protector", "housing"])
def test_a_case_that_is_not_open_answers_like_one_that_does_not_exist(full, cast, who):
    """Page by page and byte by byte, apart from tokens that differ each time and the reference itself."""
    client, before = browser(cast, who), refusals(full).count()
    elsewhere = ("end_emergency", *OF_A_CASE) if who != "protector" else ("end_emergency",)
    asked_too = [(name, reverse(name, args=[full.told.reference])) for name in elsewhere]
    about_it = [(name, path) for name, path in pages(full) if name in ABOUT_A_CASE]
    for name, path in (*about_it, *asked_too):
        if not (name in THE_LOG and who == "protector"):
            for method in ("get", "post"):
                asked = getattr(client, method)
                real, made_up = asked(path), asked(path.replace(full.told.reference, "LN-9999-L"))
                assert bare(real, full.told.reference) == bare(made_up, "LN-9999-L"), f"{method} {name}"
                assert real.headers["Cache-Control"] == "no-store", f"{method} {name}"
    if who != "protector":
        each_is_in_the_trail(full, getattr(cast, who), before)


def refusals(full):
    return Record.objects.filter(about=full.told.case_id, outcome="refused")


def each_is_in_the_trail(full, user, before):
    """Two for each page of the case, which show nothing; pages beside them may add theirs."""
    theirs = refusals(full).filter(user_name=user.name)
    assert theirs.count() >= 2 * len(ABOUT_A_CASE)
    assert refusals(full).count() - before == theirs.count()
    assert {tuple(record.shown) for record in theirs} == {()}


def is_public(name):
    return next(one for one in addresses() if one.name == name).access_rule.startswith("public: ")


def bare(response, reference):
    """Without what differs each time: the token, the address asked for, to which a choice of language goes back, the
    seconds that the session has left, and the reference that was typed, which leads on to opening in an emergency."""
    text = leave_out_what_changes(response.content.decode())
    return response.status_code, text.replace(reference, "what was typed")


@pytest.mark.parametrize("who", ["outsider", "colleague", "housing", "partner"])
@pytest.mark.parametrize("page", ["find", "looks"])
def test_looking_a_reference_up_tells_nothing(full, cast, who, page):
    fields = {"q": "", "reference": ""}
    answers = {}
    for reference in (full.told.reference, "LN-9999-L"):
        typed = dict.fromkeys(fields, reference)
        response = browser(cast, who).post(reverse(page), typed, follow=True)
        answers[reference] = bare(response, reference)
    assert answers[full.told.reference] == answers["LN-9999-L"]


@pytest.mark.parametrize(("column", "kind"), [("phase=outside", Kind.PATHWAY), ("danger=yes", Kind.SAFETY)])
def test_a_list_cannot_be_filtered_by_what_it_does_not_show(full, cast, column, kind):
    share(full, cast, "harbour", Kind.IDENTITY)
    assert full.told.reference in listed(cast, "whose=shared")
    assert full.told.reference not in listed(cast, f"whose=shared&{column}")
    share(full, cast, "harbour", Kind.IDENTITY, kind)
    assert full.told.reference in listed(cast, f"whose=shared&{column}")


def test_a_list_cannot_be_sorted_by_what_it_does_not_show(full, cast):
    share(full, cast, "harbour", Kind.IDENTITY)
    assert full.told.reference not in listed(cast, "whose=shared&sort=due")


def listed(cast, query):
    return browser(cast, "partner").get(f"{reverse('cases')}?{query}").content.decode()


def test_a_page_that_was_read_is_in_the_trail_with_the_kinds_it_showed(full, cast):
    share(full, cast, "harbour", Kind.IDENTITY, Kind.CONTACT)
    browser(cast, "partner").get(reverse("case", args=[full.told.reference]))
    last = Record.objects.filter(about=full.told.case_id).order_by("-id").first()
    assert (last.user_name, last.outcome, last.shown) == ("Paul Eastry", "read", ["contact", "identity"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("case_map", ["identity", "pathway"]),
        ("safety_plan", ["safety"]),
        ("reach", ["contact"]),
        ("who", ["contact", "identity"]),
        ("answer_offer", ["housing", "own_words"]),
        ("correct_event", ["notes", "pathway"]),
        ("notify_report", ["account", "pathway"]),
    ],
)
def test_a_page_that_shows_little_is_not_written_down_as_if_it_showed_everything(full, cast, name, shown):
    browser(cast, "worker").get(dict(pages(full))[name])
    last = Record.objects.filter(about=full.told.case_id).order_by("-id").first()
    assert (last.outcome, last.shown) == ("read", shown)


def test_a_list_that_was_read_is_in_the_trail_with_the_kinds_it_showed(full, cast):
    share(full, cast, "fen-housing", *PLANTED)
    browser(cast, "housing").get(f"{reverse('cases')}?whose=shared")
    last = Record.objects.order_by("-id").first()
    assert (last.user_name, last.outcome, last.shown) == ("Hana Greaves", "read", ["identity", "safety"])


def test_a_refusal_is_in_the_trail_of_the_case(full, cast):
    """For others see `each_is_in_the_trail`."""
    client, before = browser(cast, "outsider"), refusals(full).count()
    for name, path in pages(full):
        if name in ABOUT_A_CASE:
            client.get(path)
            client.post(path)
    assert refusals(full).count() - before == 2 * len(ABOUT_A_CASE)
    each_is_in_the_trail(full, cast.outsider, before)


def test_no_refusal_writes_to_the_case(full, cast):
    before = everything_said(
        browser(cast, "worker").get(reverse("notify_report", args=[full.told.reference]))
    )
    path = reverse("danger", args=[full.told.reference])
    for who in ("outsider", "colleague", "housing", "commissioner", "protector", None):
        browser(cast, who).post(path, {"answer": "in_danger", "note": "OVERWRITTEN"})
    page = everything_said(
        browser(cast, "worker").get(reverse("case_whole_file", args=[full.told.reference]))
    )
    assert "OVERWRITTEN" not in page
    assert before


def test_the_log_says_that_something_was_recorded_and_not_what(full, cast):
    path = reverse("case_looks", args=[full.told.reference])
    log = everything_said(browser(cast, "protector").get(f"{path}?list=changes"))
    assert "Recorded an answer" in log
    assert "Said no" not in log
    assert "Shared with North Wales Police: The person agreed" in log


@pytest.mark.one_engine
@pytest.mark.parametrize("part", ["worker", "commissioner", "signatory", "force_lead", "board", "collator"])
def test_without_a_second_factor_nobody_goes_further(full, cast, part):
    client = Client()
    client.force_login(
        getattr(cast, part), backend="handrail.platform.access.authentication.IntactAccountBackend"
    )
    for name, path in pages(full):
        response = client.get(path)
        if not is_public(name) or response.status_code == 302:
            assert response.headers["Location"] == reverse("mfa_activate_totp"), name


def test_an_account_that_was_closed_is_out_at_once(full, cast):
    client = browser(cast, "worker")
    cast.worker.is_active = False
    cast.worker.save()
    assert client.get(reverse("case", args=[full.told.reference])).status_code == 302


def test_a_form_without_its_token_is_refused(full, cast):
    client = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    path = reverse("danger", args=[full.told.reference])
    assert client.post(path, {"answer": "in_danger"}).status_code == 403


@pytest.mark.one_engine
def test_no_browser_keeps_a_page_and_no_tab_and_no_history_says_who_somebody_is(full, cast):
    client = browser(cast, "worker")
    answers = [(name, client.get(path), client.post(path)) for name, path in pages(full)]
    stored = {
        name
        for name, *both in answers
        if not is_public(name) and any(one.headers["Cache-Control"] != "no-store" for one in both)
    }
    assert stored == set()
    kept = {
        name: "".join(kept_by_browsers(response) for response in both)
        for name, *both in answers
        if name != "gallery"
    }
    planted = [word for words in PLANTED.values() for word in words]
    assert {name: text for name, text in kept.items() if any(word in text for word in planted)} == {}


def test_whoever_signs_in_is_taken_back_to_where_they_were(full, cast):
    path = reverse("case", args=[full.told.reference])
    assert browser(cast, None).get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"
