"""Signed links: each allows a download until it expires."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import itertools
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode

from ..clock import timestamp

_PATH = re.compile(
    r"/reports/(?P<operation>[^/]+)/(?P<slug>[^/]+)/day_partition=(?P<day>[0-9-]{10})"
    r"/etl_id=green/part-(?P<part>[0-9]{5})-[0-9a-f-]{36}\.c000(?:\.[a-z]+)?"
)


@dataclass(frozen=True, slots=True)
class File:
    """The file of a link."""

    operation_id: str
    slug: str
    day: datetime.date
    """The day, or the last one of the window."""
    part: int


class Links:
    """Creates and checks signed links.

    Args:
        seed: The seed of the signing key.
    """

    def __init__(self, seed: int) -> None:
        self._numbers = itertools.count(1)
        self._key = hashlib.sha256(f"links of seed {seed}".encode()).digest()

    def sign(self, base_url: str, file: File, suffix: str, start: float, end: float) -> str:
        """A link to a file, valid from `start` to `end`, in seconds since 1970. Each link is unique."""
        name = hashlib.sha256(repr(file).encode()).hexdigest()
        uuid = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:32]}"
        path = (
            f"/reports/{quote(file.operation_id)}/{quote(file.slug)}/day_partition={file.day}"
            f"/etl_id=green/part-{file.part:05d}-{uuid}.c000{suffix}"
        )
        times = {"st": _written(start), "se": _written(end)}
        number = str(next(self._numbers))
        query = {"sv": "2025-07-05", "sr": "b", "sp": "r", **times, "rscid": number}
        query["sig"] = self._signature(path, query)
        return f"{base_url}{path}?{urlencode(query)}"

    def check(self, path: str, query_string: str) -> tuple[File, float] | None:
        """The file and the expiry of a link; None if the signature is invalid."""
        query = {name: values[-1] for name, values in parse_qs(query_string).items()}
        signature = query.pop("sig", "")
        found = _PATH.fullmatch(unquote(path))
        if found is None or not hmac.compare_digest(
            signature.encode(), self._signature(path, query).encode()
        ):
            return None
        file = File(
            found["operation"],
            found["slug"],
            datetime.date.fromisoformat(found["day"]),
            int(found["part"]),
        )
        end = datetime.datetime.fromisoformat(query["se"])
        return file, end.timestamp()

    def _signature(self, path: str, query: dict[str, str]) -> str:
        text = "\n".join([path, *(f"{name}={query[name]}" for name in sorted(query))])
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def _written(seconds: float) -> str:
    moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    if moment.microsecond == 0:
        return timestamp(moment)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
