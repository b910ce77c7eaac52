"""Opening a case in an emergency: reason, a short time, told at once, reviewed, never renewed."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from handrail.people.emergencies.actions import (
    end_own_emergency_access,
    open_case_in_emergency,
    review_emergency_access,
)
from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, Membership
from handrail.platform.access.roles import Permission
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.case_references import (
    format_case_reference,
    make_fallback_reference_letters_of_body,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import FULL_NAME, NAME, NUMBER, PLAN
from support.concurrency import at_once
from support.unchanging import leave_out_what_changes

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WAY_ON = "Open the case in an emergency"
WORDS = "She rang from a petrol station and is being followed"


def break_glass(cast, told, part="outsider"):
    return open_case_in_emergency(
        reference=told.reference, reason=EmergencyReason.DANGER, words=WORDS, by=getattr(cast, part).actor
    )


def review(cast, told, row, outcome=EmergencyReviewOutcome.JUSTIFIED, part="lead"):
    review_emergency_access(
        case_id=told.case_id,
        emergency_id=row.pk,
        outcome=outcome,
        words="We rang her and she is safe",
        by=getattr(cast, part).actor,
    )


def test_it_opens_who_they_are_how_to_reach_them_and_their_danger_and_nothing_else(cast, told):
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    break_glass(cast, told)
    access = get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference).case_access
    assert access.kinds == {Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY}
    assert not access.inside
    writes = {Permission.RECORD, Permission.SHARE, Permission.EDIT_PERSON, Permission.RECORD_CONSENT}
    assert not any(access.may(one) for one in writes)


def test_from_the_answer_that_no_case_is_open_to_the_case_with_its_banner(cast, told, signed_in):
    browser = signed_in(cast.outsider)
    refused = browser.get(reverse("case", args=[told.reference]))
    where = f"{reverse('open_in_emergency')}?case={told.reference}"
    assert refused.status_code == 404
    assert where in refused.content.decode()
    assert told.reference in browser.get(where).content.decode()
    page = browser.post(
        where, {"reference": told.reference, "reason": "danger", "words": WORDS}, follow=True
    ).content.decode()
    assert "Opened in an emergency until" in page
    assert NAME in page
    ended = browser.post(reverse("end_emergency", args=[told.reference]), follow=True)
    assert ended.status_code == 200
    assert browser.get(reverse("case", args=[told.reference])).status_code == 404


@pytest.mark.parametrize("part", ["housing", "adviser", "commissioner", "administrator", "protector"])
def test_to_whoever_may_not_a_case_and_none_look_alike(cast, told, signed_in, part):
    browser = signed_in(getattr(cast, part))
    answers = []
    for reference in (told.reference, "LN-9999-L"):
        page = browser.get(reverse("case", args=[reference]))
        given = {"reference": reference, "reason": "danger", "words": WORDS}
        tried = browser.post(reverse("open_in_emergency"), given)
        assert (
            "emergenc"
            not in page.content.decode().replace(reverse("emergencies"), "").lower().split("<main")[1]
        )
        answers.append((page.status_code, tried.status_code))
    assert answers[0] == answers[1]
    assert answers[0][1] == 403
    assert not EmergencyAccess.objects.exists()


def test_there_is_the_same_way_on_for_a_case_and_for_none(cast, told, signed_in):
    browser = signed_in(cast.outsider)
    texts = [
        leave_out_what_changes(browser.get(reverse("case", args=[reference])).content.decode()).replace(
            reference, ""
        )
        for reference in (told.reference, "LN-9999-L")
    ]
    assert "Open the case in an emergency" in texts[0]
    assert texts[0].split("<main")[1] == texts[1].split("<main")[1]


def test_a_role_that_the_settings_leave_out_may_not(cast, told, settings, signed_in):
    settings.EMERGENCY_ROLES = ["duty_lead"]
    with pytest.raises(Denied):
        break_glass(cast, told)
    page = signed_in(cast.outsider).get(reverse("case", args=[told.reference])).content.decode()
    assert "Open the case in an emergency" not in page


@pytest.mark.parametrize("part", ["officer", "liaison", "co_ordinator"])
def test_police_open_nothing_that_a_provider_holds(cast, told, part):
    with pytest.raises(ActionNotPossibleError):
        break_glass(cast, told, part)
    assert not Grant.every.filter(ground="emergency").exists()


def test_immigration_enforcement_opens_nothing_and_is_not_led_there(cast, told, signed_in):
    Body.objects.filter(pk=cast.outsider.body_id).update(kind="immigration_enforcement")
    cast.outsider.refresh_from_db()
    with pytest.raises(Denied):
        break_glass(cast, told)
    browser = signed_in(cast.outsider)
    assert WAY_ON not in browser.get(reverse("case", args=[told.reference])).content.decode()
    assert browser.get(reverse("open_in_emergency")).status_code == 403


def test_police_are_led_there_by_references_of_their_own_force_alone(cast, told, signed_in):
    browser = signed_in(cast.officer)
    own = cast.officer.body.prefix or make_fallback_reference_letters_of_body(cast.officer.body_id)
    assert WAY_ON not in browser.get(reverse("case", args=[told.reference])).content.decode()
    reference = format_case_reference(own, 9999)
    assert WAY_ON in browser.get(reverse("case", args=[reference])).content.decode()


def test_no_case_and_a_case_behind_the_wall_are_answered_alike(cast, told):
    said = []
    for reference in (told.reference, "LN-9999-L"):
        with pytest.raises(ActionNotPossibleError) as no:
            open_case_in_emergency(
                reference=reference, reason=EmergencyReason.DANGER, words=WORDS, by=cast.officer.actor
            )
        said.append(str(no.value))
    assert said[0] == said[1]


def test_it_ends_after_its_hours(cast, told, time_machine):
    row = break_glass(cast, told)
    time_machine.move_to(row.opened_at + datetime.timedelta(hours=3, minutes=59), tick=False)
    assert get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    time_machine.move_to(row.opened_at + datetime.timedelta(hours=4), tick=False)
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)


def test_four_hours_are_four_hours_when_the_clock_goes_back(cast, told, time_machine):
    """Summer time ends on 31 October 2027 at 2:00: 0:30 in summer is 23:30 in UTC, and four hours on 3:30 in winter."""
    time_machine.move_to(datetime.datetime(2027, 10, 30, 23, 30, tzinfo=datetime.UTC), tick=False)
    row = break_glass(cast, told)
    assert row.grant.ends_at == datetime.datetime(2027, 10, 31, 3, 30, tzinfo=datetime.UTC)
    assert timezone.localtime(row.grant.ends_at).hour == 3
    time_machine.move_to(datetime.datetime(2027, 10, 31, 3, 29, tzinfo=datetime.UTC), tick=False)
    assert get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    time_machine.move_to(datetime.datetime(2027, 10, 31, 3, 31, tzinfo=datetime.UTC), tick=False)
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)


def test_it_is_never_made_longer(cast, told, time_machine):
    first = break_glass(cast, told)
    time_machine.move_to(first.opened_at + datetime.timedelta(hours=2), tick=False)
    again = break_glass(cast, told)
    assert (again.pk, again.grant.ends_at) == (first.pk, first.grant.ends_at)
    time_machine.move_to(first.opened_at + datetime.timedelta(hours=5), tick=False)
    new = break_glass(cast, told)
    assert new.pk != first.pk
    assert EmergencyAccess.objects.filter(reviewed_at__isnull=True).count() == 2


def test_a_stretched_row_opens_nothing_and_is_named(cast, told):
    row = break_glass(cast, told)
    Grant.every.filter(pk=row.grant_id).update(ends_at=timezone.now() + datetime.timedelta(days=400))
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    assert any("Grant" in fault.words for fault in verify_trail().faults)


def test_the_leads_of_the_case_are_told_at_once_without_a_name(cast, told):
    break_glass(cast, told)
    told_to = set(Message.objects.filter(kind="emergency_access").values_list("to__email", flat=True))
    assert told_to == {cast.lead.email, cast.protector.email}
    deliver_messages()
    texts = " ".join(one.subject + one.body for one in mail.outbox)
    for secret in (*told.secrets, told.reference, WORDS, cast.outsider.name):
        assert secret not in texts


def test_it_is_in_the_trail_with_the_coded_reason_and_no_words(cast, told):
    break_glass(cast, told)
    row = Record.objects.get(verb="opened a case in an emergency")
    assert (row.about, row.why, row.shown) == (
        told.case_id,
        "Someone is in danger now",
        ["identity", "contact", "safety"],
    )
    assert not any("petrol" in why for why in Record.objects.values_list("why", flat=True))
    assert verify_trail().faults == []


def test_a_lead_meets_it_on_their_day_and_says_that_it_was_justified(cast, told, signed_in):
    row = break_glass(cast, told)
    browser = signed_in(cast.lead)
    path = reverse("review_emergency", args=[told.reference, row.pk])
    assert path in browser.get(reverse("my_day")).content.decode()
    assert WORDS in browser.get(path).content.decode()
    browser.post(path, {"outcome": "justified", "words": "She was in danger"})
    row.refresh_from_db()
    assert (row.outcome, row.reviewed_by_id) == ("justified", cast.lead.pk)
    assert get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    assert path not in browser.get(reverse("my_day")).content.decode()
    assert "Justified" in browser.get(reverse("emergencies"), {"show": "reviewed"}).content.decode()


def test_the_review_shows_what_was_read_with_the_log_behind_it(cast, told, signed_in):
    row = break_glass(cast, told)
    review_path = reverse("review_emergency", args=[told.reference, row.pk])
    lead = signed_in(cast.lead)
    assert "They have read nothing." in lead.get(review_path).content.decode()
    signed_in(cast.outsider).get(reverse("case", args=[told.reference]))
    page = lead.get(review_path).content.decode()
    assert "1 view, 0 changes." in page
    assert Kind.IDENTITY.words in page.split("What they read")[1]
    log = f"{reverse('case_looks', args=[told.reference])}?person={cast.outsider.pk}&amp;since="
    assert log in page
    assert NAME not in page


def test_what_is_open_now_comes_first_on_the_leads_day(cast, told, signed_in):
    row = break_glass(cast, told)
    lead = signed_in(cast.lead)
    first = lead.get(reverse("my_day")).content.decode().split('id="first"')[1]
    assert "Review emergency access: still open" in first[:1500]
    end_own_emergency_access(emergency_id=row.pk, by=cast.outsider.actor)
    assert "still open" not in lead.get(reverse("my_day")).content.decode()


def test_a_visitor_is_told_of_the_emergency_and_is_offered_nothing_that_fails(cast, told, signed_in):
    break_glass(cast, told)
    browser = signed_in(cast.outsider)
    refused = browser.get(
        reverse("make_offer", args=[told.reference, "0" * 8 + "-0000-0000-0000-" + "0" * 12])
    )
    assert "shared with your organisation" not in refused.content.decode()
    justice = browser.get(reverse("case_justice", args=[told.reference])).content.decode()
    assert reverse("ask_information", args=[told.reference]) not in justice


def test_the_data_protection_lead_reads_the_reason_and_nothing_of_the_person(cast, told, signed_in):
    row = break_glass(cast, told)
    browser = signed_in(cast.protector)
    listed = browser.get(reverse("emergencies")).content.decode()
    page = browser.get(reverse("review_emergency", args=[told.reference, row.pk])).content.decode()
    assert told.reference in listed
    assert WORDS in page
    assert not any(secret in listed + page for secret in (NAME, FULL_NAME, NUMBER, PLAN))


def test_what_was_not_justified_ends_at_once(cast, told):
    row = break_glass(cast, told)
    review(cast, told, row, EmergencyReviewOutcome.NOT_JUSTIFIED, "protector")
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    row = EmergencyAccess.objects.select_related("grant").get(pk=row.pk)
    assert row.ended_early
    assert verify_trail().faults == []


def test_nobody_reviews_their_own_in_another_role_of_theirs(cast, told):
    row = break_glass(cast, told)
    as_lead = Membership.objects.create(
        user=cast.outsider, body=cast.lead.body, role="duty_lead", since=timezone.now(), given_by=cast.lead
    )
    with pytest.raises(Denied, match="opened yourself"):
        review_emergency_access(
            case_id=told.case_id,
            emergency_id=row.pk,
            outcome=EmergencyReviewOutcome.JUSTIFIED,
            words="It was fine",
            by=as_lead.actor,
        )


@pytest.mark.parametrize("part", ["outsider", "worker", "partner", "collator", "administrator"])
def test_only_the_leads_of_the_case_review(cast, told, part):
    row = break_glass(cast, told)
    with pytest.raises(Denied):
        review(cast, told, row, part=part)


def test_it_is_reviewed_once(cast, told):
    row = break_glass(cast, told)
    review(cast, told, row)
    with pytest.raises(ActionNotPossibleError):
        review(cast, told, row, EmergencyReviewOutcome.NOT_JUSTIFIED, "protector")


def test_only_so_many_tries_are_taken_in_an_hour(cast, told, time_machine):
    def guess(reference):
        with pytest.raises(ActionNotPossibleError) as no:
            open_case_in_emergency(
                reference=reference, reason=EmergencyReason.OTHER, words=WORDS, by=cast.outsider.actor
            )
        return str(no.value)

    start = timezone.now()
    time_machine.move_to(start, tick=False)
    for number in range(5):
        assert "Check the reference" in guess(format_case_reference("LN", 8000 + number))
    assert "several times" in guess("LN-8888-N")
    with pytest.raises(ActionNotPossibleError, match="several times"):
        break_glass(cast, told)
    time_machine.move_to(start + datetime.timedelta(minutes=61), tick=False)
    assert break_glass(cast, told)


def test_ended_early_it_shuts_and_the_review_stays(cast, told):
    row = break_glass(cast, told)
    end_own_emergency_access(emergency_id=row.pk, by=cast.outsider.actor)
    with pytest.raises(NotVisible):
        get_case_open_to_actor_by_reference(cast.outsider.actor, told.reference)
    assert EmergencyAccess.objects.filter(reviewed_at__isnull=True).count() == 1


def test_nobody_ends_another_persons(cast, told):
    row = break_glass(cast, told)
    with pytest.raises(ActionNotPossibleError):
        end_own_emergency_access(emergency_id=row.pk, by=cast.partner.actor)


def test_it_names_nobody_on_the_case_and_shares_it_with_nobody(cast, told):
    before = Grant.objects.count()
    break_glass(cast, told)
    assert Grant.objects.count() == before
    assert Grant.every.count() == before + 1


def test_whoever_sees_it_already_needs_no_emergency(cast, told):
    with pytest.raises(ActionNotPossibleError, match="can already open case"):
        break_glass(cast, told, "worker")


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_people_at_once_and_one_person_twice(cast, told):
    answers = at_once(
        *(lambda part=part: break_glass(cast, told, part) for part in ("outsider", "partner", "outsider"))
    )
    assert [type(one) for one in answers] == [EmergencyAccess] * 3
    assert EmergencyAccess.objects.count() == 2
    assert answers[0].pk == answers[2].pk


def test_it_waits_on_the_data_protection_leads_home_until_it_is_reviewed(cast, told, signed_in):
    row = break_glass(cast, told)
    client = signed_in(cast.protector)
    page = client.get("/to-review/").content.decode()
    assert f"{told.reference}, opened by {cast.outsider.name}" in page
    assert NAME not in page
    review(cast, told, row)
    assert told.reference not in client.get("/to-review/").content.decode()
