"""A server's address, taken apart; and shown without its secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

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
        options = urlencode(self.options)
        return f"{self.scheme}://{host}:{self.port}{path}{'?' if options else ''}{options}"


def parse_address(url: str, settings: Settings, *, port: int, options: frozenset[str]) -> Address:
    """The address in ``url``. User and password that it does not name come from the settings; ``port`` is what it has
    when it names none. Raises `SettingsError` (which never shows the URL: it may hold a password) for a URL without a
    host, with a port that is none, or with an option that is not among ``options``."""
    scheme = url.partition(":")[0]
    parts = _split(url, scheme)
    if not parts.hostname:
        raise SettingsError(f"the {scheme}:// address names no host; write {scheme}://HOST:{port}")
    found = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(found.keys() - options)
    if unknown:
        known = ", ".join(sorted(options)) or "none"
        raise SettingsError(f"the {scheme}:// address has an unknown option {unknown[0]!r}; known: {known}")
    secret = settings.store_password.get_secret_value() if settings.store_password else None
    return Address(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port if parts.port is None else parts.port,
        path=parts.path.strip("/"),
        options=found,
        user=unquote(parts.username) if parts.username else settings.store_user,
        password=unquote(parts.password) if parts.password else secret,
    )


def _split(url: str, scheme: str) -> SplitResult:
    """The URL's parts. A '/', '?' or '#' in a password ends the host's part too early: what is left of the password
    then looks like a port, a path or an option, and must neither be used nor shown."""
    try:
        parts = urlsplit(url)
        wrong = parts.port == 0
    except ValueError:
        # Not as the cause: its text may hold the password.
        wrong = True
        parts = SplitResult(scheme, "", "", "", "")
    if wrong or parts.fragment or "@" in parts.path + parts.query:
        raise SettingsError(
            f"the {scheme}:// address cannot be read: its port is no number from 1 to 65535, or a '/', '?', '#' or"
            " '[' stands where none can (in a password they are written %2F, %3F, %23 and %5B; or give the password in"
            " IDENTITY_GRAPH_STORE_PASSWORD)"
        )
    return parts
