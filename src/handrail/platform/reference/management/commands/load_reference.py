"""handrail load_reference: areas, bodies, governance and languages, as the files say."""

from typing import Any

from django.core.management.base import BaseCommand

from handrail.platform.reference.load import load_reference_data


class Command(BaseCommand):
    help = "Bring areas, bodies, governance and languages in line with the files of this release."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference_data()
        self.stdout.write("Reference data is in place.")
