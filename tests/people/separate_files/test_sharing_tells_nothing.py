"""Whoever shares cannot tell by any page, mail or trail that the organisation reads another file of the same person."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import ConsentToSharingInput, share_case_without_consent
from handrail.people.personal_data.actions.holds_restrictions_and_retention import restrict_record
from handrail.people.personal_data.models import RestrictionPeriod
from handrail.people.records.models import Consent
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.separate_files.actions import create_link_of_two_files_of_one_person
from handrail.people.separate_files.models import HeldBackSharing
from handrail.platform.access.actions import share_file_with_body
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.form_steps import send_steps
from support.matching import BORN, named

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COUNCIL = "fen-housing"
PAGES = ("case", "case_whole_file", "consents", "share", "case_looks")
HEARD_OF_THE_COUNCIL = 5
CHANCE = re.compile(
    r'(csrfmiddlewaretoken|once)" value="[^"]*"|nonce="[^"]*"|[?&]draft=[\w-]+|typed=[\w-]+|\b\d+ms\b'
)
"""What differs between any two pages: tokens drawn by chance."""
ROW = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@pytest.fixture
def same_moment(time_machine):
    """Both are lived through at one moment of today, so that no minute tells them apart."""
    time_machine.move_to(timezone.now(), tick=False)


def make_case_with_another_file_of_person(cast, *, is_other_read):
    """A case of Lantern. The force's file of the same person is read by the council, or by nobody else."""
    ours, theirs = named(cast.officer, "Mirela Oprea", BORN), named(cast.worker, "Mirela Oprea", BORN)
    if is_other_read:
        access = get_case_open_to_actor_by_reference(cast.officer.actor, ours.reference).case_access
        share_file_with_body(
            case_access=access, body=Body.objects.get(code=COUNCIL), kinds=[Kind.IDENTITY], ground=GrantGround.LIFE,
            because="x", until=None, by=cast.officer.actor,
        )  # fmt: skip
    create_link_of_two_files_of_one_person(
        first=ours.reference, second=theirs.reference, words="", by=cast.liaison.actor
    )
    return theirs


def live_through_sharing(cast, case, signed_in):
    """All that whoever shares, their lead and their data protection lead meet; which is which is written alike."""
    heard = []
    browser = signed_in(cast.worker)
    for ground in ("consent", "duty"):
        sent = {
            "body": COUNCIL,
            "kinds": ["identity"],
            "ground": ground,
            "capacity": "own",
            "because": "They house her",
        }
        done = send_steps(browser, reverse("share", args=[case.reference]), sent, follow=True)
        heard += [done.status_code, done.content.decode()]
    for user in (cast.worker, cast.lead, cast.protector):
        browser = signed_in(user)
        heard.append(browser.get(reverse("my_day")).content.decode())
        addresses = [reverse(name, args=[case.reference]) for name in PAGES]
        for address in addresses:
            page = browser.get(address)
            heard += [user.name, page.status_code, page.content.decode()]
    heard += list(
        Record.objects.filter(about=case.pk).order_by("pk").values_list("verb", "why", "shown", "user_name")
    )
    heard += list(
        Message.objects.filter(to__body=cast.worker.body).order_by("pk").values_list("kind", "to__name")
    )
    heard += list(
        Consent.objects.filter(case=case.pk).order_by("recorded_at").values_list("matter", "said", "kinds")
    )
    return [make_alike(one, case) for one in heard]


def make_alike(heard, case):
    """Without what is drawn by chance: tokens, the numbers of the case, of the sharing and of each answer."""
    if not isinstance(heard, str):
        return heard
    text = ROW.sub("ROW", CHANCE.sub("", heard).replace(str(case.pk), "CASE"))
    return re.sub(r"/share/\d+/end/", "/share/N/end/", text)


def live_through_and_undo(cast, signed_in, *, is_other_read):
    """What is heard where the council reads the person's other file, or not; and how many of the two shares opened."""
    before = {alias: transaction.savepoint_create(using=alias) for alias in ("default", "keys")}
    case = make_case_with_another_file_of_person(cast, is_other_read=is_other_read)
    heard = live_through_sharing(cast, case, signed_in)
    opening = Grant.objects.opening(today()).filter(file=case.pk, to_body__code=COUNCIL).count()
    waiting = HeldBackSharing.objects.count()
    for alias, savepoint in before.items():
        transaction.savepoint_rollback(savepoint, using=alias)
    return heard, opening, waiting


def test_page_log_mail_and_my_day_are_the_same_whether_or_not_the_other_file_is_read_there(
    cast, signed_in, same_moment
):
    plain, opened, waiting = live_through_and_undo(cast, signed_in, is_other_read=False)
    assert (opened, waiting) == (2, 0)
    held_back, opened, waiting = live_through_and_undo(cast, signed_in, is_other_read=True)
    assert (opened, waiting) == (0, 1)
    for one, other in zip(plain, held_back, strict=True):
        assert one == other
    assert sum("Fen housing team" in one for one in plain if isinstance(one, str)) >= HEARD_OF_THE_COUNCIL


@pytest.mark.parametrize("is_other_read", [False, True], ids=["opens", "held back"])
def test_whoever_it_is_held_back_from_gets_no_mail_about_the_case(cast, is_other_read):
    case = make_case_with_another_file_of_person(cast, is_other_read=is_other_read)
    sharing = ConsentToSharingInput(COUNCIL, [Kind.IDENTITY])
    share_case_without_consent(
        case_id=case.pk, sharing=sharing, ground=GrantGround.DUTY, because="x", by=cast.worker.actor
    )
    Message.objects.all().delete()
    period = RestrictionPeriod(because="disputed")
    period.words = "She says that it is not hers."
    told = restrict_record(period, case_id=case.pk, by=cast.protector.actor)
    assert told.told == ("Fen housing team",)
    assert Message.objects.filter(to__body__code=COUNCIL).exists() is not is_other_read
