"""One module per format; each has `read(source, config)`, which yields drafts and reports."""
