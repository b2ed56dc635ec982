"""Figures of a lake as gauges for Prometheus."""
