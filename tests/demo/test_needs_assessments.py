"""The demo's assessments: two are published, one with a survey, a quote and decisions; one is being written."""

import pytest

from handrail.areas.needs.models import NeedsAssessment
from handrail.areas.needs.queries import list_intentions_decided_to_go_on
from handrail.demo.case_writer import DemoLookups
from handrail.demo.needs_assessments import SURVEY_TITLE, load_surveys_and_needs_assessments
from handrail.demo.planned_bodies_and_users import USER
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.survey_results.queries import list_results_of_bodies
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from handrail.platform.surveys.models import SurveyAnswer
from support.published_figures import LINCOLNSHIRE, publish_months

pytestmark = pytest.mark.one_engine
KEYS = ("greta.holford", "aled.marbury", "petra.wincham", "joan.tasker", "lorna.quayle")


@pytest.fixture
def loaded(cast):
    publish_months("2026-07", 3, {"needs-unmet": {"": 10}}, (COUNTRY, "E23000006", LINCOLNSHIRE))
    actors = {key: make_actor(key) for key in KEYS}
    lookups = DemoLookups(actors=actors, bodies={}, languages={}, services={})
    for _ in range(2):
        load_surveys_and_needs_assessments(lookups, today())
    return actors


def make_actor(key):
    told = USER[key]
    body = Body.objects.get(code=told.body)
    email = f"{key}@example.org"
    return create_account(email=email, name=told.name, body=body, role=Role(told.role), password=None).actor


def test_three_assessments_once_and_a_survey_that_runs(loaded):
    cheshire, earlier, lincolnshire = NeedsAssessment.objects.order_by("area__name", "starts_on")
    assert earlier.state == "published"
    assert earlier.intentions.filter(decision="go_on").count() == 4
    assert (cheshire.state, lincolnshire.state) == ("published", "draft")
    assert "I did not know there was anybody to ask." in str(cheshire.publication.content)
    decided = list_intentions_decided_to_go_on([cheshire.body_id])
    assert {row.title for row in decided} == {"Places for people before a referral", "The printed guide"}
    (result,) = list_results_of_bodies([cheshire.body_id], kind="needs")
    assert result.content["title"] == SURVEY_TITLE
    assert result.content["people"] in (40, 45)  # of 41
    assert SurveyAnswer.objects.count() == 6  # of the survey that runs
