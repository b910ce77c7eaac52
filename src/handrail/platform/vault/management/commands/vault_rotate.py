"""Give bodies new keys."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from handrail.platform.vault.key_rotation import rotate_body_key
from handrail.platform.vault.models import BodyKey


class Command(BaseCommand):
    help = "Give a body (or --all) a new key and wrap its file keys again. What was sealed stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("body_code", nargs="*", help="the code of a body")
        parser.add_argument("--all", action="store_true", help="every body that has a key")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = list(options["body_code"]) or (self._all() if options["all"] else [])
        if not codes:
            raise CommandError("Name a body, or say --all.")
        for code in codes:
            self._rotate(code)

    def _rotate(self, code: str) -> None:
        try:
            moved = rotate_body_key(code)
        except LookupError as error:
            raise CommandError(str(error)) from None
        import_string(settings.VAULT_TRAIL)("changed the key of an organisation", code)
        self.stdout.write(f"{code}: new key, {moved} file keys wrapped again.")

    def _all(self) -> list[str]:
        return list(BodyKey.objects.order_by("body_code").values_list("body_code", flat=True).distinct())
