"""Settings: read once from the environment, frozen, passed in."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings. Each is an environment variable ``IDENTITY_GRAPH_<NAME>``; the command line overrides some."""

    model_config = SettingsConfigDict(env_prefix="IDENTITY_GRAPH_", frozen=True)

    store: str = Field(default="sqlite:identity-graph.db", description="where the graph is kept, e.g. sqlite:PATH")
    busy_timeout_s: float = Field(default=30.0, ge=0, description="seconds to wait for another writer of the store")
    store_user: str | None = Field(default=None, description="user name at the store's server, where its URL has none")
    store_password: SecretStr | None = Field(
        default=None, description="password at the store's server, where its URL has none"
    )
    store_ca_file: Path | None = Field(
        default=None, description="PEM file of the authorities to trust for TLS; the system's when not set"
    )
    connect_timeout_s: float = Field(default=10.0, gt=0, description="seconds to wait for a connection to a server")
    query_timeout_s: float = Field(default=120.0, gt=0, description="seconds one transaction may take on a server")
    retry_for_s: float = Field(
        default=30.0, ge=0, description="seconds to go on trying when a server is away or two writers met"
    )
    resolve_memory_mb: int = Field(
        default=1024, ge=128, description="megabytes the pair comparison may use before it spills to disk"
    )
    resolve_threads: int = Field(default=2, ge=1, description="threads of the pair comparison")
