"""The documentation as a site: `make docs` writes it to `.cache/site`."""
