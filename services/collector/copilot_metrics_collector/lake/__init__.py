"""The lake: folders of Parquet parts, and a manifest per unit that lists the current ones."""
