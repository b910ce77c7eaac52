"""How much each field says about a person: nothing. A store knows bags, not who was given one."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("BagKind", plain="id body name worn_by size season with_baby retired_on"),
    **classify_fields(
        "BagContents", plain="id kind number since things reason because is_newest set_at set_by"
    ),
    **classify_fields("Store", plain="id body service area name where for_others closed_on"),
    **classify_fields("Stock", plain="id store kind count reorder_at"),
    **classify_fields("StockMovement", plain="id stock moved change because at by"),
}
