"""Both files held by one organisation: its two sides learn nothing of each other, whoever leads them."""

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.actions.opening import open_case
from handrail.people.cases.name_search.queries import search_by_name
from handrail.people.contacts.actions.side_moves import move_case_to_other_side_of_organisation
from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.people.matching.actions.match_searches import (
    store_matches_in_own_and_other_bodies,
    store_matches_in_own_body,
)
from handrail.people.matching.models import CasePair
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.separate_files.actions import create_link_of_two_files_of_one_person
from handrail.people.separate_files.queries import list_own_two_file_links
from handrail.platform.access.actions import share_file_with_body
from handrail.platform.access.body_and_colleague_choices import (
    list_colleague_choices,
    list_sharing_body_choices,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.invitations import invite_user_to_role_at_organisation
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault.queries import list_file_and_key_holder_pairs
from support.information_requests import add_other_side
from support.matching import BORN, FACTS, cases_of, named, raid
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PERSON = "Mirela Oprea Stancu"
LISTS = ("my_day", "cases", "likenesses", "incidents", "information_requests", "named_requests", "looks")
LISTS += ("unusual_use", "emergencies", "personal_data", "information_log", "hand_overs", "contacts_of_day")
LISTS += ("cover", "administration", "access_review", "money", "deployment_board", "referrals")


@shared_world
def sides(cast):
    """Lantern holds both files of one person; its other side has a lead and a worker."""
    side, people = add_other_side(cast)
    victim, suspect = named(cast.worker, PERSON, BORN), named(cast.worker, PERSON, BORN)
    return side, people, victim, suspect


def move(cast, sides):
    move_case_to_other_side_of_organisation(
        case_id=sides[3].pk, to_user_id=sides[1][1].pk, by=cast.lead.actor
    )


def test_each_side_meets_its_own_file_alone(cast, sides, signed_in):
    side, (their_lead, their_worker), victim, suspect = sides
    move(cast, sides)
    create_link_of_two_files_of_one_person(
        first=victim.reference, second=suspect.reference, words="", by=cast.lead.actor
    )
    for case in (victim, suspect):
        store_matches_in_own_and_other_bodies(case_id=case.pk)
    store_matches_in_own_body(case_id=victim.pk, by=cast.worker.actor)
    assert CasePair.objects.count() == 0
    of_whole = [cast.worker, cast.colleague, cast.lead, cast.protector, cast.administrator]
    for users, own, other in ((of_whole, victim, suspect), ([their_lead, their_worker], suspect, victim)):
        for user in users:
            browser = signed_in(user)
            for name in LISTS:
                page = browser.get(reverse(name)).content.decode()
                assert other.reference not in page, (user.name, name)
            missing = browser.get(reverse("case", args=["LN-9999-L"])).status_code
            assert browser.get(reverse("case", args=[other.reference])).status_code == missing
        found = {line.reference for user in users[:1] for line in search_by_name(user.actor, PERSON).rows}
        assert found == {own.reference}
    (held,) = list_own_two_file_links(cast.lead.actor)
    assert {held.first, held.second} == {victim.reference, suspect.reference}
    assert list_own_two_file_links(their_lead.actor) == ()
    assert list(list_file_and_key_holder_pairs([suspect.pk])) == [(suspect.pk, "lantern-two")]
    assert File.objects.get(pk=suspect.pk).owner == Case.objects.get(pk=suspect.pk).owner == side
    assert verify_trail().faults == []
    told = set(Record.objects.filter(about=victim.pk).values_list("verb", flat=True))
    assert not any("side" in verb or "note" in verb for verb in told)


def test_a_lead_who_sees_both_moves_one_before_the_two_are_held(cast, sides, signed_in):
    _, (their_lead, their_worker), victim, suspect = sides
    with pytest.raises(ActionNotPossibleError, match="can see both files"):
        create_link_of_two_files_of_one_person(
            first=victim.reference, second=suspect.reference, words="", by=cast.lead.actor
        )
    browser, path = signed_in(cast.lead), reverse("move_to_other_side", args=[suspect.reference])
    page = browser.get(path).content.decode()
    assert their_worker.name in page
    assert cast.colleague.name not in page.split("<main")[-1]
    done = browser.post(path, {"to": their_worker.pk}, follow=True).content.decode()
    assert "No one on your side can open the case now." in done
    assert suspect.reference not in done
    assert Case.objects.get(pk=suspect.pk).point_of_contact == their_worker
    assert suspect.reference in signed_in(their_lead).get(reverse("cases")).content.decode()
    assert not Grant.objects.filter(file=suspect.pk, to_user=cast.worker, ended_at=None).exists()
    with pytest.raises(Denied):
        move_case_to_other_side_of_organisation(
            case_id=victim.pk, to_user_id=their_worker.pk, by=cast.worker.actor
        )
    with pytest.raises(NotVisible):
        move(cast, sides)


def test_nobody_works_on_two_sides_and_the_sides_share_nothing(cast, sides):
    side, (their_lead, _), victim, _ = sides
    with pytest.raises(ActionNotPossibleError, match="two sides"):
        invite_user_to_role_at_organisation(
            email=their_lead.email,
            name="S",
            body=cast.lead.body,
            role=Role.NAVIGATOR,
            by=cast.administrator.actor,
        )
    access = get_case_open_to_actor_by_reference(cast.worker.actor, victim.reference).case_access
    with pytest.raises(ActionNotPossibleError, match="share nothing"):
        share_file_with_body(
            case_access=access, body=side, kinds=[Kind.IDENTITY], ground=GrantGround.LIFE, because="x", until=None,
            by=cast.worker.actor,
        )  # fmt: skip
    assert side.code not in dict(list_sharing_body_choices(besides=victim.owner_id))
    assert str(their_lead.pk) not in dict(list_colleague_choices(victim.owner_id))


def test_neither_a_reference_nor_an_emergency_tells_of_the_other_side(cast, sides):
    _, (_, their_worker), victim, suspect = sides
    opened = open_case(by=their_worker.actor)
    assert opened.reference.split("-")[0] == victim.reference.split("-")[0]
    move(cast, sides)
    answers = []
    for reference in (suspect.reference, "LN-9999-L"):
        with pytest.raises(ActionNotPossibleError) as refused:
            open_case_in_emergency(
                reference=reference, reason=EmergencyReason.DANGER, words="She rang", by=cast.colleague.actor
            )
        answers.append((type(refused.value), str(refused.value)))
    assert answers[0] == answers[1]


def test_the_page_of_an_incident_forgets_whoever_was_moved_to_the_other_side(cast, sides, signed_in):
    _, (their_lead, their_worker), *_ = sides
    incident = raid(cast.worker)
    moved, left = cases_of(incident)[0], cases_of(incident)[1:]
    move_case_to_other_side_of_organisation(case_id=moved.pk, to_user_id=their_worker.pk, by=cast.lead.actor)
    path = reverse("incident", args=[incident.pk])
    for user in (cast.lead, cast.worker):
        page = signed_in(user).get(path).content.decode()
        assert moved.reference not in page
        assert all(case.reference in page for case in left)
        assert "3 people" in page
        assert "open to you" not in page.split('id="people"')[1].split("</h2>")[0]
        copy = signed_in(user).get(reverse("incident_copy", args=[incident.pk])).content.decode()
        assert moved.reference not in copy
    for user in (their_lead, their_worker):
        browser = signed_in(user)
        page = browser.get(reverse("case_whole_file", args=[moved.reference])).content.decode()
        assert str(incident.pk) not in page
        assert not any(case.reference in page for case in left)
        assert browser.get(path).status_code == browser.get(reverse("incident", args=[moved.pk])).status_code
        assert not any(fact in page for fact in FACTS)


def test_two_files_that_are_not_open_to_whoever_writes_them_down_go_to_the_lead_who_sees_both(
    cast, sides, signed_in
):
    _, _, victim, suspect = sides
    browser, sent = signed_in(cast.officer), {"second": suspect.reference, "words": "Told by a colleague"}
    answers = [
        said_in(browser.post(reverse("hold_new"), {"first": first, **sent}, follow=True))
        for first in (victim.reference, format_case_reference("LN", 9999))
    ]
    assert answers[0] == answers[1]
    (held,) = list_own_two_file_links(cast.lead.actor)
    assert held.is_of_one_side
    assert ({held.first, held.second}, held.words) == ({victim.reference, suspect.reference}, "")
    assert [keeper.name for keeper in held.later] == [cast.officer.name]
    theirs = list_own_two_file_links(cast.officer.actor)
    assert [(row.later, row.is_of_one_side) for row in theirs] == [((), False), ((), False)]
    waits = "Answer under"
    seen = {
        part: waits in signed_in(user).get(reverse("my_day")).content.decode()
        for part, user in cast
        if part in ("lead", "worker", "officer", "liaison", "protector")
    }
    assert [part for part, there in seen.items() if there] == ["lead"]
    lead = signed_in(cast.lead)
    page = lead.get(reverse("held_by_you")).content.decode()
    assert reverse("move_to_other_side", args=[suspect.reference]) in page
    move(cast, sides)
    assert "move one of them" not in lead.get(reverse("held_by_you")).content.decode()
    assert waits not in lead.get(reverse("my_day")).content.decode()
    assert verify_trail().faults == []


def said_in(page):
    """What the page says after the act, and nothing of what it lists."""
    return page.content.decode().split("Link saved.")[1].split("</")[0]
