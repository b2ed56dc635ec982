# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Responses of GitHub, API version 2022-11-28.

Keys that the description does not define are in `extra`. A missing key is `UNSET`, not None.
"""

from __future__ import annotations

import datetime

import attrs

from .._runtime.calls.model import Model
from .._runtime.vocabulary import UNSET, UnsetType
from .._since_2022_11_28 import models as since_2022_11_28
from .._since_2022_11_28.models import *

__all__ = [
    "CopilotDotcomChat",
    "CopilotDotcomChatModel",
    "CopilotDotcomPullRequests",
    "CopilotDotcomPullRequestsRepository",
    "CopilotDotcomPullRequestsRepositoryModel",
    "CopilotIdeChat",
    "CopilotIdeChatEditor",
    "CopilotIdeChatEditorModel",
    "CopilotIdeCodeCompletions",
    "CopilotIdeCodeCompletionsEditor",
    "CopilotIdeCodeCompletionsEditorModel",
    "CopilotIdeCodeCompletionsEditorModelLanguage",
    "CopilotIdeCodeCompletionsLanguage",
    "CopilotUsageMetrics",
    "CopilotUsageMetricsBreakdown",
    "CopilotUsageMetricsDay",
]
__all__ += since_2022_11_28.__all__


@attrs.define(kw_only=True, repr=False)
class CopilotDotcomChat(Model):
    """Chat on github.com, on one day."""

    models: list[CopilotDotcomChatModel] | UnsetType = UNSET
    """Models that responded on github.com."""
    total_engaged_users: int | UnsetType = UNSET
    """People who sent at least one prompt on github.com."""


@attrs.define(kw_only=True, repr=False)
class CopilotDotcomChatModel(Model):
    """Chat with one model on github.com."""

    custom_model_training_date: str | None | UnsetType = UNSET
    """When the custom model was trained; null for the default one."""
    is_custom_model: bool | UnsetType = UNSET
    """Whether the model was trained on the customer's own code."""
    name: str | UnsetType = UNSET
    """Name of the model; "default" for the one that GitHub provides."""
    total_chats: int | UnsetType = UNSET
    """Conversations that people started."""
    total_engaged_users: int | UnsetType = UNSET
    """People who sent this model at least one prompt on github.com."""


@attrs.define(kw_only=True, repr=False)
class CopilotDotcomPullRequests(Model):
    """Summaries of pull requests that Copilot wrote on github.com, on one day."""

    repositories: list[CopilotDotcomPullRequestsRepository] | UnsetType = UNSET
    """Repositories in which summaries were written."""
    total_engaged_users: int | UnsetType = UNSET
    """People who had at least one summary written."""


@attrs.define(kw_only=True, repr=False)
class CopilotDotcomPullRequestsRepository(Model):
    """Summaries of pull requests in one repository."""

    models: list[CopilotDotcomPullRequestsRepositoryModel] | UnsetType = UNSET
    """Models that wrote the summaries in this repository."""
    name: str | UnsetType = UNSET
    """Name of the repository, as owner/name."""
    total_engaged_users: int | UnsetType = UNSET
    """People who had at least one summary written in this repository."""


@attrs.define(kw_only=True, repr=False)
class CopilotDotcomPullRequestsRepositoryModel(Model):
    """Summaries by one model in one repository."""

    custom_model_training_date: str | None | UnsetType = UNSET
    """When the custom model was trained; null for the default one."""
    is_custom_model: bool | UnsetType = UNSET
    """Whether the model was trained on the customer's own code."""
    name: str | UnsetType = UNSET
    """Name of the model; "default" for the one that GitHub provides."""
    total_engaged_users: int | UnsetType = UNSET
    """People who had at least one summary written by this model in this repository."""
    total_pr_summaries_created: int | UnsetType = UNSET
    """Summaries written, counted one by one."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeChat(Model):
    """Chat inside an editor, on one day."""

    editors: list[CopilotIdeChatEditor] | UnsetType = UNSET
    """Editors in which chat was used."""
    total_engaged_users: int | UnsetType = UNSET
    """People who sent at least one prompt in any editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeChatEditor(Model):
    """Chat in one editor."""

    models: list[CopilotIdeChatEditorModel] | UnsetType = UNSET
    """Models that responded in this editor."""
    name: str | UnsetType = UNSET
    """Editor family, such as vscode or jetbrains."""
    total_engaged_users: int | UnsetType = UNSET
    """People who sent at least one prompt in this editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeChatEditorModel(Model):
    """Chat with one model in one editor."""

    custom_model_training_date: str | None | UnsetType = UNSET
    """When the custom model was trained; null for the default one."""
    is_custom_model: bool | UnsetType = UNSET
    """Whether the model was trained on the customer's own code."""
    name: str | UnsetType = UNSET
    """Name of the model; "default" for the one that GitHub provides."""
    total_chat_copy_events: int | UnsetType = UNSET
    """Number of times that code was copied from the chat, by keyboard or with its copy button."""
    total_chat_insertion_events: int | UnsetType = UNSET
    """Number of times that code was inserted into a file with the insert button of the chat."""
    total_chats: int | UnsetType = UNSET
    """Conversations that people started."""
    total_engaged_users: int | UnsetType = UNSET
    """People who sent this model at least one prompt in this editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeCodeCompletions(Model):
    """Completions while typing in an editor, on one day."""

    editors: list[CopilotIdeCodeCompletionsEditor] | UnsetType = UNSET
    """Editors in which completions were used."""
    languages: list[CopilotIdeCodeCompletionsLanguage] | UnsetType = UNSET
    """Languages in which a suggestion was accepted, over all editors."""
    total_engaged_users: int | UnsetType = UNSET
    """People who accepted at least one suggestion, in full or in part, in any editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeCodeCompletionsEditor(Model):
    """Completions in one editor."""

    models: list[CopilotIdeCodeCompletionsEditorModel] | UnsetType = UNSET
    """Models that made the suggestions in this editor."""
    name: str | UnsetType = UNSET
    """Editor family, such as vscode or neovim."""
    total_engaged_users: int | UnsetType = UNSET
    """People who accepted at least one suggestion in this editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeCodeCompletionsEditorModel(Model):
    """Completions by one model in one editor."""

    custom_model_training_date: str | None | UnsetType = UNSET
    """When the custom model was trained; null for the default one."""
    is_custom_model: bool | UnsetType = UNSET
    """Whether the model was trained on the customer's own code."""
    languages: list[CopilotIdeCodeCompletionsEditorModelLanguage] | UnsetType = UNSET
    """The same figures by language."""
    name: str | UnsetType = UNSET
    """Name of the model; "default" for the one that GitHub provides."""
    total_engaged_users: int | UnsetType = UNSET
    """People who accepted at least one suggestion of this model in this editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeCodeCompletionsEditorModelLanguage(Model):
    """Completions by one model in one editor and one language."""

    name: str | UnsetType = UNSET
    """Programming language that the suggestions were in."""
    total_code_acceptances: int | UnsetType = UNSET
    """Suggestions accepted, in full or in part."""
    total_code_lines_accepted: int | UnsetType = UNSET
    """Lines of code accepted from suggestions."""
    total_code_lines_suggested: int | UnsetType = UNSET
    """Lines of code in the suggestions made."""
    total_code_suggestions: int | UnsetType = UNSET
    """Suggestions made, counted one by one."""
    total_engaged_users: int | UnsetType = UNSET
    """People who accepted at least one suggestion here, in full or in part."""


@attrs.define(kw_only=True, repr=False)
class CopilotIdeCodeCompletionsLanguage(Model):
    """One language, over all editors."""

    name: str | UnsetType = UNSET
    """Programming language that the suggestions were in."""
    total_engaged_users: int | UnsetType = UNSET
    """People who accepted at least one suggestion in this language."""


@attrs.define(kw_only=True, repr=False)
class CopilotUsageMetrics(Model):
    """Code completion and chat in the editor on one day."""

    breakdown: list[CopilotUsageMetricsBreakdown] | None
    """Code completion by language and editor; null without any."""
    day: datetime.date
    """Day of the figures, in UTC."""
    total_acceptances_count: int | UnsetType = UNSET
    """Completions that users accepted."""
    total_active_chat_users: int | UnsetType = UNSET
    """People who used chat in the editor."""
    total_active_users: int | UnsetType = UNSET
    """People who were shown at least one completion."""
    total_chat_acceptances: int | UnsetType = UNSET
    """Number of times that code from chat in the editor, in its panel or inline, was accepted."""
    total_chat_turns: int | UnsetType = UNSET
    """Pairs of a prompt and its answer in editor chat."""
    total_lines_accepted: int | UnsetType = UNSET
    """Lines of code in the accepted completions."""
    total_lines_suggested: int | UnsetType = UNSET
    """Lines of code in the completions shown."""
    total_suggestions_count: int | UnsetType = UNSET
    """Completions shown to users, counted one by one."""


@attrs.define(kw_only=True, repr=False)
class CopilotUsageMetricsBreakdown(Model):
    """Code completion on one day in one language and one editor."""

    acceptances_count: int | UnsetType = UNSET
    """Completions accepted in this language and editor."""
    active_users: int | UnsetType = UNSET
    """People who were shown at least one completion in this language and editor."""
    editor: str | UnsetType = UNSET
    """Editor family, such as vscode or jetbrains."""
    language: str | UnsetType = UNSET
    """Programming language, lower case, as the editor names it."""
    lines_accepted: int | UnsetType = UNSET
    """Lines of code in the accepted completions in this language and editor."""
    lines_suggested: int | UnsetType = UNSET
    """Lines of code in the completions shown in this language and editor."""
    suggestions_count: int | UnsetType = UNSET
    """Completions shown in this language and editor."""


@attrs.define(kw_only=True, repr=False)
class CopilotUsageMetricsDay(Model):
    """Use of each Copilot feature on one day; a feature that was not used may be null or absent."""

    date: datetime.date
    """Day of the figures, in UTC."""
    copilot_dotcom_chat: CopilotDotcomChat | None | UnsetType = UNSET
    """Chat on github.com, on one day."""
    copilot_dotcom_pull_requests: CopilotDotcomPullRequests | None | UnsetType = UNSET
    """Summaries of pull requests that Copilot wrote on github.com, on one day."""
    copilot_ide_chat: CopilotIdeChat | None | UnsetType = UNSET
    """Chat inside an editor, on one day."""
    copilot_ide_code_completions: CopilotIdeCodeCompletions | None | UnsetType = UNSET
    """Completions while typing in an editor, on one day."""
    total_active_users: int | UnsetType = UNSET
    """People with any Copilot activity, also passive, such as being shown a suggestion."""
    total_engaged_users: int | UnsetType = UNSET
    """People who actively used Copilot, such as by accepting a suggestion or sending a prompt."""
