"""A 48-hour conference from a custody suite to actions done: five agencies signed in, each with its slice alone.

Something planted stands in every box. It is looked for on every page of the others, in print, in their mails, in their
calendars, on the paper for somebody without an account, and where a case is exported.
"""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from browser.walker import Walker
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.models import (
    Conference,
    ConferenceActionEnd,
    ConferenceMeeting,
    ConferenceMember,
)
from handrail.people.conferences.text_choices import ConferenceItemKind, MemberAgency
from handrail.platform.background_tasks.worker_round import run_background_task_round
from handrail.platform.calendar_feed.actions import make_new_calendar_address
from handrail.platform.calendar_feed.addresses import make_calendar_address
from handrail.platform.outbox.message_templates import MESSAGE_TEMPLATES
from handrail.platform.outbox.models import Message
from support.conferences import make_area

NAME, SUITE = "Planted Doina", "Planted custody suite"
TEXTS = {kind.value: f"Planted {kind.value} of the suite" for kind in ConferenceItemKind}
NEED, HELD_BACK = "planted need of a dentist", "Planted reason to hold back"
WHY, WORDS, SPEAKER = "Planted cousin at the gate", "Planted wish to sleep first", "Planted speaker"
PLACE, LINE, MOVED = "Planted video link", "Planted line of the agenda", "Planted reason of the move"
ACTION, LOWERS, SAID = "Keep the planted bed", "Planted risk is lower", "Planted yes to the bed"
MINUTES, SENT, CORRECTION = "Planted minutes of it", "Planted list of beds", "Planted correction"
RESULT, ENDING = "Planted bed was kept", "Planted words of the end"
DECIDED_BY, DECIDED_WHY = "Planted head of safety", "Planted risk of tonight"
AUTHORITY, CUT_WHY, LEFT = "Planted bed for a night", "Planted reason to give it", "Planted words on leaving"
TOLD, AGREED = "Planted thanks for telling", "Planted name who agreed"
SECOND, IMPOSSIBLE = "Bring the planted bag", "Planted bag is lost"
PAPER = "Nora Onpaper"
FOR_THE_CHAIR_AND_THE_CASE = {DECIDED_BY, DECIDED_WHY, AUTHORITY, CUT_WHY, LEFT, TOLD, AGREED}
"""What no other agency meets, whatever it was given."""
PLANTED = {
    *(
        NAME,
        SUITE,
        NEED,
        HELD_BACK,
        WHY,
        WORDS,
        SPEAKER,
        PLACE,
        LINE,
        MOVED,
        ACTION,
        LOWERS,
        SAID,
        MINUTES,
        SENT,
    ),
    *(CORRECTION, RESULT, ENDING, SECOND, IMPOSSIBLE, *TEXTS.values()),
    *FOR_THE_CHAIR_AND_THE_CASE,
}
AT_THE_TABLE = {WORDS, SPEAKER, PLACE, LINE, MOVED}
"""What each member who signed meets once a meeting is called: the person’s words, who speaks for them, where, what."""
PARTS = (
    ("worker", "lantern", "Advocate"),
    ("housing", "fen-housing", "Council, housing"),
    ("partner", "harbour", "Health"),
    ("adviser", "fen-law", "Legal adviser"),
)


@pytest.fixture
def area(cast):
    """A council area that holds conferences."""
    return make_area(cast)


@pytest.mark.usefixtures("area")
def test_from_a_custody_suite_to_actions_done(cast, desk, phone):
    officer, chair = Walker(desk(cast.officer), checks=False), Walker(desk(cast.lead), checks=False)
    others = {who: Walker((phone if who == "housing" else desk)(getattr(cast, who)), checks=False)
              for who, _, _ in PARTS}  # fmt: skip
    feeds = {who: subscribe(getattr(cast, who)) for who in others}

    def meets(who):
        return planted(others[who], home, reference, feeds[who])

    reference = opens_a_case_in_the_suite(officer)
    asks_in_the_suite(officer, reference)
    home = reverse("conference", args=[Conference.objects.get().pk])
    signs_and_accepts(chair, home)
    assert meets("housing") == set()  # no part of it yet
    for who, body, part in PARTS:
        seats(chair, home, body, getattr(cast, who).name, part)
        assert meets(who) == set()  # asked, and has not signed
        signs(others[who], home)
    seats_on_paper(cast)
    hears_the_person(officer, home)
    puts_and_cuts(officer, home)
    calls_and_moves(chair, home)
    assert "Handrail: case conference" in read_feed(others["housing"], feeds["housing"])
    sets_an_action(chair, home, cast.housing.name)
    reads_what_only_they_may(officer, chair, home)
    sees = {
        "worker": {TEXTS["contact"]} | AT_THE_TABLE,
        "housing": {NEED, TEXTS["safety"], ACTION, LOWERS, SAID} | AT_THE_TABLE,
        "partner": {TEXTS["health"]} | AT_THE_TABLE,
        "adviser": AT_THE_TABLE,
    }
    for who, secrets in sees.items():
        assert meets(who) == secrets, who
    takes_back(officer, home, "harbour")
    assert meets("partner") == set()
    records_and_tells(chair, officer, home)
    for who, secrets in sees.items():
        if who != "partner":
            still = secrets - {
                PLACE,
                LINE,
                MOVED,
            }  # the meeting is over; minutes are nobody's but the chair's
            assert meets(who) == still, who
    does_the_action(others["housing"], home)
    sets_an_action(chair, home, cast.housing.name, SECOND)
    ends_as_no_longer_possible(chair, home)
    leaves(chair, home, cast.adviser)
    assert meets("adviser") == set()
    for who in ("worker", "housing"):
        assert meets(who) & FOR_THE_CHAIR_AND_THE_CASE == set(), who
    closes(chair, home)
    for who in sees:
        assert meets(who) == set(), who
    officer.go(home)
    officer.says("Closed", WORDS, CORRECTION)
    assert "Handrail: case conference" not in read_feed(others["housing"], feeds["housing"])
    mails = " ".join(
        f"{one.about} {one.path} {MESSAGE_TEMPLATES[one.kind].subject} {MESSAGE_TEMPLATES[one.kind].text}"
        for one in Message.objects.all()
    )
    assert Message.objects.filter(kind="conference_ended").count() >= len(PARTS)
    assert {secret for secret in PLANTED if secret in mails} == set()


def subscribe(user):
    """The address of somebody's own calendar, on this site."""
    return urlsplit(make_calendar_address(make_new_calendar_address(by=user.actor))).path


def read_feed(walker, feed):
    answer = walker.page.request.get(feed)
    assert answer.ok
    return answer.text()


def planted(walker, home, reference, feed):
    """What is found of it on every page that could show it, on the screen, in print, in its markup, and as a file."""
    found = read_feed(walker, feed)
    for address in (
        home, f"{home}actions/", f"{home}shared/", reverse("conferences"), reverse("conferences") + "?show=ended",
        reverse("my_day"),
        reverse("case", args=[reference]), reverse("case_looks_file", args=[reference]),
        *(f"{home}meetings/{number}/" for number in ConferenceMeeting.objects.values_list("pk", flat=True)),
        *map(make_paper_address, ConferenceMember.objects.filter(user=None)),
    ):  # fmt: skip
        walker.page.goto(address)
        walker.page.emulate_media(media="print")
        found += walker.page.content() + walker.page.locator("body").inner_text()
        walker.page.emulate_media(media="screen")
    walker.page.goto(reverse("cases_file"))
    walker.page.get_by_role("button", name="Make the file").click()
    run_background_task_round()
    walker.page.reload()
    found += walker.page.request.get(walker.page.url + "download/").text()
    return {secret for secret in PLANTED if secret in found}


def write(walker, label, text):
    """Into a box whose label may go on: “(optional)”."""
    walker.page.get_by_label(label).first.fill(text)


def fill_day(walker, question, day):
    group = walker.page.get_by_role("group", name=question)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(number))


def opens_a_case_in_the_suite(officer):
    """In the custody suite, by the questions that open a case: what to call them, adult, where they are."""
    officer.go("/")
    officer.follow("Open a case")
    officer.press("Skip for now")
    officer.fill("What should we call them?", NAME)
    officer.press("Continue")
    officer.choose("Are they an adult or a child?", "Adult")
    officer.press("Continue")
    write(officer, "Place", SUITE)
    officer.press("Continue")
    officer.press("No safe way yet")
    officer.page.get_by_role("group", name="Who is their point of contact?").get_by_role(
        "radio"
    ).first.check()
    officer.press("Continue")
    officer.says("Case opened")
    return officer.reference()


def asks_in_the_suite(officer, reference):
    officer.checks = True
    officer.go(reverse("case_plan", args=[reference]))
    officer.follow("Ask for a case conference")
    now = timezone.localtime()
    page = officer.page
    page.get_by_label("Which council area holds it?").select_option(index=1)
    officer.choose("Which track?", "Urgent: this case alone, within 48 hours")
    page.get_by_label("Unsafe tonight").check()
    write(officer, "Why now, in a sentence", WHY)
    fill_day(officer, "When were they identified?", now.date() - datetime.timedelta(days=1))
    fill_day(officer, "When did they agree, or when was it decided?", now.date() - datetime.timedelta(days=1))
    for box in page.get_by_label("At what time?").all():
        box.fill("10am")
    page.get_by_label(re.compile("They were told before they agreed")).check()
    officer.choose("What is the basis of the conference?", "The person agreed")
    page.get_by_text("Without their agreement: who decided, and why").click()
    write(officer, "If not their own agreement, who decided?", DECIDED_BY)
    write(officer, "Why, and what is the risk?", DECIDED_WHY)
    officer.press("Ask for it")
    officer.says("Asked. The chair was told.", "Your role: Police")
    officer.checks = False


def signs(walker, home):
    walker.go(home)
    walker.says("You see nothing yet")
    walker.follow("Sign the confidentiality statement")
    walker.press("I sign")


def signs_and_accepts(chair, home):
    chair.go(home)
    chair.follow("Sign the confidentiality statement")
    chair.press("I sign")
    chair.choose("Do you take it?", "Yes, a meeting is called")
    chair.press("Answer")
    chair.says("Accepted. Arrange the meeting next.", WHY)


def seats(chair, home, body, name, part):
    chair.go(f"{home}members/add/{body}/")
    chair.choose("Which agency do they speak for?", part)
    option = chair.page.get_by_label("Who?", exact=True).locator("option").filter(has_text=name).first
    chair.page.get_by_label("Who?", exact=True).select_option(value=option.get_attribute("value"))
    write(chair, "What may they commit their organisation to?", AUTHORITY)
    chair.press("Ask them")
    chair.says(f"{name} is asked.")


def seats_on_paper(cast):
    """Somebody without an account, who signed on paper."""
    conference = Conference.objects.get()
    row = ConferenceMember(part=MemberAgency.OTHER, body=cast.outsider.body, name=PAPER)
    add_conference_member(row, conference_id=conference.pk, by=cast.lead.actor)
    sign_confidentiality_statement(conference_id=conference.pk, by=cast.lead.actor, member_id=row.pk)


def make_paper_address(member):
    return reverse("conference_paper_slice", args=[member.conference_id, member.pk])


def reads_what_only_they_may(officer, chair, home):
    """What was planted for nobody else is there."""
    officer.go(home)
    officer.says(DECIDED_BY, DECIDED_WHY)
    officer.go(f"{home}shared/")
    officer.says(CUT_WHY)
    officer.go(make_paper_address(ConferenceMember.objects.get(user=None)))
    officer.says(PAPER, TEXTS["safety"])
    chair.go(home)
    chair.says(AUTHORITY)


def hears_the_person(officer, home):
    officer.go(f"{home}person/")
    officer.choose("How do they want to take part?", "Be represented")
    write(officer, "Who speaks for them, if someone does?", SPEAKER)
    write(officer, "What do they want? In their words", WORDS)
    officer.press("Save")
    officer.says(WORDS, SPEAKER)
    answer(officer, home, "harbour", "Yes", "Health")


def answer(officer, home, body, said, kind=""):
    officer.go(f"{home}agencies/")
    officer.page.get_by_label("Which agency?").select_option(body)
    officer.choose("May the conference tell them?", said)
    if kind:
        officer.page.get_by_label(kind, exact=True).check()
    officer.press("Record the answer")
    officer.says("Recorded.")


def takes_back(officer, home, body):
    answer(officer, home, body, "They take their yes back")
    officer.says("What had been given on their agreement has ended.")


def puts_and_cuts(officer, home):
    given = {
        "health": {
            "Harbour": ("All of it", "The person agreed"),
            "Fen housing": ("The need only", "Public task of the agency"),
        },
        "safety": {
            "Fen housing": ("All of it", "Safeguarding an adult at risk"),
            PAPER: ("All of it", "Safeguarding an adult at risk"),
        },
        "contact": {"Wren Ashdown": ("All of it", "Safeguarding an adult at risk")},
    }  # fmt: skip
    for kind in ConferenceItemKind:
        officer.go(f"{home}items/add/")
        is_account = kind == ConferenceItemKind.ACCOUNT
        shown = (
            "Their account of what happened: only that it is held back, and why" if is_account else kind.label
        )
        officer.choose("What kind of information is it?", shown)
        officer.choose("Is it fact or opinion?", "Fact")
        write(officer, "What do you share?", TEXTS[kind.value])
        if kind == ConferenceItemKind.HEALTH:
            write(officer, "The need only, in a few words (optional)", NEED)
        officer.press("Add it")
        if is_account:
            officer.says("Their account is not shared at a conference")
            continue
        officer.says("No one else sees it yet")
        cuts(officer, given.get(kind.value, {}))
    officer.go(f"{home}items/add/")
    officer.choose("What kind of information is it?", "Danger")
    officer.choose("Is it fact or opinion?", "Opinion")
    write(officer, "If you hold it back: why?", HELD_BACK)
    officer.press("Add it")


def cuts(officer, given):
    """Whoever is not named is given nothing."""
    for section in officer.page.locator("section.app-cut").all():
        text = section.inner_text()
        view, basis = next(
            (got for who, got in given.items() if who in text), ("Nothing", "The person agreed")
        )
        section.locator("select").first.select_option(label=view)
        section.locator("select").nth(1).select_option(label=basis)
        section.get_by_label("Why, if it is withheld or not by their agreement?").fill(CUT_WHY)
    officer.press("Save who sees it")
    officer.says("Saved. Members who have signed see it now.")


def calls_and_moves(chair, home):
    chair.checks = True
    day = timezone.localdate() + datetime.timedelta(days=1)
    chair.go(home)
    chair.follow("Arrange a meeting")
    fill_day(chair, "On which day?", day)
    write(chair, "At what time?", "00:05")  # within the 48 hours whenever the test runs
    write(chair, "Where, or by which video link?", PLACE)
    write(chair, "What is decided at it, one a line", LINE)
    chair.press("Arrange meeting")
    chair.follow("Move the meeting")
    fill_day(chair, "On which day instead?", day)
    write(chair, "At what time?", "4pm")
    chair.page.get_by_label("The agencies that are needed could not come").check()
    write(chair, "In a sentence", MOVED)
    chair.press("Move it")
    chair.says("Moved. Members with an account were told to look.", "original time", "new time")
    chair.checks = False


def sets_an_action(chair, home, owner, what=ACTION):
    chair.go(f"{home}actions/add/")
    write(chair, "Task", what)
    option = chair.page.get_by_label("Whose is it?").locator("option").filter(has_text=owner).first
    chair.page.get_by_label("Whose is it?").select_option(value=option.get_attribute("value"))
    fill_day(chair, "By which day?", timezone.localdate() + datetime.timedelta(days=3))
    write(chair, "How does it lower the risk?", LOWERS)
    write(chair, "What did the person say about it?", SAID)
    chair.press("Add it")


def records_and_tells(chair, officer, home):
    """The hour of the meeting has come."""
    ConferenceMeeting.objects.update(starts_at=timezone.now() - datetime.timedelta(minutes=50))
    chair.go(home)
    chair.follow("Attendance and minutes")
    chair.says(WORDS)
    for box in chair.page.locator("select[name^=how-]").all():
        box.select_option("present")
    chair.page.get_by_text("Apologies: what they sent").last.click()
    chair.page.get_by_label("What did they send, and when did it come?").last.fill(SENT)
    chair.page.get_by_label("What does the person say about what was agreed?").select_option("agreed")
    write(chair, "What was discussed and decided?", MINUTES)
    chair.press("Save the minutes")
    chair.says("Saved. Tell the person")
    officer.go(home)
    officer.says("Tell them by the end of")
    officer.follow("Record what they were told")
    fill_day(officer, "When were they told?", timezone.localdate())
    officer.choose("How?", "In person")
    officer.page.get_by_label("In which language?").select_option("ro")
    write(officer, "What they said about it", TOLD)
    write(officer, "What do they correct in the minutes?", CORRECTION)
    officer.press("Record")
    officer.says("Told on", TOLD, CORRECTION)
    chair.go(home)
    chair.follow("Minutes", exact=False)
    chair.says(MINUTES, SENT, CORRECTION)


def does_the_action(housing, home):
    housing.go(home)
    housing.follow("Record outcome", exact=False)
    housing.choose("How did it end?", "Done")
    write(housing, "What was the result, or why?", RESULT)
    housing.press("Record outcome")
    housing.says("Done", RESULT)


def ends_as_no_longer_possible(chair, home):
    chair.go(home)
    chair.follow("Record outcome", exact=False)
    chair.choose("How did it end?", "No longer possible")
    write(chair, "Who agreed that it is no longer possible?", AGREED)
    write(chair, "What was the result, or why?", IMPOSSIBLE)
    chair.press("Record outcome")
    chair.says("No longer possible", IMPOSSIBLE)
    assert ConferenceActionEnd.objects.filter(agreed_by__isnull=False).exists()


def leaves(chair, home, user):
    member = ConferenceMember.objects.get(user=user)
    chair.go(reverse("leave_conference", args=[member.conference_id, member.pk]))
    chair.choose("Why do they leave?", "Not needed any more")
    write(chair, "In a sentence (optional)", LEFT)
    chair.press("Remove from the conference")
    assert ConferenceMember.objects.filter(pk=member.pk, left_words__isnull=False).exists()


def closes(chair, home):
    chair.go(home)
    chair.follow("Close or cancel conference")
    chair.choose("Why is it ending?", "Its actions are done or decided")
    write(chair, "In a sentence (optional)", ENDING)
    chair.press("End it")
    chair.says("Ended.")
