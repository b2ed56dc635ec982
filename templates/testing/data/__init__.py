"""Synthetic figures: who did what on which day. Plain dicts, made from a seed, kept nowhere.

    estate        enterprise, organizations, people, and who belongs where
    catalogue     kinds of people, and the working days that each kind can have
    activity      which working day everybody had on a day, as one small array; distinct people over windows
    users, aggregates, teams, repositories, records, legacy      the rows
    seats, billing  who has a licence, and what it costs

The same working day always has the same figures, so sums over any number of people are exact and cheap: one
counts how often each working day occurred.
"""

from __future__ import annotations
