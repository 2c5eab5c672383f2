"""Settings: read once from the environment, frozen, passed in."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings. Each is an environment variable ``IDENTITY_GRAPH_<NAME>``; the command line overrides some."""

    model_config = SettingsConfigDict(env_prefix="IDENTITY_GRAPH_", frozen=True)

    store: str = Field(default="sqlite:identity-graph.db", description="where the graph is kept, e.g. sqlite:PATH")
    busy_timeout_s: float = Field(default=30.0, ge=0, description="seconds to wait for another writer of the store")
    resolve_memory_mb: int = Field(
        default=1024, ge=128, description="megabytes the pair comparison may use before it spills to disk"
    )
    resolve_threads: int = Field(default=2, ge=1, description="threads of the pair comparison")
