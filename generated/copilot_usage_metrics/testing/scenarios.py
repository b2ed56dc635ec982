"""Every misbehaviour that the fake knows: its name, what its value means, and what happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Where = Literal["api", "download", "file"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One misbehaviour."""

    name: str
    where: Where
    """`api`: answers of the API; `download`: how files come over the wire; `file`: what stands in them."""
    about: str
    default: str = ""
    """The value where none is given."""
    values: tuple[str, ...] = ()
    """The only values; empty where any is taken."""
    number: bool = False
    """Whether the value is a number."""
    times: int | None = None
    """For how many requests where nothing is said; None for all."""


SPELLINGS = (
    "204",
    "empty",
    "blank",
    "null",
    "empty-string",
    "text",
    "no-links",
    "null-links",
    "404",
    "502",
    "503",
)
"""The ways in which GitHub is known to say that there is no data (or that it is not ready)."""
_DEAD = ("401", "403", "404", "410")


_ALL = (
    # what "no data" looks like
    Scenario(
        "no-data",
        "api",
        "every report answers like this, whatever there is",
        "204",
        values=SPELLINGS,
    ),
    Scenario(
        "no-data-organization",
        "api",
        "how organizations answer for days without data (as documented: 204)",
        "204",
        values=SPELLINGS,
    ),
    Scenario(
        "no-data-enterprise",
        "api",
        "how enterprises answer for days without data (else: an envelope without links)",
        "empty",
        values=SPELLINGS,
    ),
    Scenario(
        "late-day",
        "api",
        "the newest day is not there yet when first asked for VALUE times",
        "1",
        number=True,
    ),
    # limits
    Scenario(
        "primary-limit",
        "api",
        "403, nothing remaining, reset in VALUE seconds",
        "1",
        number=True,
        times=1,
    ),
    Scenario("primary-limit-429", "api", "the same with status 429", "1", number=True, times=1),
    Scenario(
        "secondary-limit", "api", "403 with Retry-After of VALUE seconds", "1", number=True, times=1
    ),
    Scenario("secondary-limit-429", "api", "the same with status 429", "1", number=True, times=1),
    Scenario(
        "limit-date",
        "api",
        "429 with Retry-After as a date, VALUE seconds from now",
        "1",
        number=True,
        times=1,
    ),
    Scenario(
        "limit-reset",
        "api",
        "429 with x-ratelimit-reset alone, VALUE seconds from now",
        "1",
        number=True,
        times=1,
    ),
    Scenario("limit-bare", "api", "429 without any header that says how long", times=1),
    Scenario("limit-bare-403", "api", "403 that only its message tells from a refusal", times=1),
    # failures
    Scenario(
        "server-error",
        "api",
        "status VALUE with a page of HTML",
        "502",
        values=("500", "502", "503", "504"),
        times=1,
    ),
    Scenario("server-error-json", "api", "status 500 with GitHub's JSON", times=1),
    Scenario("api-latency", "api", "every answer waits VALUE milliseconds", "200", number=True),
    Scenario("api-reset", "api", "the connection breaks before an answer", times=1),
    Scenario("api-stall", "api", "no answer for VALUE seconds", "60", number=True, times=1),
    Scenario(
        "api-truncate", "api", "the answer ends after VALUE bytes", "20", number=True, times=1
    ),
    Scenario("api-garbage", "api", "200 with a body that is not JSON", times=1),
    Scenario("api-gzip", "api", "answers are compressed for those who accept it"),
    Scenario("proxy-403", "api", "403 with a page of HTML, as of a proxy on the way"),
    # refusals
    Scenario("policy-off", "api", "403: the policy is not enabled"),
    Scenario("role-missing", "api", "403: not an admin, no role"),
    Scenario("integration-403", "api", "403: not accessible by integration"),
    Scenario("token-403", "api", "403: not accessible by personal access token"),
    Scenario("revoked", "api", "401 from now on: the token is bad"),
    Scenario("version-dropped", "api", "400: the API version is not supported any more"),
    Scenario("legacy-policy-off", "api", "422 of the closed endpoints: their policy is off"),
    # redirects
    Scenario("redirect", "api", "307 to another path of the same origin", times=1),
    Scenario("redirect-away", "api", "307 to another origin", times=1),
    Scenario("redirect-loop", "api", "307 to itself, for ever"),
    # links
    Scenario("link-lifetime", "api", "links live VALUE seconds", "2", number=True),
    Scenario("repeated-links", "api", "the first link is there twice"),
    Scenario(
        "expired",
        "download",
        "a link has ended before it is used: status VALUE",
        "403",
        values=_DEAD,
        times=1,
    ),
    Scenario(
        "expiry-status",
        "download",
        "what links that have ended are answered with",
        "403",
        values=_DEAD,
    ),
    Scenario("single-use", "download", "each link works once, then it has ended"),
    Scenario(
        "dies-midway",
        "download",
        "a link ends after VALUE bytes, for good; a new one works",
        "5000",
        number=True,
        times=1,
    ),
    # downloads
    Scenario("latency", "download", "every answer waits VALUE milliseconds", "200", number=True),
    Scenario("slow", "download", "VALUE bytes a second", "50000", number=True),
    Scenario(
        "stall",
        "download",
        "nothing comes any more after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario(
        "truncate",
        "download",
        "the connection closes after VALUE bytes of those announced",
        "5000",
        number=True,
        times=1,
    ),
    Scenario(
        "overstate",
        "download",
        "Content-Length is VALUE bytes too large",
        "100",
        number=True,
        times=1,
    ),
    Scenario(
        "chunk-cut",
        "download",
        "chunks, and no last one: closes after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario(
        "unframed", "download", "neither length nor chunks: whole, until the connection closes"
    ),
    Scenario(
        "reset",
        "download",
        "the connection is reset after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario("no-ranges", "download", "ranges are not served: always the whole file"),
    Scenario(
        "changed-file", "download", "another ETag each time: what was there cannot be continued"
    ),
    Scenario("gzip", "download", "files come compressed, to those who accept it"),
    Scenario("blob-missing", "download", "404 for part VALUE, for good", "0", number=True),
    Scenario(
        "blob-error",
        "download",
        "status VALUE",
        "503",
        values=("429", "500", "502", "503", "504"),
        times=1,
    ),
    Scenario("download-proxy-403", "download", "403 with a page of HTML, as of a proxy on the way"),
    Scenario("download-redirect", "download", "302 to another address of the same host", times=1),
    Scenario("download-redirect-away", "download", "302 to the API's origin", times=1),
    # how files are written
    Scenario(
        "suffix", "file", "what files are called", "json", values=("json", "ndjson", "csv", "none")
    ),
    Scenario("content-type", "file", "which Content-Type files have", "text/plain"),
    Scenario("crlf", "file", "CRLF line ends"),
    Scenario("no-final-newline", "file", "no newline at the end"),
    Scenario("blank-lines", "file", "an empty line after every VALUE-th row", "3", number=True),
    Scenario("bom", "file", "a byte order mark first"),
    Scenario("u2028", "file", "U+2028 and U+2029 inside strings"),
    Scenario("multibyte", "file", "strings full of characters of two to four bytes"),
    Scenario("array", "file", "one JSON array instead of lines"),
    Scenario("wrapped", "file", "one object with the rows in day_totals"),
    Scenario("pretty", "file", "objects and arrays spread over lines, indented"),
    Scenario("empty-file", "file", "files of no bytes at all"),
    Scenario("empty-array", "file", "files that hold an empty array"),
    # what stands in rows
    Scenario(
        "ids",
        "file",
        "ids as text or numbers, against the custom",
        "swapped",
        values=("strings", "numbers", "swapped"),
    ),
    Scenario("types", "file", "known keys with other types"),
    Scenario("new-keys", "file", "unknown keys, at VALUE depths", "3", number=True),
    Scenario("documented-fields", "file", "columns that only GitHub's examples and pages have"),
    Scenario("early-counts", "file", "customizations as the earliest rows had them"),
    Scenario("incomplete", "file", "every VALUE-th row lacks a part of its key", "5", number=True),
    Scenario("bad-lines", "file", "every VALUE-th line is no JSON object", "10", number=True),
    Scenario(
        "long-lines", "file", "the first row of a file has VALUE megabytes", "10", number=True
    ),
    Scenario("duplicates", "file", "every VALUE-th row stands there twice", "5", number=True),
    Scenario(
        "conflicts",
        "file",
        "every VALUE-th row stands there twice, with other figures",
        "5",
        number=True,
    ),
    Scenario(
        "idle-days", "file", "idle days stand in 28-day aggregates with zeros, instead of missing"
    ),
)

SCENARIOS: Mapping[str, Scenario] = {each.name: each for each in _ALL}
"""By name."""
