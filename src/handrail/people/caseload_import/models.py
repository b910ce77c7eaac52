"""An import of cases, the rows of its file while they are kept, and which case came of which row.

An import has a file and a key of its own, apart from those of its cases. When the import ends, its rows are deleted and
the key is destroyed, so that no backup of the main database gives the spreadsheet back.
"""

from django.db import models

from handrail.people.caseload_import.text_choices import (
    ImportBasis,
    ImportState,
    ImportTrouble,
    RowDecision,
    RowState,
    SupportConsent,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, User
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField


class CaseloadImport(SealedModel):
    """One spreadsheet on its way in. `worked_by` started what is done beside the pages now, which acts as them.

    `columns` has a code of `import_columns` for each column of the file, "" for one that is not imported.
    """

    sealed_with = "file_id"
    impersonal_text = ("columns", "left_out_rows")

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = CodeField(max_length=12, choices=ImportState.choices)
    file_name = Sealed(kind=Kind.IDENTITY, null=True)
    heads = Sealed(kind=Kind.IDENTITY, null=True)
    columns = models.JSONField(default=list, blank=True)
    basis = CodeField(max_length=24, choices=ImportBasis.choices, blank=True, default="")
    consent = CodeField(max_length=8, choices=SupportConsent.choices, blank=True, default="")
    consent_on = models.DateField(null=True, blank=True)
    point_of_contact = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    row_count = models.PositiveIntegerField(default=0)
    worked_count = models.PositiveIntegerField(default=0)
    imported_count = models.PositiveIntegerField(default=0)
    left_out_rows = models.JSONField(default=list, blank=True)
    is_stop_asked = models.BooleanField(default=False)
    trouble = CodeField(max_length=12, choices=ImportTrouble.choices, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    worked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [choice_constraint("state", ImportState, "caseload_import_state_is_known")]
        indexes = [
            models.Index(fields=["body", "-uploaded_at"], name="caseload_import_newest"),
            models.Index(fields=["state", "changed_at"], name="caseload_import_by_state"),
        ]

    def __str__(self) -> str:
        return f"import of cases {self.pk}"


class CaseloadImportRow(UUIDModel, SealedModel):
    """One row of the file, kept until the import ends. `likely` are cases and rows that may be of the same person."""

    sealed_with = "caseload_id"

    caseload = models.ForeignKey(
        CaseloadImport, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    number = models.PositiveIntegerField()
    state = CodeField(max_length=10, choices=RowState.choices, default=RowState.UNREAD)
    decision = CodeField(max_length=10, choices=RowDecision.choices, blank=True, default="")
    cells = Sealed(kind=Kind.IDENTITY, null=True)
    findings = Sealed(kind=Kind.IDENTITY, null=True)
    likely = Sealed(kind=Kind.IDENTITY, null=True)

    class Meta:
        constraints = [
            choice_constraint("state", RowState, "caseload_row_state_is_known"),
            models.UniqueConstraint(fields=["caseload", "number"], name="caseload_row_once"),
        ]
        indexes = [models.Index(fields=["caseload", "state", "number"], name="caseload_row_by_state")]

    def __str__(self) -> str:
        return f"row {self.number} of {self.caseload_id}"


class ImportedCase(SealedModel):
    """From which import and row a case came. It stays with the case, and is erased with it."""

    sealed_with = "case_id"
    personal_fields = ("basis",)

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="+")
    caseload = models.ForeignKey(
        CaseloadImport, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    row_number = models.PositiveIntegerField()
    basis = BlindCodeField(choices=ImportBasis.choices, often=dict.fromkeys(ImportBasis.values, 8))
    own_reference = Sealed(kind=Kind.IDENTITY, null=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caseload", "row_number"], name="imported_case_once_a_row")
        ]

    def __str__(self) -> str:
        return f"imported case {self.pk}"


class SavedColumnMapping(models.Model):
    """How an organisation matched the columns of its file the last time: the code of each head, kept sealed."""

    body = models.OneToOneField(Body, primary_key=True, on_delete=models.PROTECT, related_name="+")
    codes = AppSealedJSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"columns of {self.body_id}"
