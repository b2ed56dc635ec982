"""From GitHub's raw description to the finished specs: fetch, patch, trim, overlay, name, write."""
