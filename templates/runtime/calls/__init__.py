"""One call to the API: from its arguments to its result; pagination, retries."""
