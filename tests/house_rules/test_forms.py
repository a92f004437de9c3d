"""A form with errors answers 422: a program sees that nothing was done, a page in the history is not taken for one."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

VIEWS = sorted((settings.BASE_DIR / "parvis").glob("*/views*")) + sorted(
    (settings.BASE_DIR / "parvis").glob("*/views/*")
)


def calls(function: ast.FunctionDef) -> set[str]:
    """Names of what a function calls."""
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {getattr(one, "attr", getattr(one, "id", "")) for one in called}


def drawing_a_form() -> list:
    """The functions of views that check a form and draw a page themselves."""
    found = []
    for path in filter(Path.is_file, VIEWS):
        functions = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
        found += [pytest.param(one, id=f"{path.parent.name}.{one.name}") for one in functions]
    return [one for one in found if {"is_valid", "render"} <= calls(one.values[0])]


@pytest.mark.parametrize("view", drawing_a_form())
def test_a_view_that_checks_a_form_can_answer_422(view):
    assert any(isinstance(node, ast.Constant) and node.value == 422 for node in ast.walk(view))


def test_the_views_are_found():
    assert len(drawing_a_form()) > 20
