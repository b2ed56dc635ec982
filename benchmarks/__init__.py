"""What the project promises of speed, measured beside a rival in one run: `make bench`."""
