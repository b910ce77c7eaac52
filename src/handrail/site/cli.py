"""`handrail`: everything that is done from a command line, under one name.

Our own commands come first, each a row of COMMANDS; every other command of Django works under its own name.
A command's module is imported when it is asked for: `handrail pathway` needs neither a database nor Django.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

type Run = Callable[[list[str]], int | None]


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the help: what is typed, what may follow, what it does, what runs."""

    words: str
    more: str
    help: str
    run: Run


def ours(module: str, function: str = "main") -> Run:
    """A function of ours that takes the arguments and gives back an exit code."""
    return lambda arguments: getattr(import_module(f"handrail.{module}"), function)(arguments)


def django(name: str) -> Run:
    """A command that Django finds in an installed package."""

    def run(arguments: list[str]) -> None:
        import_module("django.core.management").execute_from_command_line(["handrail", name, *arguments])

    return run


GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "Try it",
        (
            Command(
                "demo",
                "[--cases N] [--raw]",
                "make the demo: databases, reference data, 2,000 invented cases",
                ours("site.demo"),
            ),
            Command(
                "demo code",
                "ROLE",
                "a sign-in code for the demo's person in that role",
                ours("site.demo", "code"),
            ),
            Command("demo reset", "", "throw the demo's databases away", ours("site.demo", "reset")),
            Command("serve", "[--port N]", "serve the pages and seal the audit trail", ours("site.serve")),
        ),
    ),
    (
        "Ask the rules",
        (
            Command(
                "pathway",
                "explain | map | rules",
                "what the rules say, without any database",
                ours("pathway.cli"),
            ),
            Command(
                "practices",
                "[ID...]",
                "the practices this is built to carry, and the tests that guard each",
                ours("site.practices"),
            ),
        ),
    ),
    (
        "Publish it",
        (
            Command(
                "collate",
                "CALL --out DIR",
                "write the report of a call as a web page, a PDF and a Word file",
                ours("site.collate"),
            ),
        ),
    ),
    (
        "Keep it",
        (
            Command("migrate", "", "bring both databases up to date", ours("site.migrate")),
            Command(
                "load reference",
                "",
                "areas, bodies and languages, brought up to date",
                django("load_reference"),
            ),
            Command(
                "index names",
                "",
                "make every name findable again after an upgrade",
                django("index_names"),
            ),
            Command(
                "invite",
                "EMAIL",
                "make an account for a person, in a body and a role",
                ours("site.invite"),
            ),
            Command(
                "sign-out",
                "EMAIL [--new-factor] [--close]",
                "a device was lost, or somebody left: end every session of an account",
                ours("site.sign_out"),
            ),
            Command(
                "sweep", "[--every SECONDS]", "ask the rules again where the day has come", ours("site.sweep")
            ),
            Command(
                "remind",
                "[--every SECONDS]",
                "send reminders whose day has come, and what waits in the outbox",
                ours("site.remind"),
            ),
            Command(
                "scan",
                "[--every SECONDS]",
                "hand papers that wait to the virus scanner",
                ours("site.scan"),
            ),
            Command("audit verify", "", "look for changes to the audit trail", django("audit_verify")),
            Command(
                "audit seal",
                "[--every SECONDS]",
                "seal what was written to the audit trail",
                django("audit_seal"),
            ),
            Command("keys rotate", "", "wrap people's keys anew", django("vault_rotate")),
        ),
    ),
    (
        "Build it",
        (
            Command("check", "", "look for mistakes in settings and models", django("check")),
            Command(
                "texts",
                "[--check]",
                "bring the Welsh file in step with every text, and say how far it is",
                django("texts"),
            ),
            Command(
                "test",
                "[ARGUMENTS OF PYTEST]",
                "run the tests of this checkout",
                ours("site.run_tests"),
            ),
        ),
    ),
)
COMMANDS = {command.words: command for _, group in GROUPS for command in group}


def main() -> None:
    """Run what was typed. A person who presses Ctrl-C gets their prompt back, and nothing else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # `handrail practices | head` is no error


def run(typed: list[str]) -> int | None:
    """Find the longest name among the first words; what is not ours is Django's."""
    if not typed or typed == ["help"] or typed[0] in ("-h", "--help"):
        return show_help()
    for length in (2, 1):
        command = COMMANDS.get(" ".join(typed[:length]))
        if command and len(typed) >= length:
            return command.run(typed[length:])
    return django(typed[0])(typed[1:])


def show_help() -> int:
    """Our commands with a sentence each, then the names of Django's."""
    print("Handrail carries a victim of modern slavery from first contact to recovery.\n")
    for title, group in GROUPS:
        print(f"{title}:")
        for command in group:
            print(f"  handrail {f'{command.words} {command.more}'.strip():<31} {command.help}")
        print()
    print("`handrail COMMAND --help` says more. Django's own commands work too:")
    print(f"  {', '.join(_of_django())}")
    return 0


def _of_django() -> list[str]:
    names = import_module("django.core.management").get_commands()
    mapped = {
        "audit_verify",
        "audit_seal",
        "vault_rotate",
        "load_reference",
        "test",
        "runserver",
        "testserver",
    }
    return sorted(set(names) - mapped - set(COMMANDS))


if __name__ == "__main__":
    main()
