"""The lake: folders of Parquet parts, and a manifest a unit that says which of them count."""
