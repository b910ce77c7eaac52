"""A forum's report after 12 months is drafted from its meetings, actions and members' survey."""

import pytest

from handrail.areas.partnerships.actions.group_actions import accept_action, decline_action
from handrail.areas.partnerships.actions.meetings import add_decision_of_group_meeting
from handrail.areas.partnerships.actions.surveys import begin_group_survey, close_group_survey
from handrail.areas.partnerships.actions.year_reports import draft_year_report
from handrail.areas.partnerships.models import (
    Group,
    GroupAction,
    GroupDecision,
    YearEdition,
    YearReport,
    YearSentence,
)
from handrail.platform.access.today import today
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.kernel.dates import add_years
from handrail.platform.reference.models import Body
from handrail.platform.surveys.models import Survey
from support.partnership_pages import pages_of
from support.partnerships import DAY, hold, offer, set_up, take_seats
from support.practice_pages import _day
from support.surveys import answer
from support.worlds import shared_world

REASON = {"decision": "go_on", "why": "Members want it."}
OFFICE, FORCE, CHARITY = "commissioner-lincolnshire", "lincolnshire-police", "lantern"


@shared_world
def forum(cast):
    """Four meetings in a year, two actions (one done, one declined), twelve answers to the members' survey."""
    by = cast.commissioner.actor
    found = set_up(by, "forum", "North Wales practitioners’ forum", (FORCE, CHARITY))
    take_seats(found, cast.force_lead, cast.lead)
    for days in (300, 200, 100, 20):
        held = hold(found, today() - days * DAY, {OFFICE: "came", FORCE: "came", CHARITY: "came"}, by)
    add_decision_of_group_meeting(GroupDecision(meeting=held, words="The form is used from May"), by=by)
    done, no = (offer(found, code, what, by) for code, what in ((CHARITY, "One form"), (FORCE, "A desk")))
    GroupAction.objects.filter(pk__in=(done.pk, no.pk)).update(offered_on=today() - 30 * DAY)
    accepted = accept_action(done.pk, person="", seen=1, by=cast.lead.actor)
    update = FollowUpUpdate(about=accepted.follow_up, state="done", words="Agreed", evidence="The form")
    record_follow_up_progress(update, seen=1, by=cast.lead.actor)
    decline_action(no.pk, why="No room", seen=1, by=cast.force_lead.actor)
    days = {"opens_on": today() - 5 * DAY, "closes_on": today() + 5 * DAY}
    survey = Survey(kind="forum", title="Our forum", purpose="To decide", asked_of="Members", **days)
    row = begin_group_survey(found.pk, survey, by=by)
    questions = {question.number: question for question in row.survey.questions.all()}
    for _ in range(20):
        answer(row.survey, {1: "5", 2: [questions[2].codes[0]], 3: [questions[3].codes[0]]})
    row.survey.refresh_from_db()
    close_group_survey(row.survey_id, seen=row.survey.version, by=by)
    return found


@pytest.fixture
def report(cast, forum) -> str:
    """The page of a report on the year that ended yesterday."""
    first = add_years(today(), -1)
    return pages_of(cast.commissioner).post(
        f"/partnerships/{forum.pk}/years/add/", **_day("starts_on", first)
    )


@pytest.mark.practice("P49")
def test_the_report_is_drafted_from_meetings_actions_and_survey(cast, report):
    page = pages_of(cast.commissioner).read(report)
    assert "4 of 4 planned meetings were held." in page
    assert (
        "Attendance is steady: 100% of seats were filled at the last 2 meetings, 100% at the 2 before."
        in page
    )
    assert "2 actions offered: 1 accepted and done, 1 declined." in page
    assert "Done by Lantern, 30 days after the offer: One form." in page
    assert "The group took 1 decision." in page
    assert "The form is used from May." in page
    assert "Actions declined: 1. Overdue at the end of the year: 0." in page
    assert (
        "Those who answered, asked “What did it change for you?”, most often said: How we refer people (about 20)"
        in page
    )
    assert "most often said: “Very useful” (5 of 5, about 20)" in page
    assert "Contributions were not recorded." in page


@pytest.mark.practice("P49")
def test_it_has_achievements_benefits_and_challenges(cast, report):
    page = pages_of(cast.commissioner).read(report)
    for title in ("Achievements", "Benefits", "Challenges", "What was not counted"):
        assert title in page


@pytest.mark.practice("P49")
def test_each_sentence_leads_to_the_rows_that_it_comes_from(cast, forum, report):
    markup = pages_of(cast.commissioner).markup(report)
    for page in ("meetings", "engagement", "actions", "surveys"):
        assert f'href="/partnerships/{forum.pk}/{page}/"' in markup
    said = pages_of(cast.commissioner).read(report)
    assert "4 of 4 planned meetings were held. From: Meetings planned from" in said
    assert "One form. From: Actions done of those offered from" in said
    assert "The form is used from May. From: Decisions of the meeting on" in said
    assert "About 20 people answered this question. From: Question 2 of the survey: Our forum" in said
    assert "was not counted here. From: Actions and their evidence: no row counts people" in said


@pytest.mark.practice("P49")
def test_what_members_want_next_is_no_challenge(cast, report):
    said = pages_of(cast.commissioner).read(report)
    assert said.index("What got in the way?") < said.index("What members want next")
    assert said.index("What members want next") < said.index("Should the group go on?")


@pytest.mark.practice("P49")
def test_what_was_made_of_a_sentence_stands_beside_what_was_drafted(cast, report):
    office = pages_of(cast.commissioner)
    office.post(f"{report}sentences/1/", words="All four meetings were held.", seen="1")
    office.post(f"{report}next/", decision="go_on", why="Members want it.", seen="2")
    office.post(f"{report}publish/", note="", seen="3")
    page = pages_of(cast.lead).read(report)
    assert "All four meetings were held." in page
    assert "Drafted as" in page
    assert "4 of 4 planned meetings were held." in page


@pytest.mark.practice("P49")
def test_it_is_decided_whether_the_forum_goes_on_changes_or_stops(cast, report):
    office = pages_of(cast.commissioner)
    reply = office.client.post(f"{report}publish/", {"note": "", "seen": "1"}, follow=True)
    assert "Say first what should happen next." in reply.content.decode()
    office.post(f"{report}next/", decision="change", why="Meet by theme.", seen="1")
    assert "Change. Meet by theme." in office.read(report)


@pytest.mark.practice("P49")
def test_it_is_published_as_web_page_pdf_and_word(cast, report):
    office, member = pages_of(cast.commissioner), pages_of(cast.lead)
    assert member.client.get(report).status_code == 404
    office.post(f"{report}next/", decision="go_on", why="Members want it.", seen="1")
    office.post(f"{report}publish/", note="", seen="2")
    for form, begins in (("html", b"<!"), ("pdf", b"%PDF"), ("docx", b"PK")):
        reply = member.client.get(f"{report}editions/1/{form}/")
        assert reply.status_code == 200
        assert reply.content.startswith(begins)
    assert pages_of(cast.outsider).client.get(f"{report}editions/1/pdf/").status_code == 404


@pytest.mark.practice("P49")
def test_a_correction_is_a_further_edition_that_says_what_changed(cast, report):
    office = pages_of(cast.commissioner)
    office.post(f"{report}next/", decision="go_on", why="Members want it.", seen="1")
    office.post(f"{report}publish/", note="", seen="2")
    office.post(f"{report}sentences/1/", words="All four meetings were held.", seen="1")
    reply = office.client.post(f"{report}publish/", {"note": "", "seen": "4"}, follow=True)
    assert "Say what changed since the edition before" in reply.content.decode()
    office.post(f"{report}publish/", note="The first sentence", seen="4")
    assert "Changed in this edition: The first sentence" in pages_of(cast.lead).read(report)


@pytest.mark.practice("P49")
def test_a_year_that_is_not_over_is_not_reported(cast, forum):
    here = f"/partnerships/{forum.pk}/years/add/"
    reply = pages_of(cast.commissioner).client.post(here, _day("starts_on", today() - 30 * DAY), follow=True)
    assert "The twelve months must be over" in reply.content.decode()


@pytest.fixture
def bilingual(cast, forum):
    Group.objects.filter(pk=forum.pk).update(papers_language="both")


@pytest.fixture
def pages(cast):
    return pages_of(cast.commissioner)


@pytest.mark.practice("P49")
def test_an_organisation_has_its_welsh_name_in_the_welsh_sentences(cast, bilingual, forum):
    Body.objects.filter(code=CHARITY).update(name_cy="Llusern")
    draft_year_report(YearReport(group=forum, starts_on=add_years(today(), -1)), by=cast.commissioner.actor)
    done = YearSentence.objects.get(words__startswith="Done by Lantern")
    assert done.words_welsh.startswith("Gwnaed gan Llusern")


@pytest.mark.practice("P49")
def test_sentences_are_drafted_in_both_languages_and_both_are_published(cast, pages, bilingual, report):
    assert "4 of 4 planned meetings were held." in pages.read(report)
    assert "Cynhaliwyd 4" in pages.read(report)
    pages.post(f"{report}next/", **REASON, why_welsh="Dyna ddymuniad yr aelodau.", seen=1)
    for sentence in YearSentence.objects.filter(words_welsh=""):
        pages.post(f"{report}sentences/{sentence.number}/", words=sentence.words, words_welsh="Dim.", seen=1)
    page = pages.read(pages.post(f"{report}publish/", note="", seen=YearReport.objects.get().version))
    assert "Darllenwch hwn yn Gymraeg" in page
    welsh = pages_of(cast.lead).read(f"{report}?language=cy")
    assert "Cynhaliwyd 4" in welsh
    assert "Dyna ddymuniad yr aelodau." in welsh
    assert "planned meetings were held" not in welsh
    assert "Cyfarfodydd a drefnwyd o" in welsh  # the rows that the sentence comes from
    edition = YearEdition.objects.get()
    assert sorted(edition.files.values_list("language", "format")) == [
        (language, form) for language in ("cy", "en") for form in ("docx", "html", "pdf")
    ]
    file = pages.client.get(f"{report}editions/1/html/?language=cy")
    assert 'lang="cy"' in file.content.decode()
    assert "Neidio i’r prif gynnwys" in file.content.decode()
    assert "-cymraeg.html" in file["Content-Disposition"]


def test_welsh_that_is_missing_is_named_and_may_be_left_out(pages, bilingual, report):
    pages.post(f"{report}next/", **REASON, why_welsh="", seen=1)
    YearSentence.objects.filter(number=1).update(words_welsh="")
    sent = {"note": "", "seen": YearReport.objects.get().version}
    refused = pages.client.post(f"{report}publish/", sent, follow=True).content.decode()
    assert "Welsh is missing for sentence 1" in refused
    assert "what happens next" in refused
    assert not YearEdition.objects.exists()
    page = pages.read(pages.post(f"{report}publish/", **sent, english_only="on"))
    assert "This edition is in English only." in page
    assert "Gymraeg" not in page


def test_a_forum_with_papers_in_english_is_not_asked_for_welsh(pages, report):
    assert "The same in Welsh" not in pages.read(f"{report}next/")
    assert "English only" not in pages.read(f"{report}publish/")
    assert not YearSentence.objects.exclude(words_welsh="").exists()
