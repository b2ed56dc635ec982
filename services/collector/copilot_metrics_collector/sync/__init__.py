"""The sync: what is planned, asked for and put into the lake, unit by unit."""
