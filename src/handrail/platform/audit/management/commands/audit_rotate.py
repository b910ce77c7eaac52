"""Change the audit key."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from handrail.platform.audit.audit_key_rotation import (
    AuditKeyRotationError,
    begin_audit_key_rotation,
    finish_audit_key_rotation,
)
from handrail.platform.audit.audit_keys import derive_audit_key_from_secret
from handrail.platform.vault.errors import DecryptionError

NEW = "HANDRAIL_AUDIT_NEW_KEY"


class Command(BaseCommand):
    help = (
        f"Change the audit key. First with the old key in HANDRAIL_AUDIT_KEY and the new one in {NEW}; then,"
        " with the new one in its place and every process restarted, with --finish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--finish", action="store_true", help="sign anew, and let the old key sign nothing more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(
                _finish_audit_key_rotation_and_report()
                if options["finish"]
                else _begin_rotation_and_explain()
            )
        except (AuditKeyRotationError, DecryptionError) as error:
            raise CommandError(str(error)) from None


def _begin_rotation_and_explain() -> str:
    begin_audit_key_rotation(derive_audit_key_from_secret(settings.AUDIT_NEW_KEY, NEW))
    return (
        "Both audit keys are known. Put the new one into HANDRAIL_AUDIT_KEY, restart every process,\n"
        "then run: handrail keys rotate-audit --finish"
    )


def _finish_audit_key_rotation_and_report() -> str:
    count = finish_audit_key_rotation(import_string(name) for name in settings.AUDIT_RESIGNERS)
    return (
        f"Signed anew: {count:,} rows. The earlier audit key verifies what is old and nothing else.\n"
        "Run now: handrail audit verify"
    )
