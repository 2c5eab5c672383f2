"""The guides are complete: every command and option, setting, error code, rule, tier and decision is in them."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer.main
from identity_graph_api.errors import QueryTimeout, QueryTooCostly
from identity_graph_api.settings import ApiSettings

from identity_graph.cli import communities, evaluating, exporting, reading, rings, upkeep
from identity_graph.errors import IdentityGraphError
from identity_graph.resolution import LINK_PROBABILITY, REVIEW_PROBABILITY, RULES
from identity_graph.resolution.comparisons import COMPARISONS
from identity_graph.settings import Settings
from identity_graph.trust import TIERS_VERSION

ROOT = Path(__file__).parents[3]
GUIDES = ROOT / "docs" / "guides"
SETTINGS = [(kind, name) for kind in (Settings, ApiSettings) for name in kind.model_fields]
SERVICE_ERRORS = (QueryTimeout, QueryTooCostly)
"""Imported, so that the tree below them is known here."""


def commands() -> dict[str, Any]:
    app = typer.Typer()
    for module in (reading, communities, rings, evaluating, exporting, upkeep):
        module.register(app)
    for point in entry_points(group="identity_graph.commands"):
        point.load()(app)
    root: Any = typer.main.get_command(app)
    return dict(named(root))


def named(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Commands by their names, those in groups with the group's before it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from named(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def sections(guide: str) -> dict[str, str]:
    """Heading of the third level → what stands under it."""
    text = (GUIDES / guide).read_text("utf-8")
    heads = [*re.finditer(r"^### (.+)$", text, re.MULTILINE), None]
    return {
        head[1]: text[head.end() : after.start() if after else len(text)] for head, after in pairwise(heads) if head
    }


def errors(kind: type[IdentityGraphError] = IdentityGraphError) -> Iterator[type[IdentityGraphError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.startswith("identity_graph"):
            yield from errors(child)


COMMANDS = commands()


def test_the_guide_has_every_command_and_no_other() -> None:
    assert set(sections("commands.md")) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_has_its_options_and_its_example(name: str) -> None:
    section, command = sections("commands.md")[name], COMMANDS[name]
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options if f"`{option}" not in section} == set()
    example = command.epilog.removeprefix("Example: ")
    assert f"```sh\n{example}\n```" in section


@pytest.mark.parametrize(("kind", "name"), SETTINGS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_setting_has_its_name_and_default(kind: type[Settings] | type[ApiSettings], name: str) -> None:
    variable = f"{kind.model_config.get('env_prefix')}{name}".upper()
    default: object = kind.model_fields[name].default
    said = str(default).lower() if isinstance(default, bool) else f"{default:g}" if is_number(default) else default
    (line,) = [
        line
        for line in (GUIDES / "settings.md").read_text("utf-8").splitlines()
        if line.startswith(f"| `{variable}` |")
    ]
    assert line.split("|")[2].strip() == ("" if default is None else f"`{said}`")


def is_number(value: object) -> bool:
    return isinstance(value, int | float)


@pytest.mark.parametrize("kind", list(errors()), ids=lambda kind: kind.code)
def test_an_error_has_its_code_and_exit_code(kind: type[IdentityGraphError]) -> None:
    guide = (GUIDES / "errors.md").read_text("utf-8")
    assert f"| `{kind.code}` | {kind.exit_code} | `{kind.__name__}` |" in guide


def test_the_retryable_errors_are_named() -> None:
    (sentence,) = re.findall(r"^Only (.*) are `retryable`", (GUIDES / "errors.md").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(IG-[A-Z-]+)`", sentence)) == {kind.code for kind in errors() if kind.retryable}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_its_effect_and_its_reason(rule: Any) -> None:
    assert f"| `{rule.name}` | {rule.effect} | {rule.reason} |" in (GUIDES / "resolution.md").read_text("utf-8")


def test_the_guide_has_no_rule_that_is_gone() -> None:
    named = re.findall(r"^\| `(\w+)` \| [a-z]+-[a-z]+ \|", (GUIDES / "resolution.md").read_text("utf-8"), re.MULTILINE)
    assert named == [rule.name for rule in RULES]


def test_the_guide_has_the_thresholds_and_every_comparison() -> None:
    guide = (GUIDES / "resolution.md").read_text("utf-8")
    assert f"| ≥ {LINK_PROBABILITY:g} | linked" in guide
    assert f"| {REVIEW_PROBABILITY:g} to {LINK_PROBABILITY:g} | waits" in guide
    unnamed = [c.name for c in COMPARISONS if c.name.replace("_", " ") not in " ".join(guide.split())]
    assert unnamed == []


def test_the_tiers_are_of_the_version_that_decides() -> None:
    assert f"version {TIERS_VERSION} (`TIERS_VERSION`)" in (GUIDES / "tiers.md").read_text("utf-8")


@pytest.mark.parametrize("folder", ["guides", "decisions"])
def test_the_index_has_every_document(folder: str) -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    files = {path.name for path in (ROOT / "docs" / folder).glob("*.md")}
    assert {name for name in files if f"]({folder}/{name})" not in index} == set()
