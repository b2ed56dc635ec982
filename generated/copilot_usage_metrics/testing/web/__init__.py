"""Two small HTTP servers on this machine: how requests come in and answers go out, broken ones among them."""

from __future__ import annotations
