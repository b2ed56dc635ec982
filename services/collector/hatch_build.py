"""Build hook of every distribution: the README as a package index shows it, and the project URLs.

A package index shows README.md without the repository around it, where a relative link is dead.
With `REPOSITORY_URL` (`https://github.com/OWNER/NAME`) in the environment, relative links point to the
release's tag in that repository, and the project URLs are set. Without it, a relative link is replaced
by its text. An sdist holds the result in PKG-INFO, and a build from the sdist takes it from there.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.metadata.plugin.interface import MetadataHookInterface

# Code comes first, so that `rows[0](x)` in an example is not taken for a link.
_CODE_OR_LINK = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)"
    r"|(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^)\s]+)(?P<title>\s[^)]*)?\)",
    re.MULTILINE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_REPOSITORY_URL = re.compile(r"https://[^/\s]+/[^/\s]+/[^/\s]+")


# No dataclass: hatchling loads this module without an entry in sys.modules, and dataclasses need one.
class TaggedRepository(NamedTuple):
    """A repository on GitHub, at the tag of a release."""

    url: str
    tag: str

    def link(self, path: str, *, view: str) -> str:
        """The URL of a path from the root of the repository; `view` is `blob`, `tree` or `raw`."""
        return f"{self.url}/{view}/{self.tag}/{posixpath.normpath(path)}"

    def project_urls(self, folder: str, docs: str) -> dict[str, str]:
        """The project URLs of the distribution in `folder`, by labels that package indexes know."""
        return {
            "Source": self.link(folder, view="tree") if folder else self.url,
            "Documentation": self.link(docs, view="blob" if docs.endswith(".md") else "tree"),
            "Changelog": self.link(f"{folder}/CHANGELOG.md".lstrip("/"), view="blob"),
            "Issues": f"{self.url}/issues",
            "Security": f"{self.url}/security/policy",
        }


def rewrite_links(
    markdown: str, *, root: Path, folder: str, repository: TaggedRepository | None
) -> str:
    """Markdown without relative links: they lead to `repository`, or are replaced by their text.

    `root` is the folder of the Markdown file on this machine, `folder` the same folder as a path from
    the root of the repository.
    """

    def replace(match: re.Match[str]) -> str:
        target = match["target"]
        if target is None or _ABSOLUTE.match(target):
            return match[0]
        text = _CODE_OR_LINK.sub(replace, match["text"])  # an image can be the text of a link
        if repository is None:
            return text
        path, hash_sign, fragment = target.partition("#")
        view = "raw" if match["image"] else "tree" if (root / path).is_dir() else "blob"
        url = repository.link(posixpath.join(folder, path), view=view)
        return f"{match['image']}[{text}]({url}{hash_sign}{fragment}{match['title'] or ''})"

    return _CODE_OR_LINK.sub(replace, markdown)


class PackagePage(MetadataHookInterface):
    """Sets `project.readme` and `project.urls`. Options in pyproject.toml: `folder`, `tag` and `docs`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set both fields. Raises `ValueError` when `REPOSITORY_URL` is not the URL of a repository."""
        folder, root = self.config["folder"], Path(self.root)
        url = os.environ.get("REPOSITORY_URL", "").strip()
        if url and not _REPOSITORY_URL.fullmatch(url):
            raise ValueError(f"REPOSITORY_URL: expected https://HOST/OWNER/NAME, not {url!r}")
        tag = self.config["tag"].format(version=metadata["version"])
        repository = TaggedRepository(url, tag) if url else None
        docs = self.config.get("docs", f"{folder}/docs".lstrip("/"))
        metadata.setdefault("urls", repository.project_urls(folder, docs) if repository else {})
        if "readme" not in metadata:  # PKG-INFO of an sdist has it
            text = (root / "README.md").read_text("utf-8")
            page = rewrite_links(text, root=root, folder=folder, repository=repository)
            metadata["readme"] = {"content-type": "text/markdown", "text": page}
