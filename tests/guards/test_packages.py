"""Packages of others: exact releases with hashes, in an inventory that can be handed on."""

import json
import re
import subprocess
import sys

from support.repository import ROOT

LINE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)


def test_every_locked_package_is_exact_with_its_hash_and_in_the_inventory(tmp_path):
    python = set()
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        told = lock.read_text()
        blocks = re.split(r"\n(?=[\w.-]+(?:==|[<>~]| @))", told)
        assert [block[:40] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []
        python |= {(one["name"].lower(), one["version"]) for one in LINE.finditer(told)}
    assets = json.loads((ROOT / "assets" / "package-lock.json").read_text())["packages"]
    locked = {path: told for path, told in assets.items() if path}
    assert [
        name for name, told in locked.items() if not told.get("integrity", "").startswith("sha512-")
    ] == []
    npm = {(path.rpartition("node_modules/")[2], told["version"]) for path, told in locked.items()}
    made = tmp_path / "sbom.json"
    subprocess.run([sys.executable, ROOT / "scripts" / "audit", "--sbom", made], check=True)
    components = json.loads(made.read_text())["components"]
    assert len(components) == len(python) + len(npm)
    assert ("django", "pypi") in {(one["name"], one["purl"][4:8]) for one in components}
