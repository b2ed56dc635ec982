"""The commands of `copilot-metrics`, a module each: `add(app)` registers what it has.

Modules are imported at every start, for the help: what is heavy (duckdb, pyarrow) is imported inside the commands.
"""
