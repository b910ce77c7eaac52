"""The checkout as the guards read it: its root, its tracked files, our source and its syntax."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class LayersContract:
    """An import contract of pyproject.toml, read for tables too: layer to its depth, from the ground up."""

    name: str
    container: str
    depth: dict[str, int]

    def layer_of(self, module: str) -> str | None:
        """The layer that a module belongs to."""
        return next((layer for layer in self.depth if f"{module}.".startswith(f"{layer}.")), None)


def layers_contracts() -> list[LayersContract]:
    """Every layers contract: one list, two checks."""
    contracts = project()["tool"]["importlinter"]["contracts"]  # type: ignore[index]
    return [_layers_contract(contract) for contract in contracts if contract["type"] == "layers"]


def _layers_contract(contract: dict[str, Any]) -> LayersContract:
    container = contract.get("containers", [""])[0]
    prefix = f"{container}." if container else ""
    floors = enumerate(reversed(contract["layers"]))
    depth = {f"{prefix}{name.strip()}": number for number, floor in floors for name in floor.split("|")}
    return LayersContract(contract["name"], container or "handrail", depth)
