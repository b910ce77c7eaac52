"""Whatever hangs on a file is behind row-level security, or stands in a list with the reason why not."""

from django.apps import apps

from handrail.platform.access.models import File, Grant
from handrail.platform.access.row_security.body_tables import READ_ACROSS_BODIES
from handrail.platform.access.row_security.file_tables import CHOSEN_RELATIONS, list_tables_of_case_file_rows
from handrail.platform.access.row_security.row_policies import list_tables_meant_to_have_row_policy
from handrail.platform.access.row_security.system_actors import REASONS, SystemActor
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.fields import SealedField


def _list_models_that_lead_to_a_file():
    reached = {File}
    models = apps.get_models(include_auto_created=True)
    while True:
        more = {
            model
            for model in models
            if model not in reached
            and any(
                field.is_relation and field.related_model in reached for field in model._meta.concrete_fields
            )
        }
        if not more:
            return reached - {File, Grant}
        reached |= more


def test_every_table_that_leads_to_a_file_has_a_policy():
    placed = {
        table.table for table in list_tables_of_case_file_rows()
    }  # raises where a model leads there in several ways
    missing = {
        model._meta.label
        for model in _list_models_that_lead_to_a_file()
        if model._meta.db_table not in placed
    }
    assert missing == set()


def test_the_chosen_relations_are_of_models_that_lead_to_a_file():
    labels = {model._meta.label for model in _list_models_that_lead_to_a_file()}
    assert set(CHOSEN_RELATIONS) <= labels


def test_every_table_of_sealed_words_is_behind_a_policy_or_says_why_not():
    protected = set(list_tables_meant_to_have_row_policy())
    open_to_queries = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(isinstance(field, SealedField | AppSealedField) for field in model._meta.concrete_fields)
        and model._meta.db_table not in protected
    }
    assert open_to_queries == set(READ_ACROSS_BODIES)


def test_every_system_actor_has_a_reason():
    assert set(REASONS) == set(SystemActor)
    assert all(len(system.reason) > 30 for system in SystemActor)
