"""Common cases to begin from: one file each in cases/, answers by field, in French and in English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from parvis.ui.translated import Translated

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """name: of its file; title, about: for who chooses; answers: {field: value, or {language: text}}."""

    name: str
    title: Translated
    about: Translated
    answers: dict[str, Any]

    def answers_in(self, language: str) -> dict[str, Any]:
        """The answers, their texts in one language only: the others are written once the words are the organiser’s."""
        return {
            field: {language: value[language]} if isinstance(value, dict) else str(value)
            for field, value in self.answers.items()
        }


class Cases(Mapping[str, Case]):
    """Read from their files the first time they are asked for."""

    @cached_property
    def read(self) -> dict[str, Case]:
        found = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.toml")]
        found.sort(key=lambda one: one[1]["place"])
        return {
            name: Case(name, Translated(told["title"]), Translated(told["about"]), told["answers"])
            for name, told in found
        }

    def __getitem__(self, name: str) -> Case:
        return self.read[name]

    def __iter__(self):
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)


CASES = Cases()
