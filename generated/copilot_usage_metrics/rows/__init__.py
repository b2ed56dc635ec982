"""The rows of the files behind the report links, one set of types for all API versions.

Every field may be missing (UNSET) or null (None), and both differ from 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from .._runtime.decoding.row import UNSET, ExactNumber, IntId, Row, StrId, UnsetType

__all__ = [
    "ENTITY_FIELDS",
    "ROW_TYPES",
    "Row",
    "AggregateDay",
    "AggregateWindow",
    "AiAdoptionPhase",
    "AiAdoptionPhaseTotals",
    "CliTotals",
    "CliVersion",
    "CommentTypeSuggestions",
    "CopilotAppTotals",
    "CustomAgentTotals",
    "FeatureEngagement",
    "FeatureEngagementTotals",
    "FeatureTotals",
    "IdeTotals",
    "IdeVersion",
    "LanguageFeatureTotals",
    "LanguageModelTotals",
    "McpTotals",
    "ModelFeatureTotals",
    "PluginTotals",
    "PluginVersion",
    "PullRequestReviewTimes",
    "PullRequests",
    "RepositoryDay",
    "SkillTotals",
    "SlashCommandTotals",
    "ThirdPartyAgentTotals",
    "TokenUsage",
    "UserCliTotals",
    "UserDay",
    "UserIdeTotals",
    "UserTeamDay",
    "UserThirdPartyAgentTotals",
    "UserWindowDay",
    "VscodeAgentTotals",
]


class IdeTotals(Row, kw_only=True):
    """Activity in one editor.

    Attributes:
        ide: The editor, in lower case; sometimes with the Copilot plugin's name after a colon.
            Since 2025-10-10. Seen: vscode, visualstudio, intellij, jetbrains, pycharm, goland,
            webstorm, rider, datagrip, clion, rubymine, phpstorm, rustrover, android_studio,
            rstudio, eclipse, xcode, neovim, vim, emacs, zed, zed:zed-copilot, sublime_text, aqua,
            marimo, obsidian, copilot_app.
        user_initiated_interaction_count: Number of requests to Copilot by the user, such as chat
            messages; completions do not count. Unit: events. Since 2025-10-10.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
    """

    ide: str | None | UnsetType = UNSET
    """The editor, in lower case; sometimes with the Copilot plugin's name after a colon. Since
    2025-10-10. Seen: vscode, visualstudio, intellij, jetbrains, pycharm, goland, webstorm, rider,
    datagrip, clion, rubymine, phpstorm, rustrover, android_studio, rstudio, eclipse, xcode, neovim,
    vim, emacs, zed, zed:zed-copilot, sublime_text, aqua, marimo, obsidian, copilot_app.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Number of requests to Copilot by the user, such as chat messages; completions do not count.
    Unit: events. Since 2025-10-10.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""


class UserIdeTotals(IdeTotals, kw_only=True):
    """Activity of one user in one editor, with the last known versions.

    Attributes beside those of `IdeTotals`:
        last_known_plugin_version: The last known Copilot plugin of the user in this editor. Since
            2025-10-10. Absent: missing if the version was not reported.
        last_known_ide_version: The last known version of the editor. Since 2025-10-10. Absent:
            missing if the version was not reported.
    """

    __may_be_absent__ = frozenset(("last_known_plugin_version", "last_known_ide_version"))

    last_known_plugin_version: PluginVersion | None | UnsetType = UNSET
    """The last known Copilot plugin of the user in this editor. Since 2025-10-10. Absent: missing
    if the version was not reported.
    """
    last_known_ide_version: IdeVersion | None | UnsetType = UNSET
    """The last known version of the editor. Since 2025-10-10. Absent: missing if the version was
    not reported.
    """


class PluginVersion(Row, kw_only=True):
    """A Copilot plugin and the time of its observation.

    Attributes:
        sampled_at: The time of the observation, ISO 8601 in UTC with milliseconds. Since
            2025-10-10.
        plugin: The plugin's name; may be empty. Since 2025-10-10.
        plugin_version: The plugin's version; may be empty. Since 2025-10-10.
    """

    sampled_at: str | None | UnsetType = UNSET
    """The time of the observation, ISO 8601 in UTC with milliseconds. Since 2025-10-10."""
    plugin: str | None | UnsetType = UNSET
    """The plugin's name; may be empty. Since 2025-10-10."""
    plugin_version: str | None | UnsetType = UNSET
    """The plugin's version; may be empty. Since 2025-10-10."""


class IdeVersion(Row, kw_only=True):
    """An editor's version and the time of its observation.

    Attributes:
        sampled_at: The time of the observation, ISO 8601 in UTC with milliseconds. Since
            2025-10-10.
        ide_version: The version that the editor reported. Since 2025-10-10.
    """

    sampled_at: str | None | UnsetType = UNSET
    """The time of the observation, ISO 8601 in UTC with milliseconds. Since 2025-10-10."""
    ide_version: str | None | UnsetType = UNSET
    """The version that the editor reported. Since 2025-10-10."""


class CliVersion(Row, kw_only=True):
    """A version of Copilot CLI and the time of its observation.

    Attributes:
        sampled_at: The time of the observation, ISO 8601 in UTC with milliseconds. Since
            2026-03-20.
        cli_version: The version that Copilot CLI reported. Since 2026-03-20.
    """

    __known_since__ = {"sampled_at": "2026-03-20", "cli_version": "2026-03-20"}

    sampled_at: str | None | UnsetType = UNSET
    """The time of the observation, ISO 8601 in UTC with milliseconds. Since 2026-03-20."""
    cli_version: str | None | UnsetType = UNSET
    """The version that Copilot CLI reported. Since 2026-03-20."""


class FeatureTotals(Row, kw_only=True):
    """Activity in one Copilot feature.

    Attributes:
        feature: The feature; each mode of the chat panel is a separate feature. Since 2025-10-10.
            Seen: code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode,
            chat_panel_edit_mode, chat_panel_plan_mode, chat_panel_custom_mode,
            chat_panel_unknown_mode, agent_edit, copilot_cli, copilot_app, cli_agent, others.
        user_initiated_interaction_count: Number of requests to Copilot by the user, such as chat
            messages; completions do not count. Unit: events. Since 2025-10-10.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
    """

    feature: str | None | UnsetType = UNSET
    """The feature; each mode of the chat panel is a separate feature. Since 2025-10-10. Seen:
    code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode, chat_panel_edit_mode,
    chat_panel_plan_mode, chat_panel_custom_mode, chat_panel_unknown_mode, agent_edit, copilot_cli,
    copilot_app, cli_agent, others.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Number of requests to Copilot by the user, such as chat messages; completions do not count.
    Unit: events. Since 2025-10-10.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""


class LanguageFeatureTotals(Row, kw_only=True):
    """Activity in one programming language by one feature.

    Attributes:
        language: The language in lower case; file types other than languages occur too. Since
            2025-10-10. Seen: others, unknown, chatagent, prompt, skill, instructions.
        feature: The feature; each mode of the chat panel is a separate feature. Since 2025-10-10.
            Seen: code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode,
            chat_panel_edit_mode, chat_panel_plan_mode, chat_panel_custom_mode,
            chat_panel_unknown_mode, agent_edit, copilot_cli, copilot_app, cli_agent, others.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
    """

    language: str | None | UnsetType = UNSET
    """The language in lower case; file types other than languages occur too. Since 2025-10-10.
    Seen: others, unknown, chatagent, prompt, skill, instructions.
    """
    feature: str | None | UnsetType = UNSET
    """The feature; each mode of the chat panel is a separate feature. Since 2025-10-10. Seen:
    code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode, chat_panel_edit_mode,
    chat_panel_plan_mode, chat_panel_custom_mode, chat_panel_unknown_mode, agent_edit, copilot_cli,
    copilot_app, cli_agent, others.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""


class LanguageModelTotals(Row, kw_only=True):
    """Activity in one programming language with one model.

    Attributes:
        language: The language in lower case; file types other than languages occur too. Since
            2025-10-10. Seen: others, unknown, chatagent, prompt, skill, instructions.
        model: The model; a model may have two spellings. Since 2025-10-10. Seen: auto, others,
            unknown, claude-4.5-haiku, claude-haiku-4.5.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
    """

    language: str | None | UnsetType = UNSET
    """The language in lower case; file types other than languages occur too. Since 2025-10-10.
    Seen: others, unknown, chatagent, prompt, skill, instructions.
    """
    model: str | None | UnsetType = UNSET
    """The model; a model may have two spellings. Since 2025-10-10. Seen: auto, others, unknown,
    claude-4.5-haiku, claude-haiku-4.5.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""


class ModelFeatureTotals(Row, kw_only=True):
    """Chat activity with one model in one feature.

    Attributes:
        model: The model; a model may have two spellings. Since 2025-10-10. Seen: auto, others,
            unknown, claude-4.5-haiku, claude-haiku-4.5.
        feature: The feature; each mode of the chat panel is a separate feature. Since 2025-10-10.
            Seen: code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode,
            chat_panel_edit_mode, chat_panel_plan_mode, chat_panel_custom_mode,
            chat_panel_unknown_mode, agent_edit, copilot_cli, copilot_app, cli_agent, others.
        user_initiated_interaction_count: Number of requests to Copilot by the user, such as chat
            messages; completions do not count. Unit: events. Since 2025-10-10.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
    """

    model: str | None | UnsetType = UNSET
    """The model; a model may have two spellings. Since 2025-10-10. Seen: auto, others, unknown,
    claude-4.5-haiku, claude-haiku-4.5.
    """
    feature: str | None | UnsetType = UNSET
    """The feature; each mode of the chat panel is a separate feature. Since 2025-10-10. Seen:
    code_completion, chat_inline, chat_panel_ask_mode, chat_panel_agent_mode, chat_panel_edit_mode,
    chat_panel_plan_mode, chat_panel_custom_mode, chat_panel_unknown_mode, agent_edit, copilot_cli,
    copilot_app, cli_agent, others.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Number of requests to Copilot by the user, such as chat messages; completions do not count.
    Unit: events. Since 2025-10-10.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""


class TokenUsage(Row, kw_only=True):
    """Input and output tokens.

    Attributes:
        output_tokens_sum: Tokens that the models generated. Unit: tokens. Since 2026-03-20.
        prompt_tokens_sum: Tokens that the models received. Unit: tokens. Since 2026-03-20.
        avg_tokens_per_request: The total of both sums divided by the number of requests; recompute
            it after adding rows. Unit: tokens per request. Since 2026-03-20.
    """

    __known_since__ = {
        "output_tokens_sum": "2026-03-20",
        "prompt_tokens_sum": "2026-03-20",
        "avg_tokens_per_request": "2026-03-20",
    }

    output_tokens_sum: int | None | UnsetType = UNSET
    """Tokens that the models generated. Unit: tokens. Since 2026-03-20."""
    prompt_tokens_sum: int | None | UnsetType = UNSET
    """Tokens that the models received. Unit: tokens. Since 2026-03-20."""
    avg_tokens_per_request: float | None | UnsetType = UNSET
    """The total of both sums divided by the number of requests; recompute it after adding rows.
    Unit: tokens per request. Since 2026-03-20.
    """


class CliTotals(Row, kw_only=True):
    """Use of Copilot CLI.

    Attributes:
        session_count: Sessions of the command line tool that were started. Unit: sessions. Since
            2026-03-20.
        request_count: Requests to a model, including those that an agent sent by itself. Unit:
            requests. Since 2026-03-20.
        prompt_count: Prompts that users typed. Unit: prompts. Since 2026-03-20.
        token_usage: The tokens of these requests. Since 2026-03-20.
    """

    __known_since__ = {
        "session_count": "2026-03-20",
        "request_count": "2026-03-20",
        "prompt_count": "2026-03-20",
        "token_usage": "2026-03-20",
    }

    session_count: int | None | UnsetType = UNSET
    """Sessions of the command line tool that were started. Unit: sessions. Since 2026-03-20."""
    request_count: int | None | UnsetType = UNSET
    """Requests to a model, including those that an agent sent by itself. Unit: requests. Since
    2026-03-20.
    """
    prompt_count: int | None | UnsetType = UNSET
    """Prompts that users typed. Unit: prompts. Since 2026-03-20."""
    token_usage: TokenUsage | None | UnsetType = UNSET
    """The tokens of these requests. Since 2026-03-20."""


class UserCliTotals(CliTotals, kw_only=True):
    """Use of Copilot CLI by one user, with the last known version.

    Attributes beside those of `CliTotals`:
        last_known_cli_version: The user's last known version of Copilot CLI. Since 2026-03-20.
            Absent: missing if the version was not reported.
    """

    __may_be_absent__ = frozenset(("last_known_cli_version",))

    last_known_cli_version: CliVersion | None | UnsetType = UNSET
    """The user's last known version of Copilot CLI. Since 2026-03-20. Absent: missing if the
    version was not reported.
    """


class CopilotAppTotals(Row, kw_only=True):
    """Use of the Copilot app.

    Attributes:
        session_count: Sessions of the app that were started. Unit: sessions. Since 2026-07-17.
        request_count: Requests to a model, including those that an agent sent by itself. Unit:
            requests. Since 2026-07-17.
        prompt_count: Prompts that users typed. Unit: prompts. Since 2026-07-17.
        token_usage: The tokens of these requests. Since 2026-07-17.
    """

    __known_since__ = {
        "session_count": "2026-07-17",
        "request_count": "2026-07-17",
        "prompt_count": "2026-07-17",
        "token_usage": "2026-07-17",
    }

    session_count: int | None | UnsetType = UNSET
    """Sessions of the app that were started. Unit: sessions. Since 2026-07-17."""
    request_count: int | None | UnsetType = UNSET
    """Requests to a model, including those that an agent sent by itself. Unit: requests. Since
    2026-07-17.
    """
    prompt_count: int | None | UnsetType = UNSET
    """Prompts that users typed. Unit: prompts. Since 2026-07-17."""
    token_usage: TokenUsage | None | UnsetType = UNSET
    """The tokens of these requests. Since 2026-07-17."""


class VscodeAgentTotals(Row, kw_only=True):
    """Use of the Agents window of Visual Studio Code.

    Attributes:
        session_count: Agent sessions that were started in the window. Unit: sessions. Since
            2026-09-11.
        total_user_messages: Messages that users sent in these sessions. Unit: messages. Since
            2026-09-11.
    """

    __known_since__ = {"session_count": "2026-09-11", "total_user_messages": "2026-09-11"}

    session_count: int | None | UnsetType = UNSET
    """Agent sessions that were started in the window. Unit: sessions. Since 2026-09-11."""
    total_user_messages: int | None | UnsetType = UNSET
    """Messages that users sent in these sessions. Unit: messages. Since 2026-09-11."""


class UserThirdPartyAgentTotals(Row, kw_only=True):
    """Use of one third-party agent by one user.

    Attributes:
        agent_id: The agent's id, for joins; often digits, sometimes a word. Since 2026-08-07.
        agent_name: The agent's display name; may change while the id does not. Since 2026-08-07.
        user_initiated_interaction_count: Jobs that users started with this agent; not included in
            the count at the top of the row. Unit: events. Since 2026-08-07.
    """

    __known_since__ = {
        "agent_id": "2026-08-07",
        "agent_name": "2026-08-07",
        "user_initiated_interaction_count": "2026-08-07",
    }

    agent_id: StrId | None | UnsetType = UNSET
    """The agent's id, for joins; often digits, sometimes a word. Since 2026-08-07."""
    agent_name: str | None | UnsetType = UNSET
    """The agent's display name; may change while the id does not. Since 2026-08-07."""
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Jobs that users started with this agent; not included in the count at the top of the row.
    Unit: events. Since 2026-08-07.
    """


class ThirdPartyAgentTotals(Row, kw_only=True):
    """Use of one third-party agent in an organization or enterprise.

    Attributes:
        session_count: Sessions of this agent. Unit: sessions. Since 2026-08-07.
        agent_id: The agent's id, for joins; often digits, sometimes a word. Since 2026-08-07.
        agent_name: The agent's display name; may change while the id does not. Since 2026-08-07.
        user_initiated_interaction_count: Jobs that users started with this agent; not included in
            the count at the top of the row. Unit: events. Since 2026-08-07.
    """

    __known_since__ = {
        "session_count": "2026-08-07",
        "agent_id": "2026-08-07",
        "agent_name": "2026-08-07",
        "user_initiated_interaction_count": "2026-08-07",
    }

    session_count: int | None | UnsetType = UNSET
    """Sessions of this agent. Unit: sessions. Since 2026-08-07."""
    agent_id: StrId | None | UnsetType = UNSET
    """The agent's id, for joins; often digits, sometimes a word. Since 2026-08-07."""
    agent_name: str | None | UnsetType = UNSET
    """The agent's display name; may change while the id does not. Since 2026-08-07."""
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Jobs that users started with this agent; not included in the count at the top of the row.
    Unit: events. Since 2026-08-07.
    """


class SkillTotals(Row, kw_only=True):
    """Use of one skill.

    Attributes:
        skill: The skill's name; names that customers defined are merged into `other`. Since
            2026-09-17. Seen: other.
        interaction_count: Number of uses; for MCP servers the number of connections, not of tool
            calls. Unit: events. Since 2026-09-17.
        user_initiated_interaction_count: The reported name of `interaction_count` in the earliest
            rows. Unit: events. Not yet seen in a real file.
    """

    __may_be_absent__ = frozenset(("user_initiated_interaction_count",))
    __known_since__ = {"skill": "2026-09-17", "interaction_count": "2026-09-17"}

    skill: str | None | UnsetType = UNSET
    """The skill's name; names that customers defined are merged into `other`. Since 2026-09-17.
    Seen: other.
    """
    interaction_count: int | None | UnsetType = UNSET
    """Number of uses; for MCP servers the number of connections, not of tool calls. Unit: events.
    Since 2026-09-17.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """The reported name of `interaction_count` in the earliest rows. Unit: events. Not yet seen in
    a real file.
    """


class CustomAgentTotals(Row, kw_only=True):
    """Use of one custom agent.

    Attributes:
        custom_agent: The custom agent's name; names that customers defined are merged into `other`.
            Since 2026-09-17. Seen: other.
        interaction_count: Number of uses; for MCP servers the number of connections, not of tool
            calls. Unit: events. Since 2026-09-17.
        user_initiated_interaction_count: The reported name of `interaction_count` in the earliest
            rows. Unit: events. Not yet seen in a real file.
    """

    __may_be_absent__ = frozenset(("user_initiated_interaction_count",))
    __known_since__ = {"custom_agent": "2026-09-17", "interaction_count": "2026-09-17"}

    custom_agent: str | None | UnsetType = UNSET
    """The custom agent's name; names that customers defined are merged into `other`. Since
    2026-09-17. Seen: other.
    """
    interaction_count: int | None | UnsetType = UNSET
    """Number of uses; for MCP servers the number of connections, not of tool calls. Unit: events.
    Since 2026-09-17.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """The reported name of `interaction_count` in the earliest rows. Unit: events. Not yet seen in
    a real file.
    """


class McpTotals(Row, kw_only=True):
    """Connections to one MCP server.

    Attributes:
        mcp: The MCP server's name; names that customers defined are merged into `other`. Since
            2026-09-17. Seen: other.
        interaction_count: Number of uses; for MCP servers the number of connections, not of tool
            calls. Unit: events. Since 2026-09-17.
        user_initiated_interaction_count: The reported name of `interaction_count` in the earliest
            rows. Unit: events. Not yet seen in a real file.
    """

    __may_be_absent__ = frozenset(("user_initiated_interaction_count",))
    __known_since__ = {"mcp": "2026-09-17", "interaction_count": "2026-09-17"}

    mcp: str | None | UnsetType = UNSET
    """The MCP server's name; names that customers defined are merged into `other`. Since
    2026-09-17. Seen: other.
    """
    interaction_count: int | None | UnsetType = UNSET
    """Number of uses; for MCP servers the number of connections, not of tool calls. Unit: events.
    Since 2026-09-17.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """The reported name of `interaction_count` in the earliest rows. Unit: events. Not yet seen in
    a real file.
    """


class SlashCommandTotals(Row, kw_only=True):
    """Use of one slash command.

    Attributes:
        slash_cmd: The command's name; names that customers defined are merged into `custom`. Since
            2026-09-17. Seen: custom.
        interaction_count: Number of uses; for MCP servers the number of connections, not of tool
            calls. Unit: events. Since 2026-09-17.
        user_initiated_interaction_count: The reported name of `interaction_count` in the earliest
            rows. Unit: events. Not yet seen in a real file.
    """

    __may_be_absent__ = frozenset(("user_initiated_interaction_count",))
    __known_since__ = {"slash_cmd": "2026-09-17", "interaction_count": "2026-09-17"}

    slash_cmd: str | None | UnsetType = UNSET
    """The command's name; names that customers defined are merged into `custom`. Since 2026-09-17.
    Seen: custom.
    """
    interaction_count: int | None | UnsetType = UNSET
    """Number of uses; for MCP servers the number of connections, not of tool calls. Unit: events.
    Since 2026-09-17.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """The reported name of `interaction_count` in the earliest rows. Unit: events. Not yet seen in
    a real file.
    """


class PluginTotals(Row, kw_only=True):
    """Use of the skills of one plugin.

    Attributes:
        plugin: The plugin's name; names that customers defined are merged into `other`. Since
            2026-09-17. Seen: other.
        interaction_count: Number of uses; for MCP servers the number of connections, not of tool
            calls. Unit: events. Since 2026-09-17.
        user_initiated_interaction_count: The reported name of `interaction_count` in the earliest
            rows. Unit: events. Not yet seen in a real file.
    """

    __may_be_absent__ = frozenset(("user_initiated_interaction_count",))
    __known_since__ = {"plugin": "2026-09-17", "interaction_count": "2026-09-17"}

    plugin: str | None | UnsetType = UNSET
    """The plugin's name; names that customers defined are merged into `other`. Since 2026-09-17.
    Seen: other.
    """
    interaction_count: int | None | UnsetType = UNSET
    """Number of uses; for MCP servers the number of connections, not of tool calls. Unit: events.
    Since 2026-09-17.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """The reported name of `interaction_count` in the earliest rows. Unit: events. Not yet seen in
    a real file.
    """


class AiAdoptionPhase(Row, kw_only=True):
    """A user's stage of adoption, recomputed each day from the trailing 28 days.

    Attributes:
        phase_number: 0 for none, 1 for code first, 2 for agent first, 3 for several agents. Since
            2026-05-29.
        phase: The phase's label; text, never a number. Since 2026-05-29. Seen: No Cohort, Phase 0,
            Phase 1, Phase 2, Phase 3.
        version: The version of the rules that determine the phase. Since 2026-05-29. Seen: v1.
    """

    __known_since__ = {"phase_number": "2026-05-29", "phase": "2026-05-29", "version": "2026-05-29"}

    phase_number: int | None | UnsetType = UNSET
    """0 for none, 1 for code first, 2 for agent first, 3 for several agents. Since 2026-05-29."""
    phase: str | None | UnsetType = UNSET
    """The phase's label; text, never a number. Since 2026-05-29. Seen: No Cohort, Phase 0, Phase 1,
    Phase 2, Phase 3.
    """
    version: str | None | UnsetType = UNSET
    """The version of the rules that determine the phase. Since 2026-05-29. Seen: v1."""


class AiAdoptionPhaseTotals(Row, kw_only=True):
    """The users of one adoption phase, and their average activity.

    Attributes:
        phase: The phase's label; text, never a number. Since 2026-05-29. Seen: No Cohort, Phase 0,
            Phase 1, Phase 2, Phase 3.
        phase_number: 0 for none, 1 for code first, 2 for agent first, 3 for several agents. Since
            2026-05-29.
        total_engaged_users: Users of the phase who were active on the day. Unit: users. Since
            2026-05-29.
        avg_user_initiated_interactions: Requests to Copilot per user of the phase. Unit: events per
            user. Since 2026-05-29.
        avg_code_generation_activities: Code generations per user of the phase. Unit: events per
            user. Since 2026-05-29.
        avg_code_acceptance_activities: Code acceptances per user of the phase. Unit: events per
            user. Since 2026-05-29.
        avg_loc_added: Lines added per user of the phase. Unit: lines per user. Since 2026-05-29.
        avg_loc_deleted: Lines deleted per user of the phase. Unit: lines per user. Since
            2026-05-29.
        avg_pull_requests_reviewed: Pull requests reviewed per user of the phase. Unit: pull
            requests per user. Since 2026-05-29.
        avg_pull_requests_created: Pull requests opened per user of the phase. Unit: pull requests
            per user. Since 2026-05-29.
        avg_pull_requests_merged: Pull requests merged per user of the phase. Unit: pull requests
            per user. Since 2026-05-29.
        total_pull_requests_merged: Pull requests merged by all users of the phase in total. Unit:
            pull requests. Since 2026-06-26.
        avg_pull_requests_median_minutes_to_merge: Minutes from opening to merging; a median despite
            its name. Unit: minutes. Since 2026-05-29.
        avg_pull_requests_minutes_to_review: Minutes until a review; a median despite its name.
            Unit: minutes. Since 2026-07-07.
        avg_pull_requests_review_cycles: Rounds of review per pull request; a median despite its
            name. Unit: review cycles. Since 2026-07-07.
        users_in_phase_28d: All users in the phase over the trailing 28 days, active on the day or
            not. Unit: users. Since 2026-09-17.
    """

    __known_since__ = {
        "phase": "2026-05-29",
        "phase_number": "2026-05-29",
        "total_engaged_users": "2026-05-29",
        "avg_user_initiated_interactions": "2026-05-29",
        "avg_code_generation_activities": "2026-05-29",
        "avg_code_acceptance_activities": "2026-05-29",
        "avg_loc_added": "2026-05-29",
        "avg_loc_deleted": "2026-05-29",
        "avg_pull_requests_reviewed": "2026-05-29",
        "avg_pull_requests_created": "2026-05-29",
        "avg_pull_requests_merged": "2026-05-29",
        "total_pull_requests_merged": "2026-06-26",
        "avg_pull_requests_median_minutes_to_merge": "2026-05-29",
        "avg_pull_requests_minutes_to_review": "2026-07-07",
        "avg_pull_requests_review_cycles": "2026-07-07",
        "users_in_phase_28d": "2026-09-17",
    }

    phase: str | None | UnsetType = UNSET
    """The phase's label; text, never a number. Since 2026-05-29. Seen: No Cohort, Phase 0, Phase 1,
    Phase 2, Phase 3.
    """
    phase_number: int | None | UnsetType = UNSET
    """0 for none, 1 for code first, 2 for agent first, 3 for several agents. Since 2026-05-29."""
    total_engaged_users: int | None | UnsetType = UNSET
    """Users of the phase who were active on the day. Unit: users. Since 2026-05-29."""
    avg_user_initiated_interactions: float | None | UnsetType = UNSET
    """Requests to Copilot per user of the phase. Unit: events per user. Since 2026-05-29."""
    avg_code_generation_activities: float | None | UnsetType = UNSET
    """Code generations per user of the phase. Unit: events per user. Since 2026-05-29."""
    avg_code_acceptance_activities: float | None | UnsetType = UNSET
    """Code acceptances per user of the phase. Unit: events per user. Since 2026-05-29."""
    avg_loc_added: float | None | UnsetType = UNSET
    """Lines added per user of the phase. Unit: lines per user. Since 2026-05-29."""
    avg_loc_deleted: float | None | UnsetType = UNSET
    """Lines deleted per user of the phase. Unit: lines per user. Since 2026-05-29."""
    avg_pull_requests_reviewed: float | None | UnsetType = UNSET
    """Pull requests reviewed per user of the phase. Unit: pull requests per user. Since 2026-05-29.
    """
    avg_pull_requests_created: float | None | UnsetType = UNSET
    """Pull requests opened per user of the phase. Unit: pull requests per user. Since 2026-05-29.
    """
    avg_pull_requests_merged: float | None | UnsetType = UNSET
    """Pull requests merged per user of the phase. Unit: pull requests per user. Since 2026-05-29.
    """
    total_pull_requests_merged: int | None | UnsetType = UNSET
    """Pull requests merged by all users of the phase in total. Unit: pull requests. Since
    2026-06-26.
    """
    avg_pull_requests_median_minutes_to_merge: float | None | UnsetType = UNSET
    """Minutes from opening to merging; a median despite its name. Unit: minutes. Since 2026-05-29.
    """
    avg_pull_requests_minutes_to_review: float | None | UnsetType = UNSET
    """Minutes until a review; a median despite its name. Unit: minutes. Since 2026-07-07."""
    avg_pull_requests_review_cycles: float | None | UnsetType = UNSET
    """Rounds of review per pull request; a median despite its name. Unit: review cycles. Since
    2026-07-07.
    """
    users_in_phase_28d: int | None | UnsetType = UNSET
    """All users in the phase over the trailing 28 days, active on the day or not. Unit: users.
    Since 2026-09-17.
    """


class PullRequests(Row, kw_only=True):
    """Pull requests of the day, and Copilot's part in them.

    Attributes:
        total_created: Pull requests opened on the day. Unit: pull requests. Since 2025-10-10.
        total_reviewed: Pull requests that got a review on the day; one reviewed on two days counts
            on both. Unit: pull requests. Since 2025-10-10.
        total_merged: Pull requests merged on the day. Unit: pull requests. Since 2026-03-20.
        total_suggestions: Changes suggested in reviews, by users and by Copilot. Unit: suggestions.
            Since 2026-03-20.
        total_applied_suggestions: Suggested changes that were applied, by any author. Unit:
            suggestions. Since 2026-03-20.
        total_created_by_copilot: Pull requests that Copilot opened. Unit: pull requests. Since
            2025-10-10.
        total_reviewed_by_copilot: Pull requests that Copilot reviewed. Unit: pull requests. Since
            2025-10-10.
        total_merged_created_by_copilot: Merged pull requests that Copilot had opened. Unit: pull
            requests. Since 2026-03-20.
        total_merged_reviewed_by_copilot: Merged pull requests that Copilot had reviewed. Unit: pull
            requests. Since 2026-04-07.
        total_copilot_suggestions: Changes that Copilot suggested in its reviews. Unit: suggestions.
            Since 2026-03-20.
        total_copilot_applied_suggestions: Copilot's suggested changes that were applied. Unit:
            suggestions. Since 2026-03-20.
        median_minutes_to_merge: Median time from opening to merging, over the day's merges; medians
            cannot be combined. Unit: minutes. Since 2026-03-20. Absent: missing on days without a
            merge, neither null nor 0.
        median_minutes_to_merge_copilot_authored: The same median over the merged pull requests that
            Copilot had opened. Unit: minutes. Since 2026-03-20. Absent: missing on days without
            such a merge, neither null nor 0.
        median_minutes_to_merge_copilot_reviewed: The same median over the merged pull requests that
            Copilot had reviewed. Unit: minutes. Since 2026-04-08. Absent: missing on days without
            such a merge, neither null nor 0.
        copilot_suggestions_by_comment_type: Copilot's suggested changes by type of comment. Since
            2026-06-30. Absent: often missing; an empty list in the rows of repositories.
    """

    __may_be_absent__ = frozenset(
        (
            "median_minutes_to_merge",
            "median_minutes_to_merge_copilot_authored",
            "median_minutes_to_merge_copilot_reviewed",
            "copilot_suggestions_by_comment_type",
        )
    )
    __known_since__ = {
        "total_merged": "2026-03-20",
        "total_suggestions": "2026-03-20",
        "total_applied_suggestions": "2026-03-20",
        "total_merged_created_by_copilot": "2026-03-20",
        "total_merged_reviewed_by_copilot": "2026-04-07",
        "total_copilot_suggestions": "2026-03-20",
        "total_copilot_applied_suggestions": "2026-03-20",
    }

    total_created: int | None | UnsetType = UNSET
    """Pull requests opened on the day. Unit: pull requests. Since 2025-10-10."""
    total_reviewed: int | None | UnsetType = UNSET
    """Pull requests that got a review on the day; one reviewed on two days counts on both. Unit:
    pull requests. Since 2025-10-10.
    """
    total_merged: int | None | UnsetType = UNSET
    """Pull requests merged on the day. Unit: pull requests. Since 2026-03-20."""
    total_suggestions: int | None | UnsetType = UNSET
    """Changes suggested in reviews, by users and by Copilot. Unit: suggestions. Since 2026-03-20.
    """
    total_applied_suggestions: int | None | UnsetType = UNSET
    """Suggested changes that were applied, by any author. Unit: suggestions. Since 2026-03-20."""
    total_created_by_copilot: int | None | UnsetType = UNSET
    """Pull requests that Copilot opened. Unit: pull requests. Since 2025-10-10."""
    total_reviewed_by_copilot: int | None | UnsetType = UNSET
    """Pull requests that Copilot reviewed. Unit: pull requests. Since 2025-10-10."""
    total_merged_created_by_copilot: int | None | UnsetType = UNSET
    """Merged pull requests that Copilot had opened. Unit: pull requests. Since 2026-03-20."""
    total_merged_reviewed_by_copilot: int | None | UnsetType = UNSET
    """Merged pull requests that Copilot had reviewed. Unit: pull requests. Since 2026-04-07."""
    total_copilot_suggestions: int | None | UnsetType = UNSET
    """Changes that Copilot suggested in its reviews. Unit: suggestions. Since 2026-03-20."""
    total_copilot_applied_suggestions: int | None | UnsetType = UNSET
    """Copilot's suggested changes that were applied. Unit: suggestions. Since 2026-03-20."""
    median_minutes_to_merge: float | None | UnsetType = UNSET
    """Median time from opening to merging, over the day's merges; medians cannot be combined. Unit:
    minutes. Since 2026-03-20. Absent: missing on days without a merge, neither null nor 0.
    """
    median_minutes_to_merge_copilot_authored: float | None | UnsetType = UNSET
    """The same median over the merged pull requests that Copilot had opened. Unit: minutes. Since
    2026-03-20. Absent: missing on days without such a merge, neither null nor 0.
    """
    median_minutes_to_merge_copilot_reviewed: float | None | UnsetType = UNSET
    """The same median over the merged pull requests that Copilot had reviewed. Unit: minutes. Since
    2026-04-08. Absent: missing on days without such a merge, neither null nor 0.
    """
    copilot_suggestions_by_comment_type: list[CommentTypeSuggestions] | None | UnsetType = UNSET
    """Copilot's suggested changes by type of comment. Since 2026-06-30. Absent: often missing; an
    empty list in the rows of repositories.
    """


class CommentTypeSuggestions(Row, kw_only=True):
    """Copilot's suggested changes in one type of review comment.

    Attributes:
        comment_type: The subject of the comment. Since 2026-06-30.
        total_copilot_suggestions: Changes that Copilot suggested in such comments. Unit:
            suggestions. Since 2026-06-30.
        total_copilot_applied_suggestions: Applied changes among them. Unit: suggestions. Since
            2026-06-30.
    """

    __known_since__ = {
        "comment_type": "2026-06-30",
        "total_copilot_suggestions": "2026-06-30",
        "total_copilot_applied_suggestions": "2026-06-30",
    }

    comment_type: str | None | UnsetType = UNSET
    """The subject of the comment. Since 2026-06-30."""
    total_copilot_suggestions: int | None | UnsetType = UNSET
    """Changes that Copilot suggested in such comments. Unit: suggestions. Since 2026-06-30."""
    total_copilot_applied_suggestions: int | None | UnsetType = UNSET
    """Applied changes among them. Unit: suggestions. Since 2026-06-30."""


class FeatureEngagement(Row, kw_only=True):
    """Engaged users by feature; a user is engaged after using it on two or more of the 28 days.

    Attributes:
        active_user_count: Users who were active in the window. Unit: users. Since 2026-09-17.
        totals_by_feature: Engaged users by feature; one user may count in several. Since
            2026-09-17.
    """

    __known_since__ = {"active_user_count": "2026-09-17", "totals_by_feature": "2026-09-17"}

    active_user_count: int | None | UnsetType = UNSET
    """Users who were active in the window. Unit: users. Since 2026-09-17."""
    totals_by_feature: list[FeatureEngagementTotals] | None | UnsetType = UNSET
    """Engaged users by feature; one user may count in several. Since 2026-09-17."""


class FeatureEngagementTotals(Row, kw_only=True):
    """The engaged users of one feature.

    Attributes:
        feature: The feature; more values than elsewhere, with the cloud agent and both types of
            code review. Since 2026-09-17.
        engaged_user_count: Users who used it on two or more of the 28 days. Unit: users. Since
            2026-09-17.
    """

    __known_since__ = {"feature": "2026-09-17", "engaged_user_count": "2026-09-17"}

    feature: str | None | UnsetType = UNSET
    """The feature; more values than elsewhere, with the cloud agent and both types of code review.
    Since 2026-09-17.
    """
    engaged_user_count: int | None | UnsetType = UNSET
    """Users who used it on two or more of the 28 days. Unit: users. Since 2026-09-17."""


class PullRequestReviewTimes(Row, kw_only=True):
    """Durations of the stages of review, for one combination of author and reviewer.

    Attributes:
        authored_by: The type of the pull requests' authors. Since 2026-09-25. Seen: human.
        reviewed_by: The type of their reviewers. Since 2026-09-25. Seen: human.
        total_merged: Merged pull requests that these times cover; usually fewer than all merged
            ones. Unit: pull requests. Since 2026-09-25.
        median_minutes_ready_to_first_review: Median time from ready for review to the first review.
            Unit: minutes. Since 2026-09-25.
        p90_minutes_ready_to_first_review: 90th percentile of the time from ready for review to the
            first review. Unit: minutes. Since 2026-09-25.
        median_minutes_first_to_final_review: Median time from the first review to the last. Unit:
            minutes. Since 2026-09-25.
        p90_minutes_first_to_final_review: 90th percentile of the time from the first review to the
            last. Unit: minutes. Since 2026-09-25.
        median_minutes_final_review_to_merge: Median time from the last review to the merge. Unit:
            minutes. Since 2026-09-25.
        p90_minutes_final_review_to_merge: 90th percentile of the time from the last review to the
            merge. Unit: minutes. Since 2026-09-25.
    """

    __known_since__ = {
        "authored_by": "2026-09-25",
        "reviewed_by": "2026-09-25",
        "total_merged": "2026-09-25",
        "median_minutes_ready_to_first_review": "2026-09-25",
        "p90_minutes_ready_to_first_review": "2026-09-25",
        "median_minutes_first_to_final_review": "2026-09-25",
        "p90_minutes_first_to_final_review": "2026-09-25",
        "median_minutes_final_review_to_merge": "2026-09-25",
        "p90_minutes_final_review_to_merge": "2026-09-25",
    }

    authored_by: str | None | UnsetType = UNSET
    """The type of the pull requests' authors. Since 2026-09-25. Seen: human."""
    reviewed_by: str | None | UnsetType = UNSET
    """The type of their reviewers. Since 2026-09-25. Seen: human."""
    total_merged: int | None | UnsetType = UNSET
    """Merged pull requests that these times cover; usually fewer than all merged ones. Unit: pull
    requests. Since 2026-09-25.
    """
    median_minutes_ready_to_first_review: float | None | UnsetType = UNSET
    """Median time from ready for review to the first review. Unit: minutes. Since 2026-09-25."""
    p90_minutes_ready_to_first_review: float | None | UnsetType = UNSET
    """90th percentile of the time from ready for review to the first review. Unit: minutes. Since
    2026-09-25.
    """
    median_minutes_first_to_final_review: float | None | UnsetType = UNSET
    """Median time from the first review to the last. Unit: minutes. Since 2026-09-25."""
    p90_minutes_first_to_final_review: float | None | UnsetType = UNSET
    """90th percentile of the time from the first review to the last. Unit: minutes. Since
    2026-09-25.
    """
    median_minutes_final_review_to_merge: float | None | UnsetType = UNSET
    """Median time from the last review to the merge. Unit: minutes. Since 2026-09-25."""
    p90_minutes_final_review_to_merge: float | None | UnsetType = UNSET
    """90th percentile of the time from the last review to the merge. Unit: minutes. Since
    2026-09-25.
    """


class AggregateDay(Row, kw_only=True):
    """One day of a whole organization or enterprise.

    Attributes:
        day: The day, in UTC. Since 2025-10-10.
        enterprise_id: The enterprise; also on the rows of an organization that belongs to one.
            Since 2025-10-10.
        organization_id: The organization of the report. Since 2025-12-12. Absent: missing from the
            reports of an enterprise.
        daily_active_users: Distinct users who were active on the day; before 2026-04-10 without
            those of Copilot CLI. Unit: users. Since 2025-10-10.
        weekly_active_users: Distinct users who were active on the day or the six days before. Unit:
            users. Since 2025-10-10.
        monthly_active_users: Distinct users who were active on the day or the 27 days before; not a
            calendar month. Unit: users. Since 2025-10-10.
        monthly_active_chat_users: Distinct users of chat over the trailing 28 days. Unit: users.
            Since 2025-10-10.
        monthly_active_agent_users: Distinct users of agent mode over the trailing 28 days. Unit:
            users. Since 2025-10-10.
        totals_by_ide: Activity by editor; includes only attributed activity, so the sum may be
            less. Since 2025-10-10. Absent: an empty list on idle days.
        pull_requests: Pull requests of the day, and Copilot's part in them. Since 2025-10-10.
            Absent: missing on some days of older files.
        daily_active_cli_users: Distinct users of Copilot CLI on the day. Unit: users. Since
            2026-03-20. Absent: missing without use of Copilot CLI.
        weekly_active_cli_users: Distinct users of Copilot CLI over the trailing 7 days. Unit:
            users. Not yet seen in a real file.
        monthly_active_cli_users: Distinct users of Copilot CLI over the trailing 28 days. Unit:
            users. Not yet seen in a real file.
        totals_by_cli: Use of Copilot CLI on the day; an object, not a list. Since 2026-03-20.
            Absent: missing without use of Copilot CLI.
        daily_active_copilot_cloud_agent_users: Distinct users of Copilot's cloud agent on the day.
            Unit: users. Since 2026-04-07. Absent: missing from earlier days.
        weekly_active_copilot_cloud_agent_users: Distinct users of Copilot's cloud agent over the
            trailing 7 days. Unit: users. Since 2026-04-07. Absent: missing from earlier days.
        monthly_active_copilot_cloud_agent_users: Distinct users of Copilot's cloud agent over the
            trailing 28 days. Unit: users. Since 2026-04-07. Absent: missing from earlier days.
        daily_active_copilot_code_review_users: Users who requested a review by Copilot or applied
            one of its suggestions on the day. Unit: users. Since 2026-04-22. Absent: missing from
            earlier days.
        weekly_active_copilot_code_review_users: Users who requested a review by Copilot or applied
            one of its suggestions in the trailing 7 days. Unit: users. Since 2026-04-22. Absent:
            missing from earlier days.
        monthly_active_copilot_code_review_users: Users who requested a review by Copilot or applied
            one of its suggestions in the trailing 28 days. Unit: users. Since 2026-04-22. Absent:
            missing from earlier days.
        daily_passive_copilot_code_review_users: Users with pull requests that Copilot reviewed
            without a request on the day, and who did not react. Unit: users. Since 2026-04-22.
            Absent: missing from earlier days.
        weekly_passive_copilot_code_review_users: Users with pull requests that Copilot reviewed
            without a request in the trailing 7 days, and who never reacted. Unit: users. Since
            2026-04-22. Absent: missing from earlier days.
        monthly_passive_copilot_code_review_users: Users with pull requests that Copilot reviewed
            without a request in the trailing 28 days, and who never reacted. Unit: users. Since
            2026-04-22. Absent: missing from earlier days.
        totals_by_ai_adoption_phase: The users by adoption phase, with the average activity of each
            phase. Since 2026-05-29. Absent: missing from earlier days.
        daily_active_copilot_app_users: Distinct users of the Copilot app on the day. Unit: users.
            Since 2026-07-17. Absent: null without use of the app.
        weekly_active_copilot_app_users: Distinct users of the Copilot app over the trailing 7 days.
            Unit: users. Not yet seen in a real file.
        monthly_active_copilot_app_users: Distinct users of the Copilot app over the trailing 28
            days. Unit: users. Not yet seen in a real file.
        totals_by_copilot_app: Use of the Copilot app on the day; an object, not a list. Since
            2026-07-17. Absent: null without use of the app.
        totals_by_3rd_party_agent: Use of third-party agents. Since 2026-08-07. Absent: missing
            without use of one.
        daily_active_vscode_agent_users: Distinct users of the Agents window of Visual Studio Code
            on the day. Unit: users. Since 2026-09-11. Absent: often missing.
        weekly_active_vscode_agent_users: Distinct users of the Agents window of Visual Studio Code
            over the trailing 7 days. Unit: users. Not yet seen in a real file.
        monthly_active_vscode_agent_users: Distinct users of the Agents window of Visual Studio Code
            over the trailing 28 days. Unit: users. Not yet seen in a real file.
        totals_by_vscode_agent: Use of the Agents window of Visual Studio Code on the day; an
            object, not a list. Since 2026-09-11. Absent: often missing.
        user_initiated_interaction_count: Number of requests to Copilot by the user, such as chat
            messages; completions do not count. Unit: events. Since 2025-10-10.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
        totals_by_feature: Activity by Copilot feature; adds up to the counters of the row. Since
            2025-10-10. Absent: an empty list on idle days.
        totals_by_language_feature: Activity by programming language and feature; adds up to the
            counters of the row. Since 2025-10-10. Absent: an empty list on idle days.
        totals_by_language_model: Activity by programming language and model; includes only
            attributed activity, so the sum may be less. Since 2025-10-10. Absent: an empty list on
            idle days; missing from about a quarter of the users' rows.
        totals_by_model_feature: Chat activity by model and feature, without completions. Since
            2025-10-10. Absent: an empty list on idle days.
        chat_panel_agent_mode: Requests made in the chat panel while it was in agent mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_ask_mode: Requests made in the chat panel while it was in ask mode. Unit: events.
            Not yet seen in a real file.
        chat_panel_custom_mode: Requests made in the chat panel while it was in a user-defined mode.
            Unit: events. Not yet seen in a real file.
        chat_panel_edit_mode: Requests made in the chat panel while it was in edit mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_plan_mode: Requests made in the chat panel while it was in plan mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_unknown_mode: Requests made in the chat panel whose mode was not reported. Unit:
            events. Not yet seen in a real file.
        totals_by_skill: The most used skills, including skills of plugins. Since 2026-09-17.
            Absent: null or missing if not yet known, an empty list without use.
        totals_by_custom_agent: The most used custom agents. Since 2026-09-17. Absent: null or
            missing if not yet known, an empty list without use.
        totals_by_mcp: The MCP servers with the most connections. Since 2026-09-17. Absent: null or
            missing if not yet known, an empty list without use.
        totals_by_slash_cmd: The most used slash commands. Since 2026-09-17. Absent: null or missing
            if not yet known, an empty list without use.
        totals_by_plugin: The plugins with the most used skills; these are part of
            `totals_by_skill`, so do not add the two. Since 2026-09-17. Absent: null or missing if
            not yet known, an empty list without use.
        distinct_skill_use_count: Number of different skills used; for an organization not the sum
            over its users. Unit: skills. Since 2026-09-17. Absent: null or missing if not yet
            known, 0 without use.
        distinct_custom_agent_use_count: Number of different custom agents used; for an organization
            not the sum over its users. Unit: agents. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        distinct_mcp_use_count: Number of different MCP servers connected to; for an organization
            not the sum over its users. Unit: servers. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        distinct_slash_cmd_use_count: Number of different slash commands used; for an organization
            not the sum over its users. Unit: commands. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        distinct_plugin_use_count: Number of different plugins used; for an organization not the sum
            over its users. Unit: plugins. Since 2026-09-17. Absent: null or missing if not yet
            known, 0 without use.
        etl_id: The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real
            file.
        day_partition: The day under which GitHub's pipeline stores the row. Not yet seen in a real
            file.
        entity_id_partition: The number under which GitHub's pipeline stores the organization or
            enterprise. Not yet seen in a real file.
    """

    __row_key__ = ("entity", "day")
    __file_shape__ = "object"
    __may_be_absent__ = frozenset(
        (
            "enterprise_id",
            "organization_id",
            "totals_by_ide",
            "pull_requests",
            "daily_active_cli_users",
            "weekly_active_cli_users",
            "monthly_active_cli_users",
            "totals_by_cli",
            "daily_active_copilot_cloud_agent_users",
            "weekly_active_copilot_cloud_agent_users",
            "monthly_active_copilot_cloud_agent_users",
            "daily_active_copilot_code_review_users",
            "weekly_active_copilot_code_review_users",
            "monthly_active_copilot_code_review_users",
            "daily_passive_copilot_code_review_users",
            "weekly_passive_copilot_code_review_users",
            "monthly_passive_copilot_code_review_users",
            "totals_by_ai_adoption_phase",
            "daily_active_copilot_app_users",
            "weekly_active_copilot_app_users",
            "monthly_active_copilot_app_users",
            "totals_by_copilot_app",
            "totals_by_3rd_party_agent",
            "daily_active_vscode_agent_users",
            "weekly_active_vscode_agent_users",
            "monthly_active_vscode_agent_users",
            "totals_by_vscode_agent",
            "totals_by_feature",
            "totals_by_language_feature",
            "totals_by_language_model",
            "totals_by_model_feature",
            "chat_panel_agent_mode",
            "chat_panel_ask_mode",
            "chat_panel_custom_mode",
            "chat_panel_edit_mode",
            "chat_panel_plan_mode",
            "chat_panel_unknown_mode",
            "totals_by_skill",
            "totals_by_custom_agent",
            "totals_by_mcp",
            "totals_by_slash_cmd",
            "totals_by_plugin",
            "distinct_skill_use_count",
            "distinct_custom_agent_use_count",
            "distinct_mcp_use_count",
            "distinct_slash_cmd_use_count",
            "distinct_plugin_use_count",
            "etl_id",
            "day_partition",
            "entity_id_partition",
        )
    )

    day: datetime.date | None | UnsetType = UNSET
    """The day, in UTC. Since 2025-10-10."""
    enterprise_id: StrId | None | UnsetType = UNSET
    """The enterprise; also on the rows of an organization that belongs to one. Since 2025-10-10."""
    organization_id: StrId | None | UnsetType = UNSET
    """The organization of the report. Since 2025-12-12. Absent: missing from the reports of an
    enterprise.
    """
    daily_active_users: int | None | UnsetType = UNSET
    """Distinct users who were active on the day; before 2026-04-10 without those of Copilot CLI.
    Unit: users. Since 2025-10-10.
    """
    weekly_active_users: int | None | UnsetType = UNSET
    """Distinct users who were active on the day or the six days before. Unit: users. Since
    2025-10-10.
    """
    monthly_active_users: int | None | UnsetType = UNSET
    """Distinct users who were active on the day or the 27 days before; not a calendar month. Unit:
    users. Since 2025-10-10.
    """
    monthly_active_chat_users: int | None | UnsetType = UNSET
    """Distinct users of chat over the trailing 28 days. Unit: users. Since 2025-10-10."""
    monthly_active_agent_users: int | None | UnsetType = UNSET
    """Distinct users of agent mode over the trailing 28 days. Unit: users. Since 2025-10-10."""
    totals_by_ide: list[IdeTotals] | None | UnsetType = UNSET
    """Activity by editor; includes only attributed activity, so the sum may be less. Since
    2025-10-10. Absent: an empty list on idle days.
    """
    pull_requests: PullRequests | None | UnsetType = UNSET
    """Pull requests of the day, and Copilot's part in them. Since 2025-10-10. Absent: missing on
    some days of older files.
    """
    daily_active_cli_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot CLI on the day. Unit: users. Since 2026-03-20. Absent: missing
    without use of Copilot CLI.
    """
    weekly_active_cli_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot CLI over the trailing 7 days. Unit: users. Not yet seen in a real
    file.
    """
    monthly_active_cli_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot CLI over the trailing 28 days. Unit: users. Not yet seen in a real
    file.
    """
    totals_by_cli: CliTotals | None | UnsetType = UNSET
    """Use of Copilot CLI on the day; an object, not a list. Since 2026-03-20. Absent: missing
    without use of Copilot CLI.
    """
    daily_active_copilot_cloud_agent_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot's cloud agent on the day. Unit: users. Since 2026-04-07. Absent:
    missing from earlier days.
    """
    weekly_active_copilot_cloud_agent_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot's cloud agent over the trailing 7 days. Unit: users. Since
    2026-04-07. Absent: missing from earlier days.
    """
    monthly_active_copilot_cloud_agent_users: int | None | UnsetType = UNSET
    """Distinct users of Copilot's cloud agent over the trailing 28 days. Unit: users. Since
    2026-04-07. Absent: missing from earlier days.
    """
    daily_active_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users who requested a review by Copilot or applied one of its suggestions on the day. Unit:
    users. Since 2026-04-22. Absent: missing from earlier days.
    """
    weekly_active_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users who requested a review by Copilot or applied one of its suggestions in the trailing 7
    days. Unit: users. Since 2026-04-22. Absent: missing from earlier days.
    """
    monthly_active_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users who requested a review by Copilot or applied one of its suggestions in the trailing 28
    days. Unit: users. Since 2026-04-22. Absent: missing from earlier days.
    """
    daily_passive_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users with pull requests that Copilot reviewed without a request on the day, and who did not
    react. Unit: users. Since 2026-04-22. Absent: missing from earlier days.
    """
    weekly_passive_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users with pull requests that Copilot reviewed without a request in the trailing 7 days, and
    who never reacted. Unit: users. Since 2026-04-22. Absent: missing from earlier days.
    """
    monthly_passive_copilot_code_review_users: int | None | UnsetType = UNSET
    """Users with pull requests that Copilot reviewed without a request in the trailing 28 days, and
    who never reacted. Unit: users. Since 2026-04-22. Absent: missing from earlier days.
    """
    totals_by_ai_adoption_phase: list[AiAdoptionPhaseTotals] | None | UnsetType = UNSET
    """The users by adoption phase, with the average activity of each phase. Since 2026-05-29.
    Absent: missing from earlier days.
    """
    daily_active_copilot_app_users: int | None | UnsetType = UNSET
    """Distinct users of the Copilot app on the day. Unit: users. Since 2026-07-17. Absent: null
    without use of the app.
    """
    weekly_active_copilot_app_users: int | None | UnsetType = UNSET
    """Distinct users of the Copilot app over the trailing 7 days. Unit: users. Not yet seen in a
    real file.
    """
    monthly_active_copilot_app_users: int | None | UnsetType = UNSET
    """Distinct users of the Copilot app over the trailing 28 days. Unit: users. Not yet seen in a
    real file.
    """
    totals_by_copilot_app: CopilotAppTotals | None | UnsetType = UNSET
    """Use of the Copilot app on the day; an object, not a list. Since 2026-07-17. Absent: null
    without use of the app.
    """
    totals_by_3rd_party_agent: list[ThirdPartyAgentTotals] | None | UnsetType = UNSET
    """Use of third-party agents. Since 2026-08-07. Absent: missing without use of one."""
    daily_active_vscode_agent_users: int | None | UnsetType = UNSET
    """Distinct users of the Agents window of Visual Studio Code on the day. Unit: users. Since
    2026-09-11. Absent: often missing.
    """
    weekly_active_vscode_agent_users: int | None | UnsetType = UNSET
    """Distinct users of the Agents window of Visual Studio Code over the trailing 7 days. Unit:
    users. Not yet seen in a real file.
    """
    monthly_active_vscode_agent_users: int | None | UnsetType = UNSET
    """Distinct users of the Agents window of Visual Studio Code over the trailing 28 days. Unit:
    users. Not yet seen in a real file.
    """
    totals_by_vscode_agent: VscodeAgentTotals | None | UnsetType = UNSET
    """Use of the Agents window of Visual Studio Code on the day; an object, not a list. Since
    2026-09-11. Absent: often missing.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Number of requests to Copilot by the user, such as chat messages; completions do not count.
    Unit: events. Since 2025-10-10.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""
    totals_by_feature: list[FeatureTotals] | None | UnsetType = UNSET
    """Activity by Copilot feature; adds up to the counters of the row. Since 2025-10-10. Absent: an
    empty list on idle days.
    """
    totals_by_language_feature: list[LanguageFeatureTotals] | None | UnsetType = UNSET
    """Activity by programming language and feature; adds up to the counters of the row. Since
    2025-10-10. Absent: an empty list on idle days.
    """
    totals_by_language_model: list[LanguageModelTotals] | None | UnsetType = UNSET
    """Activity by programming language and model; includes only attributed activity, so the sum may
    be less. Since 2025-10-10. Absent: an empty list on idle days; missing from about a quarter of
    the users' rows.
    """
    totals_by_model_feature: list[ModelFeatureTotals] | None | UnsetType = UNSET
    """Chat activity by model and feature, without completions. Since 2025-10-10. Absent: an empty
    list on idle days.
    """
    chat_panel_agent_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in agent mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_ask_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in ask mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_custom_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in a user-defined mode. Unit: events. Not yet
    seen in a real file.
    """
    chat_panel_edit_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in edit mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_plan_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in plan mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_unknown_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel whose mode was not reported. Unit: events. Not yet seen in a
    real file.
    """
    totals_by_skill: list[SkillTotals] | None | UnsetType = UNSET
    """The most used skills, including skills of plugins. Since 2026-09-17. Absent: null or missing
    if not yet known, an empty list without use.
    """
    totals_by_custom_agent: list[CustomAgentTotals] | None | UnsetType = UNSET
    """The most used custom agents. Since 2026-09-17. Absent: null or missing if not yet known, an
    empty list without use.
    """
    totals_by_mcp: list[McpTotals] | None | UnsetType = UNSET
    """The MCP servers with the most connections. Since 2026-09-17. Absent: null or missing if not
    yet known, an empty list without use.
    """
    totals_by_slash_cmd: list[SlashCommandTotals] | None | UnsetType = UNSET
    """The most used slash commands. Since 2026-09-17. Absent: null or missing if not yet known, an
    empty list without use.
    """
    totals_by_plugin: list[PluginTotals] | None | UnsetType = UNSET
    """The plugins with the most used skills; these are part of `totals_by_skill`, so do not add the
    two. Since 2026-09-17. Absent: null or missing if not yet known, an empty list without use.
    """
    distinct_skill_use_count: int | None | UnsetType = UNSET
    """Number of different skills used; for an organization not the sum over its users. Unit:
    skills. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    distinct_custom_agent_use_count: int | None | UnsetType = UNSET
    """Number of different custom agents used; for an organization not the sum over its users. Unit:
    agents. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    distinct_mcp_use_count: int | None | UnsetType = UNSET
    """Number of different MCP servers connected to; for an organization not the sum over its users.
    Unit: servers. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    distinct_slash_cmd_use_count: int | None | UnsetType = UNSET
    """Number of different slash commands used; for an organization not the sum over its users.
    Unit: commands. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    distinct_plugin_use_count: int | None | UnsetType = UNSET
    """Number of different plugins used; for an organization not the sum over its users. Unit:
    plugins. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    etl_id: str | None | UnsetType = UNSET
    """The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real file."""
    day_partition: datetime.date | None | UnsetType = UNSET
    """The day under which GitHub's pipeline stores the row. Not yet seen in a real file."""
    entity_id_partition: int | None | UnsetType = UNSET
    """The number under which GitHub's pipeline stores the organization or enterprise. Not yet seen
    in a real file.
    """


class AggregateWindow(Row, kw_only=True):
    """Up to 28 days of a whole organization or enterprise; there are no sums over the window.

    Attributes:
        report_start_day: The first day of the window, in UTC. Since 2025-10-10.
        report_end_day: The last day of the window (inclusive), in UTC. Since 2025-10-10.
        enterprise_id: The enterprise; also in the report of an organization that belongs to one.
            Since 2025-10-10.
        organization_id: The organization of the report. Since 2025-12-12. Absent: missing from the
            report of an enterprise.
        created_at: The time at which GitHub wrote the file, ISO 8601 in UTC; a few hours after the
            end of the last day. Since 2025-10-10. Absent: missing from GitHub's published example.
        day_totals: The days, unsorted; idle days may be missing, and older days lack later fields.
            Since 2025-10-10.
        copilot_feature_engagement: Engaged users by feature in the window; in no other file. Since
            2026-09-17. Absent: missing from earlier files.
        etl_id: The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real
            file.
        day_partition: The day under which GitHub's pipeline stores the row. Not yet seen in a real
            file.
        entity_id_partition: The number under which GitHub's pipeline stores the organization or
            enterprise. Not yet seen in a real file.
    """

    __row_key__ = ("entity", "report_start_day", "report_end_day")
    __file_shape__ = "day-totals"
    __may_be_absent__ = frozenset(
        (
            "enterprise_id",
            "organization_id",
            "created_at",
            "copilot_feature_engagement",
            "etl_id",
            "day_partition",
            "entity_id_partition",
        )
    )

    report_start_day: datetime.date | None | UnsetType = UNSET
    """The first day of the window, in UTC. Since 2025-10-10."""
    report_end_day: datetime.date | None | UnsetType = UNSET
    """The last day of the window (inclusive), in UTC. Since 2025-10-10."""
    enterprise_id: StrId | None | UnsetType = UNSET
    """The enterprise; also in the report of an organization that belongs to one. Since 2025-10-10.
    """
    organization_id: StrId | None | UnsetType = UNSET
    """The organization of the report. Since 2025-12-12. Absent: missing from the report of an
    enterprise.
    """
    created_at: str | None | UnsetType = UNSET
    """The time at which GitHub wrote the file, ISO 8601 in UTC; a few hours after the end of the
    last day. Since 2025-10-10. Absent: missing from GitHub's published example.
    """
    day_totals: list[AggregateDay] | None | UnsetType = UNSET
    """The days, unsorted; idle days may be missing, and older days lack later fields. Since
    2025-10-10.
    """
    copilot_feature_engagement: FeatureEngagement | None | UnsetType = UNSET
    """Engaged users by feature in the window; in no other file. Since 2026-09-17. Absent: missing
    from earlier files.
    """
    etl_id: str | None | UnsetType = UNSET
    """The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real file."""
    day_partition: datetime.date | None | UnsetType = UNSET
    """The day under which GitHub's pipeline stores the row. Not yet seen in a real file."""
    entity_id_partition: int | None | UnsetType = UNSET
    """The number under which GitHub's pipeline stores the organization or enterprise. Not yet seen
    in a real file.
    """


class UserDay(Row, kw_only=True):
    """One day of one user.

    Attributes:
        day: The day, in UTC. Since 2025-10-10.
        user_id: The user's id, which does not change with the login; use it for joins. Since
            2025-10-10.
        user_login: The user's login on that day, for display; logins change. Since 2025-10-10.
        enterprise_id: The enterprise; also on the rows of an organization that belongs to one.
            Since 2025-10-10.
        organization_id: The organization that the user is a member of. Since 2025-12-12. Absent:
            missing from the reports of an enterprise, which do not contain a user's organization.
        user_initiated_interaction_count: Number of requests to Copilot by the user, such as chat
            messages; completions do not count. Unit: events. Since 2025-10-10.
        code_generation_activity_count: Number of times that Copilot generated code; a response with
            several code blocks counts several times. Unit: events. Since 2025-10-10.
        code_acceptance_activity_count: Number of times that generated code was accepted, applied,
            inserted or copied. Unit: events. Since 2025-10-10.
        loc_suggested_to_add_sum: Lines that Copilot suggested to add. Unit: lines. Since
            2025-10-10.
        loc_suggested_to_delete_sum: Lines that Copilot suggested to delete. Unit: lines. Since
            2025-10-10.
        loc_added_sum: Lines actually added, including agent edits; often more than the suggested
            lines, so do not divide the two. Unit: lines. Since 2025-10-10.
        loc_deleted_sum: Lines actually deleted, including agent edits. Unit: lines. Since
            2025-10-10.
        totals_by_ide: Activity by editor, with the last known versions; the sum may be less than
            the counters of the row. Since 2025-10-10. Absent: an empty list for users with
            server-side activity only.
        totals_by_feature: Activity by Copilot feature; adds up to the counters of the row. Since
            2025-10-10. Absent: an empty list on idle days.
        totals_by_language_feature: Activity by programming language and feature; adds up to the
            counters of the row. Since 2025-10-10. Absent: an empty list on idle days.
        totals_by_language_model: Activity by programming language and model; includes only
            attributed activity, so the sum may be less. Since 2025-10-10. Absent: an empty list on
            idle days; missing from about a quarter of the users' rows.
        totals_by_model_feature: Chat activity by model and feature, without completions. Since
            2025-10-10. Absent: an empty list on idle days.
        used_agent: Whether the user used agent mode on the day. Since 2025-10-10.
        used_chat: Whether the user used chat on the day. Since 2025-10-10.
        used_cli: Whether the user used Copilot CLI on the day. Since 2026-04-10. Absent: missing
            from earlier days and from some rows.
        totals_by_cli: Use of Copilot CLI on the day; an object, not a list. Since 2026-03-20.
            Absent: missing if the user did not use Copilot CLI.
        used_copilot_coding_agent: Whether the user used Copilot's cloud agent on the day, by its
            older name; equal to `used_copilot_cloud_agent`. Since 2026-04-10. Absent: missing from
            earlier days.
        used_copilot_cloud_agent: Whether the user used Copilot's cloud agent on the day; if
            missing, see `used_copilot_coding_agent`. Since 2026-04-10. Absent: missing from earlier
            days.
        used_copilot_code_review_active: Whether the user requested a review by Copilot or applied
            one of its suggestions on the day. Since 2026-04-22. Absent: often null or missing.
        used_copilot_code_review_passive: Whether Copilot reviewed a pull request of the user
            without a request on the day. Since 2026-04-22. Absent: often null or missing.
        used_copilot_app: Whether the user used the Copilot app on the day. Since 2026-07-28.
            Absent: often missing.
        totals_by_copilot_app: Use of the Copilot app on the day; an object, not a list. Since
            2026-07-28. Absent: null or missing if the user did not use the app.
        totals_by_3rd_party_agent: Use of third-party agents. Since 2026-08-07. Absent: missing if
            the user used none.
        used_vscode_agent: Whether the user used the Agents window of Visual Studio Code on the day.
            Since 2026-09-11. Absent: often missing.
        totals_by_vscode_agent: Use of the Agents window of Visual Studio Code on the day; an
            object, not a list. Since 2026-09-11. Absent: often missing.
        totals_by_skill: The most used skills, including skills of plugins. Since 2026-09-17.
            Absent: null or missing if not yet known, an empty list without use.
        distinct_skill_use_count: Number of different skills used; for an organization not the sum
            over its users. Unit: skills. Since 2026-09-17. Absent: null or missing if not yet
            known, 0 without use.
        totals_by_custom_agent: The most used custom agents. Since 2026-09-17. Absent: null or
            missing if not yet known, an empty list without use.
        distinct_custom_agent_use_count: Number of different custom agents used; for an organization
            not the sum over its users. Unit: agents. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        totals_by_mcp: The MCP servers with the most connections. Since 2026-09-17. Absent: null or
            missing if not yet known, an empty list without use.
        distinct_mcp_use_count: Number of different MCP servers connected to; for an organization
            not the sum over its users. Unit: servers. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        totals_by_slash_cmd: The most used slash commands. Since 2026-09-17. Absent: null or missing
            if not yet known, an empty list without use.
        distinct_slash_cmd_use_count: Number of different slash commands used; for an organization
            not the sum over its users. Unit: commands. Since 2026-09-17. Absent: null or missing if
            not yet known, 0 without use.
        totals_by_plugin: The plugins with the most used skills; these are part of
            `totals_by_skill`, so do not add the two. Since 2026-09-17. Absent: null or missing if
            not yet known, an empty list without use.
        distinct_plugin_use_count: Number of different plugins used; for an organization not the sum
            over its users. Unit: plugins. Since 2026-09-17. Absent: null or missing if not yet
            known, 0 without use.
        ai_adoption_phase: The user's adoption phase on the day. Since 2026-05-29. Absent: missing
            from earlier days.
        ai_credits_used: AI credits that the user's activity of the day consumed; not the billed
            amount. Unit: credits. Since 2026-06-19. Absent: missing from earlier days.
        chat_panel_agent_mode: Requests made in the chat panel while it was in agent mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_ask_mode: Requests made in the chat panel while it was in ask mode. Unit: events.
            Not yet seen in a real file.
        chat_panel_custom_mode: Requests made in the chat panel while it was in a user-defined mode.
            Unit: events. Not yet seen in a real file.
        chat_panel_edit_mode: Requests made in the chat panel while it was in edit mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_plan_mode: Requests made in the chat panel while it was in plan mode. Unit:
            events. Not yet seen in a real file.
        chat_panel_unknown_mode: Requests made in the chat panel whose mode was not reported. Unit:
            events. Not yet seen in a real file.
        etl_id: The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real
            file.
        day_partition: The day under which GitHub's pipeline stores the row. Not yet seen in a real
            file.
        entity_id_partition: The number under which GitHub's pipeline stores the organization or
            enterprise. Not yet seen in a real file.
    """

    __row_key__ = ("entity", "user_id", "day")
    __file_shape__ = "lines"
    __may_be_absent__ = frozenset(
        (
            "enterprise_id",
            "organization_id",
            "totals_by_ide",
            "totals_by_feature",
            "totals_by_language_feature",
            "totals_by_language_model",
            "totals_by_model_feature",
            "used_cli",
            "totals_by_cli",
            "used_copilot_coding_agent",
            "used_copilot_cloud_agent",
            "used_copilot_code_review_active",
            "used_copilot_code_review_passive",
            "used_copilot_app",
            "totals_by_copilot_app",
            "totals_by_3rd_party_agent",
            "used_vscode_agent",
            "totals_by_vscode_agent",
            "totals_by_skill",
            "distinct_skill_use_count",
            "totals_by_custom_agent",
            "distinct_custom_agent_use_count",
            "totals_by_mcp",
            "distinct_mcp_use_count",
            "totals_by_slash_cmd",
            "distinct_slash_cmd_use_count",
            "totals_by_plugin",
            "distinct_plugin_use_count",
            "ai_adoption_phase",
            "ai_credits_used",
            "chat_panel_agent_mode",
            "chat_panel_ask_mode",
            "chat_panel_custom_mode",
            "chat_panel_edit_mode",
            "chat_panel_plan_mode",
            "chat_panel_unknown_mode",
            "etl_id",
            "day_partition",
            "entity_id_partition",
        )
    )

    day: datetime.date | None | UnsetType = UNSET
    """The day, in UTC. Since 2025-10-10."""
    user_id: IntId | None | UnsetType = UNSET
    """The user's id, which does not change with the login; use it for joins. Since 2025-10-10."""
    user_login: str | None | UnsetType = UNSET
    """The user's login on that day, for display; logins change. Since 2025-10-10."""
    enterprise_id: StrId | None | UnsetType = UNSET
    """The enterprise; also on the rows of an organization that belongs to one. Since 2025-10-10."""
    organization_id: StrId | None | UnsetType = UNSET
    """The organization that the user is a member of. Since 2025-12-12. Absent: missing from the
    reports of an enterprise, which do not contain a user's organization.
    """
    user_initiated_interaction_count: int | None | UnsetType = UNSET
    """Number of requests to Copilot by the user, such as chat messages; completions do not count.
    Unit: events. Since 2025-10-10.
    """
    code_generation_activity_count: int | None | UnsetType = UNSET
    """Number of times that Copilot generated code; a response with several code blocks counts
    several times. Unit: events. Since 2025-10-10.
    """
    code_acceptance_activity_count: int | None | UnsetType = UNSET
    """Number of times that generated code was accepted, applied, inserted or copied. Unit: events.
    Since 2025-10-10.
    """
    loc_suggested_to_add_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to add. Unit: lines. Since 2025-10-10."""
    loc_suggested_to_delete_sum: int | None | UnsetType = UNSET
    """Lines that Copilot suggested to delete. Unit: lines. Since 2025-10-10."""
    loc_added_sum: int | None | UnsetType = UNSET
    """Lines actually added, including agent edits; often more than the suggested lines, so do not
    divide the two. Unit: lines. Since 2025-10-10.
    """
    loc_deleted_sum: int | None | UnsetType = UNSET
    """Lines actually deleted, including agent edits. Unit: lines. Since 2025-10-10."""
    totals_by_ide: list[UserIdeTotals] | None | UnsetType = UNSET
    """Activity by editor, with the last known versions; the sum may be less than the counters of
    the row. Since 2025-10-10. Absent: an empty list for users with server-side activity only.
    """
    totals_by_feature: list[FeatureTotals] | None | UnsetType = UNSET
    """Activity by Copilot feature; adds up to the counters of the row. Since 2025-10-10. Absent: an
    empty list on idle days.
    """
    totals_by_language_feature: list[LanguageFeatureTotals] | None | UnsetType = UNSET
    """Activity by programming language and feature; adds up to the counters of the row. Since
    2025-10-10. Absent: an empty list on idle days.
    """
    totals_by_language_model: list[LanguageModelTotals] | None | UnsetType = UNSET
    """Activity by programming language and model; includes only attributed activity, so the sum may
    be less. Since 2025-10-10. Absent: an empty list on idle days; missing from about a quarter of
    the users' rows.
    """
    totals_by_model_feature: list[ModelFeatureTotals] | None | UnsetType = UNSET
    """Chat activity by model and feature, without completions. Since 2025-10-10. Absent: an empty
    list on idle days.
    """
    used_agent: bool | None | UnsetType = UNSET
    """Whether the user used agent mode on the day. Since 2025-10-10."""
    used_chat: bool | None | UnsetType = UNSET
    """Whether the user used chat on the day. Since 2025-10-10."""
    used_cli: bool | None | UnsetType = UNSET
    """Whether the user used Copilot CLI on the day. Since 2026-04-10. Absent: missing from earlier
    days and from some rows.
    """
    totals_by_cli: UserCliTotals | None | UnsetType = UNSET
    """Use of Copilot CLI on the day; an object, not a list. Since 2026-03-20. Absent: missing if
    the user did not use Copilot CLI.
    """
    used_copilot_coding_agent: bool | None | UnsetType = UNSET
    """Whether the user used Copilot's cloud agent on the day, by its older name; equal to
    `used_copilot_cloud_agent`. Since 2026-04-10. Absent: missing from earlier days.
    """
    used_copilot_cloud_agent: bool | None | UnsetType = UNSET
    """Whether the user used Copilot's cloud agent on the day; if missing, see
    `used_copilot_coding_agent`. Since 2026-04-10. Absent: missing from earlier days.
    """
    used_copilot_code_review_active: bool | None | UnsetType = UNSET
    """Whether the user requested a review by Copilot or applied one of its suggestions on the day.
    Since 2026-04-22. Absent: often null or missing.
    """
    used_copilot_code_review_passive: bool | None | UnsetType = UNSET
    """Whether Copilot reviewed a pull request of the user without a request on the day. Since
    2026-04-22. Absent: often null or missing.
    """
    used_copilot_app: bool | None | UnsetType = UNSET
    """Whether the user used the Copilot app on the day. Since 2026-07-28. Absent: often missing."""
    totals_by_copilot_app: CopilotAppTotals | None | UnsetType = UNSET
    """Use of the Copilot app on the day; an object, not a list. Since 2026-07-28. Absent: null or
    missing if the user did not use the app.
    """
    totals_by_3rd_party_agent: list[UserThirdPartyAgentTotals] | None | UnsetType = UNSET
    """Use of third-party agents. Since 2026-08-07. Absent: missing if the user used none."""
    used_vscode_agent: bool | None | UnsetType = UNSET
    """Whether the user used the Agents window of Visual Studio Code on the day. Since 2026-09-11.
    Absent: often missing.
    """
    totals_by_vscode_agent: VscodeAgentTotals | None | UnsetType = UNSET
    """Use of the Agents window of Visual Studio Code on the day; an object, not a list. Since
    2026-09-11. Absent: often missing.
    """
    totals_by_skill: list[SkillTotals] | None | UnsetType = UNSET
    """The most used skills, including skills of plugins. Since 2026-09-17. Absent: null or missing
    if not yet known, an empty list without use.
    """
    distinct_skill_use_count: int | None | UnsetType = UNSET
    """Number of different skills used; for an organization not the sum over its users. Unit:
    skills. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    totals_by_custom_agent: list[CustomAgentTotals] | None | UnsetType = UNSET
    """The most used custom agents. Since 2026-09-17. Absent: null or missing if not yet known, an
    empty list without use.
    """
    distinct_custom_agent_use_count: int | None | UnsetType = UNSET
    """Number of different custom agents used; for an organization not the sum over its users. Unit:
    agents. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    totals_by_mcp: list[McpTotals] | None | UnsetType = UNSET
    """The MCP servers with the most connections. Since 2026-09-17. Absent: null or missing if not
    yet known, an empty list without use.
    """
    distinct_mcp_use_count: int | None | UnsetType = UNSET
    """Number of different MCP servers connected to; for an organization not the sum over its users.
    Unit: servers. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    totals_by_slash_cmd: list[SlashCommandTotals] | None | UnsetType = UNSET
    """The most used slash commands. Since 2026-09-17. Absent: null or missing if not yet known, an
    empty list without use.
    """
    distinct_slash_cmd_use_count: int | None | UnsetType = UNSET
    """Number of different slash commands used; for an organization not the sum over its users.
    Unit: commands. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    totals_by_plugin: list[PluginTotals] | None | UnsetType = UNSET
    """The plugins with the most used skills; these are part of `totals_by_skill`, so do not add the
    two. Since 2026-09-17. Absent: null or missing if not yet known, an empty list without use.
    """
    distinct_plugin_use_count: int | None | UnsetType = UNSET
    """Number of different plugins used; for an organization not the sum over its users. Unit:
    plugins. Since 2026-09-17. Absent: null or missing if not yet known, 0 without use.
    """
    ai_adoption_phase: AiAdoptionPhase | None | UnsetType = UNSET
    """The user's adoption phase on the day. Since 2026-05-29. Absent: missing from earlier days."""
    ai_credits_used: ExactNumber | None | UnsetType = UNSET
    """AI credits that the user's activity of the day consumed; not the billed amount. Unit:
    credits. Since 2026-06-19. Absent: missing from earlier days.
    """
    chat_panel_agent_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in agent mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_ask_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in ask mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_custom_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in a user-defined mode. Unit: events. Not yet
    seen in a real file.
    """
    chat_panel_edit_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in edit mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_plan_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel while it was in plan mode. Unit: events. Not yet seen in a
    real file.
    """
    chat_panel_unknown_mode: int | None | UnsetType = UNSET
    """Requests made in the chat panel whose mode was not reported. Unit: events. Not yet seen in a
    real file.
    """
    etl_id: str | None | UnsetType = UNSET
    """The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real file."""
    day_partition: datetime.date | None | UnsetType = UNSET
    """The day under which GitHub's pipeline stores the row. Not yet seen in a real file."""
    entity_id_partition: int | None | UnsetType = UNSET
    """The number under which GitHub's pipeline stores the organization or enterprise. Not yet seen
    in a real file.
    """


class UserWindowDay(UserDay, kw_only=True):
    """One active day of one user, from a 28-day report; not a sum over the window.

    Attributes beside those of `UserDay`:
        report_start_day: The first day of the report's window, in UTC. Since 2025-10-10.
        report_end_day: The last day of the report's window (inclusive), in UTC. Since 2025-10-10.
    """

    __row_key__ = ("entity", "user_id", "day")
    __file_shape__ = "lines"

    report_start_day: datetime.date | None | UnsetType = UNSET
    """The first day of the report's window, in UTC. Since 2025-10-10."""
    report_end_day: datetime.date | None | UnsetType = UNSET
    """The last day of the report's window (inclusive), in UTC. Since 2025-10-10."""


class UserTeamDay(Row, kw_only=True):
    """One user's membership of one team on one day; teams with fewer than five seats are omitted.

    Attributes:
        day: The day, in UTC; join only with the user rows of the same day. Since 2026-05-14.
        user_id: The user's id, which does not change with the login; use it for joins. Since
            2026-05-14.
        user_login: The user's login on that day, for display; logins change. Since 2026-05-14.
        organization_id: The organization that the team belongs to. Since 2026-05-14. Absent:
            missing from the reports of an enterprise.
        enterprise_id: The enterprise that the team belongs to. Since 2026-05-14. Absent: missing
            from the reports of an organization.
        team_id: The team; a user of several teams has a row for each. Since 2026-05-14.
        slug: The team's name in URLs; a team of an enterprise may begin with `ent:`. Since
            2026-05-14.
        etl_id: The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real
            file.
        day_partition: The day under which GitHub's pipeline stores the row. Not yet seen in a real
            file.
        entity_id_partition: The number under which GitHub's pipeline stores the organization or
            enterprise. Not yet seen in a real file.
    """

    __row_key__ = ("entity", "user_id", "team_id", "day")
    __file_shape__ = "lines"
    __may_be_absent__ = frozenset(
        ("organization_id", "enterprise_id", "etl_id", "day_partition", "entity_id_partition")
    )
    __known_since__ = {
        "day": "2026-05-14",
        "user_id": "2026-05-14",
        "user_login": "2026-05-14",
        "team_id": "2026-05-14",
        "slug": "2026-05-14",
    }

    day: datetime.date | None | UnsetType = UNSET
    """The day, in UTC; join only with the user rows of the same day. Since 2026-05-14."""
    user_id: IntId | None | UnsetType = UNSET
    """The user's id, which does not change with the login; use it for joins. Since 2026-05-14."""
    user_login: str | None | UnsetType = UNSET
    """The user's login on that day, for display; logins change. Since 2026-05-14."""
    organization_id: StrId | None | UnsetType = UNSET
    """The organization that the team belongs to. Since 2026-05-14. Absent: missing from the reports
    of an enterprise.
    """
    enterprise_id: StrId | None | UnsetType = UNSET
    """The enterprise that the team belongs to. Since 2026-05-14. Absent: missing from the reports
    of an organization.
    """
    team_id: IntId | None | UnsetType = UNSET
    """The team; a user of several teams has a row for each. Since 2026-05-14."""
    slug: str | None | UnsetType = UNSET
    """The team's name in URLs; a team of an enterprise may begin with `ent:`. Since 2026-05-14."""
    etl_id: str | None | UnsetType = UNSET
    """The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real file."""
    day_partition: datetime.date | None | UnsetType = UNSET
    """The day under which GitHub's pipeline stores the row. Not yet seen in a real file."""
    entity_id_partition: int | None | UnsetType = UNSET
    """The number under which GitHub's pipeline stores the organization or enterprise. Not yet seen
    in a real file.
    """


class RepositoryDay(Row, kw_only=True):
    """One day of one repository that had pull request activity.

    Attributes:
        day: The day, in UTC. Since 2026-07-14.
        enterprise_id: The enterprise that owns the organization of the repository. Since
            2026-07-14.
        organization_id: The organization that owns the repository. Since 2026-07-14.
        repo_id: The repository's id, which does not change if it is renamed or moved. Since
            2026-07-14.
        repo_owner_name: The login of the repository's owner. Since 2026-07-14.
        repo_name: The repository's name, without its owner. Since 2026-07-14.
        repo_visibility: Who may see the repository, in upper case. Since 2026-07-14. Seen:
            INTERNAL, PRIVATE, PUBLIC.
        pull_requests: Pull requests of the day, and Copilot's part in them. Since 2026-07-14.
        pull_request_review_times: Durations of the stages of review, without pull requests that
            were ready before 2026-09-21. Since 2026-09-25. Absent: an empty list on days without
            activity, missing from earlier days.
        etl_id: The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real
            file.
        day_partition: The day under which GitHub's pipeline stores the row. Not yet seen in a real
            file.
        entity_id_partition: The number under which GitHub's pipeline stores the organization or
            enterprise. Not yet seen in a real file.
    """

    __row_key__ = ("entity", "repo_id", "day")
    __file_shape__ = "lines"
    __may_be_absent__ = frozenset(
        (
            "enterprise_id",
            "organization_id",
            "pull_request_review_times",
            "etl_id",
            "day_partition",
            "entity_id_partition",
        )
    )
    __known_since__ = {
        "day": "2026-07-14",
        "repo_id": "2026-07-14",
        "repo_owner_name": "2026-07-14",
        "repo_name": "2026-07-14",
        "repo_visibility": "2026-07-14",
        "pull_requests": "2026-07-14",
    }

    day: datetime.date | None | UnsetType = UNSET
    """The day, in UTC. Since 2026-07-14."""
    enterprise_id: StrId | None | UnsetType = UNSET
    """The enterprise that owns the organization of the repository. Since 2026-07-14."""
    organization_id: StrId | None | UnsetType = UNSET
    """The organization that owns the repository. Since 2026-07-14."""
    repo_id: IntId | None | UnsetType = UNSET
    """The repository's id, which does not change if it is renamed or moved. Since 2026-07-14."""
    repo_owner_name: str | None | UnsetType = UNSET
    """The login of the repository's owner. Since 2026-07-14."""
    repo_name: str | None | UnsetType = UNSET
    """The repository's name, without its owner. Since 2026-07-14."""
    repo_visibility: str | None | UnsetType = UNSET
    """Who may see the repository, in upper case. Since 2026-07-14. Seen: INTERNAL, PRIVATE, PUBLIC.
    """
    pull_requests: PullRequests | None | UnsetType = UNSET
    """Pull requests of the day, and Copilot's part in them. Since 2026-07-14."""
    pull_request_review_times: list[PullRequestReviewTimes] | None | UnsetType = UNSET
    """Durations of the stages of review, without pull requests that were ready before 2026-09-21.
    Since 2026-09-25. Absent: an empty list on days without activity, missing from earlier days.
    """
    etl_id: str | None | UnsetType = UNSET
    """The run of GitHub's pipeline that wrote the row. Seen: green. Not yet seen in a real file."""
    day_partition: datetime.date | None | UnsetType = UNSET
    """The day under which GitHub's pipeline stores the row. Not yet seen in a real file."""
    entity_id_partition: int | None | UnsetType = UNSET
    """The number under which GitHub's pipeline stores the organization or enterprise. Not yet seen
    in a real file.
    """


ENTITY_FIELDS: Final[Mapping[str, str]] = {
    "organization": "organization_id",
    "enterprise": "enterprise_id",
}
"""The field that is the `entity` of a row key, by scope."""

ROW_TYPES: Final[Mapping[str, type[Row]]] = {
    "AggregateDay": AggregateDay,
    "AggregateWindow": AggregateWindow,
    "UserDay": UserDay,
    "UserWindowDay": UserWindowDay,
    "UserTeamDay": UserTeamDay,
    "RepositoryDay": RepositoryDay,
}
"""The row types of files, by name."""
