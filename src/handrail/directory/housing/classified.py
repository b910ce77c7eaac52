"""How much each field says about a person: nobody is told of here, but an address would tell where somebody is."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("Zone", plain="id area name east north"),
    **classify_fields(
        "Place",
        plain="id provider service name kind area zone state waits_for before during after outside mix dependants "
        "pets public_funds use on_site phone night_pence flagged_on changed_at version",
        identity="address flag_words",
    ),
    **classify_fields(
        "Unit",
        plain="id place name beds whole has lacks note open_from withdrawn_from withdrawn_why withdrawn_at",
    ),
    **classify_fields(
        "Agreement",
        plain="id name keeper provider users places terms most_nights first_night last_night answers payer pays_from "
        "subsistence_payer when_refused made_at written_by confirmed_at confirmed_by paper_at paper_by paper_role "
        "paper_on version",
    ),
    **classify_fields("Agreement_users", plain="id agreement body"),
    **classify_fields("Agreement_places", plain="id agreement place"),
    **classify_fields("Rate", plain="id agreement whom per pence since source confidence"),
    **classify_fields("DutyNumber", plain="id keeper area what name phone checked_on"),
}
