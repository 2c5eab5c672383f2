"""Text from bytes, in the encoding the file says or the caller gives, losing nothing where bytes do not fit."""

import codecs
import io
import re
from typing import Final

from identity_graph.errors import InputError, SettingsError
from identity_graph_loaders.readers.open import reading, shown

_ESCAPE: Final = "identity-graph-escape"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED: Final = re.compile("[\udc00-\udcff]")
_LEFT_OVER: Final = re.compile("[\ud800-\udfff]")


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decode a byte that does not fit as U+DC00 + byte, which no valid text holds, so that the row can be told."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPE, _keep_bytes)


def text_stream(address: str, stream: io.BufferedReader, encoding: str | None, newline: str) -> io.TextIOWrapper:
    """The stream as text: ``encoding`` where given, else what a byte order mark says, else UTF-8.

    Bytes that do not fit are kept and told by `undecodable`. Raises `InputError` for a file of no bytes or of UTF-16
    without a mark, `SettingsError` for an encoding nobody knows.
    """
    with reading(address):
        head = stream.peek(4096)[:4096]
    if not head:
        raise InputError(f"{shown(address)}: is empty (0 bytes); if that is meant, leave it out")
    found = encoding or next((name for mark, name in _BOMS if head.startswith(mark)), None)
    if found is None and head[:200].count(0) * 3 > len(head[:200]):
        guess = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        raise InputError(f"{shown(address)}: every other byte is NUL; if it is UTF-16, give --encoding {guess}")
    try:
        return io.TextIOWrapper(stream, _text_encoding(found or "utf-8"), _ESCAPE, newline)
    except (LookupError, ValueError) as error:
        raise SettingsError(
            f"--encoding {encoding!r} is no text encoding; try utf-8, utf-16, latin-1, cp1252"
        ) from error


def _text_encoding(name: str) -> str:
    """``utf-8`` given by hand may still begin with a mark."""
    known = codecs.lookup(name).name
    return "utf-8-sig" if known == "utf-8" else known


def undecodable(line: str, encoding: str) -> str | None:
    """Why the line's bytes do not fit the encoding, or ``None`` where they do."""
    if line.isascii():
        return None
    found = _LEFT_OVER.search(line)
    if found is None:
        return None
    at = len(line[: found.start()].encode(_plain(encoding), "replace"))
    return f"not valid {_plain(encoding).upper()} at byte {at} of the row (try --encoding latin-1 or cp1252)"


def escaped(line: str) -> str:
    """The line with backslashes doubled and bytes that did not fit written as ``\\xNN``."""
    return _ESCAPED.sub(lambda found: f"\\x{ord(found.group()) - 0xDC00:02x}", line.replace("\\", "\\\\"))


def _plain(encoding: str) -> str:
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
