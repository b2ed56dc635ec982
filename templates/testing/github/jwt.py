"""The JWT with which a GitHub App authenticates (RFC 7519, RS256)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

_LONGEST_SECONDS = 600
_SKEW_SECONDS = 60


class Refused(Exception):
    """The JWT is not accepted. Its text is GitHub's message."""


def issuer(authorization: str | None, now: float, public_key: str | None) -> str:
    """The App that sent the request.

    Args:
        authorization: The header.
        now: Seconds since 1970.
        public_key: The App's public key in PEM, to check the signature; None to skip the check. Needs the
            package `cryptography`.

    Raises:
        Refused: There is no JWT, or it is malformed, expired, valid for too long, or forged.
    """
    scheme, _, text = (authorization or "").partition(" ")
    parts = text.strip().split(".")
    if scheme.lower() != "bearer" or len(parts) != 3:
        raise Refused("A JSON web token could not be decoded")
    header, claims = _object(parts[0]), _object(parts[1])
    if header.get("alg") != "RS256":
        raise Refused("A JSON web token could not be decoded")
    starts, ends = claims.get("iat"), claims.get("exp")
    if not isinstance(ends, int | float) or not isinstance(starts, int | float):
        raise Refused("Missing 'expiration time' or 'issued at' claim")
    if starts > now + _SKEW_SECONDS:
        raise Refused(
            "'Issued at' claim ('iat') must be an Integer representing the time that the token was issued"
        )
    if ends <= now:
        raise Refused(
            "'Expiration time' claim ('exp') must be a numeric value representing the future time"
        )
    if ends - now > _LONGEST_SECONDS + _SKEW_SECONDS:
        raise Refused("'Expiration time' claim ('exp') is too far in the future")
    if public_key is not None:
        _verify(f"{parts[0]}.{parts[1]}".encode(), _bytes(parts[2]), public_key)
    return str(claims.get("iss", ""))


def _object(part: str) -> dict[str, Any]:
    try:
        value = json.loads(_bytes(part))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Refused("A JSON web token could not be decoded")
    return value


def _bytes(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (ValueError, binascii.Error):
        raise Refused("A JSON web token could not be decoded") from None


def _verify(message: bytes, signature: bytes, public_key: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = load_pem_public_key(public_key.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError("the App's key is no RSA key")
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise Refused("A JSON web token could not be decoded") from None
