"""One call to the API: from its arguments to its answer, page after page, tried again by the rules."""
