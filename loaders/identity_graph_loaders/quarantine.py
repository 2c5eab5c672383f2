"""The rows that could not be used: kept in a file of their own, with line, reason and the row as it stood."""

import json
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from identity_graph.errors import InputError, TooManyBadRows
from identity_graph.model import content_hash
from identity_graph_loaders.readers import BadRow
from identity_graph_loaders.readers.open import STANDARD_INPUT, file_name, is_remote, shown

MAX_BAD_ROWS: Final = 1_000
"""More bad rows than this end the load of a file where ``--max-bad`` says nothing."""

_MODE: Final = 0o600
_LINE_MAX: Final = 16 * 1024 * 1024


def quarantine_path(address: str) -> Path:
    """``FILE.quarantine.jsonl`` beside the file; in the working folder for standard input, remote and read-only
    ones, whose names carry a few letters of their address: two may be called the same."""
    name = f"{file_name(address)}.quarantine.jsonl"
    if address == STANDARD_INPUT:
        return Path(name)
    if not is_remote(address) and _writable(folder := Path(address).parent):
        return folder / name
    return Path(f"{file_name(address)}.{content_hash(shown(address))[:8]}.quarantine.jsonl")


def _writable(folder: Path) -> bool:
    """Whether rows may be kept there. A folder that nobody may write to is meant so, even where root could."""
    try:
        return bool(folder.stat().st_mode & 0o222) and os.access(folder, os.W_OK)
    except OSError:
        return False


def _is_quarantine(path: Path) -> bool:
    """Whether an earlier run wrote this file: nothing else may be replaced or removed."""
    try:
        with path.open("rb") as file:
            line = json.loads(file.readline(_LINE_MAX))
    except (OSError, ValueError):
        return False
    return isinstance(line, dict) and line.keys() == {"file", "line", "reason", "raw"}


class Quarantine:
    """A quarantine file, written anew by each run that has bad rows and removed by one that has none.

    It grows as ``PATH.part`` and takes its name when the run ends, however it ends. Only its owner may read it: its
    rows are personal data.
    """

    def __init__(self, path: Path, max_bad: int = MAX_BAD_ROWS) -> None:
        self.path = path
        self._max_bad = max_bad
        self._part = path.with_name(path.name + ".part")
        self._stream: TextIO | None = None
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def __enter__(self) -> "Quarantine":
        if self.path.exists() and not _is_quarantine(self.path):
            raise InputError(f"{self.path}: is there already and no quarantine file; name a new one with --quarantine")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.replace(self.path)
        elif kind is None:
            with suppress(FileNotFoundError):
                self.path.unlink()

    @property
    def count(self) -> int:
        """The bad rows of all files so far."""
        return self._counts.total()

    def count_of(self, address: str) -> int:
        """The bad rows of one file so far."""
        return self._counts[shown(address)]

    def add(self, address: str, row: BadRow) -> None:
        """Keep a row of the file at ``address``. Raises `TooManyBadRows` for the first one too many (kept as well)."""
        of = shown(address)
        line = {"file": row.file or of, "line": row.line, "reason": row.reason, "raw": row.raw}
        try:
            stream = self._stream or self._open()
            stream.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n")
        except OSError as error:
            raise InputError(
                f"{self.path}: bad rows cannot be kept there ({error.strerror}); give --quarantine PATH"
            ) from error
        self._counts[of] += 1
        if len(self._reasons) < 1_000:
            self._reasons[row.reason.partition(" at ")[0]] += 1
        if self._counts[of] > self._max_bad:
            common, times = self._reasons.most_common(1)[0]
            raise TooManyBadRows(
                f"{of}: {self._counts[of]} bad rows, more than the {self._max_bad} that --max-bad allows; most often"
                f' ({times}): "{common}". They are in {self.path}; what was read before them is loaded.'
            )

    def _open(self) -> TextIO:
        descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), _MODE)
        os.fchmod(descriptor, _MODE)
        self._stream = open(descriptor, "w", encoding="utf-8", newline="\n")  # noqa: SIM115, PTH123  # closed at the end
        return self._stream
