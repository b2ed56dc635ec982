"""Configuration: files, environment variables and the types of options."""
