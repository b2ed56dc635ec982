"""The commands of `copilot-metrics`: `add(app)` of each module registers its commands.

All modules are imported at every start, so heavy packages (duckdb, pyarrow) are imported inside the commands.
"""
