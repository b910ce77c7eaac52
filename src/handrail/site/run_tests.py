"""`handrail test`: the tests of a checkout, with pytest's own arguments."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str]) -> int:
    """Django's own test command knows nothing of this suite."""
    if not (ROOT / "tests").is_dir() or not find_spec("pytest"):
        print("The tests need a checkout and its development packages: make test.", file=sys.stderr)
        return 1
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT)
