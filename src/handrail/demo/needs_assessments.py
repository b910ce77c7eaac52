"""Cheshire's needs assessment in the demo, published; and one that Lincolnshire is writing, with a survey that runs.

That Cheshire made one with victims' own words, which then led its commissioning, is its own report of 2021. What the
assessment, the survey and the quotes say is invented.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction

from handrail.areas.needs.actions import evidence, findings, quotes
from handrail.areas.needs.actions.assessments import create_draft_assessment
from handrail.areas.needs.actions.intentions import record_intention_decision, save_commissioning_intention
from handrail.areas.needs.actions.publication import hash_needs_draft, publish_needs_assessment
from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceFigure,
    EvidenceQuote,
    NeedsAssessment,
    NeedsEvidence,
    NeedsFinding,
    NeedsRecommendation,
)
from handrail.areas.needs.queries import get_needs_assessment_with_its_rows
from handrail.areas.needs.queries.document import build_current_needs_document, fetch_needs_document_sources
from handrail.demo.case_writer import DemoLookups
from handrail.demo.lincolnshire_needs import write_published_lincolnshire_assessment
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.publication.months_and_quarters import list_months_of_quarter, shift_month
from handrail.insight.publication.queries import list_published_quarters, read_area_figures
from handrail.insight.survey_results.actions import close_survey
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today as get_today
from handrail.platform.kernel.dates import make_london_time, to_london
from handrail.platform.reference.models import Body
from handrail.platform.surveys.actions.answers import answer_survey
from handrail.platform.surveys.actions.surveys import (
    add_survey_question,
    create_survey,
    open_survey,
    save_question_translation,
    save_survey_translation,
)
from handrail.platform.surveys.models import QuestionTranslation, Survey, SurveyQuestion, SurveyTranslation

MORNING: Final = time(10, 40)
DRAFTED_DAYS_AGO: Final = 50
TITLE: Final = "Victims of modern slavery in Cheshire: what they need"
SURVEY_TITLE: Final = "What helped you, and what was missing?"
OF_ALL_NEEDS: Final = " The published figure, the lower end of the range, counts people with any need unmet."
QUESTIONS: Final[tuple[Mapping[str, Any], ...]] = (
    {
        "kind": "one",
        "text": "When did you first get help?",
        "options": ["Before a referral", "After a referral", "I got no help"],
    },
    {
        "kind": "several",
        "text": "What did you need and not get?",
        "options": ["A safe place to live", "Legal advice", "An interpreter", "Work or training"],
    },
    {
        "kind": "scale",
        "text": "How safe do you feel now?",
        "low": "Not safe at all",
        "high": "Very safe",
    },
    {"kind": "words", "text": "What would have helped most?"},
)
WELSH: Final = (
    (
        "Pryd cawsoch chi gymorth gyntaf?",
        ("Cyn atgyfeiriad", "Ar ôl atgyfeiriad", "Ches i ddim cymorth"),
        ("", ""),
    ),
    (
        "Beth oedd ei angen arnoch na chawsoch chi?",
        ("Lle diogel i fyw", "Cyngor cyfreithiol", "Cyfieithydd", "Gwaith neu hyfforddiant"),
        ("", ""),
    ),
    ("Pa mor ddiogel ydych chi’n teimlo nawr?", (), ("Ddim yn ddiogel o gwbl", "Diogel iawn")),
    ("Beth fyddai wedi helpu fwyaf?", (), ("", "")),
)
ANSWERS: Final = (  # how many people, and what they said
    (14, {1: "2", 2: ["1", "2"], 3: "3"}),
    (11, {1: "3", 2: ["1", "3"], 3: "2"}),
    (9, {1: "1", 2: ["4"], 3: "4"}),
    (7, {1: "2", 2: ["2"]}),
)
WRITTEN: Final = (  # by as many of them, each in other words
    "One person who stays with you.",
    "Knowing where to ask.",
    "Somebody who speaks my language from the first day.",
    "A door that locks.",
    "To be told what happens next.",
    "That nobody asked me the same again and again.",
    "A place where I can stay more than a week.",
    "Help to find work that is fair.",
    "Advice about my papers before I had to decide.",
    "Someone to go with me to the doctor.",
    "Time to think.",
    "A phone number that is answered at night.",
    "To learn English sooner.",
    "That help did not depend on the police.",
    "A quiet room.",
    "To be believed the first time.",
    "Money for the bus.",
    "To hear how long I have to wait.",
    "Less moving from house to house.",
    "Somebody who explains letters.",
)


def load_surveys_and_needs_assessments(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already, or where no quarter is published."""
    if not list_published_quarters() or NeedsAssessment.objects.exists():
        return
    people = cast.actors
    _write_cheshire_assessment(
        people["greta.holford"],
        people["aled.marbury"],
        people["petra.wincham"],
        _find_quarter_published_before_draft(today - timedelta(days=DRAFTED_DAYS_AGO)),
        today,
    )
    with transaction.atomic():
        write_published_lincolnshire_assessment(people["joan.tasker"], people["lorna.quayle"], today)
    _write_lincolnshire_draft_assessment(people["joan.tasker"], today)


def _use_simulated_morning_of_demo_day(day: date) -> AbstractContextManager[object]:
    """Acts are done on the morning of that day, or of the last working day before it."""
    return use_simulated_clock(make_london_time(get_working_day_on_or_before(day), MORNING))


def _find_quarter_published_before_draft(drafted: date) -> str:
    """The newest quarter that was published when an assessment was drafted; else the newest."""
    quarters, drafted = list_published_quarters(), get_working_day_on_or_before(drafted)
    known = [each for each in quarters if to_london(each.published_at).date() <= drafted]
    return (known or quarters)[0].code


@transaction.atomic
def _write_cheshire_assessment(
    office: Actor, colleague: Actor, signatory: Actor, quarter: str, today: date
) -> None:
    with _use_simulated_morning_of_demo_day(today - timedelta(days=95)):
        survey = _open_demo_survey(office, closes_on=today - timedelta(days=62))
        said = iter(WRITTEN)
        for people, answers in ANSWERS:
            _answer_demo_survey(survey, answers, people, said)
    with _use_simulated_morning_of_demo_day(today - timedelta(days=DRAFTED_DAYS_AGO)):
        close_survey(survey.pk, seen=survey.version, by=office)
        assessment = _create_demo_needs_assessment(office, TITLE, quarter, quarters=4)
        _add_demo_needs_evidence(assessment, survey, quarter, office, colleague, today)
        _add_demo_needs_findings(assessment, office)
    with _use_simulated_morning_of_demo_day(today - timedelta(days=42)):
        _record_demo_intention_decisions(assessment, signatory)
        detail = get_needs_assessment_with_its_rows(signatory, assessment.pk)
        shown = hash_needs_draft(build_current_needs_document(detail, fetch_needs_document_sources(detail)))
        publish_needs_assessment(assessment.pk, shown=shown, by=signatory)


def _open_demo_survey(office: Actor, *, closes_on: date) -> Survey:
    """One that takes answers from the day on which it is made: whatever day a simulated clock was moved to."""
    survey = create_survey(
        Survey(
            kind="needs",
            title=SURVEY_TITLE,
            purpose="To help decide which services are funded next year.",
            asked_of="Three providers and a drop-in gave the link to 70 people and put out paper forms.",
            opens_on=get_today(),
            closes_on=closes_on,
        ),
        by=office,
    )
    for question in QUESTIONS:
        add_survey_question(SurveyQuestion(survey=survey, **question), by=office)
    _translate_survey_to_welsh(survey, office)
    return open_survey(survey.pk, seen=survey.version, by=office)


def _translate_survey_to_welsh(survey: Survey, office: Actor) -> None:
    frame = SurveyTranslation(
        survey=survey,
        language_id="cy",
        title="Beth helpodd chi, a beth oedd ar goll?",
        purpose="I benderfynu pa wasanaethau y telir amdanynt y flwyddyn nesaf.",
        privacy=(
            "Nid ydym yn gofyn pwy ydych chi. Cedwir eich atebion heb eich enw, yr amser na’ch dyfais, a chânt eu "
            "dileu pan fydd yr arolwg yn cau: dim ond rhifau, wedi’u talgrynnu i bumoedd, a rhai o’r geiriau sy’n "
            "aros. Cewch adael unrhyw gwestiwn heb ei ateb. Peidiwch ag ysgrifennu enwau, rhifau ffôn na "
            "chyfeiriadau. Ni ellir canfod enwau gyda sicrwydd."
        ),
        button="Anfon fy atebion",
        thanks="Diolch. Anfonwyd eich atebion.",
    )
    save_survey_translation(frame, seen=None, by=office)
    for question, (text, options, (low, high)) in zip(survey.questions.all(), WELSH, strict=True):
        said = QuestionTranslation(
            question=question, language_id="cy", text=text, options=list(options), low=low, high=high
        )
        save_question_translation(said, seen=None, by=office)


def _answer_demo_survey(survey: Survey, answers: Mapping[int, Any], people: int, said: Iterator[str]) -> None:
    for _ in range(people):
        key, words = secrets.token_hex(8), next(said, "")
        told = {**answers, 4: words} if words else answers
        answer_survey(survey.token, language="en", answers=told, form_key=key)


def _create_demo_needs_assessment(
    office: Actor, title: str, quarter: str, *, quarters: int = 1
) -> NeedsAssessment:
    """Of so many quarters up to one."""
    first, _, last = list_months_of_quarter(quarter)
    first = shift_month(first, -3 * (quarters - 1))
    after = date.fromisoformat(f"{last}-01") + timedelta(days=31)
    return create_draft_assessment(
        NeedsAssessment(
            title=title,
            starts_on=date.fromisoformat(f"{first}-01"),
            ends_on=after.replace(day=1) - timedelta(days=1),
            before=True,
            after=True,
            outside=True,
            method=(
                "Published figures, an anonymous survey, interviews with survivors and answers of providers. People "
                "who left the area were not reached. A range of people begins with the published figure, which leaves "
                "out those who never asked."
            ),
            unknowns=_describe_demo_unknowns(office, quarter),
        ),
        by=office,
    )


def _describe_demo_unknowns(office: Actor, quarter: str) -> str:
    """What the sources do not tell; an area without published needs says so."""
    area = Body.objects.get(pk=office.body_id).area_id
    published = read_area_figures(str(area), [quarter]).get((quarter, "needs-unmet"), {})
    never_asked = "We do not know how many people never asked for help."
    if published.get("", 0):
        return never_asked
    return (
        f"{never_asked} The published figures hold no unmet need of the area: needs are from answers alone."
    )


def _add_demo_needs_evidence(
    assessment: NeedsAssessment, survey: Survey, quarter: str, office: Actor, colleague: Actor, today: date
) -> None:
    _add_unmet_needs_before_nrm(assessment, quarter, office)
    evidence.add_survey_result_as_evidence(assessment.pk, survey.pk, by=office)
    told = evidence.add_evidence(
        NeedsEvidence(
            assessment=assessment,
            kind="interview",
            title="Interviews with survivors and stakeholders",
            says="Those who were asked before any referral did not know where to ask, and waited for a place to live.",
            base="21 survivors and 13 stakeholders of 50 who were asked",
            dated_on=today - timedelta(days=58),
            limits="No one under 18. Most were met through two providers.",
            consent="publication",
        ),
        by=office,
    )
    evidence.add_evidence(
        NeedsEvidence(
            assessment=assessment,
            kind="provider",
            title="What providers of the area answered",
            says="Drop-ins meet people who were never referred, and have no funded place to offer. Legal advice is "
            "paid for as long as support runs: two providers told of claims that went on without it. No provider "
            "follows up whether people who declined the NRM find work.",
            base="4 of 6 providers",
            dated_on=today - timedelta(days=55),
            limits="Two providers did not answer.",
            consent="summary",
        ),
        by=office,
    )
    words = EvidenceQuote(
        words="I did not know there was anybody to ask.",
        who="a survivor",
        given_on=today - timedelta(days=58),
    )
    quote = quotes.add_quote(told, words, by=office)
    quotes.confirm_quote_anonymous(assessment.pk, quote.pk, seen=quote.version, by=colleague)


def _add_unmet_needs_before_nrm(assessment: NeedsAssessment, quarter: str, office: Actor) -> None:
    """The figure that the first finding is about: before the NRM, where the quarter has one; else of all phases."""
    figures = read_area_figures(str(assessment.area_id), [quarter]).get((quarter, "needs-unmet"), {})
    cell = "phase=before" if figures.get("phase=before") else "all"
    evidence.add_published_figure_as_evidence(
        assessment.pk, quarter=quarter, measure="needs-unmet", cell=cell, by=office
    )


def _make_size_of_first_finding(assessment: NeedsAssessment) -> dict[str, int]:
    """From the published figure up: people who never asked are in no figure."""
    counted = EvidenceFigure.objects.get(evidence__assessment=assessment).people
    return {"size_low": counted, "size_high": counted + 15} if counted else {}


def _add_demo_needs_findings(assessment: NeedsAssessment, office: Actor) -> None:
    size = _make_size_of_first_finding(assessment)
    rows = (
        (
            {
                "words": "People wait for a safe place to live before any referral, and after they decline one."
                + (OF_ALL_NEEDS if size else ""),
                "need": "place",
                "phase": "before",
                "met": "unmet",
                "strength": "strong",
                **size,
            },
            (1, 2, 3, 4),
        ),
        (
            {
                "words": "Legal advice ends when support ends, while claims go on.",
                "need": "legal",
                "phase": "after",
                "met": "partly",
                "strength": "moderate",
            },
            (2, 4),
        ),
        (
            {
                "words": "We cannot say whether people outside the NRM find work.",
                "need": "work",
                "phase": "outside",
                "group": "people who declined the NRM",
                "met": "unknown",
                "strength": "weak",
            },
            (4,),
        ),
    )
    made = [
        findings.add_finding(NeedsFinding(assessment=assessment, **row), evidence=numbers, by=office)
        for row, numbers in rows
    ]
    findings.save_needs_recommendation(
        NeedsRecommendation(
            assessment=assessment,
            finding=made[0],
            words="Agree who pays for a place before a referral.",
            to="The commissioner and the councils",
        ),
        seen=None,
        by=office,
    )
    _add_demo_intentions(assessment, made, office)


def _add_demo_intentions(assessment: NeedsAssessment, made: Sequence[NeedsFinding], office: Actor) -> None:
    for kind, title, finding, why in (
        ("fund", "Places for people before a referral", made[0], ""),
        ("change", "Legal advice that lasts as long as the claim", made[1], ""),
        ("study", "Work after declining the NRM", made[2], ""),
        ("stop", "The printed guide", None, "No one asked for it any more, and the directory replaced it."),
    ):
        row = CommissioningIntention(
            assessment=assessment, kind=kind, title=title, finding=finding, no_finding_why=why
        )
        save_commissioning_intention(row, seen=None, by=office)


def _record_demo_intention_decisions(assessment: NeedsAssessment, signatory: Actor) -> None:
    for number, decision, reason in (
        (1, "go_on", "The grant of next year allows it. A grant call follows within two weeks."),
        (2, "not_now", "The present contract runs for another year."),
        (4, "go_on", "The directory does the same, and costs nothing more."),
    ):
        record_intention_decision(
            assessment.pk, number, decision=decision, reason=reason, seen=1, by=signatory
        )


@transaction.atomic
def _write_lincolnshire_draft_assessment(office: Actor, today: date) -> None:
    """A draft with a figure and a finding, and a survey that people answer now."""
    drafted = today - timedelta(days=12)
    quarter = _find_quarter_published_before_draft(drafted)
    with _use_simulated_morning_of_demo_day(drafted):
        survey = _open_demo_survey(office, closes_on=today + timedelta(days=30))
        _answer_demo_survey(survey, {1: "2", 2: ["1"]}, 6, iter(()))
        assessment = _create_demo_needs_assessment(
            office, "Needs before and after the NRM in Lincolnshire", quarter
        )
        taken = evidence.add_published_figure_as_evidence(
            assessment.pk, quarter=quarter, measure="needs-unmet", cell="all", by=office
        )
        row = NeedsFinding(
            assessment=assessment,
            words="Needs stay open for three months and longer before a referral.",
            need="place",
            phase="before",
            met="partly",
            strength="weak",
        )
        found = findings.add_finding(row, evidence=[taken.number], by=office)
        intention = CommissioningIntention(
            assessment=assessment, kind="fund", title="A drop-in for people before a referral", finding=found
        )
        save_commissioning_intention(intention, seen=None, by=office)
