"""The checkout as the guards read it: its root, its tracked files, our source and its syntax."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "handrail"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is committed or about to be."""
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text(path: Path) -> str:
    """A file's text; nothing for one that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def project() -> dict[str, object]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of ours by its dotted name, without migrations."""
    for path in sorted(SRC.rglob("*.py")):
        if "migrations" not in path.parts:
            name = ".".join(path.relative_to(SRC.parent).with_suffix("").parts)
            yield name.removesuffix(".__init__"), _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layers() -> list[set[str]]:
    """The packages from the ground up, from the import contract: one list, two checks."""
    return _floors(_contracts()[0])


def layers_inside() -> dict[str, list[set[str]]]:
    """The same of each package that is divided, by its name."""
    return {
        container.removeprefix("handrail."): _floors(contract)
        for contract in _contracts()
        for container in contract.get("containers", [])
    }


def _contracts() -> list[dict[str, list[str]]]:
    return project()["tool"]["importlinter"]["contracts"]  # type: ignore[index, no-any-return]


def _floors(contract: dict[str, list[str]]) -> list[set[str]]:
    return [
        {name.strip().removeprefix("handrail.") for name in layer.split("|")}
        for layer in reversed(contract["layers"])
    ]
