"""The tables of the store.

``files`` and ``items`` are what each input held when it was last read, ``pending`` the
articles that wait for their result, ``listing`` the articles of the build at work, ``built``
those of the last one that ended, ``events`` what it found and in which period,
with ``fresh`` and ``previous`` what of it is other than in the build before and was before,
``compared`` which contents are copies, ``fragments`` what stretches of articles and events add to
the outputs, ``wanted`` those of the build at work, ``places`` what is drawn where, ``links`` the
events of each article's claims, by the fragment that has them.
Text and sums are checked by hash whenever a row is used.
"""

#: Number of this layout; a store of another one is made anew.
FORMAT = 10

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
-- An article (id, sha256 of its text, content) or a report (name, reason, NULL).
CREATE TABLE items (path TEXT, n INTEGER, name TEXT, text TEXT, content BLOB,
    PRIMARY KEY (path, n)) WITHOUT ROWID;
CREATE TABLE pending (content BLOB PRIMARY KEY, draft BLOB);
CREATE TABLE results (content BLOB, recipe BLOB, sum BLOB, signature BLOB, body BLOB, runs BLOB,
    PRIMARY KEY (content, recipe));
-- What every build reads of all articles lies together, not a row in each page.
CREATE INDEX sums ON results (content, recipe, sum);
CREATE TABLE shapes (digest BLOB PRIMARY KEY, recipe BLOB, wkb BLOB);
CREATE TABLE listing (id TEXT PRIMARY KEY, content BLOB, sha256 TEXT) WITHOUT ROWID;
CREATE INDEX listed ON listing (content);
CREATE TABLE built (id TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;
-- With rows in the order of writing, those of a period lie together, and change together.
CREATE TABLE events (id TEXT PRIMARY KEY, note BLOB, period BLOB, fresh INTEGER);
CREATE INDEX periods ON events (period);
CREATE INDEX fresh ON events (id) WHERE fresh;
CREATE TABLE previous (id TEXT PRIMARY KEY, note BLOB) WITHOUT ROWID;
CREATE TABLE fragments (key BLOB, part TEXT, length INTEGER, body BLOB, sum BLOB,
    PRIMARY KEY (key, part));
CREATE TABLE places (key TEXT, maker TEXT, body BLOB, sum BLOB, PRIMARY KEY (key, maker));
CREATE TABLE links (article TEXT, period BLOB, body BLOB, sum BLOB,
    PRIMARY KEY (article, period)) WITHOUT ROWID;
CREATE INDEX linked ON links (period);
CREATE TABLE compared (content BLOB PRIMARY KEY, recipe BLOB, root BLOB, signature BLOB, sum BLOB);
CREATE INDEX roots ON compared (root, content, recipe);
CREATE TABLE wanted (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""

#: How many contents of the build at work have no result of recipe ``?1``.
COUNT_WAITING = """SELECT count(DISTINCT content) FROM listing WHERE NOT EXISTS
    (SELECT 1 FROM results WHERE results.content=listing.content AND results.recipe=?1)"""

#: Those contents after ``?1``, for recipe ``?2``.
WAITING = """SELECT content, content, draft FROM pending WHERE content>?1
    AND EXISTS (SELECT 1 FROM listing WHERE listing.content=pending.content) AND NOT EXISTS
    (SELECT 1 FROM results WHERE results.content=pending.content AND results.recipe=?2)
    ORDER BY content"""

# CROSS JOIN has SQLite go through the list in its order; it would sort all results for each page.
#: Body and print of each article of the build at work after id ``?1``, for recipe ``?2``.
RESULTS = """SELECT id, id, listing.content, body, runs, signature, sum FROM listing
    CROSS JOIN results ON results.content=listing.content AND recipe=?2 WHERE id>?1 ORDER BY id"""

#: The same from id ``?1`` to id ``?3``.
RESULTS_BETWEEN = """SELECT id, listing.content, body, runs, signature, sum FROM listing
    CROSS JOIN results ON results.content=listing.content AND recipe=?2
    WHERE id BETWEEN ?1 AND ?3 ORDER BY id"""

#: The articles of the build at work that have a result of recipe ``?2``, after id ``?1``.
FOUND = """SELECT id, id, sum, sha256 FROM listing CROSS JOIN results INDEXED BY sums
    ON results.content=listing.content AND recipe=?2 WHERE id>?1 ORDER BY id"""

#: Whether an article of file ``?1`` has no result of recipe ``?2``, and does not wait for one.
INCOMPLETE = """SELECT 1 FROM items WHERE path=?1 AND content IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.content=items.content)
    AND NOT EXISTS (SELECT 1 FROM results WHERE results.content=items.content
        AND results.recipe=?2) LIMIT 1"""

#: What file ``?2`` held when it was last read, after item ``?1``.
ITEMS = "SELECT n, name, text, content FROM items WHERE n>?1 AND path=?2 ORDER BY n"

#: Of that, the reports.
REPORTS = """SELECT n, name, text, content FROM items
    WHERE n>?1 AND path=?2 AND content IS NULL ORDER BY n"""

#: Whether the articles of file ``?1`` have ids that no other of the build at work has.
FREE_IDS = """SELECT count(*) = count(DISTINCT name) AND NOT EXISTS (SELECT 1 FROM items
    JOIN listing ON listing.id=items.name WHERE path=?1 AND items.content IS NOT NULL)
    FROM items WHERE path=?1 AND content IS NOT NULL"""

#: Take the articles of file ``?1`` into the build at work.
LIST_ITEMS = """INSERT INTO listing SELECT name, content, text FROM items
    WHERE path=?1 AND content IS NOT NULL"""

#: How many articles differ from the last build.
COMPARED = {
    "articles_new": "SELECT count(*) FROM listing WHERE id NOT IN (SELECT id FROM built)",
    "articles_changed": "SELECT count(*) FROM listing JOIN built USING (id)"
    " WHERE listing.content <> built.content",
    "articles_gone": "SELECT count(*) FROM built WHERE id NOT IN (SELECT id FROM listing)",
    "articles_same": "SELECT count(*) FROM listing JOIN built USING (id, content)",
}

#: What becomes of the events of the last build, those of unchanged periods left as they are.
EVENTS_GONE = (
    "UPDATE events SET fresh=0 WHERE fresh",
    """INSERT INTO previous SELECT id, note FROM events WHERE period IN
    (SELECT period FROM events EXCEPT SELECT key FROM wanted)""",
    # An index tells which periods they are.
    """DELETE FROM events WHERE period IN
    (SELECT period FROM events EXCEPT SELECT key FROM wanted)""",
)

#: Notes after id ``?1`` of events that are not alike in both: of the build before, and of this one.
PREVIOUS = """SELECT id, id, note FROM previous WHERE id>?1
    AND NOT EXISTS (SELECT 1 FROM events WHERE events.id=previous.id
        AND events.note=previous.note) ORDER BY id"""
FRESH = """SELECT id, id, note FROM events WHERE fresh AND id>?1
    AND NOT EXISTS (SELECT 1 FROM previous WHERE previous.id=events.id
        AND previous.note=events.note) ORDER BY id"""

#: What a build that has ended leaves behind of earlier ones.
PRUNE = (
    # By number: keys lie together in an index, rows are spread over the whole file.
    """DELETE FROM results WHERE rowid IN (SELECT rowid FROM results
    WHERE recipe <> :recipe OR content NOT IN (SELECT content FROM listing))""",
    "DELETE FROM pending WHERE content NOT IN (SELECT content FROM listing)",
    "DELETE FROM shapes WHERE recipe <> :recipe",
    """DELETE FROM files WHERE path IN (SELECT path FROM items WHERE content IS NOT NULL
    AND content NOT IN (SELECT content FROM listing))""",
    "DELETE FROM items WHERE path NOT IN (SELECT path FROM files)",
    """DELETE FROM fragments WHERE rowid IN (SELECT rowid FROM fragments
    WHERE key NOT IN (SELECT key FROM wanted))""",
    "DELETE FROM places WHERE maker <> :maker",
    "DELETE FROM built",
    "INSERT INTO built SELECT id, content FROM listing",
)
