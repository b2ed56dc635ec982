"""Access to GitHub: settings of requests, references to secrets, rate limits."""
