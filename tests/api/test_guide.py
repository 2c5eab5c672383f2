"""The guide's examples are real. After a change that is meant: ``UPDATE_GUIDE=1 pytest tests/api/test_guide.py``."""

import json
import os
import re
from pathlib import Path
from typing import Any

from identity_graph_api.errors import INTERNAL, PARSE, REPLIES, VALIDATION
from identity_graph_api.settings import ApiSettings

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "graphql.md"
EXAMPLE = re.compile(r"```graphql\n(?P<query>.+?)```\n\n```json\n(?P<output>.+?)```", re.DOTALL)
FLAT = re.compile(r"\{\n\s+([^{}\[\]]{1,200}?)\n\s+\}|\[\n\s+([^{}\[\]]{1,200}?)\n\s+\]")


def written(data: object) -> str:
    """As JSON that a person reads: what is small stands on one line; floats, which a new model moves, are rounded."""
    rounded = json.loads(json.dumps(data), parse_float=lambda text: round(float(text), 1))
    text = json.dumps(rounded, indent=2, ensure_ascii=False)
    return FLAT.sub(lambda m: " ".join(m[0].split()).replace("[ ", "[").replace(" ]", "]"), text)


def without_floats(text: str) -> object:
    return json.loads(text, parse_float=lambda _: 0.0)


def test_the_examples_give_what_the_guide_says(service: Any) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GUIDE"):
        text = EXAMPLE.sub(
            lambda m: f"```graphql\n{m['query']}```\n\n```json\n{written(service.data(m['query']))}\n```", text
        )
        GUIDE.write_text(text, encoding="utf-8")
    examples = list(EXAMPLE.finditer(text))
    assert len(examples) == 4
    for example in examples:
        assert without_floats(example["output"]) == without_floats(written(service.data(example["query"])))


def test_every_code_and_every_setting_is_in_the_guide() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    codes = {reply.code for reply in (*REPLIES.values(), INTERNAL, PARSE, VALIDATION)}
    assert [word for word in (*codes, *map(str.upper, ApiSettings.model_fields)) if f"`{word}`" not in text] == []
