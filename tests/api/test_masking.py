"""Personal values are masked by their declared class, unless the service is set to show them."""

from typing import Any, get_args

import pytest
from identity_graph_api.masking import DOTS, Masking, masked, personal_class
from identity_graph_api.settings import ApiSettings

from identity_graph.schema import PersonalClass, declared_schema

PERSONAL = ("Oliveira", "Lindqvist", "1978-11-12", "X00480037", "15123456700", "ana", "Hafenstrasse", "face-template")
EVERYTHING = """{ identities(ids: [%s]) {
  caption records { names { text } birthDates nationalities attributes { value } }
  attributes { value } decisions { rules evidence { comparison level } sourceRecord { names { text } } }
  neighbourhood(hops: 3) { nodes { label } }
} explain(left: "crm:crm-0", right: "kyc:kyc-0") {
  left { names { text } } evidence { level left right } wouldChange sharedKeys rules { reason }
} }"""


def everything(service: Any) -> str:
    """All that can be asked of Ana and Jonas, as one text."""
    query = 'query ($id: String!) { record(source: "crm", recordId: $id) { id } }'
    ids = [service.data(query, id=id)["record"]["id"] for id in ("crm-0", "crm-1")]
    text: str = service.post(EVERYTHING % ", ".join(f'"{id}"' for id in ids)).text
    assert "errors" not in text
    return text.casefold()


def test_masked_as_it_comes(service: Any) -> None:
    text = everything(service)
    assert [value for value in PERSONAL if value.casefold() in text] == []
    assert DOTS in text


def test_shown_when_the_service_is_set_to(full: Any) -> None:
    text = everything(full)
    assert [value for value in PERSONAL if value.casefold() not in text] == []
    assert DOTS not in text


@pytest.mark.parametrize("personal", get_args(PersonalClass))
def test_each_class_has_its_mask(personal: PersonalClass) -> None:
    shown = {"none": "X00480037", "pseudonym": "X00480037", "indirect": "•••37", "direct": "•••37", "special": "•••"}
    assert masked("X00480037", personal) == shown[personal]


def test_a_short_text_is_hidden_whole() -> None:
    assert masked("Anaïs", "direct") == "•••"
    assert masked("", "direct") == "•••"


def test_the_class_is_the_schemas_and_direct_where_it_has_none() -> None:
    for kind in declared_schema().nodes.values():
        for property in kind.properties.values():
            assert personal_class(kind.name, property.name) == property.personal
    assert personal_class("Phone", "unheard of") == personal_class("Unheard", "of") == "direct"


def test_values_of_every_type() -> None:
    full, some = Masking("full"), Masking("masked")
    assert full.property("Document", "valid", True) == "true"
    assert full.property("Identity", "sources", ("crm", "kyc")) == "crm, kyc"
    assert full.property("Identity", "caption", None) is None
    assert some.property("FaceTemplate", "template_id", "face-template-1") == "•••"
    assert some.said("") == ""


def test_masked_unless_said_otherwise() -> None:
    assert ApiSettings().personal_data == "masked"
