"""How much each field says about a person. Accounts are of people at work; a file names nobody."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "User",
        plain="id last_login body role is_active language",
        personal="email name work_phone",
        secret="password",
    ),
    **classify_fields("File", plain="id owner opened_at"),
    **classify_fields(
        "Grant",
        plain="id file to_body to_user kinds ground since until given_at given_by ended_at ended_by",
        personal="because",
        identity="reason end_reason",
    ),
}
