"""Word lists that recognition and roles stand on: plain data, one theme a file."""
