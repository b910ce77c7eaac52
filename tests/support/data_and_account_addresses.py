"""Names of addresses of personal data, administration, emergencies and one's own account, by who may open them."""

from support.personal_data_pages import OF_A_CASE

NO_PAGES = {
    "case_looks_file": "a file to take away",
    "record_copy_documents": "an archive to take away",
    "session_status": "no page: for the browser",
    "open_password_link": "leads on",
    "openid_login": "leads to another site: tests/platform/signin",
    "openid_callback": "leads on",
    "own_file_download": "a file to take away",
    "calendar_feed": "a file for calendar programs: tests/platform/calendar_feed",
    "notify_delivery_report": "no page: for a mail service",
    "mail_delivery_report": "no page: for a mail service",
    "unlink_organisation": "only with an account elsewhere: tests/platform/signin",
}
OF_PERSONAL_DATA = (
    *("personal_data", "find_personal_data", "retention_review", "retention_schedule", "erasures"),
    *("erasure", "approve_erasure", "refuse_erasure", *OF_A_CASE, "lift_hold", "answer_correction"),
    *("record_copy", "record_copy_table", "record_copy_file", "decide_copy_item", "copy_answered"),
)
OF_ADMINISTRATION = {
    "administrator": (
        *("administration", "access_review", "people_who_left", "invite_person", "send_invitation_again"),
        *("withdraw_invitation", "change_person_role", "end_person_access", "keep_person_access"),
        *("reset_second_factor", "text_messages", "team_calls", "record_checks"),
    ),
    "platform_administrator": (
        *("organisations", "add_organisation", "organisation", "invite_administrator"),
        *("send_administrator_invitation_again", "withdraw_administrator_invitation"),
    ),
}
OF_EMERGENCIES = {
    "outsider": ("open_in_emergency", "end_emergency"),
    "lead": ("emergencies", "review_emergency"),
}
OF_AN_ACCOUNT = (
    *(
        "your_account",
        "device_calls",
        "own_sessions",
        "own_messages",
        "own_calendar",
        "stop_calendar",
        "end_other_sessions",
        "end_own_session",
        "change_password",
        "own_roles",
        *("own_files", "own_file", "cancel_own_file", "delete_own_file"),
    ),
)
WITHOUT_AN_ACCOUNT = (
    *("forgotten_password", "password_link_sent", "choose_password", "socialaccount_login_cancelled"),
)
DATA_AND_ACCOUNT_ADDRESSES = {
    *(
        "accept_invitation",
        "invitation_ended",
        *NO_PAGES,
        *OF_PERSONAL_DATA,
        *OF_AN_ACCOUNT,
        *WITHOUT_AN_ACCOUNT,
    ),
    *(name for part in (OF_ADMINISTRATION, OF_EMERGENCIES) for names in part.values() for name in names),
}
