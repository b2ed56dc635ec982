"""Build hooks: the generator as a part of the package, and the package page by the hook that the collector has, too.

In the repository, generator/ and templates/ are beside services/; an sdist has them in the package already, and its
PKG-INFO has the package page.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_PACKAGE = "copilot_openapi"


class GeneratorFiles(BuildHookInterface[Any]):
    """Puts the generator and its templates into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds both folders to the files of a wheel or an sdist."""
        for name in ("generator", "templates"):
            source = Path(self.root, "..", "..", name)
            if not Path(self.root, _PACKAGE, name).exists():
                build_data["force_include"][str(source)] = f"{_PACKAGE}/{name}"


class GeneratorPage(MetadataHookInterface):
    """Sets `project.readme` and `project.urls`, as the other distributions do."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Sets both fields. Raises `ValueError` when `REPOSITORY_URL` is not the URL of a repository."""
        shared = Path(self.root, "..", "collector", "hatch_build.py")
        if shared.exists():
            specification = importlib.util.spec_from_file_location("collector_hook", shared)
            assert specification is not None and specification.loader is not None  # noqa: S101, PT018
            module = importlib.util.module_from_spec(specification)
            specification.loader.exec_module(module)
            module.PackagePage(self.root, self.config).update(metadata)
