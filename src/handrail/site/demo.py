"""`handrail demo`, `handrail demo code ROLE`, `handrail demo reset`: the training copy, from nothing to signed in."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from handrail.site import serving, stores

MOST = 1_000_000


def main(arguments: list[str]) -> int:
    """Make what is missing, then say how to sign in. Done already, it takes a second."""
    parser = _parser("demo", "Make the demo where it is missing: databases, reference data, invented cases.")
    parser.add_argument("--cases", type=_cases, metavar="N", help="how many cases (default: 2000)")
    parser.add_argument(
        "--raw",
        action="store_true",
        help="for measuring, up to a million: drawn cases alone, without their trail, added to what is there",
    )
    options = parser.parse_args(arguments)
    stores.set_up()
    return _make_raw(options.cases) if options.raw else _make(options.cases)


def code(arguments: list[str]) -> int:
    """The code that the authenticator of the demo's person in that role shows now."""
    parser = _parser("demo code", "Print the second-factor code of the demo's person in a role.")
    parser.add_argument("role")
    role = parser.parse_args(arguments).role
    stores.set_up()
    return _code(role)


def reset(arguments: list[str]) -> int:
    """Throw the embedded databases of the demo away. Keys that this machine made for itself stay."""
    _parser("demo reset", "Throw the demo's embedded databases away.").parse_args(arguments)
    stores.set_up()
    if refusal := _refusal():
        print(refusal, file=sys.stderr)
        return 1
    connections.close_all()
    for path in _files():
        path.unlink(missing_ok=True)
    print("The demo's databases are gone.")
    return 0


def _cases(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST}")
    return number


def _make_raw(cases: int | None) -> int:
    from handrail.demo.load import refuse_what_is_real  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.plan import SIZE  # noqa: PLC0415 - the same
    from handrail.demo.raw import load_many  # noqa: PLC0415 - the same
    from handrail.demo.refusals import NotTheDemo  # noqa: PLC0415 - the same
    from handrail.reference.actions import begin_invented  # noqa: PLC0415 - the same
    from handrail.reference.load import load_all  # noqa: PLC0415 - the same

    stores.migrate()
    try:
        refuse_what_is_real()
    except NotTheDemo as no:
        print(no, file=sys.stderr)
        return 1
    load_all()
    begin_invented(seed="raw")
    load_many(cases or SIZE)
    return 0


def _make(cases: int | None = None) -> int:
    from handrail.demo.load import load  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.plan import SIZE  # noqa: PLC0415 - the same
    from handrail.demo.refusals import NotTheDemo  # noqa: PLC0415 - the same

    if stores.unapplied():
        print("     Databases: made or brought up to date", flush=True)
        stores.migrate()
    try:
        load(lambda line: print(f"     {line}", flush=True), size=cases or SIZE)
    except NotTheDemo as no:
        print(no, file=sys.stderr)
        return 1
    _show_sign_ins()
    return 0


def _code(role: str) -> int:
    from handrail.demo import signin  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.refusals import NoSuchRole, NotTheDemo  # noqa: PLC0415 - the same

    try:
        print(signin.code(role))
    except (NotTheDemo, NoSuchRole) as no:
        print(no, file=sys.stderr)
        return 1
    except DatabaseError:
        print("There is no demo here yet: run `handrail demo` first.", file=sys.stderr)
        return 1
    return 0


def _show_sign_ins() -> None:
    from handrail.demo.bodies import SIGN_INS  # noqa: PLC0415 - its models need Django to be set up first
    from handrail.demo.signin import PASSWORD  # noqa: PLC0415 - the same

    print(
        "\nOne sign-in for each role. Everybody and everything in this demo is invented; its shares follow the"
    )
    print("published figures of 2023 (docs/demo-caseload.md says which, and what is assumed).")
    print(
        f"Password, for all: {PASSWORD}\nSecond factor: handrail demo code ROLE   (.venv/bin/handrail in a checkout)\n"
    )
    for role, user in SIGN_INS.items():
        print(f"  {role:<16} {user.email:<36} {user.name}")


def _refusal() -> str:
    """Why the databases must stay."""
    if connections["default"].vendor != "sqlite":
        return "This demo lives on a database server: drop its two databases there, then run `handrail demo`."
    if serving.somebody():
        return "The pages are being served from these databases. Stop that first (Ctrl-C where it runs)."
    if _holds_what_is_real():
        return "This database does not say that everything in it is invented: it stays."
    return ""


def _holds_what_is_real() -> bool:
    from handrail.access.models import User  # noqa: PLC0415 - models need Django to be set up first
    from handrail.reference.queries import is_invented  # noqa: PLC0415 - the same

    try:
        return not is_invented() and User.objects.exists()
    except DatabaseError:
        return False  # made halfway, or not at all: nobody has worked in it


def _files() -> list[Path]:
    stored = [Path(str(connections[alias].settings_dict["NAME"])) for alias in settings.DATABASES]
    logs = [path.with_name(path.name + end) for path in stored for end in ("-wal", "-shm", "-journal")]
    heads = settings.AUDIT_HEADS
    return [*stored, *logs, *heads.parent.glob(f"{heads.name}*")]


def _parser(command: str, what: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"handrail {command}", description=what)
