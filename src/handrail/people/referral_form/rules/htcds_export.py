"""The same as a Human Trafficking Case Data Standard 2.0 record (IOM, CC BY 4.0; no endorsement by IOM is implied).

Values of closed lists come from the standard's own lists and from nowhere else. What the form does not say, or says in
other terms than the standard's, is left out, and `left_out` says so.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handrail.people.referral_form.rules import iso_codes
from handrail.people.referral_form.rules.export_content import FormExportContent, FormExportRow
from handrail.people.referral_form.rules.form_definition import NOT_SURE
from handrail.people.referral_form.rules.json_export import PREPARED
from handrail.platform.kernel.messages import msg

FILE = Path(__file__).resolve().parent.parent / "data" / "htcds-2.0.json"
TEXTS = {
    "first_name": "prs_FirstName",
    "last_name": "prs_SecondName",
    "date_of_birth": "prs_Birthdate",
    "home_office_reference": "prs_IdentityNumber",
    "email": "prs_Email",
    "street": "prs_MailingStreet",
    "town": "prs_MailingCity",
    "county": "prs_MailingState",
    "postcode": "prs_MailingPostalCode",
}
GENDERS = {
    "female": "Feminine",
    "male": "Masculine",
    "unknown": "NonConforming",
    NOT_SURE: "NonSpecifiedUnknown",
}
LABOUR = frozenset({"forced-to-work", "wages-taken"})
EXPLOITATION = {
    "forced-to-work": "ForcedLabour",
    "wages-taken": "ForcedLabour",
    "forced-to-commit-fraud": "Other",
    "prostitution": "SexualExploitation",
    "child-exploitation": "SexualExploitation",
    "taken-somewhere": "SexualExploitation",
    "forced-to-commit-crime": "Other",
    "organs-removed": "OrganRemoval",
    "unpaid-household-work": "Servitude",
    "other": "Other",
}
CONTROLS = {"wages-taken": ("TakesEarnings", "RestrictsFinancialAccess"), "taken-somewhere": ("SexualAbuse",)}
IN_A_HOME = "T_ActivitiesOfHouseholdsAsEmployers"
DESCRIBED = ("how_it_began", "had_to_do", "living", "treated")
FILES = "The files: the standard has no place for them."
LEFT_OUT = (
    "vic_AgeWhenTrafficked: the form asks whether they were under 18, not how old they were.",
    "con_Consent: the form asks about the NRM, the standard about the use of data.",
    "Forced crime and fraud are “Other”: the standard has no code for them.",
)


@dataclass(frozen=True, slots=True)
class HtcdsStandard:
    """The standard's fields and closed lists."""

    fields: frozenset[str]
    lists: dict[str, frozenset[str]]


@cache
def load_htcds_standard() -> HtcdsStandard:
    """As published."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    lists = {
        field["field"]: frozenset(told["code_lists"][field["code_list"]])
        for field in told["fields"]
        if field["code_list"]
    }
    return HtcdsStandard(frozenset(field["field"] for field in told["fields"]), lists)


def build_htcds_record(leaving: FormExportContent, on: date, language: str = "") -> dict[str, Any]:
    """The record of the Human Trafficking Case Data Standard, of what leaves and of nothing else.

    Args:
        leaving: what leaves.
        on: the day of the file.
        language: the tag of the language that the form names.

    Returns:
        The record in the names of HTCDS 2.0 (data/htcds-2.0.json).
    """
    told: dict[str, str] = {}
    types: list[str] = []
    for row in leaving.rows:
        if row.field.key == "types" and not row.unsure:
            types.append(next(o.value for o in row.field.options if o.theirs == row.theirs))
        elif row.field.kind != "lines":
            told[row.field.key] = _get_value_unless_unsure(row)
    return {
        "prepared_not_submitted": PREPARED,
        "prepared_on": on.isoformat(),
        "standard": "Human Trafficking Case Data Standard 2.0, IOM, CC BY 4.0. No endorsement by IOM is implied.",
        "left_out": [
            *_list_notes_on_answers_without_code(told, language),
            *LEFT_OUT,
            *([FILES] if leaving.papers else []),
        ],
        "Person": (_build_htcds_person_fields(told) if leaving.named else _build_htcds_gender_field(told))
        | _build_citizenship_and_language_fields(told, language),
        "Person-Victim Context": _build_htcds_victim_fields(told, types),
        "Case": {"cas_Status": "Active"},
        "Referral Details": _build_htcds_referral_fields(told),
        "Historic Trafficking Events": _build_htcds_exploitation_events(leaving, told),
    }


def _get_value_unless_unsure(row: FormExportRow) -> str:
    """A value that somebody is not sure of is no value in the standard; words that say so are."""
    return row.value if not row.unsure or row.field.kind == "long" else NOT_SURE


def _build_citizenship_and_language_fields(told: dict[str, str], language: str) -> dict[str, Any]:
    """Citizenship and language, where the standard's codes have one for what the form says."""
    found: dict[str, Any] = {}
    if citizenship := [
        code
        for name in _list_known_nationalities(told)
        if (code := iso_codes.get_country_code_of_nationality(name))
    ]:
        found["prs_Citizenship"] = list(dict.fromkeys(citizenship))
    if told.get("language") and (code := iso_codes.get_iso_639_2_code(language)):
        found["prs_PrimaryLanguage"] = code
    return found


def _list_notes_on_answers_without_code(told: dict[str, str], language: str) -> list[str]:
    """What the form says and the standard's codes have no word for."""
    found: list[str] = [
        msg("prs_Citizenship: ISO 3166-1 has no code of its own for “{name}”.", name=name)
        for name in _list_known_nationalities(told)
        if not iso_codes.get_country_code_of_nationality(name)
    ]
    said = told.get("language", "")
    if said and said != NOT_SURE and not iso_codes.get_iso_639_2_code(language):
        found.append(msg("prs_PrimaryLanguage: no code of ISO 639-2 is sure for “{said}”.", said=said))
    return found


def _list_known_nationalities(told: dict[str, str]) -> list[str]:
    names = (told.get(key, "") for key in ("nationality", "second_nationality"))
    return [name for name in names if name and name != NOT_SURE]


def _build_htcds_gender_field(told: dict[str, str]) -> dict[str, Any]:
    codes = {"Female": "female", "Male": "male", "Other": "unknown"}
    given = told.get("gender", "")
    return {"prs_Gender": GENDERS[codes.get(given, given)]} if given else {}


def _build_htcds_person_fields(told: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        theirs: told[key] for key, theirs in TEXTS.items() if told.get(key) and told[key] != NOT_SURE
    }
    if told.get("number_of_children", "").isdecimal():
        found["prs_NumberOfChildren"] = int(told["number_of_children"])
    if number := told.get("phone"):
        mobile = number.replace(" ", "").startswith(("07", "+447"))
        found["prs_MobilePhone" if mobile else "prs_HomePhone"] = number
    return found | _build_htcds_gender_field(told)


def _build_htcds_victim_fields(told: dict[str, str], types: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"vic_TraffickingStatus": "PossibleVictimOfTrafficking"}
    kinds = [EXPLOITATION[one] for one in types]
    child = told.get("under_18") == "yes" or told.get("under_18_then") == "yes"
    if child and LABOUR & set(types):
        kinds.append("ChildLabour")
    several = {
        "vic_TypeOfExploitation": kinds,
        "vic_MethodsOfControl": [control for one in types for control in CONTROLS.get(one, ())],
        "vic_TypeOfSexExploitation": ["Prostitution"] if "prostitution" in types else [],
    }
    found |= {name: list(dict.fromkeys(values)) for name, values in several.items() if values}
    if "unpaid-household-work" in types:
        found["vic_ForcedLabourIndustry"] = IN_A_HOME
    return found


def _build_htcds_referral_fields(told: dict[str, str]) -> dict[str, Any]:
    organisation = told.get("organisation", "")
    return {"cas_ReferringOrganisation": organisation} if organisation not in ("", NOT_SURE) else {}


def _build_htcds_exploitation_events(
    leaving: FormExportContent, told: dict[str, str]
) -> list[dict[str, Any]]:
    places = [
        {
            "hte_Type": "Exploitation",
            ("hte_City" if row.field.key == "uk_towns" else "hte_Country"): row.value,
        }
        for row in leaving.rows
        if row.field.kind == "lines" and row.value
    ]
    words = "\n\n".join(told[key] for key in DESCRIBED if told.get(key) and told[key] != NOT_SURE)
    if words:
        places.append({"hte_Type": "Exploitation", "hte_Description": words})
    return places
