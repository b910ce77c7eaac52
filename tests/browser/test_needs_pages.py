"""Every page of needs assessments and surveys at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.needs.urls import urlpatterns
from handrail.platform.surveys.urls import urlpatterns as survey_patterns
from support.needs import assess, publish
from support.surveys import run_survey, write_in_romanian, write_survey

FILES = {"needs_file"}
LATER = {"published_needs", "survey_result", "close_survey"}
ROWS = {
    "change_needs_evidence": [1],
    "remove_needs_evidence": [2],
    "add_quote": [3],
    "change_finding": [1],
    "remove_finding": [1],
    "change_needs_recommendation": [1],
    "change_intention": [1],
}


def test_every_page_can_be_used(cast, desk):
    made, by = assess(cast), cast.commissioner.actor
    draft, running = write_survey(by), run_survey(by)
    write_in_romanian(draft, by)
    named = {str(pattern.name) for pattern in urlpatterns} - FILES - LATER
    signs = {"publish_needs": [], "decide_intention": [1], "check_quote": [made.quote]}
    alone = {"needs", "add_needs_assessment"}
    rows = ROWS | {"remove_quote": [made.quote]}
    walker = Walker(desk(cast.commissioner))
    found = [
        each
        for name in sorted(named - set(signs))
        for each in fault(
            walker, reverse(name, args=[] if name in alone else [made.assessment, *rows.get(name, [])])
        )
    ]
    surveys = {str(pattern.name) for pattern in survey_patterns} - {
        "public_survey",
        "survey_thanks",
        "add_paper_answer",
    }
    more = {
        "change_survey_question": [1],
        "remove_survey_question": [1],
        "translate_survey_question": [2, "ro"],
        "change_survey_language": ["ro"],
    }
    found += [
        each
        for name in sorted(surveys)
        for each in fault(
            walker,
            reverse(name, args=[] if name in ("surveys", "add_survey") else [draft.pk, *more.get(name, [])]),
        )
    ]
    for name, pk in (("survey", running.pk), ("add_paper_answer", running.pk), ("close_survey", running.pk)):
        found += fault(walker, reverse(name, args=[pk]))
    found += fault(walker, reverse("survey_result", args=[made.survey]))
    walker = Walker(desk(None))
    found += fault(walker, reverse("public_survey", args=[running.token]))
    found += fault(walker, reverse("survey_thanks", args=[running.token]))
    walker = Walker(desk(cast.signatory))
    found += [
        each
        for name, args in signs.items()
        for each in fault(walker, reverse(name, args=[made.assessment, *args]))
    ]
    publish(cast, made.assessment)
    walker = Walker(desk(cast.board))
    found += fault(walker, reverse("published_needs", args=[made.assessment]))
    assert found == []


def test_empty_places_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    assert fault(walker, reverse("needs")) == []
    walker.says("No needs assessment yet", "Start an assessment")
    assert fault(walker, reverse("surveys")) == []
    walker.says("No survey yet", "Begin a survey")
