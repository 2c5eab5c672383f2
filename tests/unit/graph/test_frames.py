"""pandas frames in and out, whatever their columns' types."""

import math

import numpy as np
import pandas as pd
import pytest

from identity_graph import IdentityGraph
from identity_graph.errors import InputError
from identity_graph.graph.frames import ATTRIBUTES, records_of_frame
from identity_graph.model import Identifier, Name, PostalAddress, Record


def one(columns: dict[str, str] | None = None, **said: object) -> Record:
    frame = pd.DataFrame({name: [value] for name, value in {"record_id": "1", **said}.items()})
    return next(iter(records_of_frame(frame, "crm", columns)))


def test_a_row_as_a_record() -> None:
    row = {
        "given_name": "Ana",
        "family_name": "Silva",
        "birth_date": "1980-05-17",
        "street": "Main St",
        "house_number": "5",
        "country": "DE",
        "phone": "+49 30 1",
        "passport": "C01X00T47",
        "observed_on": "2024-05-01",
        "shoe size": "38",
    }
    assert one(**row) == Record(
        "crm",
        "1",
        names=(Name(given="Ana", family="Silva"),),
        birth_dates=("1980-05-17",),
        addresses=(PostalAddress(street="Main St", house_number="5", country="DE"),),
        identifiers=(Identifier("passport", "C01X00T47", "DE"),),
        phones=("+49 30 1",),
        country="DE",
        observed_on="2024-05-01",
        attributes=(("shoe size", "38"),),
    )


@pytest.mark.parametrize("nothing", [None, math.nan, np.nan, pd.NA, pd.NaT, "", "   ", np.float32("nan")])
def test_what_is_missing_in_any_form_is_not_said(nothing: object) -> None:
    found = one(phone=nothing, full_name=nothing, city=nothing, note=nothing)
    assert found == Record("crm", "1")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38, "38"),
        (38.0, "38"),
        (38.5, "38.5"),
        (np.int64(38), "38"),
        (np.float64(38.0), "38"),
        (pd.Timestamp("1980-05-17"), "1980-05-17"),
        (pd.Timestamp("1980-05-17 13:00", tz="UTC"), "1980-05-17"),
        (True, "True"),
        (" x ", "x"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert one(note=value).attributes == (("note", text),)


def test_columns_with_gaps_keep_whole_numbers_whole() -> None:
    frame = pd.DataFrame(
        {
            "record_id": pd.array([1, 2], dtype="Int64"),
            "passport": [12345678.0, math.nan],
            "visits": pd.array([pd.NA, 3], dtype="Int64"),
            "birth_date": [pd.Timestamp("1980-05-17"), pd.NaT],
            "vip": pd.array([True, pd.NA], dtype="boolean"),
        }
    )
    first, second = records_of_frame(frame, "crm")
    assert (first.record_id, second.record_id) == ("1", "2")
    assert first.identifiers == (Identifier("passport", "12345678"),)
    assert first.birth_dates == ("1980-05-17",)
    assert first.attributes == (("vip", "True"),)
    assert second == Record("crm", "2", attributes=(("visits", "3"),))


def test_columns_by_other_names() -> None:
    frame = pd.DataFrame({"id": ["7"], "Mobile": ["+491"], "phone": ["+492"]})
    (found,) = records_of_frame(frame, "crm", {"record_id": "id", "phone": "Mobile"})
    assert (found.record_id, found.phones) == ("7", ("+491",))
    assert found.attributes == (("phone", "+492"),), "kept as it is"


def test_an_organization() -> None:
    assert one(kind="organization", full_name="Acme Ltd").kind == "organization"
    with pytest.raises(InputError, match="kind"):
        one(kind="cat")


@pytest.mark.parametrize(
    ("frame", "columns", "said"),
    [
        ({"name": ["x"]}, None, "record_id"),
        ({"record_id": ["1", "1"]}, None, "one id for each row"),
        ({"record_id": ["1", None]}, None, "one id for each row"),
        ({"record_id": pd.array([1, pd.NA], dtype="Int64")}, None, "one id for each row"),
        ({"record_id": ["1", " "]}, None, "one id for each row"),
        ({"record_id": ["1"]}, {"shoe": "x"}, "no attributes shoe"),
        ({"record_id": ["1"]}, {"phone": "x"}, "no columns x"),
    ],
)
def test_frames_that_cannot_be_read(frame: dict[str, object], columns: dict[str, str] | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(records_of_frame(pd.DataFrame(frame), "crm", columns))


def test_every_attribute_can_be_said() -> None:
    said = {name: "1990-01-01" for name in ATTRIBUTES if name not in {"record_id", "kind"}}
    found = one(kind="person", **said)
    assert found.attributes == ()


def test_in_and_out_again() -> None:
    frame = pd.DataFrame(
        {"record_id": [1, 2, 3], "full_name": ["Ana Silva", "Bela Kiss", None], "score": [1.5, 2, None]}
    )
    with IdentityGraph.open("sqlite::memory:") as graph:
        loaded = graph.load_frame(frame, "crm")
        assert (loaded.new, loaded.changed, loaded.unchanged, loaded.already) == (3, 0, 0, False)
        assert graph.load_frame(frame, "crm").already
        graph.resolve()
        frames = graph.to_frames()
        assert sorted(frames["nodes/Record"]["record_id"]) == ["1", "2", "3"]
        assert set(frames["links/RESOLVES_TO"]["source"]) == set(frames["nodes/Record"]["id"])
        assert frames["links/SAME_AS"].empty
        assert graph.record("crm", "2").record.attributes == (("score", "2"),)
        changed = graph.load_frame(frame.assign(full_name=["Ana Silva", "Bela Nagy", None]), "crm")
        assert (changed.new, changed.changed, changed.unchanged) == (0, 1, 2)
