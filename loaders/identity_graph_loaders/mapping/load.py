"""Mapping files from their YAML: ready ones by name, others by path."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from identity_graph.errors import MappingError
from identity_graph_loaders.mapping.model import MappingFile

MAPPING_MAX_BYTES: Final = 256 * 1024
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_FOLDERS: Final = (_PACKAGE / "mappings", _PACKAGE.parent / "mappings")


@dataclass(frozen=True, slots=True)
class NamedMapping:
    """A mapping and what messages call it."""

    name: str
    file: MappingFile


def ready_mappings() -> tuple[str, ...]:
    """The names of the mappings that come with the loader."""
    return tuple(sorted(path.stem for folder in _FOLDERS for path in folder.glob("*.yaml")))


def mapping_path(name: str) -> Path:
    """The file of a ready mapping (beside the package in a checkout, inside it once installed) or a path as given.

    Raises `MappingError` with the ready names where there is none.
    """
    if not name.endswith((".yaml", ".yml")) and "/" not in name:
        for folder in _FOLDERS:
            if (path := folder / f"{name}.yaml").is_file():
                return path
    if (path := Path(name)).is_file():
        return path
    raise MappingError(
        f"--mapping {name}: no such file, and no ready mapping; ready are: {', '.join(ready_mappings())}"
    )


def load_mapping(name: str) -> NamedMapping:
    """Read and check a mapping. Raises `MappingError` that names every wrong key by its path."""
    path = mapping_path(name)
    try:
        if path.stat().st_size > MAPPING_MAX_BYTES:
            raise MappingError(f"{path}: a mapping has at most {MAPPING_MAX_BYTES} bytes")
        content = yaml.load(path.read_text("utf-8"), _Texts)  # noqa: S506  # a SafeLoader
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 1})" if where else ""
        raise MappingError(f"{path}: is not YAML{line}: {getattr(error, 'problem', None) or error}") from error
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror})") from error
    if not isinstance(content, dict):
        raise MappingError(f"{path}: a mapping is a list of keys with values, such as record_id: customer_no")
    return NamedMapping(path.stem, parse_mapping(content, str(path)))


def parse_mapping(content: dict[Any, Any], where: str) -> MappingFile:
    """Check a mapping's content; ``where`` is what the error calls it."""
    try:
        return MappingFile.model_validate(content)
    except (ValidationError, RecursionError) as error:
        said = (
            [_problem(dict(problem)) for problem in error.errors()]
            if isinstance(error, ValidationError)
            else ["too deep"]
        )
        raise MappingError(
            f"{where}: " + "; ".join(said) + ". docs/guides/mappings.md describes the format."
        ) from error


def _problem(problem: dict[str, Any]) -> str:
    path = ""
    for step in problem["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    if problem["type"] == "extra_forbidden":
        return f"{path}: unknown key"
    if problem["type"] == "string_type":
        return f"{path}: is no text (write true, false and null in quotes where they are texts)"
    if problem["type"] == "missing":
        return f"{path}: is missing"
    return f"{path}: {str(problem['msg']).removeprefix('Value error, ')}".removeprefix(": ")


class _Texts(yaml.SafeLoader):
    """YAML in which plain words are texts (NO is Norway, ``on`` is a key) but for true, false and null, and in which a
    key said twice is an error: plain YAML would drop the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Check the keys, then read as ever."""
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = {key for key in keys if keys.count(key) > 1 and key != "<<"}
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"said twice: {', '.join(sorted(twice))}", node.start_mark
            )
        return super().construct_mapping(node, deep)


_Texts.yaml_implicit_resolvers = {}
_Texts.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), list("tf"))
_Texts.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(null|~|)$"), ["n", "~", ""])
