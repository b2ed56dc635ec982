"""Recording what the real GitHub answers, so that it can be shown to others: nothing in it says who it was.

    python -m copilot_usage_metrics.testing record --org NAME --out FOLDER

The token comes from `GITHUB_TOKEN`, goes to the API's origin alone, and is never written. Logins, ids, names and
signatures become others by a keyed mapping: the same one everywhere in a recording, so that files can still be
joined, and not to be undone without the key. What is known to be secret is then looked for in everything that
is about to be written, in another way than it was replaced; where any is left, nothing is written.

    scrub      replacing
    check      looking for what is left
    fetch      asking GitHub
    cases      the format of the fixtures
    record     all of it
"""

from __future__ import annotations
