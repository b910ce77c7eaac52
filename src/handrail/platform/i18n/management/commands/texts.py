"""handrail texts: bring the Welsh catalogues in step with the texts of the product, and count the translations."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template import engines

from handrail.platform.i18n import catalogue, catalogue_update


class Command(BaseCommand):
    help = "Add new texts to the Welsh catalogues, drop old ones, and count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check` changes nothing, and fails where the file is not in step."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Count, and write unless only asked to check."""
        environment = engines["jinja2"].env  # type: ignore[attr-defined]  # the name of our engine in the settings
        old = catalogue.read_merged_catalogue()
        new = catalogue_update.build_updated_catalogue(old, catalogue_update.collect_messages(environment))
        if check and catalogue_update.get_message_ids(old) != catalogue_update.get_message_ids(new):
            raise CommandError("The Welsh catalogues are not in step with the texts. Run: handrail texts")
        if not check:
            catalogue_update.write_catalogues(new)
        now = catalogue_update.count_translation_progress(new)
        self.stdout.write(
            f"{now.all:,} texts: {now.checked:,} in Welsh, {now.drafts:,} as drafts that no translator has "
            f"checked, {now.missing:,} not yet."
        )
