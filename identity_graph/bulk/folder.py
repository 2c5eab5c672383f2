"""Where a bulk export goes: a local folder or an fsspec URL (``s3://…``), whole or not at all.

A local export is written beside its folder (``.NAME.partial``) and renamed when it is whole. An object store knows no
renaming of folders: there `manifest.json`, written last, says that the export is whole.
"""

import json
import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import fsspec

from identity_graph.errors import InputError, SettingsError

MANIFEST: Final = "manifest.json"
_LAYOUT: Final = 1


@dataclass(frozen=True, slots=True)
class BulkFile:
    """One file of a bulk export."""

    name: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished bulk export holds. ``format`` is that of the command line."""

    format: str
    schema_version: int
    schema_hash: str
    rows: int
    files: tuple[BulkFile, ...]


class Folder:
    """A folder being written."""

    def __init__(self, filesystem: Any, root: str) -> None:
        self._filesystem, self._root = filesystem, root

    @contextmanager
    def file(self, name: str) -> Generator[BinaryIO]:
        """A new file; folders in its name are made."""
        path = f"{self._root}/{name}"
        self._filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self._filesystem.open(path, "wb") as file:
            yield cast("BinaryIO", file)

    def write(self, name: str, text: str) -> None:
        """A small file."""
        with self.file(name) as file:
            file.write(text.encode())


@contextmanager
def new_folder(target: str) -> Generator[Folder]:
    """A folder to fill. What is written is there when this ends without an error, and only then; who writes the
    manifest writes it last. Raises `SettingsError` where something is already."""
    if is_url(target):
        filesystem, root = _remote(target)
        if _holds_files(filesystem, root):
            raise SettingsError(f"{target} is not empty; export into another folder, or remove what is there")
        yield Folder(filesystem, root)
    else:
        path = Path(target).absolute()
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise SettingsError(f"{target} is not empty; export into another folder, or remove what is there")
        with _local(path) as partial:
            yield Folder(fsspec.filesystem("file"), str(partial))


def is_url(target: str) -> bool:
    """Whether a target is for fsspec, not a local path."""
    return "://" in target


def write_manifest(folder: Folder, manifest: Manifest) -> None:
    """The mark that everything is there."""
    folder.write(MANIFEST, json.dumps({"layout": _LAYOUT, **asdict(manifest)}, indent=2) + "\n")


def read_manifest(target: str) -> Manifest | None:
    """The manifest of a finished bulk export; ``None`` where there is none. Raises `InputError` for another file of
    that name."""
    try:
        if is_url(target):
            filesystem, root = _remote(target)
            text = filesystem.cat_file(f"{root}/{MANIFEST}").decode()
        else:
            text = (Path(target) / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        return None
    try:
        return _manifest(json.loads(text))
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{target}/{MANIFEST} is not that of a bulk export of this release; export again") from None


def _manifest(found: Mapping[str, Any]) -> Manifest:
    if found["layout"] != _LAYOUT:
        raise ValueError(found["layout"])
    files = tuple(BulkFile(**file) for file in found["files"])
    return Manifest(found["format"], found["schema_version"], found["schema_hash"], found["rows"], files)


@contextmanager
def _local(path: Path) -> Generator[Path]:
    partial = path.parent / f".{path.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)  # of an export that was killed
    partial.mkdir(parents=True)
    try:
        yield partial
        _flush(partial)
        partial.replace(path)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _flush(folder: Path) -> None:
    """Have the system write out what it holds, files before the folders that name them."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remote(target: str) -> tuple[Any, str]:
    try:
        filesystem, root = fsspec.core.url_to_fs(target)
    except ImportError as error:
        raise SettingsError(f"{target.partition('://')[0]}:// needs a package that is not installed: {error}") from None
    except ValueError as error:
        raise SettingsError(f"{target}: {error}") from None
    return filesystem, str(root).rstrip("/")


def _holds_files(filesystem: Any, root: str) -> bool:
    return bool(filesystem.exists(root) and filesystem.find(root))
