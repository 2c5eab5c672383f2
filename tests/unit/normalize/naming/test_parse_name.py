"""What a parsed name says of its words."""

import pytest

from identity_graph.normalize import parse_name
from identity_graph.normalize.naming.cleaning import NAME_MAX, TOKENS_MAX

ROLES = [
    ("Juan García López", {"given": ("juan",), "family": ("garcia", "lopez")}),
    ("Иванов Иван Петрович", {"family": ("ivanov",), "given": ("ivan",), "patronymic": ("petrovich",)}),
    (
        "Muhammad bin Salman al-Saud",
        {"given": ("muhammad",), "particle": ("bin", "al"), "patronymic": ("salman",), "family": ("saud",)},
    ),
    (
        "Dr. Ludwig van der Berg Jr.",
        {
            "title": ("dr",),
            "given": ("ludwig",),
            "particle": ("van", "der"),
            "family": ("berg",),
            "generational": ("jr",),
        },
    ),
    ("SMITH, John A.", {"family": ("smith",), "given": ("john",), "initial": ("a",)}),
    ("Nguyễn Văn An", {"family": ("nguyen",), "given": ("an",)}),
    ("Nagy László", {"family": ("nagy",), "given": ("laszlo",)}),
    ("习近平", {"family": ("xi",), "given": ("jinping",)}),
    ("김정은", {"family": ("gim",)}),
    ("Björk Guðmundsdóttir", {"given": ("bjork",), "patronymic": ("gudmundsdottir",)}),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles(text: str, roles: dict[str, tuple[str, ...]]) -> None:
    parsed = parse_name(text)
    assert {role: parsed.of(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Müller", "mueller"),
        ("Щукин", "schtschukin"),
        ("Zhang Wei", "cheung"),
        ("Muhammad Ali", "muhammad"),
        ("Юлия", "iuliia"),
    ],
)
def test_further_spellings(text: str, spelling: str) -> None:
    assert any(spelling in (token.latin, *token.spellings) for token in parse_name(text).tokens)


def test_it_says_what_was_changed_and_by_which_tables() -> None:
    parsed = parse_name("p\u0430ul \u200fСмит")
    assert any("look-alike" in change for change in parsed.changes)
    assert any("nobody sees" in change for change in parsed.changes)
    assert "scripts 2" in parsed.tables


def test_long_names_are_cut_and_it_is_said() -> None:
    parsed = parse_name("ab " * NAME_MAX)
    assert len(parsed.tokens) <= TOKENS_MAX
    assert any("only a part" in change for change in parsed.changes)


def test_organizations() -> None:
    parsed = parse_name("ООО «Газпром Банк»", kind="organization")
    assert parsed.of("legal form") == ("ooo",)
    assert parsed.of("unknown") == ("gazprom",)
    assert parsed.of("business") == ("bank",)
