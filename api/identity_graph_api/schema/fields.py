"""Fields that are computed when they are asked for."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


def field(resolver: Resolver) -> Resolver:
    """A field whose description in the schema is the resolver's docstring, typed as the resolver itself."""
    return cast("Resolver", strawberry.field(resolver, description=inspect.getdoc(resolver)))
