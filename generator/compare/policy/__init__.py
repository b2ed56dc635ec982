"""Consequences of findings: the gate, the baseline of accepted findings, the next version."""
