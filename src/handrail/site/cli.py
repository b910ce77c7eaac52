"""`handrail`: everything that is done from a command line, under one name.

Our own commands come first, each a row of COMMANDS; every other command of Django works under its own name.
A command's module is imported when it is asked for: `handrail pathway` needs neither a database nor Django.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

from handrail.platform.kernel.errors import DatabaseOfEarlierReleaseError, KeysDoNotFitError

type RunCommand = Callable[[list[str]], int | None]


@dataclass(frozen=True, slots=True)
class CliCommand:
    """One row of the help: what is typed, what may follow, what it does, what runs."""

    words: str
    more: str
    help: str
    run: RunCommand
    acts_as: str = (
        ""  # a SystemActor, where the command reads or writes files that are open to nobody in particular
    )


def make_function_runner(module: str, function: str = "main") -> RunCommand:
    """A function of ours that takes the arguments and gives back an exit code."""
    return lambda arguments: getattr(import_module(f"handrail.{module}"), function)(arguments)


WORK_ON_RECORDS = frozenset(
    {
        "load_reference",
        "index_names",
        "audit_verify",
        "audit_seal",
        "audit_rotate",
        "vault_rotate",
        "vault_rotate_master",
        "migrate",
        "loaddata",
        "createsuperuser",
        "changepassword",
    }
)
"""Commands of Django that refuse a database that 0.1 made; others (shell, dbshell, dumpdata, check) help with it."""


def make_django_command_runner(name: str) -> RunCommand:
    """A command that Django finds in an installed package."""

    def run(arguments: list[str]) -> None:
        if name in WORK_ON_RECORDS and not {"-h", "--help"} & set(arguments):
            import_module("handrail.site.databases").set_up_django()
        import_module("django.core.management").execute_from_command_line(["handrail", name, *arguments])

    return run


GROUPS: tuple[tuple[str, tuple[CliCommand, ...]], ...] = (
    (
        "Try it",
        (
            CliCommand(
                "demo",
                "[--cases N] [--raw]",
                "make the demo: databases, reference data, 2,000 invented cases",
                make_function_runner("site.demo"),
                acts_as="loader",
            ),
            CliCommand(
                "demo code",
                "ROLE",
                "a sign-in code for the demo's person in that role",
                make_function_runner("site.demo", "code"),
            ),
            CliCommand(
                "demo reset",
                "",
                "throw the demo's databases away",
                make_function_runner("site.demo", "reset"),
            ),
            CliCommand(
                "serve",
                "[--port N]",
                "serve the pages and seal the audit trail",
                make_function_runner("site.serve"),
            ),
        ),
    ),
    (
        "Ask the rules",
        (
            CliCommand(
                "pathway",
                "explain | map | rules",
                "what the rules say, without any database",
                make_function_runner("pathway.cli"),
            ),
            CliCommand(
                "pathway whatif",
                "--rules CSV [FILE]",
                "which open deadlines would move if rules changed; no case is altered",
                make_function_runner("site.whatif"),
                acts_as="what_if",
            ),
            CliCommand(
                "practices",
                "[ID...]",
                "the practices this is built to carry, and the tests that guard each",
                make_function_runner("site.source_practices"),
            ),
        ),
    ),
    (
        "Publish it",
        (
            CliCommand(
                "collate",
                "CALL --out DIR",
                "write the report of a call as a web page, a PDF and a Word file",
                make_function_runner("site.collate"),
            ),
        ),
    ),
    (
        "Keep it",
        (
            CliCommand(
                "migrate",
                "",
                "bring both databases up to date",
                make_function_runner("site.migrate"),
                acts_as="migration",
            ),
            CliCommand(
                "load reference",
                "",
                "areas, bodies and languages, brought up to date",
                make_django_command_runner("load_reference"),
            ),
            CliCommand(
                "index names",
                "",
                "make every name findable again after an upgrade",
                make_django_command_runner("index_names"),
                acts_as="indexer",
            ),
            CliCommand(
                "invite",
                "EMAIL",
                "make an account for a person, in a body and a role",
                make_function_runner("site.invite"),
            ),
            CliCommand(
                "sign-out",
                "EMAIL [--new-factor] [--close]",
                "a device was lost, or somebody left: end every session of an account",
                make_function_runner("site.sign_out"),
            ),
            CliCommand(
                "work",
                "[--only JOBS]",
                "run the jobs beside the pages; several processes share them",
                make_function_runner("site.work"),
            ),
            CliCommand(
                "sweep",
                "[--every SECONDS | --every-case | --closed-cases]",
                "ask the rules again where the day has come",
                make_function_runner("site.sweep"),
                acts_as="sweep",
            ),
            CliCommand(
                "check records",
                "[--only NAME] [--json]",
                "look for records that contradict each other",
                make_function_runner("site.check_records"),
                acts_as="record_checks",
            ),
            CliCommand(
                "remind",
                "[--every SECONDS]",
                "send reminders whose day has come, and what waits in the outbox",
                make_function_runner("site.remind"),
            ),
            CliCommand(
                "scan",
                "[--every SECONDS]",
                "hand papers that wait to the virus scanner",
                make_function_runner("site.scan"),
                acts_as="scanner",
            ),
            CliCommand(
                "documents",
                "move | move-back | tidy | check",
                "move sealed documents to an object store or back; delete what none names; look whether all are there",
                make_function_runner("site.documents"),
                acts_as="documents",
            ),
            CliCommand(
                "audit verify",
                "",
                "look for changes to the audit trail",
                make_django_command_runner("audit_verify"),
                acts_as="verification",
            ),
            CliCommand(
                "audit seal",
                "[--every SECONDS]",
                "seal what was written to the audit trail",
                make_django_command_runner("audit_seal"),
            ),
            CliCommand(
                "keys make",
                "[--folder FOLDER]",
                "make the secrets of a new installation; overwrites none",
                make_function_runner("site.keys", "make"),
            ),
            CliCommand(
                "keys rotate", "", "wrap people's keys anew", make_django_command_runner("vault_rotate")
            ),
            CliCommand(
                "keys rotate-master",
                "[--finish]",
                "change the master key: docs/security/cryptography.md says how",
                make_django_command_runner("vault_rotate_master"),
                acts_as="key_rotation",
            ),
            CliCommand(
                "keys rotate-audit",
                "[--finish]",
                "change the audit key; the trail goes on",
                make_django_command_runner("audit_rotate"),
                acts_as="key_rotation",
            ),
            CliCommand(
                "backup",
                "FOLDER [--keys FOLDER]",
                "copy both databases, the figures and the heads of the trail",
                make_function_runner("site.backups.backup"),
                acts_as="backup",
            ),
            CliCommand(
                "restore",
                "FOLDER [--check]",
                "bring a backup back into empty databases; --check is a drill",
                make_function_runner("site.backups.restore"),
                acts_as="erasure",
            ),
            CliCommand(
                "database roles",
                "",
                "print the script that makes PostgreSQL's roles",
                make_function_runner("site.database", "roles"),
            ),
            CliCommand(
                "erase",
                "[--replay | REFERENCE]",
                "who was erased; erase them again after a restore; erase a closed case",
                make_function_runner("site.erase"),
                acts_as="erasure",
            ),
        ),
    ),
    (
        "Count it",
        (
            CliCommand(
                "insight",
                "export | rebuild | publish",
                "export cases as coded facts; draw and publish the months that ended",
                make_function_runner("site.insight"),
                acts_as="insight",
            ),
            CliCommand(
                "disclosure",
                "audit",
                "attack the published figures: can anybody be counted out of them?",
                make_function_runner("site.disclosure"),
                acts_as="insight",
            ),
        ),
    ),
    (
        "Build it",
        (
            CliCommand(
                "check-site",
                "https://HOST",
                "look at the site from outside: its certificate, and whether the host is its own",
                make_function_runner("site.check_site"),
            ),
            CliCommand(
                "check", "", "look for mistakes in settings and models", make_django_command_runner("check")
            ),
            CliCommand(
                "texts",
                "[--check]",
                "bring the Welsh file in step with every text, and say how far it is",
                make_django_command_runner("texts"),
            ),
            CliCommand(
                "test",
                "[ARGUMENTS OF PYTEST]",
                "run the tests of this checkout",
                make_function_runner("site.run_tests"),
            ),
        ),
    ),
)
COMMANDS = {command.words: command for _, group in GROUPS for command in group}
ACTS_AS = {
    "audit_verify": "verification",
    "index_names": "indexer",
    "vault_rotate_master": "key_rotation",
    "audit_rotate": "key_rotation",
}  # the same under Django's names
FIRST_WORDS = frozenset(words.split()[0] for words in COMMANDS if " " in words)


def main() -> None:
    """Run what was typed. A person who presses Ctrl-C gets their prompt back, and nothing else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    os.umask(0o077)  # databases, keys, mail and logs are for the account that runs Handrail alone
    try:
        sys.exit(run_command(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # `handrail practices | head` is no error


def run_command(typed: list[str]) -> int | None:
    """Find the longest name among the first words; what is not ours is Django's."""
    if not typed or typed == ["help"] or typed[0] in ("-h", "--help"):
        return show_help()
    for length in (2, 1):
        command = COMMANDS.get(" ".join(typed[:length]))
        if command and len(typed) >= length and not _is_mistyped_subcommand(typed[length - 1 :]):
            return _run_command_as_system_actor(command, typed[length:])
    if typed[0] in COMMANDS or not _is_django_command(typed[0]):
        return _print_nearest_commands_and_return_code(typed)
    django = make_django_command_runner(typed[0])
    return _run_command_as_system_actor(
        CliCommand(typed[0], "", "", django, ACTS_AS.get(typed[0], "")), typed[1:]
    )


def _run_command_as_system_actor(command: CliCommand, arguments: list[str]) -> int | None:
    """Commands that act as nobody meet no row of a file on PostgreSQL (platform/access/row_security)."""
    try:
        if not command.acts_as:
            return command.run(arguments)
        system = import_module("handrail.platform.access.row_security.system_row_actor")
        with system.acting_as_system(system.SystemActor(command.acts_as)):
            return command.run(arguments)
    except (KeysDoNotFitError, DatabaseOfEarlierReleaseError) as error:
        print(error, file=sys.stderr)
        return 1


def _is_mistyped_subcommand(words: list[str]) -> bool:
    """Whether the second word can be nothing but the rest of a name: `demo` alone takes options only."""
    if words[0] not in FIRST_WORDS or len(words) < 2 or words[1].startswith("-"):
        return False
    return COMMANDS[words[0]].more.startswith("[--")


def _is_django_command(name: str) -> bool:
    try:
        import_module("django").setup()
    except import_module("django.core.exceptions").ImproperlyConfigured:
        return True  # Django says what is wrong with the settings
    commands = import_module("django.core.management").get_commands()
    return name.startswith("-") or name in {"help", "version", *commands}


def _print_nearest_commands_and_return_code(typed: list[str]) -> int:
    """Say which command is nearest to what was typed. Returns the exit code of a wrong use."""
    said = f"There is no command “{' '.join(typed[: 2 if typed[0] in FIRST_WORDS else 1])}”."
    near = " or ".join(f"`handrail {name}`" for name in _list_nearest_commands(typed))
    print(f"{said} Did you mean {near}?" if near else said, file=sys.stderr)
    print("`handrail --help` lists them all.", file=sys.stderr)
    return 2


def _list_nearest_commands(typed: list[str]) -> list[str]:
    known = [*COMMANDS, *_list_django_commands()]
    if len(typed) == 1 and typed[0] in FIRST_WORDS:
        return [words for words in COMMANDS if words.startswith(f"{typed[0]} ")]
    return get_close_matches(" ".join(typed[:2]), known, n=1) or get_close_matches(typed[0], known, n=1)


def show_help() -> int:
    """Our commands with a sentence each, then the names of Django's."""
    print("Handrail carries a victim of modern slavery from first contact to recovery.\n")
    for title, group in GROUPS:
        print(f"{title}:")
        for command in group:
            print(f"  handrail {f'{command.words} {command.more}'.strip():<31} {command.help}")
        print()
    print("`handrail COMMAND --help` says more. Django's own commands work too:")
    print(f"  {', '.join(_list_django_commands())}")
    return 0


def _list_django_commands() -> list[str]:
    names = import_module("django.core.management").get_commands()
    mapped = {
        "audit_verify",
        "audit_seal",
        "vault_rotate",
        "vault_rotate_master",
        "audit_rotate",
        "load_reference",
        "test",
        "runserver",
        "testserver",
    }
    return sorted(set(names) - mapped - set(COMMANDS))


if __name__ == "__main__":
    main()
