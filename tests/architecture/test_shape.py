"""The shape of the code: small files and functions, sorted public names, nothing printed by the library."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "identity_graph": ROOT / "identity_graph",
    "identity_graph_api": ROOT / "api" / "identity_graph_api",
    "identity_graph_loaders": ROOT / "loaders" / "identity_graph_loaders",
}
SHIPPED = sorted(file for folder in PACKAGES.values() for file in folder.rglob("*.py"))
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70
PRINTING = {"cli", "cli.py", "presentation"}
"""Parts of the library that speak to people."""


def packages() -> list[str]:
    """Every package and subpackage, by its name."""
    found = ((name, folder, init.parent) for name, folder in PACKAGES.items() for init in folder.rglob("__init__.py"))
    return sorted(".".join([name, *inside.relative_to(folder).parts]) for name, folder, inside in found)


@pytest.mark.parametrize("name", packages())
def test_public_names_are_sorted_and_there(name: str) -> None:
    package = importlib.import_module(name)
    public = getattr(package, "__all__", [])
    assert public == sorted(public, key=as_ruff_sorts)
    assert len(set(public)) == len(public)
    assert [entry for entry in public if not hasattr(package, entry)] == []
    assert (package.__doc__ or "").strip()


def test_no_file_is_too_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in SHIPPED}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES_MAX} == {}


def test_no_function_is_too_long() -> None:
    too_long = {
        f"{file.relative_to(ROOT)}:{node.name}": lines
        for file in SHIPPED
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES_MAX
    }
    assert too_long == {}


def test_the_library_prints_nothing() -> None:
    printing = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in SHIPPED
        if not PRINTING & set(file.relative_to(ROOT).parts)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_no_folder_without_meaning() -> None:
    meaningless = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}
    assert [str(file) for file in SHIPPED if meaningless & {*file.parts[len(ROOT.parts) :], file.stem}] == []


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def as_ruff_sorts(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order RUF022 wants."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)
