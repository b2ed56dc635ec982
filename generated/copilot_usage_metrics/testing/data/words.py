"""The names in the figures: as seen in real files; no list is complete."""

from __future__ import annotations

COMPLETION = "code_completion"
AGENT_EDIT = "agent_edit"
CLI = "copilot_cli"
APP = "copilot_app"
AGENT_MODE = "chat_panel_agent_mode"
CHAT_FEATURES = (
    "chat_panel_ask_mode",
    AGENT_MODE,
    "chat_inline",
    "chat_panel_edit_mode",
    "chat_panel_plan_mode",
    "chat_panel_custom_mode",
    "chat_panel_unknown_mode",
)
PANEL_MODES = tuple(name for name in CHAT_FEATURES if name.startswith("chat_panel_"))
RARE_FEATURES = ("cli_agent", "others")
AGENT_FEATURES = (AGENT_MODE, AGENT_EDIT)

IDES = (
    ("vscode", "copilot-chat", "0.31.2", "1.105.1"),
    ("vscode", "copilot-chat", "0.32.0", "1.106.0"),
    ("intellij", "copilot-intellij", "1.5.58-243", "252.27397.103"),
    ("vscode", "copilot-chat", "0.31.2", "1.105.0"),
    ("visualstudio", "", "", "17.14.36623.8"),
    ("pycharm", "copilot-intellij", "1.5.57-243", "252.26830.99"),
    ("neovim", "copilot.lua", "1.378.0", "0.11.4"),
    ("goland", "copilot-intellij", "1.5.58-243", "252.27397.100"),
    ("webstorm", "copilot-intellij", "1.5.58-243", "252.26830.93"),
    ("xcode", "copilot-xcode", "0.44.0", "26.1"),
    ("eclipse", "copilot-eclipse", "0.13.0", "4.37.0"),
    ("rider", "copilot-intellij", "1.5.57-243", "252.27397.92"),
    ("zed:zed-copilot", "", "", "0.211.6"),
    ("android_studio", "copilot-intellij", "1.5.55-242", "251.26094.121"),
)
LANGUAGES = (
    "python",
    "typescript",
    "java",
    "go",
    "csharp",
    "markdown",
    "yaml",
    "kotlin",
    "rust",
    "cpp",
    "ruby",
    "swift",
    "sql",
    "shellscript",
    "terraform",
    "json",
    "chatagent",
    "prompt",
    "skill",
    "instructions",
    "others",
    "unknown",
)
MODELS = (
    "claude-sonnet-4.5",
    "gpt-5-codex",
    "auto",
    "claude-4.5-haiku",
    "claude-haiku-4.5",
    "gpt-5-mini",
    "gemini-2.5-pro",
    "gpt-4.1",
    "others",
    "unknown",
)
THIRD_PARTY_AGENTS = (("2246796", "Claude"), ("claude", "Claude"), ("2248422", "Codex"))
SKILLS = ("pdf", "code-review", "release-notes", "test-writer", "migrations", "diagrams")
CUSTOM_AGENTS = (
    "implementation-planner",
    "bug-fixer",
    "docs-writer",
    "reviewer",
    "tester",
    "architect",
)
MCP_SERVERS = ("github", "playwright", "context7", "azure", "figma", "postgres")
SLASH_COMMANDS = ("explain", "fix", "tests", "doc", "new", "init")
PLUGINS = (
    "testing-tools",
    "docs-tools",
    "cloud-tools",
    "review-tools",
    "data-tools",
    "design-tools",
)
CUSTOMERS_OWN = "~"
"""The prefix of customers' names: the files merge them into `other` or `custom`."""
COMMENT_TYPES = ("correctness", "security", "maintainability", "style")
VISIBILITIES = ("INTERNAL", "PRIVATE", "PUBLIC")
PHASES = ("No Cohort", "Phase 1", "Phase 2", "Phase 3")
CLI_VERSIONS = ("0.0.353", "0.0.358", "1.0.2")
