"""How much each field says about a person: nothing. A store knows bags, not who was given one."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("BagKind", plain="id body name worn_by size season with_baby retired_on"),
    **classed("Contents", plain="id kind number since things reason because is_newest set_at set_by"),
    **classed("Store", plain="id body service area name where for_others closed_on"),
    **classed("Stock", plain="id store kind count reorder_at"),
    **classed("Movement", plain="id stock moved change because at by"),
}
