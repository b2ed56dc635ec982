"""The blocking and the asynchronous shell: they carry out the effects of the core over httpx."""
