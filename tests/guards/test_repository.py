"""What the checkout may hold, and what its parts must say of each other."""

import ast
import re
import tomllib

import pytest
from django.core.management import call_command

from support.repository import ROOT, SRC, modules, text, tracked

LARGEST = 400 * 1024
ADDRESSES = re.compile(
    r'"resolved": *"http|registry *= *"?http|--(extra-)?index-'
    r"url|--find-"
    r"links|index-url *="
    r"|(pypi|pythonhosted|npmjs)\.(org|com)"
)
MACHINE_PATHS = re.compile(r"(?<!\w)/(wor" r"k|roo" r"t|hom" r"e)/[a-z.]+/")
OTHERS_WORDS = re.compile(r"#\s*noqa:\s*PLC0415\s*$")


def test_no_registry_address_is_written_down():
    assert [path.name for path in tracked() if ADDRESSES.search(text(path)) and path.suffix != ".lock"] == []


def test_no_path_of_somebodys_machine_is_written_down():
    found = [path.relative_to(ROOT).as_posix() for path in tracked() if MACHINE_PATHS.search(text(path))]
    assert found == []


def test_no_file_is_large():
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST] == []


def test_nothing_built_is_committed():
    built = [path for path in tracked() if {"node_modules", "built", ".venv", "var"} & set(path.parts)]
    assert built == []


def test_an_import_inside_a_function_says_why():
    """Ruff finds every one; one that is let through carries its reason on the line."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix == ".py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if OTHERS_WORDS.search(line)
    ]
    assert found == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_migration_creates_its_tables_at_once():
    """One model after the other costs ten times as much (platform/table_creation.py)."""
    found = [
        path.relative_to(SRC).as_posix()
        for path in sorted(SRC.rglob("migrations/0*.py"))
        if (told := text(path)) and "migrations.CreateModel" in told and "create_tables_at_once(" not in told
    ]
    assert found == []


def test_each_package_opens_with_what_it_is_for():
    packages = SRC.glob("*/__init__.py")
    assert [path for path in packages if not ast.get_docstring(ast.parse(text(path)))] == []


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| .*\]\(([\w-]+\.md)\)", text(folder / "README.md"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")


def test_every_room_is_once_on_the_map():
    told = re.findall(r"^\| `([\w/]+)` \|", text(ROOT / "docs" / "packages.md"), re.MULTILINE)
    assert [room for room in told if told.count(room) > 1] == []
    rooms = {
        path.parent.relative_to(SRC).as_posix()
        for wing in ("areas", "insight", "people", "platform")
        for path in SRC.glob(f"{wing}/*/__init__.py")
    }
    assert rooms - set(told) == set()
    assert {room for room in told if not (SRC / room).is_dir()} == set()


def test_every_variable_of_the_environment_is_documented():
    told = set(re.findall(r"\bHANDRAIL_[A-Z_]+\b", text(ROOT / "docs" / "running.md")))
    assert told == read_from_the_environment()


def read_from_the_environment() -> set[str]:
    return {
        node.value
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"HANDRAIL_[A-Z_]+", node.value)
    }


def test_the_change_log_tells_of_the_version_that_would_be_released():
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)} \(.+\)$", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
