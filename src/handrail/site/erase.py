"""`handrail erase`: the list of erasures, working it off again after a restore, and erasing a closed case."""

import argparse
import sys

from handrail.site import databases


def main(arguments: list[str]) -> int:
    """Do what was asked for. Returns the exit code."""
    databases.set_up_django()
    from handrail.platform.vault.keys import TamperedErasureListError  # noqa: PLC0415 - its models need Django to be set up first

    asked = _parse_erase_arguments(arguments)
    try:
        if asked.replay:
            return _replay_erasures()
        return _erase_case(asked) if asked.reference else _print_erasure_list()
    except TamperedErasureListError as error:
        print(
            f"The list of erasures was changed by something else: file {error}. Nothing was erased.",
            file=sys.stderr,
        )
        return 1


def _print_erasure_list() -> int:
    from handrail.platform.vault.keys import get_erasure_days_by_file_id as list_erased_files  # noqa: PLC0415 - as above

    for file_id, erased_on in list_erased_files().items():
        print(f"{erased_on.isoformat()}  {file_id}")
    return 0


def _replay_erasures() -> int:
    from handrail.people.personal_data.actions.erasure_replay import replay_erasures  # noqa: PLC0415 - as above

    done = replay_erasures()
    print(
        f"{done.listed} on the list of erasures: {done.erased_again} had come back and were erased again, "
        f"{done.added} were missing on the list and added."
    )
    return 0


def _erase_case(asked: argparse.Namespace) -> int:
    """Two accounts stand for it, as on the pages: one that asks and another that approves."""
    from handrail.people.personal_data.actions import erasure_requests  # noqa: PLC0415 - as above
    from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference  # noqa: PLC0415 - as above
    from handrail.platform.access.errors import Denied  # noqa: PLC0415 - as above
    from handrail.platform.access.models import User  # noqa: PLC0415 - as above
    from handrail.platform.kernel.errors import ActionNotPossibleError  # noqa: PLC0415 - as above

    accounts = [
        User.objects.filter(email=(email or "").lower(), is_active=True).first()
        for email in (asked.asked_by, asked.approved_by)
    ]
    if accounts[0] is None or accounts[1] is None:
        print("Name two accounts: --asked-by EMAIL --approved-by EMAIL.", file=sys.stderr)
        return 2
    asker, approver = accounts[0].actor, accounts[1].actor
    try:
        if asker.user_id == approver.user_id:
            raise ActionNotPossibleError(erasure_requests.NOT_YOURSELF)
        found = get_case_open_to_actor_by_reference(asker, asked.reference)
        made = erasure_requests.request_erasure(case_id=found.case_id, because=asked.because, by=asker)
        rows = erasure_requests.approve_and_carry_out_erasure(together=made[0].together, by=approver)
    except (ActionNotPossibleError, Denied) as no:
        print(no, file=sys.stderr)
        return 1
    print(f"Erased: {len(made)} records, {rows} rows.")
    return 0


def _parse_erase_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail erase",
        description="Without arguments: the list of erasures. With a reference: erase that closed case.",
    )
    parser.add_argument("reference", nargs="?", help="of a closed case")
    parser.add_argument(
        "--replay", action="store_true", help="after a restore: erase again whoever is on the list"
    )
    parser.add_argument("--asked-by", metavar="EMAIL", help="the account that asks")
    parser.add_argument("--approved-by", metavar="EMAIL", help="another account, that approves")
    reasons = ("asked", "kept_long_enough", "entered_in_error", "other")
    parser.add_argument("--because", choices=reasons, default="asked")
    return parser.parse_args(arguments)
