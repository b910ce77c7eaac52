"""Facts that start clocks and that no event tells: what a worker may say of a person, in plain words."""

from typing import Final

STANDARD_RIGHTS_ONLY: Final = "standard_rights_only"
"""Enhanced Rights apply unless this is told: complainants of a slavery offence are intimidated witnesses by statute
(Youth Justice and Criminal Evidence Act 1999, section 17(4))."""

CASE_FACTS: dict[str, str] = {
    "standard_rights_only": "Standard rights only (no enhanced rights)",
    "destitute_or_unsafe": "Would be destitute or unsafe before the reasonable grounds decision",
    "needs_permission_to_stay": "Needs permission to stay in the UK",
    "non_eea_national": "Not a national of the European Economic Area (counts for decisions before 30 January 2023)",
    "pilot_area": "Area with a devolved NRM panel for children",
    "over_100_days_to_18": "More than 100 days until they turn 18, if no date of birth is recorded",
    "unaccompanied": "A child with no one who has parental responsibility here",
    "accommodated_by_council": "A child accommodated by the council",
    "second_recovery_period": "The Home Office gave a second recovery period",
    "sentence_12_months_or_more": "The offender was sentenced to 12 months or more",
    "specified_offence": "An offence covered by the Victim Contact Scheme",
    "child_at_incident": "Was a child when the exploitation happened",
    "told_police_before_18": "The police were told before they turned 18",
    "decided_by_police": "The police, not the Crown Prosecution Service, decided not to charge",
    "released_on_bail": "The suspect was released on bail before charge",
}
