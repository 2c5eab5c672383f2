"""The service's settings: read once from the environment, frozen, passed in."""

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from identity_graph.errors import SettingsError

PersonalData = Literal["masked", "full"]


class ApiSettings(BaseSettings):
    """All settings of the service. Each is an environment variable ``IDENTITY_GRAPH_API_<NAME>``.

    Where the graph is kept is the library's setting ``IDENTITY_GRAPH_STORE``."""

    model_config = SettingsConfigDict(env_prefix="IDENTITY_GRAPH_API_", frozen=True)

    host: str = Field(
        default="127.0.0.1", description="address to listen on; there is no sign-in yet, so keep it local"
    )
    port: int = Field(default=8000, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    personal_data: PersonalData = Field(default="masked", description="whether replies show personal values")
    graphiql: bool = Field(default=True, description="serve the GraphiQL page to browsers at /graphql")
    depth_max: int = Field(default=10, ge=1, description="how deep the fields of a query may nest")
    aliases_max: int = Field(default=30, ge=0, description="aliases one query may use")
    tokens_max: int = Field(default=2_000, ge=10, description="words and brackets one query may have")
    calls_max: int = Field(default=60, ge=1, description="calls to the graph one query may cause")
    items_max: int = Field(default=20_000, ge=1, description="nodes and links one query may read in batches")
    hops_max: int = Field(default=4, ge=1, description="how far a neighbourhood may reach")
    limit_max: int = Field(default=1_000, ge=1, description="largest `limit` of a list")
    timeout_s: float = Field(default=30.0, gt=0, description="seconds one query may take")
    threads: int = Field(
        default=4, ge=1, description="threads that ask the graph; each holds a connection to the store"
    )


def read_settings() -> ApiSettings:
    """The settings of the environment. Raises `SettingsError`."""
    try:
        return ApiSettings()
    except ValidationError as error:
        wrong = [f"IDENTITY_GRAPH_API_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()]
        raise SettingsError("; ".join(wrong)) from error
