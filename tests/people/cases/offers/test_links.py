"""A referral to a provider without an account: the link opens once, with its code, while the person agrees."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_service_kind
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.offers import link_secrets
from handrail.people.cases.offers.actions import offers, referral_links, referral_sending, referrals
from handrail.people.cases.offers.actions.referral_answers import ReferralAnswerDetails, ReferralAnswerInput
from handrail.people.cases.offers.actions.referral_reminders import remind_senders_of_unanswered_referrals
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.models import MOST_CODE_TRIES, Referral, ReferralLink, ReferralLinkVisit
from handrail.people.cases.offers.queries.referrals import get_visible_referral
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralMethod
from handrail.people.cases.person import actions as person
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Offer
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import NAME, NUMBER
from support.offers_pages import add, share
from support.referral_links import OFFICE, QUAY, enter, send, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
WRONG = "00000000"


def withdraw(cast, told, said=ConsentAnswer.NO):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=said,
        sharing=ConsentToSharingInput(QUAY, ()),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def open_it(made, code=None):
    return referral_links.open_referral_link(token=made.token, code=made.code if code is None else code)


def trail(told):
    return list(Record.objects.filter(about=told.case_id).order_by("at", "id").values_list("verb", flat=True))


def test_the_right_code_opens_it_once(made):
    assert open_it(made).visit_token
    assert open_it(made) == referral_links.ReferralLinkOpeningResult()
    link = ReferralLink.objects.get()
    assert (link.end_reason, ReferralLinkVisit.objects.count()) == ("opened", 1)


def test_sending_is_never_accepting(made):
    row = Referral.objects.get()
    assert (row.answer, row.method, row.answered_at, row.answer_source) == ("none_yet", "link", None, "")
    open_it(made)
    assert Referral.objects.get().answer == "none_yet"


@pytest.mark.parametrize("source", ["", "handrail"])
def test_no_acceptance_without_a_source_can_be_kept(made, source):
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(answer="accepted", answered_at=timezone.now(), answer_source=source)


def test_a_code_may_be_said_with_spaces_between(made):
    assert open_it(made, f" {made.code[:4]} {made.code[4:]} ").visit_token


def test_token_code_and_visit_are_kept_nowhere_in_clear(made):
    visit = open_it(made).visit_token
    rows = [row for model in (ReferralLink, ReferralLinkVisit, Record) for row in model.objects.values()]
    assert len(rows) > 3
    assert [secret for secret in (made.token, made.code, visit) if secret in str(rows)] == []


def test_the_code_is_kept_as_a_slow_hash_with_a_salt_and_bound_to_its_link(made):
    kept = ReferralLink.objects.get()
    assert kept.code_hash.startswith("argon2$argon2id$")
    assert link_secrets.is_typed_code_right_for_link(kept.pk, made.code, kept.code_hash)
    assert not link_secrets.is_typed_code_right_for_link(made.link.referral_id, made.code, kept.code_hash)


def test_a_provider_that_gets_an_account_opens_the_same_referral_signed_in_without_a_code(made, signed_in):
    """The stronger way that the pages speak of: a second factor in place of a code by telephone."""
    page = visitor().get(reverse("outside_referral", args=[made.token])).content.decode()
    assert "sign in there instead" in page
    assert "overheard or diverted" in page
    adviser = create_account(
        email="desk@quay.example",
        name="Quinn Adair",
        body=Body.objects.get(code=QUAY),
        role=Role.SUPPORT_WORKER,
        password=None,
    )
    answer = signed_in(adviser).get(reverse("referral", args=[made.link.referral_id]))
    assert answer.status_code == 200
    assert NAME in answer.content.decode()
    assert ReferralLink.objects.get().failed_tries == 0


def test_five_wrong_codes_lock_it_for_good(cast, told, made):
    left = [open_it(made, WRONG).tries_left for _ in range(MOST_CODE_TRIES)]
    assert left == [4, 3, 2, 1, 0]
    assert open_it(made) == referral_links.ReferralLinkOpeningResult()
    assert ReferralLink.objects.get().end_reason == "locked"
    assert trail(told).count("entered a wrong code for a referral link") == MOST_CODE_TRIES
    assert trail(told).count("tried a referral link") == 2


def test_the_right_code_at_the_last_try_opens_it(made):
    for _ in range(MOST_CODE_TRIES - 1):
        open_it(made, WRONG)
    assert open_it(made).visit_token


def test_it_expires_after_the_days_of_the_setting(made):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=7, minutes=1)):
        assert open_it(made) == referral_links.ReferralLinkOpeningResult()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=6, hours=23)):
        assert open_it(made).visit_token


def test_the_setting_decides_how_long(cast, told, agreed, settings):
    settings.REFERRAL_LINK_DAYS = 1
    made = send(cast, told, agreed).link
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        assert open_it(made) == referral_links.ReferralLinkOpeningResult()


def test_a_stopped_link_opens_nothing_and_an_open_page_closes(cast, made):
    visit = open_it(made).visit_token
    referral_links.stop_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)
    assert visitor(visit).get("/referred/").status_code == 404
    again = referral_links.make_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)
    referral_links.stop_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)
    assert open_it(again) == referral_links.ReferralLinkOpeningResult()


def test_a_new_link_ends_the_earlier_one(cast, made):
    again = referral_links.make_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)
    assert open_it(made) == referral_links.ReferralLinkOpeningResult()
    assert open_it(again).visit_token


def test_taking_the_referral_back_ends_its_link(cast, made):
    referrals.withdraw_referral(referral_id=made.link.referral_id, by=cast.worker.actor)
    assert open_it(made) == referral_links.ReferralLinkOpeningResult()


def test_withdrawn_consent_closes_link_and_open_page_at_once(cast, told, made):
    visit = open_it(made).visit_token
    assert visitor(visit).get("/referred/").status_code == 200
    withdraw(cast, told)
    closed = visitor(visit).get("/referred/")
    assert closed.status_code == 404
    assert NAME not in closed.content.decode()
    with pytest.raises(ActionNotPossibleError, match="can no longer open this referral"):
        referral_links.answer_referral_through_link(
            visit_token=visit, said=ReferralAnswerInput(ReferralAnswer.ACCEPTED), seen_version=1
        )
    with pytest.raises(ActionNotPossibleError, match="Ask the person first"):
        referral_links.make_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)


def test_a_link_not_yet_opened_closes_with_the_consent_too(cast, told, made):
    withdraw(cast, told)
    assert open_it(made) == referral_links.ReferralLinkOpeningResult()
    assert ReferralLinkVisit.objects.count() == 0


def test_consent_to_less_shows_less_at_once(cast, told, made):
    visit = open_it(made).visit_token
    assert NAME in visitor(visit).get("/referred/").content.decode()
    share(told, cast, Kind.NEEDS, body=QUAY)
    page = visitor(visit).get("/referred/")
    assert page.status_code == 200
    assert NAME not in page.content.decode()


def test_nothing_but_the_kinds_that_were_sent_is_shown(cast, told, agreed):
    share(told, cast, Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.NEEDS, body=QUAY)
    made = send(cast, told, agreed, Kind.NEEDS).link
    page = visitor(open_it(made).visit_token).get("/referred/").content.decode()
    assert "Needs to know what she is owed" in page
    assert [secret for secret in told.secrets if secret in page] == []


POLICE_WORDS = "I will talk to the police, but not at the station"
OWN = "I owe a man in Deal"


def need(cast, told, kind, words):
    offers.record_need(
        case_id=told.case_id, kind=kind, words=words, on=timezone.localdate(), by=cast.worker.actor
    )


def read_slice(made):
    return " ".join(visitor(open_it(made).visit_token).get("/referred/").content.decode().split())


def test_only_the_need_that_the_service_answers_is_told_by_its_label(cast, told, agreed):
    need(cast, told, "justice", POLICE_WORDS)
    need(cast, told, get_service_kind(Service.objects.get(pk=agreed).kind).need, OWN)
    page = read_slice(send(cast, told, agreed).link)
    assert [words for words in (POLICE_WORDS, OWN, "Police and court") if words in page] == []
    assert "Help is needed" in page


def test_their_own_words_are_told_where_they_agreed(cast, told, agreed):
    need(cast, told, "justice", POLICE_WORDS)
    need(cast, told, get_service_kind(Service.objects.get(pk=agreed).kind).need, OWN)
    share(told, cast, Kind.NEEDS, Kind.OWN_WORDS, body=QUAY)
    made = send(cast, told, agreed, Kind.NEEDS, Kind.OWN_WORDS).link
    page = read_slice(made)
    assert OWN in page
    assert POLICE_WORDS not in page
    with pytest.raises(ActionNotPossibleError, match="at least one kind"):
        send(cast, told, agreed, Kind.OWN_WORDS)


def shown_contact(cast, told, made):
    """Whether trail and details say that contact was told."""
    opened = Record.objects.filter(about=told.case_id).order_by("-at", "-id")
    in_trail = any("contact" in row.shown for row in opened if "opened" in row.verb or "viewed" in row.verb)
    return in_trail, Kind.CONTACT.words in get_visible_referral(
        cast.worker.actor, made.link.referral_id
    ).kinds


def test_a_safe_number_is_told_where_contact_was_agreed(cast, told, agreed):
    share(told, cast, Kind.IDENTITY, Kind.CONTACT, body=QUAY)
    made = send(cast, told, agreed, Kind.IDENTITY, Kind.CONTACT).link
    assert NUMBER in read_slice(made)
    assert shown_contact(cast, told, made) == (True, True)


@pytest.mark.parametrize("why", ["unsafe", "tracked"])
def test_where_no_way_is_safe_it_says_so_and_contact_counts_as_not_told(cast, told, agreed, why):
    by = cast.worker.actor
    if why == "unsafe":
        said = {"kind": ContactChannelKind.CALL, "safe": ChannelSafety.NO, "detail": NUMBER, "note": ""}
        person.record_contact_channel(case_id=told.case_id, by=by, **said)
    else:
        answer = {
            "answer": ImmediateDangerOrInjuryAnswer.NEITHER,
            "note": "",
            "worries": {RiskFactor.PHONE: YesNoUnsureOrNotAsked.YES},
        }
        person.record_danger_check(case_id=told.case_id, by=by, **answer)
    share(told, cast, Kind.IDENTITY, Kind.CONTACT, body=QUAY)
    made = send(cast, told, agreed, Kind.IDENTITY, Kind.CONTACT).link
    page = read_slice(made)
    assert NUMBER not in page
    assert "No safe way of reaching them is recorded" in page
    assert shown_contact(cast, told, made) == (False, False)


def test_danger_is_told_by_no_letter_and_no_link(cast, told, agreed):
    share(told, cast, Kind.SAFETY, body=QUAY)
    with pytest.raises(ActionNotPossibleError, match="at least one kind"):
        send(cast, told, agreed, Kind.SAFETY)


def test_without_accounts_it_cannot_be_sent_on_handrail(cast, told, agreed):
    with pytest.raises(ActionNotPossibleError, match="has no accounts on Handrail"):
        send(cast, told, agreed, method=ReferralMethod.HANDRAIL)


def test_without_a_number_in_the_directory_there_is_no_link_but_a_letter(cast, told, agreed):
    bare = add(cast, "Night clinic", provider=QUAY)
    with pytest.raises(ActionNotPossibleError, match="no telephone number"):
        send(cast, told, bare)
    assert send(cast, told, bare, method=ReferralMethod.LETTER).row.method == "letter"


@pytest.mark.parametrize("who", ["outsider", "partner", "commissioner"])
def test_nobody_else_makes_or_stops_a_link(cast, made, who):
    by = getattr(cast, who).actor
    with pytest.raises(NotVisible):
        referral_links.make_referral_link(referral_id=made.link.referral_id, by=by)
    with pytest.raises(NotVisible):
        referral_links.stop_referral_link(referral_id=made.link.referral_id, by=by)


# ---- the outsider's pages


def key_of(page):
    return re.search(r'name="form_key" value="(\w+)"', page)[1]


def seen_of(page):
    return re.search(r'name="seen" value="(\d+)"', page)[1]


def answer(client, **said):
    page = client.get("/referred/").content.decode()
    told = {"form_key": key_of(page), "seen": seen_of(page), "words": "", **said}
    return client.post("/referred/", told, follow=True)


def test_looking_at_the_link_opens_nothing_and_says_nothing(told, made):
    address = reverse("outside_referral", args=[made.token])
    page = visitor().get(address)
    assert page.status_code == 200
    words = page.content.decode()
    assert [word for word in (NAME, told.reference, "Quay Legal", "Lantern") if word in words] == []
    assert ReferralLinkVisit.objects.count() == 0


def test_the_page_leads_nowhere_and_is_kept_by_nobody(told, made):
    client, reply = enter(made)
    assert reply["Location"] == "/referred/"
    page = client.get("/referred/")
    words = page.content.decode()
    assert NAME in words
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert NAME not in re.search(r"<title>(.*?)</title>", words)[1]
    assert re.findall(r'<a [^>]*href="(?!#)', words) == []
    assert set(re.findall(r'action="([^"]*)"', words)) == {"/referred/leave/"}
    assert client.cookies["handrail_referral"]["httponly"]
    assert client.cookies["handrail_referral"]["path"] == "/referred/"
    assert client.cookies["handrail_referral"]["samesite"] == "Strict"


def test_the_visit_opens_no_other_page(told, made):
    client, _ = enter(made)
    for address in ("/", "/referrals/", f"/referrals/{made.link.referral_id}/", f"/cases/{told.reference}/"):
        reply = client.get(address)
        assert reply.status_code == 302
        assert reply["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 200, "../cases", "%00"])
def test_a_made_up_link_looks_like_one_that_has_ended(made, token):
    open_it(made)
    ended = visitor().get(reverse("outside_referral", args=[made.token]))
    invented = visitor().get(f"/referred/{token}/")
    assert (ended.status_code, invented.status_code) == (404, 404)
    if "/" not in token:
        assert invented.content == ended.content


def test_a_visit_ends_after_an_hour_and_when_it_is_closed(made):
    client, _ = enter(made)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
        assert client.get("/referred/").status_code == 404
    page = client.get("/referred/").content.decode()
    cookie = client.cookies["handrail_referral"].value
    client.post("/referred/leave/", {"form_key": key_of(page)})
    assert visitor(cookie).get("/referred/").status_code == 404


def test_another_site_can_answer_nothing_for_them(made):
    client, _ = enter(made)
    page = client.get("/referred/").content.decode()
    client.post("/referred/", {"answer": "accepted", "words": "", "seen": seen_of(page)})
    client.post("/referred/leave/", {})
    assert Referral.objects.get().answer == "none_yet"
    assert client.get("/referred/").status_code == 200


def test_they_accept_with_a_first_day_and_nobody_of_ours_is_named_as_having_answered(made):
    client, _ = enter(made)
    page = answer(
        client,
        answer="accepted",
        words="Ask at the desk",
        **{"starts_on-day": "3", "starts_on-month": "12", "starts_on-year": "2026"},
    )
    assert "Recorded: Accepted." in page.content.decode()
    row = Referral.objects.get()
    assert (row.answer, row.answer_source, row.answered_by, row.changed_by) == (
        "accepted",
        "link",
        None,
        None,
    )
    assert row.starts_on == datetime.date(2026, 12, 3)


def test_they_decline_with_a_coded_reason_that_reaches_the_offer(made, told):
    client, _ = enter(made)
    answer(client, answer="declined", decline_reason="full")
    row = Referral.objects.get()
    assert (row.answer, row.decline_reason) == ("declined", "full")
    assert Offer.objects.get().result


def test_a_no_without_any_reason_comes_back_with_what_was_typed(made):
    client, _ = enter(made)
    page = answer(client, answer="declined").content.decode()
    assert "Enter why" in page
    assert re.search(r'value="declined"[^>]* checked', page)
    assert Referral.objects.get().answer == "none_yet"


def test_they_ask_for_more_and_it_is_sent_again(cast, told, made):
    client, _ = enter(made)
    answer(client, answer="asks_more", words="Since when is she here?")
    row = Referral.objects.get()
    again = referral_sending.send_referral_again_with_link(
        referral_id=row.pk,
        told=ReferralInput((Kind.NEEDS,), "Since the spring", ReferralMethod.LINK),
        seen_version=row.version,
        by=cast.worker.actor,
    )
    assert client.get("/referred/").status_code == 404
    other, _ = enter(again.link)
    page = other.get("/referred/").content.decode()
    assert "Since the spring" in page
    assert NAME not in page


def test_the_outcome_comes_later_by_a_new_link(cast, made):
    client, _ = enter(made)
    answer(client, answer="accepted")
    again = referral_links.make_referral_link(referral_id=made.link.referral_id, by=cast.worker.actor)
    later, _ = enter(again)
    answer(later, outcome="helped", words="Knows what she is owed")
    row = Referral.objects.get()
    assert (row.outcome, row.outcome_by) == ("helped", None)
    with pytest.raises(ActionNotPossibleError, match="nothing left"):
        referral_links.make_referral_link(referral_id=row.pk, by=cast.worker.actor)


def test_each_opening_and_look_is_in_the_trail_with_what_was_shown(told, made):
    client, _ = enter(made)
    client.get("/referred/")
    answer(client, answer="accepted")
    about = Record.objects.filter(about=told.case_id, role="outside provider").order_by("at", "id")
    verbs = list(about.values_list("verb", flat=True))
    assert verbs[0] == "opened a referral link"
    assert verbs.count("viewed: referral through its link") == 3
    assert "answered a referral" in verbs
    look = about.filter(verb="viewed: referral through its link").first()
    assert look.shown == ["identity", "needs"]
    assert (look.user_name, look.body_name) == ("Through a referral link", "Quay Legal")


def test_a_telephone_answer_names_the_office_who_said_it_and_who_took_it(cast, made):
    by, pk = cast.worker.actor, made.link.referral_id
    said = {"referral_id": pk, "answer": ReferralAnswer.ACCEPTED, "words": "", "by": by}
    version = Referral.objects.get().version
    with pytest.raises(ActionNotPossibleError, match="who at the office"):
        referrals.answer_referral(**said, seen_version=version)
    row = referrals.answer_referral(
        **said, seen_version=version, details=ReferralAnswerDetails(given_by="Ines, front desk")
    )
    assert (row.answer_source, row.answer_office) == ("phone", OFFICE)
    assert row.answered_by_id == cast.worker.pk
    assert row.answer_given_by.open() == "Ines, front desk"


def test_whoever_sent_it_is_reminded_once_for_each_period_and_no_name_is_in_the_message(told, made, cast):
    sent_at = Referral.objects.get().sent_at
    assert remind_senders_of_unanswered_referrals() == 0
    with time_machine.travel(sent_at + datetime.timedelta(days=5, minutes=1)):
        assert remind_senders_of_unanswered_referrals() == 1
        assert remind_senders_of_unanswered_referrals() == 0
    with time_machine.travel(sent_at + datetime.timedelta(days=10, minutes=1)):
        assert remind_senders_of_unanswered_referrals() == 1
    message = Message.objects.first()
    assert (message.to_id, message.path) == (cast.worker.pk, f"/referrals/{made.link.referral_id}/")
    Referral.objects.update(
        answer="waiting", answered_at=sent_at, answered_by=cast.worker, answer_source="account"
    )
    with time_machine.travel(sent_at + datetime.timedelta(days=15, minutes=1)):
        assert remind_senders_of_unanswered_referrals() == 0


def test_the_letter_has_what_was_agreed_and_no_more(cast, told, agreed, signed_in):
    row = send(cast, told, agreed, Kind.NEEDS, method=ReferralMethod.LETTER).row
    reply = signed_in(cast.worker).get(reverse("referral_letter", args=[row.pk]))
    assert reply["Content-Type"] == "application/pdf"
    assert NAME not in reply["Content-Disposition"]
    text = pdf_text(reply.content)
    assert "Needs to know what she is owed" in text
    assert "You accept the person only when you answer" in text
    assert NAME not in text
    withdraw(cast, told)
    assert signed_in(cast.worker).get(reverse("referral_letter", args=[row.pk])).status_code == 409


def pdf_text(content):
    import io  # noqa: PLC0415 - beside its one use

    import pypdf  # noqa: PLC0415 - the same

    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
