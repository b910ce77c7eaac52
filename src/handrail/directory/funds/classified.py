"""How much each field says about a person: nothing. A fund knows bodies, areas and sums."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("Fund", plain="id owner name service opens_on closes_on set_up_at set_up_by"),
    **classify_fields(
        "FundTerms",
        plain="id fund number since spend_first_pence request_pence person_pence lead_pence bodies because set_at "
        "set_by",
    ),
    **classify_fields("FundTerms_bodies", plain="id fundterms body"),
    **classify_fields("FundTermsItem", plain="id terms item most_pence usual_pence"),
    **classify_fields("Budget", plain="id fund area year allotted_pence set_aside_pence closed_on"),
    **classify_fields("BudgetChange", plain="id budget allotted_pence closed because at by"),
}
