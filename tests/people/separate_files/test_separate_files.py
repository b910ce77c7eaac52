"""Two files of one person: no team, search, list, count, trail or duplicate check shows that the other exists."""

import pytest
from django.db import connection
from django.urls import reverse

from handrail.people.cases.consent.actions.consents import ConsentToSharingInput, share_case_without_consent
from handrail.people.cases.name_search.queries import search_by_name
from handrail.people.matching.actions.match_searches import (
    store_matches_in_own_and_other_bodies,
    store_matches_in_own_body,
)
from handrail.people.matching.models import CasePair, PairSide
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.records.models import Consent
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.separate_files.actions import (
    create_link_of_two_files_of_one_person,
    end_link_of_two_files_of_one_person,
    hand_over_two_file_link_to_next_keeper,
)
from handrail.people.separate_files.models import (
    FileLink,
    FileLinkHandOver,
    HeldBackSharing,
    SeparatePair,
)
from handrail.people.separate_files.queries import list_own_two_file_links
from handrail.platform.access.actions import create_account, share_file_with_body
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Role
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.concurrency import at_once
from support.form_steps import send_steps
from support.information_requests import WORDS_OF_A_LINK
from support.matching import BORN, named
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PERSON = "Mirela Oprea Stancu"


@shared_world
def two(cast):
    """One person, known to the force and to Lantern, with the same name and birth date in both."""
    return named(cast.officer, PERSON, BORN), named(cast.worker, PERSON, BORN)


def hold(cast, two, by=None):
    return create_link_of_two_files_of_one_person(
        first=two[0].reference, second=two[1].reference, words=WORDS_OF_A_LINK, by=(by or cast.liaison).actor
    )


def test_without_a_link_the_two_are_noted_and_with_it_never(cast, two):
    ours, theirs = two
    store_matches_in_own_and_other_bodies(case_id=ours.pk)
    assert CasePair.objects.filter(across=True).count() == 1
    link = hold(cast, two)
    assert (CasePair.objects.count(), PairSide.objects.count()) == (0, 0)
    for case, by in ((ours, cast.officer), (theirs, cast.worker)):
        store_matches_in_own_and_other_bodies(case_id=case.pk)
        store_matches_in_own_body(case_id=case.pk, by=by.actor)
    assert CasePair.objects.count() == 0
    end_link_of_two_files_of_one_person(link_id=link, by=cast.liaison.actor)
    store_matches_in_own_and_other_bodies(case_id=theirs.pk)
    assert CasePair.objects.filter(across=True).count() == 1


def test_nobody_meets_the_other_file_by_any_list_count_search_or_trail(cast, two, signed_in):
    ours, theirs = two
    hold(cast, two)
    store_matches_in_own_and_other_bodies(case_id=ours.pk)
    store_matches_in_own_and_other_bodies(case_id=theirs.pk)
    teams = {
        "officer": theirs, "liaison": theirs, "co_ordinator": theirs, "force_lead": theirs,
        "worker": ours, "colleague": ours, "lead": ours, "protector": ours, "administrator": ours,
        "platform_administrator": ours, "collator": ours, "commissioner": ours,
    }  # fmt: skip
    lists = ("my_day", "cases", "likenesses", "incidents", "information_requests", "looks", "unusual_use")
    lists += ("emergencies", "personal_data", "information_log", "hand_overs", "contacts_of_day")
    for part, other in teams.items():
        browser = signed_in(getattr(cast, part))
        for name in lists:
            page = browser.get(reverse(name))
            assert other.reference not in page.content.decode(), (part, name)
        own = ours if other is theirs else theirs
        seen = browser.get(reverse("case_whole_file", args=[own.reference])).content.decode()
        assert other.reference not in seen
        assert WORDS_OF_A_LINK not in seen
        assert "perhaps" not in seen.lower().split("<main")[-1]
        missing = browser.get(reverse("case", args=["LN-9999-L"]))
        assert browser.get(reverse("case", args=[other.reference])).status_code == missing.status_code
    for part, own in (("officer", ours), ("worker", theirs), ("lead", theirs)):
        found = {line.reference for line in search_by_name(getattr(cast, part).actor, PERSON).rows}
        assert found == {own.reference}
    told = list(Record.objects.filter(about__in=[ours.pk, theirs.pk]).values_list("verb", "why"))
    assert not any("link" in verb or "apart" in verb or "note" in verb for verb, _ in told)


def test_it_opens_for_its_keeper_alone(cast, two, signed_in):
    hold(cast, two)
    pages = {}
    for part, user in cast:
        pages[part] = signed_in(user).get(reverse("held_by_you"))
    readers = {part for part, page in pages.items() if two[1].reference in page.content.decode()}
    assert readers == {"liaison"}
    opened = {part for part, page in pages.items() if page.status_code == 200}
    assert opened == {"officer", "liaison", "lead"}
    assert "You hold no links." in pages["lead"].content.decode()


def test_a_reference_is_answered_alike_whether_or_not_there_is_such_a_case(cast, two, signed_in):
    browser, path = signed_in(cast.officer), reverse("hold_new")
    answers = []
    for other in (two[1].reference, "LN-9999-L"):
        sent = {"first": two[0].reference, "second": other, "words": ""}
        page = browser.post(path, sent, follow=True).content.decode()
        answers.append("Link saved. Handrail does not say" in page)
    assert answers == [True, True]
    assert (FileLink.objects.count(), SeparatePair.objects.count()) == (2, 1)
    for short in ("LN-9999", "LN-9999-A"):
        sent = {"first": two[0].reference, "second": short, "words": ""}
        assert "the end" in browser.post(path, sent, follow=True).content.decode()
    for wrong in ({"first": "Mirela", "second": "LN-0001-A"}, {"first": "ln 1", "second": "LN-0001-A"}):
        with pytest.raises(ActionNotPossibleError):
            create_link_of_two_files_of_one_person(**wrong, words="", by=cast.officer.actor)
    with pytest.raises(Denied):
        create_link_of_two_files_of_one_person(
            first="LN-0001-A", second="LN-0002-G", words="", by=cast.worker.actor
        )


def test_the_keeper_changes_only_with_a_recorded_hand_over(cast, two, signed_in):
    link = hold(cast, two)
    with pytest.raises(NotVisible):
        hand_over_two_file_link_to_next_keeper(
            link_id=link, to_user_id=cast.officer.pk, words="Mine", by=cast.officer.actor
        )
    with pytest.raises(ActionNotPossibleError, match="colleague"):
        hand_over_two_file_link_to_next_keeper(
            link_id=link, to_user_id=cast.co_ordinator.pk, words="x", by=cast.liaison.actor
        )
    page = signed_in(cast.liaison).get(reverse("hold_hand_over", args=[link])).content.decode()
    assert "Olive Dunmore" in page
    assert "Carys Penhallow" not in page
    hand_over_two_file_link_to_next_keeper(
        link_id=link, to_user_id=cast.officer.pk, words="I leave the force", by=cast.liaison.actor
    )
    (row,) = list_own_two_file_links(cast.officer.actor)
    assert (row.second, row.from_whom, row.from_words) == (
        two[1].reference,
        "Lior Oakham",
        "I leave the force",
    )
    assert list_own_two_file_links(cast.liaison.actor) == ()
    assert FileLinkHandOver.objects.count() == 1
    record = Record.objects.get(verb="handed over a link")
    assert (record.about, record.why) == (link, "Olive Dunmore")
    assert verify_trail().faults == []


def test_a_keeper_that_something_else_wrote_reads_nothing_and_is_found(cast, two):
    link = hold(cast, two)
    FileLink.objects.filter(pk=link).update(keeper=cast.lead.pk)
    assert list_own_two_file_links(cast.lead.actor) == ()
    assert any("FileLink" in fault.words for fault in verify_trail().faults)


def test_neither_reference_stands_in_the_tables(cast, two):
    hold(cast, two)
    row = FileLink.objects.get()
    kept = " ".join(map(str, FileLink.objects.values_list().get()))
    for case in two:
        assert case.reference not in kept
        assert str(case.pk) not in kept
        assert case.pk.hex not in kept
    assert WORDS_OF_A_LINK not in kept
    assert row.keeper_id == cast.liaison.pk


def test_erasing_one_of_the_two_takes_the_link_with_it(cast, two):
    hold(cast, two)
    erase_case_file(two[1].pk, signed_by=cast.lead.pk)
    assert (FileLink.objects.count(), SeparatePair.objects.count()) == (0, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wall")
def test_the_database_shows_it_to_its_keeper_alone(cast, two):
    link = hold(cast, two)
    hand_over_two_file_link_to_next_keeper(
        link_id=link, to_user_id=cast.officer.pk, words="Yours", by=cast.liaison.actor
    )
    for part, user in cast:
        with act_as_user_within_block(user.actor):
            assert FileLink.objects.count() == (part == "officer")
            assert FileLinkHandOver.objects.count() == (part in ("officer", "liaison"))
    for system in (SystemActor.SWEEP, SystemActor.FIGURES, SystemActor.PAIRS, SystemActor.REFUSALS):
        with acting_as_system(system):
            assert FileLink.objects.count() == 0


def test_one_keeps_the_pair_and_whoever_writes_it_down_later_is_told_nothing(cast, two, signed_in):
    hold(cast, two)
    with pytest.raises(ActionNotPossibleError, match="You already hold this link"):
        hold(cast, (two[1], two[0]))
    hold(cast, (two[1], two[0]), by=cast.lead)
    assert SeparatePair.objects.count() == 1
    (told,) = list_own_two_file_links(cast.liaison.actor)
    assert [(other.name, other.body) for other in told.later] == [(cast.lead.name, cast.lead.body.name)]
    page = signed_in(cast.liaison).get(reverse("held_by_you")).content.decode()
    assert "Someone else recorded the same two files" in page
    assert cast.lead.name in page
    (later,) = list_own_two_file_links(cast.lead.actor)
    assert later.later == ()
    assert cast.liaison.name not in signed_in(cast.lead).get(reverse("held_by_you")).content.decode()


def test_the_keeping_passes_to_the_next_when_the_keeper_stops(cast, two, signed_in):
    first, second = hold(cast, two), hold(cast, two, by=cast.lead)
    page = signed_in(cast.liaison).post(reverse("hold_end", args=[first]), {"confirm": "on"}, follow=True)
    assert f"{cast.lead.name} now holds the link." in page.content.decode()
    assert SeparatePair.objects.get().link_id == second
    (row,) = list_own_two_file_links(cast.lead.actor)
    assert (row.from_whom, row.from_words) == (cast.liaison.name, "")
    hold(cast, two, by=cast.officer)
    hand_over_two_file_link_to_next_keeper(
        link_id=second, to_user_id=_another_lead(cast).pk, words="Yours", by=cast.lead.actor
    )
    assert (
        end_link_of_two_files_of_one_person(link_id=second, by=_another_lead(cast).actor) == cast.officer.name
    )
    assert SeparatePair.objects.count() == 1
    assert verify_trail().faults == []


def _another_lead(cast):
    found = User.objects.filter(email="second-lead@example.org").first()
    return found or create_account(
        email="second-lead@example.org",
        name="Lowri Haddon",
        body=cast.lead.body,
        role=Role.DUTY_LEAD,
        password=None,
    )


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_write_the_pair_down_at_once_one_keeps_it(cast):
    pair = named(cast.officer, PERSON, BORN), named(cast.worker, PERSON, BORN)
    done = at_once(
        lambda: hold(cast, pair),
        lambda: hold(cast, pair, by=cast.lead),
        lambda: hold(cast, pair, by=cast.officer),
    )
    assert [one for one in done if isinstance(one, Exception)] == []
    keeping = SeparatePair.objects.get()
    assert keeping.link_id in done
    assert FileLink.objects.filter(ended_at=None).count() == 3
    told = [
        row for part in (cast.liaison, cast.lead, cast.officer) for row in list_own_two_file_links(part.actor)
    ]
    assert [(row.link_id, len(row.later)) for row in told if row.later] == [(keeping.link_id, 2)]


COUNCIL = "fen-housing"


def may_see(body_code, case):
    return Grant.objects.live(today()).filter(file=case.pk, to_body__code=body_code).exists()


def opens_to(body_code, case):
    """Whether the organisation can open it. Whoever shared it is shown `may_see`."""
    return Grant.objects.opening(today()).filter(file=case.pk, to_body__code=body_code).exists()


def share(browser, case, body=COUNCIL, ground="consent"):
    """By the page; what it says after the act."""
    sent = {
        "body": body,
        "kinds": ["identity"],
        "ground": ground,
        "capacity": "own",
        "because": "They house her",
    }
    page = send_steps(browser, reverse("share", args=[case.reference]), sent, follow=True)
    return page.content.decode()


def test_an_organisation_that_reads_one_file_is_not_given_the_other_until_the_keeper_says_yes(
    cast, two, signed_in
):
    ours, theirs = two
    access = get_case_open_to_actor_by_reference(cast.officer.actor, ours.reference).case_access
    council = Body.objects.get(code=COUNCIL)
    share_file_with_body(
        case_access=access, body=council, kinds=[Kind.IDENTITY], ground=GrantGround.LIFE, because="x", until=None,
        by=cast.officer.actor,
    )  # fmt: skip
    link = hold(cast, two)
    browser = signed_in(cast.worker)
    for ground in ("consent", "duty"):
        said = share(browser, theirs, ground=ground)
        assert "Shared with Fen housing team: Name and identity" in said
        assert ours.reference not in said
        assert (may_see(COUNCIL, theirs), opens_to(COUNCIL, theirs)) == (True, False)
    housing = signed_in(cast.housing)
    assert housing.get(reverse("case", args=[theirs.reference])).status_code == 404
    assert Consent.objects.filter(case=theirs.pk, matter="sharing", said="yes").count() == 1
    assert Record.objects.filter(about=theirs.pk, verb="shared with Fen housing team").count() == 2
    wrong = {"body": COUNCIL, "kinds": [], "ground": "consent", "capacity": "own", "because": ""}
    page = send_steps(browser, reverse("share", args=[theirs.reference]), wrong, follow=True).content.decode()
    assert "<title>Error" in page
    assert HeldBackSharing.objects.count() == 1
    (row,) = list_own_two_file_links(cast.liaison.actor)
    (waiting,) = row.held_back
    assert waiting.content[:2] == (theirs.reference, council.name)
    assert waiting.content.who == "Wren Ashdown, Lantern"
    assert HeldBackSharing.objects.get().content.count("Wren") == 0
    keeper = signed_in(cast.liaison)
    assert "Answer under" in keeper.get(reverse("my_day")).content.decode()
    assert "can read the other file" in keeper.get(reverse("held_by_you")).content.decode()
    for user, status in ((cast.officer, 404), (cast.worker, 403), (cast.lead, 404)):
        answered = signed_in(user).post(reverse("hold_answer", args=[link]), {"answer": "yes"})
        assert answered.status_code == status
    keeper.post(reverse("hold_answer", args=[link]), {"answer": "no"})
    share(browser, theirs, ground="duty")
    assert not opens_to(COUNCIL, theirs)
    log = list(Record.objects.filter(about=theirs.pk).order_by("pk").values_list("verb", "why"))
    hand_over_two_file_link_to_next_keeper(
        link_id=link, to_user_id=cast.officer.pk, words="Yours", by=cast.liaison.actor
    )
    done = signed_in(cast.officer).post(reverse("hold_answer", args=[link]), {"answer": "yes"}, follow=True)
    assert "What was shared opens from now on" in done.content.decode()
    assert opens_to(COUNCIL, theirs)
    assert housing.get(reverse("case", args=[theirs.reference])).status_code == 200
    now = list(Record.objects.filter(about=theirs.pk).order_by("pk").values_list("verb", "why"))
    assert now[: len(log)] == log
    share(browser, theirs, ground="duty")
    assert opens_to(COUNCIL, theirs)
    assert verify_trail().faults == []


def test_a_life_comes_first_and_others_are_shared_with_as_ever(cast, two, signed_in):
    ours, theirs = two
    link = hold(cast, two)
    browser = signed_in(cast.worker)
    share(browser, theirs, body="harbour")
    assert opens_to("harbour", theirs)
    assert not HeldBackSharing.objects.exists()
    share(browser, theirs, body="lincolnshire-police", ground="life")
    assert opens_to("lincolnshire-police", theirs)
    (waiting,) = list_own_two_file_links(cast.liaison.actor)[0].held_back
    assert waiting.was_shared
    assert "can now read both" in waiting.words
    end_link_of_two_files_of_one_person(link_id=link, by=cast.liaison.actor)
    assert "Answer under" not in signed_in(cast.liaison).get(reverse("my_day")).content.decode()
    erase_case_file(ours.pk, signed_by=cast.officer.pk)
    assert not HeldBackSharing.objects.exists()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_share_both_files_with_one_organisation_at_once_one_waits(cast):
    pair = named(cast.officer, PERSON, BORN), named(cast.worker, PERSON, BORN)
    hold(cast, pair)

    def give(case, by):
        sharing = ConsentToSharingInput(COUNCIL, [Kind.IDENTITY])
        told = {
            "case_id": case.pk,
            "sharing": sharing,
            "ground": GrantGround.DUTY,
            "because": "x",
            "by": by.actor,
        }
        return share_case_without_consent(**told)

    done = at_once(lambda: give(pair[0], cast.officer), lambda: give(pair[1], cast.worker))
    assert [type(one) for one in done] == [Grant, Grant], done
    assert sum(opens_to(COUNCIL, case) for case in pair) == 1
    assert len(list_own_two_file_links(cast.liaison.actor)[0].held_back) == 1


def test_what_was_shared_before_with_a_reader_of_both_is_ended_or_left_by_the_keeper_alone(
    cast, two, signed_in
):
    ours, theirs = two
    for user, case in ((cast.officer, ours), (cast.worker, theirs)):
        share(signed_in(user), case, ground="duty")
        assert may_see(COUNCIL, case)
    share(signed_in(cast.worker), theirs, body="harbour", ground="duty")
    link = hold(cast, two)
    (row,) = list_own_two_file_links(cast.liaison.actor)
    assert [one.content[:2] for one in row.held_back] == [
        (ours.reference, "Fen housing team"),
        (theirs.reference, "Fen housing team"),
    ]
    keeper = signed_in(cast.liaison)
    assert "Shared before the link was recorded" in keeper.get(reverse("held_by_you")).content.decode()
    address = reverse("hold_answer", args=[link])
    page = keeper.get(address).content.decode()
    assert f"Fen housing team can open {theirs.reference}. Does this sharing end?" in page
    assert "Can the organisation read both files?" not in page
    kept, ended = (f"before_{one.pk.hex}" for one in row.held_back)
    assert (
        "Choose whether this sharing ends"
        in keeper.post(address, {kept: "leave"}, follow=True).content.decode()
    )
    assert may_see(COUNCIL, theirs)
    done = keeper.post(address, {kept: "leave", ended: "end"}, follow=True).content.decode()
    assert "What you ended is closed from now on" in done
    assert [
        may_see(body, case) for body, case in ((COUNCIL, ours), (COUNCIL, theirs), ("harbour", theirs))
    ] == [
        True,
        False,
        True,
    ]
    assert "Answer under" not in keeper.get(reverse("my_day")).content.decode()
    (told,) = Record.objects.filter(about=theirs.pk, verb="ended sharing")
    assert (told.user_name, told.body_name, told.network, told.device) == ("Handrail", "", "", "")
    for word in ("Fenland", cast.liaison.name, ours.reference, "link", "file"):
        assert word not in told.why
    share(signed_in(cast.worker), theirs)
    assert (may_see(COUNCIL, theirs), opens_to(COUNCIL, theirs)) == (True, False)
    end_link_of_two_files_of_one_person(link_id=link, by=cast.liaison.actor)
    assert opens_to(COUNCIL, theirs)
    assert verify_trail().faults == []


def test_the_next_keeper_is_shown_what_still_reads_both(cast, two, signed_in):
    for user, case in ((cast.officer, two[0]), (cast.worker, two[1])):
        share(signed_in(user), case, ground="duty")
    first = hold(cast, two)
    hold(cast, two, by=cast.lead)
    assert len(list_own_two_file_links(cast.liaison.actor)[0].held_back) == 2
    assert list_own_two_file_links(cast.lead.actor)[0].held_back == ()
    end_link_of_two_files_of_one_person(link_id=first, by=cast.liaison.actor)
    assert len(list_own_two_file_links(cast.lead.actor)[0].held_back) == 2
