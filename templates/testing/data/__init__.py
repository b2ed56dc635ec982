"""Synthetic figures: the activity of users by day. Plain dicts, generated from a seed, stored nowhere.

    estate        enterprise, organizations, users, and their memberships
    catalogue     profiles of users, and the working days of each profile
    activity      the working day of each user on a day, as one small array; distinct users over windows
    users, aggregates, teams, repositories, records, legacy      the rows
    seats, billing  who has a licence, and what it costs

Equal working days have equal figures, so sums over any number of users are exact and cheap: count
how often each working day occurred.
"""

from __future__ import annotations
