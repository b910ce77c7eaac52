"""handrail index names: make every sealed name findable again, after an upgrade that folds names in a new way."""

from typing import Any

from django.core.management.base import BaseCommand

from handrail.people.cases.name_search.actions_name_index import rebuild_name_index


class Command(BaseCommand):
    help = "Keep the numbers by which names are found in line with every name."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Names of {rebuild_name_index(self.stdout.write)} people can be found.")
