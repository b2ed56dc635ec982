"""The bytes of a file to rows."""
