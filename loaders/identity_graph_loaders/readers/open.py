"""Bytes from wherever an address points: a file, standard input, or what fsspec reaches; unpacked on the way."""

import gzip
import io
import sys
import zlib
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast
from urllib.parse import urlsplit, urlunsplit

import fsspec
import pyarrow as pa

from identity_graph.errors import InputError

STANDARD_INPUT: Final = "-"
BUFFER_BYTES: Final = 256 * 1024

_EXTRAS: Final = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "http": "http", "https": "http"}
_PACKED: Final = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
_OTHER_ARCHIVES: Final = {b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"7z\xbc\xaf": "7-zip"}
_READ_ERRORS: Final = (OSError, EOFError, zlib.error, UnicodeError)


def is_remote(address: str) -> bool:
    """Whether fsspec reads the address (``s3://``, ``gs://``, ``https://`` …)."""
    return "://" in address


def shown(address: str) -> str:
    """The address without user, password and query, which may hold secrets: fit for messages and reports."""
    if not is_remote(address):
        return "standard input" if address == STANDARD_INPUT else address
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def file_name(address: str) -> str:
    """The last part of the address: ``people.csv.gz``; ``stdin`` for standard input."""
    if address == STANDARD_INPUT:
        return "stdin"
    return Path(urlsplit(address).path if is_remote(address) else address).name or "input"


def beside(address: str, name: str) -> str:
    """The address of the file ``name`` in the same folder."""
    if is_remote(address):
        parts = urlsplit(address)
        return urlunsplit((parts.scheme, parts.netloc, str(Path(parts.path or "/").parent / name), "", ""))
    return str((Path() if address == STANDARD_INPUT else Path(address).parent) / name)


@contextmanager
def reading(address: str) -> Generator[None]:
    """Turn whatever goes wrong while reading ``address`` into an `InputError` that says what to do."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, _Damaged) as error:
        raise InputError(
            f"{shown(address)}: the compressed data is damaged or cut short; fetch the file again"
        ) from error
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(f"{shown(address)}: not the encoding it was read as{at}; give --encoding") from error
    except OSError as error:
        raise InputError(f"{shown(address)}: cannot be read ({error.strerror or type(error).__name__})") from error


@contextmanager
def open_raw(address: str) -> Generator[BinaryIO]:
    """The bytes as stored. Seekable for local files and most of fsspec's, not for standard input.

    Raises `InputError` where there is no such file, it may not be read, or a package for it is missing.
    """
    if address == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    if not is_remote(address):
        path = Path(address)
        if path.is_dir():
            raise InputError(f"{address}: is a folder; name the files in it")
        if not path.exists():
            raise InputError(f"{address}: there is no such file")
        with reading(address):
            stream = path.open("rb")
        with stream:
            yield stream
        return
    with _open_remote(address) as remote:
        yield remote


@contextmanager
def open_bytes(address: str) -> Generator[io.BufferedReader]:
    """The bytes, unpacked where they begin as gzip or Zstandard do, with something to ``peek`` at."""
    with ExitStack() as stack:
        stored = _peekable(stack.enter_context(open_raw(address)))
        with reading(address):
            head = stored.peek(8)[:8]
        _refuse_archives(address, head)
        if head.startswith(_PACKED[".gz"]):
            unpacked: Any = gzip.GzipFile(fileobj=stored)
        elif head.startswith(_PACKED[".zst"]):
            # pyarrow's, because python-zstandard takes a file that is cut short for one that ends
            unpacked = pa.CompressedInputStream(pa.PythonFile(stored, "r"), "zstd")
        else:
            yield stored
            return
        yield io.BufferedReader(cast("io.RawIOBase", _Unpacked(unpacked)), BUFFER_BYTES)


def _refuse_archives(address: str, head: bytes) -> None:
    for magic, kind in _OTHER_ARCHIVES.items():
        if head.startswith(magic):
            raise InputError(
                f"{shown(address)}: is a {kind} archive; unpack it first (.gz and .zst are read as they are)"
            )
    for ending, magic in _PACKED.items():
        if file_name(address).lower().endswith(ending) and head and not head.startswith(magic):
            raise InputError(f"{shown(address)}: is named {ending} but is not packed so; rename it or fetch it again")


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Guarded(stream), BUFFER_BYTES)


@contextmanager
def _open_remote(address: str) -> Generator[BinaryIO]:
    scheme = address.partition("://")[0].rpartition("::")[2]
    try:
        opened: Any = fsspec.open(address, "rb")
        stream: Any = opened.open()
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        todo = f"pip install 'identity-graph[{extra}]'" if extra else f"install what fsspec needs for {scheme}"
        raise InputError(f"{shown(address)}: reading {scheme}:// addresses needs another package: {todo}") from error
    except FileNotFoundError as error:
        raise InputError(f"{shown(address)}: there is no such file") from error
    except Exception as error:  # each of fsspec's systems raises its own
        raise InputError(
            f"{shown(address)}: cannot be opened ({type(error).__name__}); check address and access"
        ) from error
    try:
        yield cast("BinaryIO", _Seekable(stream))
    finally:
        stream.close()


class _Guarded(io.RawIOBase):
    """Any stream with ``read`` as a raw stream; whatever its library raises becomes an `OSError`."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one read goes."""
        try:
            data: bytes = self._stream.read(len(buffer))
        except _READ_ERRORS:
            raise
        except Exception as error:
            raise OSError(None, type(error).__name__) from error
        buffer[: len(data)] = data
        return len(data)


class _Damaged(OSError):
    """Compressed data that does not unpack."""


class _Unpacked(_Guarded):
    """An unpacking stream."""

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one read goes."""
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise _Damaged from error


class _Seekable(_Guarded):
    """A remote stream that can be sought in, as Parquet needs."""

    def seekable(self) -> bool:
        """Whether the system behind it can."""
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there."""
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        """Where it is."""
        return int(self._stream.tell())
