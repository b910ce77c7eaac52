"""No row is left pointing to what was deleted: people/personal_data/actions/case_file_erasure.py rests on it."""

from django.apps import apps
from django.db import models

from handrail.people.personal_data.case_file_models import list_foreign_keys


def test_every_relation_says_what_happens_to_its_row_when_what_it_points_to_is_deleted():
    silent = [
        str(field)
        for model in apps.get_models(include_auto_created=True)
        for field in list_foreign_keys(model)
        if field.remote_field.on_delete is models.DO_NOTHING or not field.db_constraint
    ]
    assert silent == []
