"""What keeps a command from writing: a key that is missing, or not the one of this installation."""

from handrail.site.key_files import KEY_FILES, list_missing_keys


def explain_missing_keys() -> str:
    """Which keys no variable and no file gives, with what to do; "" where all are there."""
    missing = {one.variable for one in list_missing_keys()}
    if not missing:
        return ""
    names = {"HANDRAIL_SECRET_KEY": "key of sessions", "HANDRAIL_VAULT_MASTER_KEY": "master key"}
    listed = [
        f"The {names.get(one.variable, 'audit key')} is missing: {one.variable} is not set."
        for one in KEY_FILES
        if one.variable in missing
    ]
    return "\n".join(
        [*listed, "Set it, or its _FILE; a new installation makes its keys with `handrail keys make`."]
    )


def explain_unfit_keys() -> str:
    """Whether master key or audit key is missing or another than this installation's; "" where both fit."""
    from handrail.platform.vault.key_fingerprints import find_key_faults  # noqa: PLC0415 - its model needs Django to be set up first

    return "\n".join(fault.words for fault in find_key_faults())
