"""Verify the audit trail."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handrail.platform.audit.verification import verify_trail
from handrail.platform.audit.verification_report import VerificationReport


class Command(BaseCommand):
    help = "Look for records of the audit trail that were changed, deleted, added, reordered or cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads", type=Path, metavar="FILE", help="compare with this copy, kept elsewhere"
        )
        parser.add_argument(
            "--mailed", type=Path, metavar="FILE", help="compare with lines that came by mail"
        )
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in filter(None, (options["heads"], options["mailed"])):
            if not path.exists():
                raise CommandError(f"There is no file {path}.")
        report = verify_trail(options["heads"], options["mailed"])
        file = options["heads"] or options["mailed"] or settings.AUDIT_HEADS
        self.stdout.write(
            _report_as_json(report, file) if options["json"] else _format_verification_report(report, file)
        )
        if report.fault_count:
            raise CommandError(f"Faults in the audit trail: {report.fault_count:,}.")


def _report_as_json(report: VerificationReport, file: Path) -> str:
    return json.dumps({**asdict(report), "heads_file": str(file)}, default=str, indent=2)


def _format_verification_report(report: VerificationReport, file: Path) -> str:
    lines = [
        f"Sealed records: {report.sealed:,}, compared with the heads in {file}"
        f" (newest: {_format_local_moment(report.newest_head)}).",
        *(
            f"Compared with {name} too (newest: {_format_local_moment(newest)})."
            for name, newest in report.newest_copies.items()
        ),
        *(f"NOT REACHED: {name}. It was not compared." for name in report.unreached),
        *_list_unsealed_report_lines(report),
        f"Accounts and permissions to see cases, compared with their records: {report.rows:,}.",
        *(f"FAULT ({fault.kind}): {fault.words}" for fault in report.faults),
    ]
    if not report.fault_count:
        lines.append("No record, account or permission was changed, deleted, added, reordered or cut off.")
    return "\n".join(lines)


def _list_unsealed_report_lines(report: VerificationReport) -> list[str]:
    if not report.unsealed:
        return ["Waiting for the sealer: none."]
    return [
        f"Waiting for the sealer: {report.unsealed:,}, the oldest since {_format_local_moment(report.oldest_unsealed)}."
        " Until they are sealed, a record deleted from among them leaves no trace."
    ]


def _format_local_moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%-d %B %Y, %H:%M:%S") if at else "none"
