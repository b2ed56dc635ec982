"""Every fault that the fake can simulate: its name, its value, and its effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Where = Literal["api", "download", "file"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One fault."""

    name: str
    where: Where
    """`api`: responses of the API; `download`: downloads over the wire; `file`: content of files."""
    about: str
    default: str = ""
    """The default value."""
    values: tuple[str, ...] = ()
    """The allowed values; empty if any is allowed."""
    number: bool = False
    """Whether the value is a number."""
    times: int | None = None
    """The default number of affected requests; None for all."""


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
"""The known forms in which GitHub reports no data (or data that is not ready)."""
_DEAD = ("401", "403", "404", "410")


_ALL = (
    # forms of "no data"
    Scenario(
        "no-data",
        "api",
        "every report responds like this, with or without data",
        "204",
        values=SPELLINGS,
    ),
    Scenario(
        "no-data-organization",
        "api",
        "responses of organizations for days without data (as documented: 204)",
        "204",
        values=SPELLINGS,
    ),
    Scenario(
        "no-data-enterprise",
        "api",
        "responses of enterprises for days without data (else: an envelope without links)",
        "empty",
        values=SPELLINGS,
    ),
    Scenario(
        "late-day",
        "api",
        "the newest day has no data for its first VALUE requests",
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
        "429 with x-ratelimit-reset only, VALUE seconds from now",
        "1",
        number=True,
        times=1,
    ),
    Scenario("limit-bare", "api", "429 without any header with a time", times=1),
    Scenario(
        "limit-bare-403", "api", "403 that only its message distinguishes from a refusal", times=1
    ),
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
    Scenario(
        "api-latency", "api", "every response is delayed by VALUE milliseconds", "200", number=True
    ),
    Scenario("api-reset", "api", "the connection breaks before a response", times=1),
    Scenario("api-stall", "api", "no response for VALUE seconds", "60", number=True, times=1),
    Scenario(
        "api-truncate", "api", "the response ends after VALUE bytes", "20", number=True, times=1
    ),
    Scenario("api-garbage", "api", "200 with a body that is not JSON", times=1),
    Scenario("api-gzip", "api", "responses are compressed for clients that accept it"),
    Scenario("proxy-403", "api", "403 with a page of HTML, like that of a proxy"),
    # refusals
    Scenario("policy-off", "api", "403: the policy is not enabled"),
    Scenario("role-missing", "api", "403: not an admin, no role"),
    Scenario("integration-403", "api", "403: not accessible by integration"),
    Scenario("token-403", "api", "403: not accessible by personal access token"),
    Scenario("revoked", "api", "401 from now on: the token is revoked"),
    Scenario("version-dropped", "api", "400: the API version is no longer supported"),
    Scenario("legacy-policy-off", "api", "422 of the closed endpoints: their policy is disabled"),
    # redirects
    Scenario("redirect", "api", "307 to another path of the same origin", times=1),
    Scenario("redirect-away", "api", "307 to another origin", times=1),
    Scenario("redirect-loop", "api", "307 to itself, for ever"),
    # links
    Scenario("link-lifetime", "api", "links are valid for VALUE seconds", "2", number=True),
    Scenario("repeated-links", "api", "the first link occurs twice"),
    Scenario(
        "expired",
        "download",
        "a link expires before it is used: status VALUE",
        "403",
        values=_DEAD,
        times=1,
    ),
    Scenario(
        "expiry-status",
        "download",
        "the status for expired links",
        "403",
        values=_DEAD,
    ),
    Scenario("single-use", "download", "each link works once, then it is expired"),
    Scenario(
        "dies-midway",
        "download",
        "a link expires after VALUE bytes; a new one works",
        "5000",
        number=True,
        times=1,
    ),
    # downloads
    Scenario(
        "latency", "download", "every response is delayed by VALUE milliseconds", "200", number=True
    ),
    Scenario("slow", "download", "VALUE bytes per second", "50000", number=True),
    Scenario(
        "stall",
        "download",
        "the download stalls after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario(
        "truncate",
        "download",
        "the connection closes after VALUE bytes of the announced ones",
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
        "chunks without a last one: closes after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario("unframed", "download", "neither length nor chunks: ends with the connection"),
    Scenario(
        "reset",
        "download",
        "the connection is reset after VALUE bytes",
        "5000",
        number=True,
        times=1,
    ),
    Scenario("no-ranges", "download", "ranges are ignored: always the whole file"),
    Scenario("changed-file", "download", "another ETag each time: downloads cannot be resumed"),
    Scenario("gzip", "download", "files are compressed for clients that accept it"),
    Scenario("blob-missing", "download", "404 for part VALUE, permanently", "0", number=True),
    Scenario(
        "blob-error",
        "download",
        "status VALUE",
        "503",
        values=("429", "500", "502", "503", "504"),
        times=1,
    ),
    Scenario("download-proxy-403", "download", "403 with a page of HTML, like that of a proxy"),
    Scenario("download-redirect", "download", "302 to another URL of the same host", times=1),
    Scenario("download-redirect-away", "download", "302 to the API's origin", times=1),
    # file formats
    Scenario(
        "suffix",
        "file",
        "the suffix of file names",
        "json",
        values=("json", "ndjson", "csv", "none"),
    ),
    Scenario("content-type", "file", "the Content-Type of files", "text/plain"),
    Scenario("crlf", "file", "CRLF line ends"),
    Scenario("no-final-newline", "file", "no newline at the end"),
    Scenario("blank-lines", "file", "an empty line after every VALUE-th row", "3", number=True),
    Scenario("bom", "file", "a byte order mark first"),
    Scenario("u2028", "file", "U+2028 and U+2029 inside strings"),
    Scenario("multibyte", "file", "strings with many characters of two to four bytes"),
    Scenario("array", "file", "one JSON array instead of lines"),
    Scenario("wrapped", "file", "one object with the rows in day_totals"),
    Scenario("pretty", "file", "objects and arrays spread over lines, indented"),
    Scenario("empty-file", "file", "files without any bytes"),
    Scenario("empty-array", "file", "files with an empty array"),
    # content of rows
    Scenario(
        "ids",
        "file",
        "ids as text or numbers, other than usual",
        "swapped",
        values=("strings", "numbers", "swapped"),
    ),
    Scenario("types", "file", "known keys with other types"),
    Scenario("new-keys", "file", "unknown keys, at VALUE depths", "3", number=True),
    Scenario("documented-fields", "file", "columns that occur only in GitHub's examples and pages"),
    Scenario("early-counts", "file", "customizations in the form of the earliest rows"),
    Scenario("incomplete", "file", "every VALUE-th row lacks a part of its key", "5", number=True),
    Scenario("bad-lines", "file", "every VALUE-th line is not a JSON object", "10", number=True),
    Scenario(
        "long-lines", "file", "the first row of a file has VALUE megabytes", "10", number=True
    ),
    Scenario("duplicates", "file", "every VALUE-th row occurs twice", "5", number=True),
    Scenario(
        "conflicts",
        "file",
        "every VALUE-th row occurs twice, with other figures",
        "5",
        number=True,
    ),
    Scenario(
        "idle-days", "file", "idle days are in 28-day aggregates with zeros, instead of absent"
    ),
)

SCENARIOS: Mapping[str, Scenario] = {each.name: each for each in _ALL}
"""By name."""
