"""How much each field says about a person. Words, voucher numbers and receipts are sealed with the person's key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "FundRequest",
        plain="id fund terms budget case need offer body state asked_at asked_by spent_first review_due review "
        "reviewed_at reviewed_by taken_back_at taken_back_by decided_at decided_by refusal bought_at bought_by how "
        "receipted_at receipted_by reconciled_at reconciled_by ended_at ended_by",
        personal="item why pence asked_on bought_pence receipt_pence receipt_on",
        identity="note voucher receipt",
    ),
    **classify_fields("BudgetMovement", plain="id budget request moved pence at by"),
    **classify_fields(
        "PaidInstead",
        plain="id case need body recorded_at recorded_by",
        personal="item pence why_not payer on",
        identity="note",
    ),
}
