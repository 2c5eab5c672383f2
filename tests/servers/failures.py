"""What can go wrong before there is a server."""


class Unavailable(Exception):
    """This machine has no way to such a server; the message says what is missing. Tests are skipped for it."""


class StartFailed(Exception):
    """A server was started and did not come up; the message holds the end of its log and where the rest is kept."""


class PortTaken(StartFailed):
    """Somebody else listens on the port the server should have."""
