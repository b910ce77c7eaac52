"""A sum in pence on a model: its limits bind the row and the form, and a migration sees Django's own field."""

import pytest
from django.core.exceptions import ValidationError

from handrail.platform.access.pence_field import PenceField
from handrail.platform.ui.pounds_field import PoundsField
from handrail.platform.ui.record_form import make_form_field


def make_field(**more):
    field = PenceField("What it costs", **({"most": 50_00} | more))
    field.name = "cost"
    return field


@pytest.mark.parametrize("pence", [0, 1, 49_99, 50_00])
def test_a_sum_within_its_limits_is_kept_to_the_penny(pence):
    assert make_field().clean(pence, None) == pence


@pytest.mark.parametrize(
    ("pence", "least", "says"),
    [
        (-1, 0, "The amount cannot be less than £0"),
        (0, 1, "Enter an amount more than £0"),
        (50_01, 0, "The amount must be £50 or less"),
    ],
)
def test_a_sum_outside_its_limits_is_refused_with_what_to_mend(pence, least, says):
    with pytest.raises(ValidationError) as error:
        make_field(least=least).clean(pence, None)
    assert error.value.messages == [says]


def test_a_form_takes_it_in_pounds_with_the_same_limit():
    field = make_form_field(make_field(null=True, blank=True))
    assert isinstance(field, PoundsField)
    assert (field.label, field.required) == ("What it costs (optional)", False)
    assert field.clean("49.99") == 49_99
    with pytest.raises(ValidationError):
        field.clean("50.01")


def test_a_migration_sees_djangos_own_field():
    _, path, _, kwargs = make_field(help_text="In pounds").deconstruct()
    assert (path, kwargs) == ("django.db.models.PositiveIntegerField", {})
