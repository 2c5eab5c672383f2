"""Deterministic ids: the same thing has the same id in every store, every run and every order of arrival.

An id is a short prefix of the node's kind and 128 bits of BLAKE2b over kind and normalized key, so it holds no
personal value and may stand in logs and in the ledger. (A hash of a phone number can be found again by trying all
phone numbers: ids are pseudonyms, not anonymous data.)
"""

import hashlib
from itertools import product
from typing import Final

ID_PREFIXES: Final[dict[str, str]] = {
    "Record": "rec",
    "Identity": "idn",
    "Document": "doc",
    "Phone": "tel",
    "Email": "eml",
    "Address": "adr",
    "BankAccount": "bnk",
    "MobileAccount": "mob",
    "Device": "dev",
    "IpAddress": "ipa",
    "Account": "acc",
    "FaceTemplate": "fac",
    "Community": "com",
    "Model": "mdl",
}
_LETTERS: Final = tuple(map("".join, product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)))
"""What ten bits are in base 32 (RFC 4648): twice as fast as `base64`, and every record has ids."""
_SHIFTS: Final = range(120, -1, -10)
_KINDS: Final[dict[str, str]] = {prefix: kind for kind, prefix in ID_PREFIXES.items()}


def content_hash(*parts: str) -> str:
    """128 bits of BLAKE2b over the parts (unambiguous: each is preceded by its length), as 26 lower-case letters."""
    said = b""
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        said += b"%d:%b" % (len(data), data)
    bits = int.from_bytes(hashlib.blake2b(said, digest_size=16).digest(), "big") << 2
    return "".join([_LETTERS[bits >> shift & 1023] for shift in _SHIFTS])


def node_id(kind: str, *key: str) -> str:
    """The id of the node of ``kind`` with the normalized key, e.g. ``tel_…`` for a phone."""
    return f"{ID_PREFIXES[kind]}_{content_hash(kind, *key)}"


def record_node_id(source: str, record_id: str) -> str:
    """The id of a source's record."""
    return node_id("Record", source, record_id)


def identity_id_of(record: str) -> str:
    """The id of the identity a record (given by its node id) founds.

    Because it differs from the record's id in the prefix only, every identity id ever given out leads back to the
    record that founded it, and from there to the identity that holds this record today.
    """
    return f"{ID_PREFIXES['Identity']}_{record.removeprefix('rec_')}"


def founding_record_of(identity: str) -> str:
    """The node id of the record that founded an identity: the inverse of `identity_id_of`."""
    return f"{ID_PREFIXES['Record']}_{identity.removeprefix('idn_')}"


def kind_of(id: str) -> str | None:
    """The node kind an id belongs to, or ``None`` where the prefix is unknown."""
    return _KINDS.get(id.partition("_")[0])
