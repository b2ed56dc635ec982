# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""What is the same in the API versions 2022-11-28, 2026-03-10: their subpackages are made of it."""
