"""From GitHub's OpenAPI description to a client package: prepare, render, compare. Never shipped."""
