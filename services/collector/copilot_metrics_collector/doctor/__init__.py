"""Diagnosis of collection problems: sends a few requests and explains the responses, with remedies."""
