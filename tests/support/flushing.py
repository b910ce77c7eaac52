"""Tests with real transactions, and live servers, end with Django's command `flush`, which empties every table."""

from typing import Any

from django.core.management import get_commands
from django.core.management.commands import flush

from handrail.insight.publication import frozen_triggers
from handrail.platform.reference.load import load_reference_data
from support.row_security import as_owner
from support.trail import stops_down


class FlushAndLoad(flush.Command):
    """What refuses to be emptied stands aside, and the reference data is there again for the next test."""

    def handle(self, **options: Any) -> None:
        """As Django does it, between the two."""
        if options["database"] != "default":
            with as_owner(options["database"]):
                super().handle(**options)
            return
        with stops_down() as connection:
            frozen_triggers.remove(connection)
            super().handle(**options)
            frozen_triggers.install(connection)
        load_reference_data()


def use_for_flush() -> None:
    """Call it once, from `pytest_configure`: whoever calls the command `flush` in this process gets this one."""
    get_commands()["flush"] = FlushAndLoad()
