"""How much each field says about a person: nobody is told of here, but an address would tell where somebody is."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("Zone", plain="id area name east north"),
    **classed(
        "Place",
        plain="id provider service name kind area zone state waits_for before during after outside mix dependants "
        "pets public_funds use on_site phone night_pence flagged_on changed_at version",
        identity="address flag_words",
    ),
    **classed(
        "Unit",
        plain="id place name beds whole has lacks note open_from withdrawn_from withdrawn_why withdrawn_at",
    ),
    **classed(
        "Agreement",
        plain="id name keeper provider users places terms most_nights first_night last_night answers payer pays_from "
        "subsistence_payer when_refused made_at written_by confirmed_at confirmed_by paper_at paper_by paper_role "
        "paper_on version",
    ),
    **classed("Agreement_users", plain="id agreement body"),
    **classed("Agreement_places", plain="id agreement place"),
    **classed("Rate", plain="id agreement whom per pence since source confidence"),
    **classed("DutyNumber", plain="id keeper area what name phone checked_on"),
}
