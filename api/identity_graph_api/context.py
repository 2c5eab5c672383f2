"""What every resolver is given."""

from strawberry import Info
from strawberry.fastapi import BaseContext

from identity_graph.errors import InputError
from identity_graph_api.batching import GraphReader
from identity_graph_api.masking import Masking
from identity_graph_api.settings import ApiSettings


class RequestContext(BaseContext):
    """The graph as one request reads it, and how it may be shown."""

    def __init__(self, reader: GraphReader, settings: ApiSettings) -> None:
        super().__init__()
        self.reader = reader
        self.masking = Masking(settings.personal_data)
        self._settings = settings

    def limit(self, limit: int) -> int:
        """A list's ``limit``, if it is one. Raises `InputError`."""
        return _between("limit", limit, self._settings.limit_max)

    def hops(self, hops: int) -> int:
        """A neighbourhood's ``hops``, if it may reach so far. Raises `InputError`."""
        return _between("hops", hops, self._settings.hops_max)


ApiInfo = Info[RequestContext, None]


def _between(name: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise InputError(f"{name} must be from 1 to {most}")
    return number
