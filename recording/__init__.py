"""Recording GitHub: real responses, scrubbed, as fixtures of the contract tests (`make record`)."""
