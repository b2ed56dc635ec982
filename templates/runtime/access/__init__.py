"""Settings of a client: address, token, time limits, retry policy."""
