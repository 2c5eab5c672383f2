"""A self-signed certificate for this machine."""

import subprocess
from pathlib import Path

from servers.processes import program

STORE_PASSWORD = "changeit"
"""Java wants one on every key store; the key is as throw-away as the server."""


def make(folder: Path) -> Path:
    """Write ``private.key``, ``public.crt`` and ``keystore.p12``; the certificate is what to trust."""
    openssl = program("openssl", "openssl for a certificate")
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate = folder / "private.key", folder / "public.crt"
    if certificate.exists():
        return certificate
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    # Python 3.13 takes no authority that does not say it may sign.
    usage = ["-addext", "keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign"]
    run(openssl, *request, *names, *usage, "-keyout", str(key), "-out", str(certificate))
    pair = ["-inkey", str(key), "-in", str(certificate), "-passout", f"pass:{STORE_PASSWORD}"]
    run(openssl, "pkcs12", "-export", *pair, "-out", str(folder / "keystore.p12"))
    return certificate


def run(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True)
