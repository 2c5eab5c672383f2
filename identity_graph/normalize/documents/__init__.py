"""Documents: which scheme a number is of, whether its check passes, what it says; and machine-readable zones."""

from identity_graph.normalize.documents.encoded import Encoded, contradictions
from identity_graph.normalize.documents.labels import issuer_is_local
from identity_graph.normalize.documents.mrz import Mrz, parse_mrz
from identity_graph.normalize.documents.numbers import Candidate, ParsedIdentifier, parse_identifier
from identity_graph.normalize.documents.placeholders import placeholder_reason
from identity_graph.normalize.documents.schemes import kinds
from identity_graph.normalize.documents.stated import Stated, read_stated
from identity_graph.normalize.documents.tables_read import TABLES_VERSION

__all__ = [
    "TABLES_VERSION",
    "Candidate",
    "Encoded",
    "Mrz",
    "ParsedIdentifier",
    "Stated",
    "contradictions",
    "issuer_is_local",
    "kinds",
    "parse_identifier",
    "parse_mrz",
    "placeholder_reason",
    "read_stated",
]
