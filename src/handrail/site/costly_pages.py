"""Pages that make a file or go through very many rows: so many in ten minutes, few at once (ui/request_rates.py)."""

COSTLY_PAGES = frozenset(
    {
        "actions_csv",
        "addressees_csv",
        "call_tracker_csv",
        "case_looks_file",
        "cases_file",
        "figures_csv",
        "figures_json",
        "gaps_csv",
        "incident_copy",
        "information_log_file",
        "monitoring_return_csv",
        "nrm_htcds",
        "nrm_json",
        "nrm_print",
        "pack_file",
        "practices_file",
        "recommendations_csv",
        "record_copy_documents",
        "record_copy_file",
        "referral_letter",
        "register_csv",
        "report_csv",
        "report_file",
        "report_preview",
        "return_template",
    }
)
