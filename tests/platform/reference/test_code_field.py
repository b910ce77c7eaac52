"""A code list grows without a migration; forms and validation still know it."""

import pytest
from django.core.exceptions import ValidationError

from handrail.platform.access.models import User
from handrail.platform.reference.code_field import CodeField
from support.repository import SRC

MIGRATIONS = sorted(SRC.rglob("migrations/0*.py"))


def test_a_longer_list_changes_nothing_that_a_migration_sees():
    short, long = (
        CodeField("Kind", max_length=8, choices=codes) for codes in ([("a", "A")], [("a", "A"), ("b", "B")])
    )
    assert short.deconstruct() == long.deconstruct()


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.parts[-3])
def test_no_migration_holds_a_list_of_codes(path):
    assert "CharField(choices" not in path.read_text(encoding="utf-8")


def test_validation_refuses_a_code_that_is_not_in_the_list():
    with pytest.raises(ValidationError, match="role"):
        User(role="wizard").clean_fields(exclude=["email", "name", "body", "password"])
