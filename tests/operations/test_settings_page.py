"""Every setting is documented, and nothing that is documented is gone."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = re.compile(r"\b(?:env|env_bool|env_int|env_list|env_period|secret)\(\s*\"([A-Z_]+)\"")


def settings_read() -> set[str]:
    return set(NAME.findall((ROOT / "parvis" / "settings.py").read_text()))


def documented(path: str) -> set[str]:
    return set(re.findall(r"\b(?:PARVIS|DATABASE)_[A-Z_]+\b", (ROOT / path).read_text()))


def test_the_page_of_settings_names_them_all():
    assert settings_read()
    assert settings_read() - documented("docs/operate/settings.md") == set()
    assert documented("docs/operate/settings.md") - settings_read() == set()


def test_the_example_names_only_what_is_read():
    assert documented("env.example") - settings_read() == set()


def test_the_environment_is_read_nowhere_else():
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "parvis").rglob("*.py")
        if re.search(r"os\.environ\[|os\.environ\.get\(|os\.getenv", path.read_text())
    ]
    assert found == ["parvis/settings.py"]
