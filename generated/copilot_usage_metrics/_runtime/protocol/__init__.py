"""Values that the core and the shells exchange: effects, responses, links, addresses. Nothing here waits or sends."""
