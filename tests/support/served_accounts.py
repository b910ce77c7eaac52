"""`python -m support.served_accounts`: people, a case and a call in the databases of HANDRAIL_VAR, for a server.

Prints JSON: the session of each, and where each sends files.
"""

import json

import django


def main() -> dict[str, dict[str, str]]:
    """Make them, signed in."""
    from django.test import Client  # noqa: PLC0415 - Django must be set up first
    from django.urls import reverse  # noqa: PLC0415 - the same

    from handrail.areas.calls.actions import calls  # noqa: PLC0415 - the same
    from handrail.platform.access.actions import create_account  # noqa: PLC0415 - the same
    from support.calls import OURS, make  # noqa: PLC0415 - the same
    from support.cast import PARTS, get_or_create_body, sign_in, tell  # noqa: PLC0415 - the same

    people = {
        part: create_account(
            email=f"{part}@example.org",
            name=PARTS[part][0],
            body=get_or_create_body(PARTS[part][1]),
            role=PARTS[part][2],
            password=None,
        )
        for part in ("worker", "commissioner", "collator")
    }
    call = make(people["collator"].actor)
    calls.send_call_for_returns_to_bodies(code=call.code, by=people["collator"].actor)
    told = tell(people["worker"].actor)
    where = {
        "worker": reverse("add_paper", args=[told.reference]),
        "commissioner": reverse("return_file", args=[call.code, OURS]),
    }
    return {
        part: {"session": sign_in(Client(), people[part]).cookies["sessionid"].value, "address": address}
        for part, address in where.items()
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main()))
