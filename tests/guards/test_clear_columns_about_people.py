"""Codes and places in a person's record are sealed, blind, or in docs/decisions/coded-facts.md with a reason."""

import re
from pathlib import Path

from django.db import models

from handrail.people.personal_data.case_file_models import list_case_file_models
from handrail.platform.access.models import User
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.fields import SealedField

RECORD = Path(__file__).parents[2] / "docs" / "decisions" / "coded-facts.md"
ROW = re.compile(
    r"^\| `(?P<model>\w+\.\w+)` \| (?P<columns>(?:`\w+` ?)+) \| (?P<reason>.+) \|$", re.MULTILINE
)
REASON = re.compile(r"(Work|Rules|Body|Later)\b|.{12}")
"""One of the four that the record explains above its table, or words of its own."""


def list_clear_columns():
    """Of the tables of a person's file: text, codes, JSON, and what points out of it at anything but an account."""
    told = [one.model for one in list_case_file_models()]
    return {
        (model._meta.label, field.name)
        for model in told
        for field in model._meta.concrete_fields
        if not isinstance(field, AppSealedField | BlindCodeField | SealedField)
        and (
            isinstance(field, models.CharField | models.TextField | models.JSONField)
            or field.choices
            or (field.is_relation and field.related_model not in (*told, User))
        )
    }


def test_every_clear_column_of_a_persons_record_is_listed_with_its_reason():
    rows = [row.groupdict() for row in ROW.finditer(RECORD.read_text())]
    listed = {(row["model"], name) for row in rows for name in re.findall(r"`(\w+)`", row["columns"])}
    assert listed == list_clear_columns()
    assert [row["model"] for row in rows if not REASON.match(row["reason"])] == []
