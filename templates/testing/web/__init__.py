"""Two small loopback HTTP servers: receive requests and send responses, including broken ones."""

from __future__ import annotations
