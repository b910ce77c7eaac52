"""`handrail demo`, `handrail demo code ROLE`, `handrail demo reset`: the training copy, from nothing to signed in."""

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.db import DatabaseError

from handrail.platform.kernel.disk_full import is_disk_full
from handrail.site import databases, demo_databases
from handrail.site.demo_lock import hold_demo_lock
from handrail.site.environment import get_var_folder
from handrail.site.key_files import make_missing_keys

if TYPE_CHECKING:
    from handrail.demo.loader import DemoLoadResult

MOST = 1_000_000
SECTIONS_MISSING = 3
"""What the command ends with where some sections of the demo could not be written: it can be served without them."""
STOPPED_BY_PERSON = 130
STOPPED = "Stopped. The next `make demo` goes on from here."
NO_ROOM = "The disk that holds {} is full. Make room there, and run `make demo` again: it goes on from here."
HALF_MADE = "making its databases was stopped"
MISSING = (
    "The demo is not part of this installation: the invented caseload is left out of the released package.\n"
    "Get a checkout of Handrail and run `make demo` there, or install the checkout: pip install --editable CHECKOUT."
)


def main(arguments: list[str]) -> int:
    """Make what is missing, then say how to sign in. Done already, it takes a second."""
    parser = _make_demo_argument_parser(
        "demo", "Make the demo where it is missing: databases, reference data, invented cases."
    )
    parser.add_argument("--cases", type=_parse_case_count, metavar="N", help="how many cases (default: 2000)")
    parser.add_argument(
        "--raw",
        action="store_true",
        help="for measuring, up to a million: drawn cases alone, without their trail, added to what is there",
    )
    options = parser.parse_args(arguments)
    if _is_demo_package_missing():
        return 1
    try:
        return _make_demo(options)
    except KeyboardInterrupt:
        print(f"\n{STOPPED}", file=sys.stderr)
        return STOPPED_BY_PERSON
    except (DatabaseError, OSError) as error:
        if not is_disk_full(error):
            raise
        print(NO_ROOM.format(get_var_folder()), file=sys.stderr)
        return 1


def _make_demo(options: argparse.Namespace) -> int:
    make_missing_keys()
    databases.set_up_django(of_any_release=True)
    with hold_demo_lock(_say_waiting):
        if refusal := demo_databases.begin_demo_again_after_earlier_release():
            print(refusal, file=sys.stderr)
            return 1
        if demo_databases.has_data_not_of_demo():  # asked before a migration would change it
            from handrail.demo.errors import NotDemoDatabaseError  # noqa: PLC0415 - left out of a released package

            print(NotDemoDatabaseError(), file=sys.stderr)
            return 1
        if options.raw:
            return _make_demo_of_sampled_cases(options.cases)
        return _make_demo_databases(options.cases)


def _say_waiting() -> None:
    print("     Another load of this demo is running: waiting until it ends", flush=True)


def code(arguments: list[str]) -> int:
    """The code that the authenticator of the demo's person in that role shows now."""
    if _is_demo_package_missing():
        return 1
    from handrail.demo.planned_bodies_and_users import SIGN_INS  # noqa: PLC0415 - left out of a released package

    parser = _make_demo_argument_parser(
        "demo code", "Print the second-factor code of the demo's person in a role."
    )
    parser.add_argument("role", metavar="ROLE", help=f"one of: {', '.join(SIGN_INS)}")
    role = parser.parse_args(arguments).role
    databases.set_up_django()
    return _print_second_factor_code(role)


def reset(arguments: list[str]) -> int:
    """Throw the embedded databases of the demo away. Keys that this machine made for itself stay."""
    _make_demo_argument_parser("demo reset", "Throw the demo's embedded databases away.").parse_args(
        arguments
    )
    databases.set_up_django(of_any_release=True)
    with hold_demo_lock(_say_waiting):
        if refusal := demo_databases.explain_why_demo_databases_must_stay():
            print(refusal, file=sys.stderr)
            return 1
        demo_databases.delete_demo_databases()
    print("The demo's databases are gone.")
    return 0


def _is_demo_package_missing() -> bool:
    """Whether the demo's package was left out of this installation; then says what to install."""
    if find_spec("handrail.demo"):
        return False
    print(MISSING, file=sys.stderr)
    return True


def _parse_case_count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST}")
    return number


def _make_demo_of_sampled_cases(cases: int | None) -> int:
    from handrail.demo.demo_plan import SIZE  # noqa: PLC0415 - the same
    from handrail.demo.errors import NotDemoDatabaseError  # noqa: PLC0415 - the same
    from handrail.demo.loader import raise_unless_only_invented_data as refuse_what_is_real  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.volume_loader import write_sampled_cases_to_database as load_many  # noqa: PLC0415 - the same
    from handrail.platform.reference.actions import mark_database_as_demo_data_only as begin_invented  # noqa: PLC0415 - the same
    from handrail.platform.reference.load import load_reference_data as load_all  # noqa: PLC0415 - the same

    _migrate_or_begin_again()
    try:
        refuse_what_is_real()
    except NotDemoDatabaseError as no:
        print(no, file=sys.stderr)
        return 1
    load_all()
    begin_invented(seed="raw")
    load_many(cases or SIZE)
    return 0


def _make_demo_databases(cases: int | None = None) -> int:
    from handrail.demo.demo_plan import SIZE  # noqa: PLC0415 - the same
    from handrail.demo.errors import NotDemoDatabaseError, OutdatedDemoLoadError  # noqa: PLC0415 - the same
    from handrail.demo.load_progress import ProgressLine  # noqa: PLC0415 - the same
    from handrail.demo.loader import is_demo_loaded  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.loader import load_demo as load  # noqa: PLC0415 - the same

    line = ProgressLine()
    if databases.count_unapplied_migrations_by_database() or not is_demo_loaded():
        line.show("Databases: made or brought up to date")
        _migrate_or_begin_again()
    try:
        result = load(line.show, size=cases or SIZE)
    except OutdatedDemoLoadError as outdated:
        line.close()
        if refusal := demo_databases.begin_demo_again(str(outdated)):
            print(refusal, file=sys.stderr)
            return 1
        return _make_demo_databases(cases)
    except NotDemoDatabaseError as no:
        line.close()
        print(no, file=sys.stderr)
        return 1
    line.close()
    _print_demo_sign_in_accounts()
    if not result.missing:
        return 0
    _print_missing_sections(result)
    return SECTIONS_MISSING


def _migrate_or_begin_again() -> None:
    """Also where no migration is missing: what follows the last one may have been stopped.

    Django records some migrations after it has committed their tables. One that was stopped in between fails for ever,
    so a demo that was never complete begins again.
    """
    try:
        databases.migrate_databases()
    except DatabaseError as error:
        if is_disk_full(error) or _is_demo_complete() or demo_databases.begin_demo_again(HALF_MADE):
            raise
        databases.migrate_databases()


def _is_demo_complete() -> bool:
    from handrail.platform.reference.queries import is_demo_data_completely_written  # noqa: PLC0415 - its models need Django to be set up first

    try:
        return is_demo_data_completely_written()
    except DatabaseError:
        return False


def _print_missing_sections(result: "DemoLoadResult") -> None:
    """What is not there, where who reads the last lines sees it."""
    from handrail.demo.section_loading import get_demo_log_path  # noqa: PLC0415 - its models need Django to be set up first

    print(
        f"\nMissing from this demo, and tried again when it is next started ({get_demo_log_path()} says more):"
    )
    for section in result.missing:
        print(f"  {section.name}: {section.reason}", flush=True)


def _print_second_factor_code(role: str) -> int:
    from handrail.demo import signin  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.errors import NotDemoDatabaseError, UnknownRoleError  # noqa: PLC0415 - the same

    try:
        print(signin.get_current_totp_code(role))
    except (NotDemoDatabaseError, UnknownRoleError) as no:
        print(no, file=sys.stderr)
        return 1
    except DatabaseError:
        print("There is no demo here yet: run `handrail demo` first.", file=sys.stderr)
        return 1
    return 0


def _print_demo_sign_in_accounts() -> None:
    from handrail.demo.planned_bodies_and_users import SIGN_INS  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.signin import PASSWORD  # noqa: PLC0415 - the same

    print(
        "\nOne sign-in for each role. Everybody and everything in this demo is invented; its shares follow the"
    )
    print("published figures of 2023 (docs/demo-caseload.md says which, and what is assumed).")
    print(
        f"Password, for all: {PASSWORD}\nSecond factor: handrail demo code ROLE   (.venv/bin/handrail in a checkout)\n"
    )
    for role, user in SIGN_INS.items():
        print(f"  {role:<22} {user.email:<36} {user.name}")


def _make_demo_argument_parser(command: str, what: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"handrail {command}", description=what)
