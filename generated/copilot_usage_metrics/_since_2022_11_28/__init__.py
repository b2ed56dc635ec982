# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The parts that are equal in the API versions 2022-11-28, 2026-03-10, which their subpackages
share.
"""
