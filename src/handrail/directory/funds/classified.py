"""How much each field says about a person: nothing. A fund knows bodies, areas and sums."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("Fund", plain="id owner name service opens_on closes_on set_up_at set_up_by"),
    **classed(
        "Terms",
        plain="id fund number since spend_first_pence request_pence person_pence lead_pence bodies because set_at "
        "set_by",
    ),
    **classed("Terms_bodies", plain="id terms body"),
    **classed("TermsItem", plain="id terms item most_pence usual_pence"),
    **classed("Budget", plain="id fund area year allotted_pence set_aside_pence closed_on"),
    **classed("BudgetChange", plain="id budget allotted_pence closed because at by"),
}
