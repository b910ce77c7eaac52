"""Change the master key."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.master_key import parse_master_key_text
from handrail.platform.vault.master_key_rotation import (
    MasterKeyRotationError,
    begin_master_key_rotation,
    finish_master_key_rotation,
)

NEW = "HANDRAIL_VAULT_NEW_MASTER_KEY"


class Command(BaseCommand):
    help = (
        "Change the master key. First with the old key in HANDRAIL_VAULT_MASTER_KEY and the new one in"
        f" {NEW}; then, with the new one in its place and every process restarted, with --finish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--finish", action="store_true", help="seal anew, and let the old key open nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(
                _finish_rotation_and_report() if options["finish"] else _begin_rotation_and_report()
            )
        except (MasterKeyRotationError, DecryptionError) as error:
            raise CommandError(str(error)) from None


def _begin_rotation_and_report() -> str:
    begin_master_key_rotation(parse_master_key_text(settings.VAULT_NEW_MASTER_KEY, NEW))
    import_string(settings.VAULT_TRAIL)("began to change the master key")
    return (
        "Both master keys open everything now. Put the new one into HANDRAIL_VAULT_MASTER_KEY, restart every\n"
        "process, then run: handrail keys rotate-master --finish"
    )


def _finish_rotation_and_report() -> str:
    done = finish_master_key_rotation(import_string(name) for name in settings.VAULT_RESEALERS)
    import_string(settings.VAULT_TRAIL)("sealed anew under the master key")
    said = f"Sealed anew: {done.body_keys:,} keys of organisations, {done.values:,} values."
    if done.earlier_kept_until is None:
        return f"{said}\nThe earlier master key opens nothing and is nowhere kept."
    until = timezone.localtime(done.earlier_kept_until)
    return (
        f"{said}\nThe earlier master key by itself opens nothing. What it sealed for minutes is still read; run this"
        f" again after {until:%-d %B, %H:%M} to end that."
    )
