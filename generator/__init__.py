"""From GitHub's OpenAPI description to a client package: prepare, render, compare. Shipped as copilot-openapi only."""
