"""What each of the four sources says about a person: one module per source, one function ``row`` in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from identity_graph.sample.dice import Dice
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.sources import core_banking, kyc, payments, watchlist

Row = dict[str, object]
RowOf = Callable[[Dice, SamplePerson, int], Row]

ROWS: Mapping[str, RowOf] = {
    "core_banking": core_banking.row,
    "kyc": kyc.row,
    "payments": payments.row,
    "watchlist": watchlist.row,
}
KEYS: Mapping[str, str] = {
    "core_banking": core_banking.KEY,
    "kyc": kyc.KEY,
    "payments": payments.KEY,
    "watchlist": watchlist.KEY,
}
CSV_COLUMNS: Mapping[str, tuple[str, ...]] = {"core_banking": core_banking.COLUMNS, "payments": payments.COLUMNS}
