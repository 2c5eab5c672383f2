"""The format of a mapping file. docs/guides/mappings.md explains it with examples."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from identity_graph_loaders.mapping.dates import compile_formats
from identity_graph_loaders.readers import Format

TARGETS: Final = (
    "name",
    "birth_date",
    "birth_place",
    "gender",
    "nationality",
    "occupation",
    "phone",
    "email",
    "number",
)
"""What a named group of an ``extract`` pattern may be called, besides ``country`` beside a number."""


class Strict(BaseModel):
    """Unknown keys are errors, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(Strict):
    """Where a text comes from: exactly one of a column (or dotted path), a constant, a template of columns.

    ``split`` cuts a text into several; ``values`` replaces the texts it names (case does not matter); ``default``
    stands where there is none, or where ``values`` names none; ``formats`` turns dates into ISO 8601.
    """

    column: str | None = None
    value: str | None = None
    template: str | None = None
    split: str | None = Field(default=None, min_length=1)
    values: dict[str, str] | None = None
    default: str | None = None
    formats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_origin(self) -> "Value":
        if sum(origin is not None for origin in (self.column, self.value, self.template)) != 1:
            raise ValueError("say exactly one of column, value, template")
        if self.column == "":
            raise ValueError("the column has no name")
        return self

    @field_validator("formats")
    @classmethod
    def _known_formats(cls, formats: tuple[str, ...]) -> tuple[str, ...]:
        compile_formats(formats)
        return formats


def _column(said: object) -> object:
    return {"column": said} if isinstance(said, str) else said


def _constant(said: object) -> object:
    return {"value": said} if isinstance(said, str) else said


def _listed(said: object) -> object:
    return said if isinstance(said, list) else [said]


Column = Annotated[Value, BeforeValidator(_column)]
"""A plain word is a column."""

Word = Annotated[Value, BeforeValidator(_constant)]
"""A plain word is a constant."""

Columns = Annotated[tuple[Column, ...], BeforeValidator(_listed)]


class NameSpec(Strict):
    """One name, or with ``each`` one for every item of a nested list.

    ``inverted``: a person's ``full`` is written "Family, Given".
    """

    each: str | None = None
    full: Column | None = None
    given: Column | None = None
    middle: Column | None = None
    family: Column | None = None
    inverted: bool = False
    type: Word = Value(value="primary")


class AddressSpec(Strict):
    """One address, or with ``each`` one for every item of a nested list."""

    each: str | None = None
    full: Column | None = None
    house_number: Column | None = None
    street: Column | None = None
    unit: Column | None = None
    district: Column | None = None
    city: Column | None = None
    region: Column | None = None
    postal_code: Column | None = None
    country: Column | None = None
    type: Word | None = None


class IdentifierSpec(Strict):
    """One identifier, or with ``each`` one for every item of a nested list."""

    each: str | None = None
    scheme: Word
    number: Column
    country: Column | None = None


class Rule(Strict):
    """What one piece of a text says. Either its ``pattern`` must fit the whole piece, and its named groups are the
    values; or the piece is one of the words of ``starts`` and then a number, maybe with its country in brackets.
    """

    pattern: str = ""
    starts: tuple[str, ...] = ()
    scheme: str | None = None
    country: str | None = None
    type: str = "alias"
    formats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> "Rule":
        if bool(self.pattern) == bool(self.starts):
            raise ValueError("say exactly one of pattern, starts")
        try:
            groups = set(re.compile(self.pattern).groupindex) if self.pattern else {"number"}
        except re.error as error:
            raise ValueError(f"pattern: {error}") from error
        unknown = groups - {*TARGETS, "country"}
        if unknown:
            raise ValueError(
                f"pattern: unknown groups {', '.join(sorted(unknown))} (known: {', '.join(TARGETS)}, country)"
            )
        if ("number" in groups) != (self.scheme is not None):
            raise ValueError("a group called number and a scheme go together")
        compile_formats(self.formats)
        return self


class Extract(Strict):
    """Values inside one free-text column: it is split into pieces, the first rule that fits a piece takes it."""

    column: str
    split: str = ";"
    rules: tuple[Rule, ...]


class Join(Strict):
    """A small file beside the loaded one, held in memory: its rows become a nested list of the row they belong to.

    ``on`` is the column of the loaded file, ``key`` (the same name where not given) that of this one.
    """

    file: str
    on: str
    key: str | None = None
    columns: tuple[str, ...] = ()
    optional: bool = False


class MappingFile(Strict):
    """A whole mapping file."""

    description: str = ""
    format: Format | None = None
    columns: tuple[str, ...] = ()
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    optional: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    joins: dict[str, Join] = {}

    record_id: Columns
    source: Column | None = None
    kind: Word = Value(value="person")
    country: Column | None = None
    observed_on: Column | None = None
    names: tuple[NameSpec, ...] = ()
    addresses: tuple[AddressSpec, ...] = ()
    identifiers: tuple[IdentifierSpec, ...] = ()
    birth_dates: Columns = ()
    birth_places: Columns = ()
    genders: Columns = ()
    nationalities: Columns = ()
    occupations: Columns = ()
    phones: Columns = ()
    emails: Columns = ()
    bank_accounts: Columns = ()
    mobile_accounts: Columns = ()
    devices: Columns = ()
    ip_addresses: Columns = ()
    accounts: Columns = ()
    face_templates: Columns = ()
    extract: tuple[Extract, ...] = ()

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: Value) -> Value:
        said: list[Any] = [kind.value, kind.default, *(kind.values or {}).values()]
        wrong = {word for word in said if word is not None} - {"person", "organization"}
        if wrong:
            raise ValueError(f"{', '.join(sorted(wrong))}: a kind is person or organization")
        return kind

    @model_validator(mode="after")
    def _says_who(self) -> "MappingFile":
        if not (self.names or self.identifiers or self.phones or self.emails or self.accounts or self.bank_accounts):
            raise ValueError("names nobody: add names, identifiers, phones, emails or accounts")
        return self


ListField = Literal[
    "birth_dates", "birth_places", "genders", "nationalities", "occupations", "phones", "emails", "bank_accounts",
    "mobile_accounts", "devices", "ip_addresses", "accounts", "face_templates",
]  # fmt: skip
