"""The report: a self-contained HTML page with charts, made from the answers of `questions`.

`build` runs the questions and describes the page, `charts` describes its charts in Vega-Lite, `svg` draws them, and
`page` writes the HTML. The page has no script and refers to no other file, and its policy forbids both.
"""
