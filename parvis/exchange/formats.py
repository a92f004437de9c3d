"""The formats `parvis import` reads: name → verb taking a folder or a zip, and `say`, which shows progress.

A verb gives a result for each process: process, changed, figures, warnings.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .coming_back import loading as coming_back
from .republique_numerique import loading as republique_numerique


def _of_2015(folder: Path, *, say: Callable[[str], None]) -> list[Any]:
    return [republique_numerique.load(folder, say=say)]


FORMATS: dict[str, Callable[..., list[Any]]] = {"republique-numerique": _of_2015, coming_back.SOURCE: coming_back.load}
