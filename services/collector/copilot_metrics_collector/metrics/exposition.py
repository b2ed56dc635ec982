"""Writes gauges in Prometheus' text format, and serves them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..exits import CollectorError, ConfigurationError
from ..extras import require_extra
from ..files import replace_file
from ..terminal import say
from .gauges import PREFIX, Gauge

if TYPE_CHECKING:
    from prometheus_client.registry import CollectorRegistry


def check_extra() -> None:
    """Raises `ConfigurationError` if the extra `prometheus` is missing."""
    require_extra("prometheus", "serve-metrics", "prometheus_client")


def write_textfile(path: Path, gauges: Iterable[Gauge]) -> None:
    """Replaces a file for the textfile collector of node_exporter. Raises `ConfigurationError`."""
    from prometheus_client import generate_latest

    page = Page()
    page.set(gauges)
    replace_file(path, generate_latest(registry_of(page)))


class Page:
    """The gauges that are served; collected in the background, so that a scrape does not wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gauges: list[Gauge] = []

    def set(self, gauges: Iterable[Gauge]) -> None:
        """Replaces the gauges."""
        with self._lock:
            self._gauges = list(gauges)

    def collect(self) -> Iterator[Any]:
        """Yields the metrics for a registry."""
        from prometheus_client.core import GaugeMetricFamily

        with self._lock:
            gauges = self._gauges
        for gauge in gauges:
            family = GaugeMetricFamily(gauge.name, gauge.help, labels=gauge.labels)
            for labels, value in gauge.samples.items():
                family.add_metric(labels, value)
            yield family


def registry_of(page: Page) -> CollectorRegistry:
    """Returns a registry with the gauges of a page and nothing else."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.registry import Collector

    class Served(Collector):
        def collect(self) -> Iterable[Any]:
            return page.collect()

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Served())
    return registry


def serve(read: Callable[[], list[Gauge]], address: str, port: int, refresh_seconds: float) -> None:
    """Serves the gauges until the process is interrupted.

    A failed collection is reported, and the figures of the last one stay, with
    `copilot_metrics_collection_succeeded` at 0.

    Args:
        read: Collects the gauges.
        address: The address to listen on.
        port: The port; 0 for a free one.
        refresh_seconds: The seconds between two collections.

    Raises:
        ConfigurationError: The address or port cannot be used.
        CollectorError: The first collection failed.
    """
    from prometheus_client import start_http_server

    page = Page()
    gauges = read()
    page.set([*gauges, _succeeded(1)])
    try:
        server, _ = start_http_server(port, address, registry_of(page))
    except OSError as error:
        reason = error.strerror or error
        raise ConfigurationError(f"cannot listen on {address}:{port}: {reason}") from None
    host = f"[{address}]" if ":" in address else address
    say(f"serving http://{host}:{server.server_port}/metrics; collects every {refresh_seconds:g} s")
    stopped = threading.Event()
    try:
        while not stopped.wait(refresh_seconds):
            try:
                gauges = read()
            except CollectorError as error:
                say(f"collection failed: {error}", err=True)
                page.set([*gauges, _succeeded(0)])
            else:
                page.set([*gauges, _succeeded(1)])
    finally:
        server.shutdown()
        server.server_close()


def _succeeded(value: int) -> Gauge:
    name = f"{PREFIX}_collection_succeeded"
    return Gauge(name, "whether the last collection of the figures succeeded", (), {(): value})
