"""A form of a record takes everything from its model, writes nothing, and offers nobody what they may not see."""

import pytest
from django.core.exceptions import FieldFetchBlocked, ImproperlyConfigured, ValidationError
from django.template import engines

from handrail.areas.oversight.forms import ImprovementPlanForm, PlanObjectiveForm
from handrail.areas.oversight.models import HearingOutcome, ImprovementPlan, Objective
from handrail.areas.oversight.queries import get_improvement_plan
from handrail.people.conferences.models import ConferenceItem
from handrail.platform.i18n import catalogue_update
from handrail.platform.reference.models import Body
from handrail.platform.ui.record_display import list_labels_and_values_of_record
from handrail.platform.ui.record_form import RecordForm, make_form_field
from handrail.platform.ui.template_query_guard import QueryInTemplateError, refuse_database_queries
from support.oversight_data import improve
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def plan(cast):
    return improve(cast)


@pytest.fixture
def found(cast, plan):
    return get_improvement_plan(cast.commissioner.actor, plan)


def form(cast, found, **sent):
    return ImprovementPlanForm(sent, actor=cast.commissioner.actor, instance=found)


def test_labels_hints_and_lengths_are_those_of_the_model(cast, found):
    fields = PlanObjectiveForm(actor=cast.commissioner.actor, instance=Objective(plan=found)).fields
    assert fields["what"].label == "The objective"
    assert fields["measure"].label == "Measure (optional)"
    assert fields["person"].help_text == "A name or job title."
    assert [label for _, label in fields["owner"].choices] == [found.force.name, found.body.name]
    assert not fields["what"].widget.attrs.keys() & {"maxlength", "required"}


def test_a_label_that_says_optional_says_it_once():
    field = make_form_field(ConferenceItem._meta.get_field("need"))
    assert field.label == "The need only, in a few words (optional)"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"title": ""}, "Enter what the plan is called"),
        ({"title": "x" * 201}, "Name of the plan must be 200 characters or less"),
        ({"title": "x", "aim": "x" * 10_001}, "Aim must be 10,000 characters or less"),
        ({"starts_on-day": "1", "starts_on-month": "1", "starts_on-year": "2099"}, "within 10 years"),
    ],
)
def test_messages_are_those_of_the_model(cast, found, sent, says):
    errors = form(cast, found, **sent).errors
    assert says in str(errors)


def test_a_form_does_not_write(cast, found):
    with pytest.raises(TypeError, match="A form does not write: call an action"):
        form(cast, found).save()


def test_the_record_that_was_handed_in_stays_as_it_is(cast, found):
    filled = form(cast, found, title="Typed")
    assert not filled.is_valid()
    assert filled.instance.title == "Typed"
    assert found.title == "Modern slavery improvement plan"


def test_the_version_is_on_the_form_of_a_saved_record_alone(cast, found):
    assert form(cast, found)["seen"].initial == 2
    assert "seen" not in ImprovementPlanForm(actor=cast.commissioner.actor).fields


def test_a_choice_among_every_row_there_is_is_refused(cast):
    class Careless(RecordForm):
        class Meta:
            model, fields = Objective, ["owner"]

    with pytest.raises(TypeError, match="would offer every row"):
        Careless(actor=cast.commissioner.actor)


def test_a_field_without_a_label_is_on_no_form():
    meta = type("Meta", (), {"model": ImprovementPlan, "fields": ["state"]})
    with pytest.raises(ImproperlyConfigured, match="has no label"):
        type("Unlabelled", (RecordForm,), {"Meta": meta, "__module__": __name__})


def test_an_error_of_a_field_that_is_not_on_the_form_speaks_at_its_top(cast, found):
    filled = form(cast, found)
    filled.add_error(None, ValidationError({"state": "Unknown"}))
    assert filled.non_field_errors() == ["Unknown"]


@pytest.mark.one_engine
def test_every_word_of_a_model_that_a_form_shows_can_be_translated(cast, found):
    said = catalogue_update.collect_messages(engines["jinja2"].env).places
    fields = PlanObjectiveForm(actor=cast.commissioner.actor, instance=Objective(plan=found)).fields
    words = {str(field.label).removesuffix(" (optional)") for name, field in fields.items() if name != "seen"}
    words |= {str(field.help_text) for field in fields.values() if field.help_text}
    words |= {"Enter the objective", "Choose who owns it", "The last day must be on or after the first"}
    assert words - set(said) == set()


# --- records in templates --------------------------------------------------------------------------------------------


def draw(text, **shown):
    with refuse_database_queries():
        return engines["jinja2"].env.from_string(text).render(shown)


def test_facts_of_a_record_take_their_labels_from_its_model(found):
    source = "{% from 'components/table.html' import summary %}{{ summary(plan, ['aim', 'starts_on']) }}"
    shown = draw(source, plan=found)
    assert "Aim" in shown
    assert "Victims meet one person who stays with them." in shown
    assert "First day" in shown


def test_facts_leave_out_what_is_empty():
    assert list_labels_and_values_of_record(
        ImprovementPlan(title="x"), ["title", "aim", "next_board_on"]
    ) == [("Name of the plan", "x")]


def test_a_row_that_was_not_fetched_is_not_fetched_by_a_template(found):
    objective = found.objectives.all()[0]
    bare = ImprovementPlan.objects.fetch_mode(found._state.fetch_mode).get(pk=found.pk)
    with pytest.raises(FieldFetchBlocked):
        draw("{{ plan.force.name if plan.force }}", plan=bare)
    assert draw("{{ row.owner.name }}", row=objective) == objective.owner.name


def test_a_template_that_asks_the_database_is_a_fault(found):
    with pytest.raises(QueryInTemplateError):
        draw("{{ plan.objectives.count() }}", plan=ImprovementPlan.objects.get(pk=found.pk))
    with pytest.raises(QueryInTemplateError):
        draw("{% for body in bodies %}{{ body }}{% endfor %}", bodies=Body.objects.all())


def test_pages_of_the_site_are_drawn_under_that_guard(rf):
    template = engines["jinja2"].get_template("oversight/published.html")
    with pytest.raises(QueryInTemplateError):
        template.render({"outcomes": HearingOutcome.objects.all()}, rf.get("/"))
