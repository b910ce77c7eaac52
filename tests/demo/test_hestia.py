"""The call of 2021 holds every bullet of its source, once, under the right area, as a return of the right body."""

import datetime
import re
from collections import Counter

from demo.hestia_index import INDEX, NOT_ASKED, bullets
from handrail.areas.calls.models import Call, CallRecipient, Return, ReturnPractice
from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.practices.queries import get_classified_practices_and_collator_texts
from handrail.areas.practices.sections import SECTION_BY_CODE, SECTIONS
from handrail.demo.case_writer import DemoLookups
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021, load_call_of_2021
from handrail.demo.hestia.call_of_2021_source import read_call_of_2021
from handrail.platform.reference.queries import find_area_by_name, find_governing_body
from support.worlds import shared_world

PUBLISHED = datetime.date(2021, 5, 26)


def heading(paragraph: str) -> tuple[str, str, int]:
    """A paragraph's name taken apart: heading, kind, number."""
    section, kind, number = re.fullmatch(r"([a-z-]+)\.([pb])(\d+)", paragraph).groups()
    return SECTION_BY_CODE[section].name, kind, int(number)


def told_in_bullets() -> Counter[tuple[str, int, str]]:
    """What was entered of each bullet: heading, number, the name it goes under; once for each time."""
    call = read_call_of_2021()
    found = Counter[tuple[str, int, str]]()
    for paragraph, name in [
        *((practice.paragraph, practice.area) for practice in call.practices),
        *((text.paragraph, text.about) for text in call.texts),
    ]:
        title, kind, number = heading(paragraph)
        if kind == "b":
            found[title, number, name] += 1
    return found


def test_the_source_has_48_bullets_that_name_29_local_bodies_and_the_home_office():
    names = {name for _, _, found in bullets() for name in found}
    assert len(bullets()) == 48
    assert len(names - {NOT_ASKED}) == 29
    assert NOT_ASKED in names
    assert [number for _, number, found in bullets() if not found] == [1, 1]


def test_every_name_of_every_bullet_is_entered_once_and_nothing_else():
    named = Counter((title, number, name) for title, number, names in bullets() for name in names)
    without = {(title, number) for title, number, names in bullets() if not names}
    told = told_in_bullets()
    assert {key: times for key, times in told.items() if key[:2] not in without} == named
    assert sorted(key[:2] for key in told if key[:2] in without) == sorted(without)


def test_the_sections_are_the_sources_own_in_its_order():
    assert [section.name for section in SECTIONS] == [title for title, _ in INDEX]
    assert [section.name for section in SECTIONS if section.within] == [title for title, _ in INDEX[4:8]]


def test_no_two_practices_have_one_name_or_one_text():
    practices = read_call_of_2021().practices
    assert len({practice.told.key for practice in practices}) == len(practices) == 46
    assert len({practice.told.words for practice in practices}) == 46


def test_whoever_is_quoted_governed_that_area_on_the_day(db):
    for practice in read_call_of_2021().practices:
        area = find_area_by_name(practice.area)
        assert area, practice.area
        assert find_governing_body(area.code, PUBLISHED).body_code == practice.body


@shared_world
def entered(cast):
    enter_call_of_2021(by=cast.collator.actor)
    return cast


def test_the_source_is_entered_as_29_returns_of_bodies_that_were_asked(entered):
    call = Call.objects.get(code="hestia-2021")
    assert (call.answered_reported, call.asked_reported) == (38, None)
    assert call.answered_source.startswith("APCC, Progress Update")
    assert not call.complete_record
    assert CallRecipient.objects.filter(call=call).count() == 42
    assert Return.objects.filter(asked__call=call).count() == 29
    assert ReturnPractice.objects.filter(of__asked__call=call).count() == 46
    assert not Return.objects.filter(asked__call=call, entered_later="").exists()


def test_each_practice_leads_to_its_return_and_its_paragraph(entered):
    found = get_classified_practices_and_collator_texts("hestia-2021")
    assert len(found.practices) == 46
    assert found.quoted == 29
    for practice in found.practices:
        entry = ReturnPractice.objects.select_related("of__asked__body", "area").get(key=practice.key)
        assert practice.return_id == entry.of_id
        assert practice.body_code == entry.of.asked.body.code
        assert practice.area_code == entry.area_id == entry.of.asked.body.area_id
        assert (practice.words, practice.source_paragraph) == (entry.words, entry.source_paragraph)
        assert heading(practice.source_paragraph)[0] == SECTION_BY_CODE[practice.section].name


def test_the_report_reads_in_the_order_of_the_source(entered):
    found = get_classified_practices_and_collator_texts("hestia-2021").practices
    wanted = [
        (title, number, name) for title, number, names in bullets() for name in names if name != NOT_ASKED
    ]
    read = [(*heading(practice.source_paragraph)[::2], practice.area_name) for practice in found]
    assert read == wanted


def test_what_no_single_body_told_is_the_editors_with_its_reason(entered):
    texts = get_classified_practices_and_collator_texts("hestia-2021").texts
    assert [(text.source_paragraph, text.about) for text in texts] == [
        ("victims-services.p1", "The national contract"),
        ("victims-services.p3", "All areas"),
        ("force-collaboration.p1", "All areas"),
        ("partnership.p1", "All areas"),
        ("partnership.p2", "NATMSN"),
        ("challenges.p1", "All areas"),
        ("languages.p1", "Several areas"),
        ("engagement.b1", "Several areas"),
        ("accommodation.p1", "The inspectorate"),
        ("accommodation.b5", "The Home Office"),
        ("covid.b1", "No area named"),
        ("improvement.p1", "All areas"),
    ]
    assert all(text.why for text in texts)
    assert EditorText.objects.count() == 12


def test_what_would_point_to_a_safe_venue_may_be_published_without_it(entered):
    (withheld,) = [
        practice
        for practice in get_classified_practices_and_collator_texts("hestia-2021").practices
        if practice.withheld
    ]
    assert withheld.area_name == "Hampshire"
    assert "convent" in withheld.words
    assert "convent" not in withheld.open_words
    assert "[withheld for safety]" in withheld.open_words


def test_the_numbers_and_names_of_the_source_are_intact(entered):
    """Read in the source by hand: where each stands, and what must be there."""
    wanted = {
        "hestia-2021-victims-services-b1": ["two", "Victim and Witness Care Co-ordinators"],
        "hestia-2021-victims-services-b2": ["March 2021", "40"],
        "hestia-2021-victims-services-b3": ["Justice and Care", "clothes", "a phone", "food"],
        "hestia-2021-victims-services-b4": ["Exploitation ISVA", "IDVA/ISVA", "pro bono"],
        "hestia-2021-victims-services-b7": ["Black Country Women's Aid"],
        "hestia-2021-force-collaboration-b1": ["Operation Aidant", "monthly"],
        "hestia-2021-force-collaboration-b2": ["Safer Cumbria Partnership"],
        "hestia-2021-force-collaboration-b5": ["NICHE", "victim contract"],
        "hestia-2021-force-collaboration-b6": ["2020/21"],
        "hestia-2021-force-collaboration-b7": [
            "12-month",
            "Six",
            "data manager",
            "training co-ordinator",
            "MSCU",
        ],
        "hestia-2021-force-collaboration-b9": ["Section 45", "Safeguarding Boards"],
        "hestia-2021-force-collaboration-b11": ["monthly Performance and Resources Board"],
        "hestia-2021-partnership-b1": ["Challenger Executive Board", "NGO Forum", "Business Network"],
        "hestia-2021-partnership-b2": ["2018"],
        "hestia-2021-languages-b1": ["Lithuanian", "Romanian", "Victim and Witness Hub"],
        "hestia-2021-engagement-b2": ["Slavery Adult Safeguarding Case Conference", "MARAC"],
        "hestia-2021-engagement-b3": ["Unseen"],
        "hestia-2021-engagement-b5": ["Victim go bags", "toiletries", "doubled"],
        "hestia-2021-accommodation-b1": ["STAR Programme", "Salvation Army", "subsistence"],
        "hestia-2021-accommodation-b4": ["Modern Slavery Accommodation and Subsistence Fund"],
        "hestia-2021-improvement-b1": ["1 April 2022"],
        "hestia-2021-improvement-b2": ["1,000", "Modern Slavery Prevention Fund"],
        "hestia-2021-improvement-b4": ["2 Victim Navigator", "East Midlands", "Expression of Interest"],
        "hestia-2021-improvement-b5": ["Justice and Care", "Wigston", "January 2022"],
        "hestia-2021-improvement-b6": ["12 months", "Anti-Slavery Partnership board"],
        "hestia-2021-improvement-b8": ["Victim Support"],
        "hestia-2021-improvement-b9": ["Your Space", "Red Cross", "no recourse to public funds"],
        "hestia-2021-improvement-b10": ["November 2021", "12 months"],
        "hestia-2021-improvement-b12": ["2022/23", "Unseen"],
    }
    rows = {row.key: f"{row.title} {row.words} {row.evidence}" for row in Practice.objects.all()}
    missing = {key: [word for word in words if word not in rows[key]] for key, words in wanted.items()}
    assert {key: words for key, words in missing.items() if words} == {}


def test_entering_it_again_changes_nothing(entered):
    load_call_of_2021(DemoLookups(actors={}, bodies={}, languages={}, services={}), PUBLISHED)
    assert Practice.objects.count() == 46
