"""Recommendations as the cast enters and answers them."""

from datetime import date

import pytest
import time_machine

from handrail.areas.recommendations import actions
from handrail.areas.recommendations.inputs import AddresseesInput
from support.oversight_data import told


@pytest.fixture
def on():
    """Make it ten in the morning of a day."""
    away = []

    def go(day: date) -> None:
        for each in away:
            each.stop()
        away[:] = [time_machine.travel(f"{day}T10:00:00+00:00")]
        away[0].start()

    yield go
    for each in away:
        each.stop()


@pytest.fixture
def local(cast, on) -> str:
    """Entered on 1 September 2026 by Lincolnshire's commissioner's office, for its force and itself."""
    on(date(2026, 9, 1))
    named = ("lincolnshire-police", "commissioner-lincolnshire")
    return actions.register_recommendation(
        told(code="local-1", published_on=date(2026, 8, 28), due_on=date(2027, 2, 28)),
        to=AddresseesInput(named=named),
        by=cast.commissioner.actor,
    )
