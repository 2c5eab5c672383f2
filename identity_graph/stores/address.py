"""A server's address, taken apart; and shown without its secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from identity_graph.errors import SettingsError
from identity_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Address:
    """``scheme://[user[:password]@]host[:port][/path][?option=value&…]``. ``path`` has no slash in front."""

    scheme: str
    host: str
    port: int
    path: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The address without user and password: fit for messages and logs, and to open the same place again."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = f"/{self.path}" if self.path else ""
        options = "&".join(f"{name}={value}" for name, value in self.options.items())
        return f"{self.scheme}://{host}:{self.port}{path}{'?' if options else ''}{options}"


def parse_address(url: str, settings: Settings, *, port: int, options: frozenset[str]) -> Address:
    """The address in ``url``. User and password that it does not name come from the settings; ``port`` is what it has
    when it names none. Raises `SettingsError` (which never shows the URL: it may hold a password) for a URL without a
    host, with a port that is none, or with an option that is not among ``options``."""
    parts = urlsplit(url)
    found = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(found.keys() - options)
    if unknown:
        known = ", ".join(sorted(options)) or "none"
        raise SettingsError(f"the {parts.scheme}:// address has an unknown option {unknown[0]!r}; known: {known}")
    if not parts.hostname:
        raise SettingsError(f"the {parts.scheme}:// address names no host; write {parts.scheme}://HOST:{port}")
    secret = settings.store_password.get_secret_value() if settings.store_password else None
    return Address(
        scheme=parts.scheme,
        host=parts.hostname,
        port=_port(parts) or port,
        path=parts.path.strip("/"),
        options=found,
        user=unquote(parts.username) if parts.username else settings.store_user,
        password=unquote(parts.password) if parts.password else secret,
    )


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise SettingsError(
            f"the port in the {parts.scheme}:// address is no number from 1 to 65535 (a '/', '#' or '?' in a"
            " password is written %2F, %23, %3F; or give the password in IDENTITY_GRAPH_STORE_PASSWORD)"
        ) from None
