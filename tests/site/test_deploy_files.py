"""The files of `deploy/` ask for commands and settings that exist."""

import re

from handrail.site.cli import COMMANDS
from support.repository import ROOT

DEPLOY = ROOT / "deploy"


def read_all():
    return {path.name: path.read_text() for path in sorted(DEPLOY.rglob("*")) if path.is_file()}


def test_every_command_that_a_unit_or_container_starts_exists():
    started = {
        name: re.findall(r"ExecStart=/opt/handrail/bin/handrail (\w+)|(?:command:|CMD) \[\"(\w+)\"", text)
        for name, text in read_all().items()
        if name.endswith((".service", ".yaml", "file"))
    }
    words = {word for found in started.values() for pair in found for word in pair if word}
    assert words == {"serve", "work", "migrate", "backup", "python"}
    assert words - {"python"} <= set(COMMANDS)
    assert all(started.values())


def test_every_setting_that_they_name_is_documented():
    known = (ROOT / "docs" / "running.md").read_text()
    named = {
        name.removesuffix("_FILE")
        for text in read_all().values()
        for name in re.findall(r"HANDRAIL_\w+", text)
    }
    assert len(named) > 10
    assert not {name for name in named if f"`{name}`" not in known}


def test_no_secret_is_a_variable_of_a_unit_or_container():
    for name, text in read_all().items():
        for secret in ("SECRET_KEY", "VAULT_MASTER_KEY", "AUDIT_KEY", "DATABASE_URL"):
            assert not re.search(rf"HANDRAIL_(KEYS_)?{secret}[=:]", text), (name, secret)


def test_what_is_secret_beside_them_is_neither_committed_nor_sent_to_an_image():
    compose = (DEPLOY / "compose.yaml").read_text()
    beside = set(re.findall(r"\{ file: (\w+)/|\./(tls)[:/]|env_file: ([\w.]+)", compose))
    secret = {f"deploy/{word}" for words in beside for word in words if word}
    assert secret == {"deploy/secrets", "deploy/tls", "deploy/handrail.env"}
    for name in (".gitignore", ".dockerignore"):
        told = {line.rstrip("/") for line in (ROOT / name).read_text().splitlines()}
        assert secret <= told, name
