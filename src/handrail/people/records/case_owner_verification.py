"""Verifying who holds each case: the case, its file and the wrapping of its key must name the same organisation.

The key store is another database, and only the master key wraps a key for another organisation.
"""

from uuid import UUID

from django.db.models import F

from handrail.people.records.models import Case
from handrail.platform.access.models import File
from handrail.platform.audit.verification_report import VerificationReport
from handrail.platform.vault.queries import list_file_and_key_holder_pairs

CHUNK = 2000


def verify_case_owners(report: VerificationReport) -> None:
    """Note each case and file that is held by somebody else than its key says."""
    cases = Case.objects.exclude(owner=F("file__owner")).values_list("pk", flat=True)
    for number in cases.iterator(CHUNK):
        report.fault("owner", f"Case {number} names another organisation than its file.")
    files: dict[UUID, str] = {}
    for number, code in File.objects.values_list("pk", "owner__code").iterator(CHUNK):
        files[number] = code
        if len(files) == CHUNK:
            _report_owners_unlike_key_holders(files, report)
            files = {}
    _report_owners_unlike_key_holders(files, report)


def _report_owners_unlike_key_holders(files: dict[UUID, str], report: VerificationReport) -> None:
    for number, code in list_file_and_key_holder_pairs(files):
        if code != files[number]:
            report.fault("owner", f"File {number} is held by {code} by its key, and by {files[number]} here.")
