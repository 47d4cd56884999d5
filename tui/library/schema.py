"""The tables of the library, version by version. A released migration is never changed; a new one is added."""

MIGRATIONS = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL,          -- absolute path, URL, "-" or "sample"
        text_sha256 TEXT NOT NULL,     -- of the text as it was read last
        title TEXT NOT NULL,
        publication TEXT NOT NULL,
        date TEXT NOT NULL,
        first_read TEXT NOT NULL,      -- ISO 8601, UTC, to the microsecond
        last_read TEXT NOT NULL,
        place INTEGER NOT NULL DEFAULT 0,   -- offset of the first text in view
        cursor INTEGER NOT NULL DEFAULT 0,
        notes INTEGER NOT NULL DEFAULT 0    -- remarks and corrections in force
    );
    CREATE INDEX article_by_last_read ON article (last_read DESC);
    CREATE INDEX article_by_source ON article (source);

    -- Apart from the rest, so that a list of articles does not read their texts.
    CREATE TABLE body (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        text TEXT NOT NULL,
        details TEXT NOT NULL          -- JSON: blocks, metadata, notices
    );

    -- Every text that the article ever had.
    CREATE TABLE version (
        text_sha256 TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX version_by_article ON version (article);

    -- The reader's own work: never derived, never dropped.
    CREATE TABLE change (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        made TEXT NOT NULL,
        deed TEXT NOT NULL,            -- JSON
        undone INTEGER                 -- null: in force; 1, 2, …: undone, in this order; 0: given up for another change
    );
    CREATE INDEX change_by_article ON change (article, number);

    -- A cache.
    CREATE TABLE analysis (
        text_sha256 TEXT NOT NULL,
        model TEXT NOT NULL,
        engine TEXT NOT NULL,
        layout TEXT NOT NULL,          -- what else of the article the engine looks at: its blocks and its language
        made TEXT NOT NULL,
        data BLOB NOT NULL,            -- JSON, compressed
        PRIMARY KEY (text_sha256, model, engine, layout)
    );
    """,
    """
    -- The user’s layout and searches.
    CREATE TABLE habit (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL            -- JSON
    ) WITHOUT ROWID;
    """,
    """
    -- What tells this library from every other: row numbers mean nothing in another one.
    CREATE TABLE library (id TEXT NOT NULL);
    INSERT INTO library (id) VALUES (lower(hex(randomblob(16))));

    -- Notes that are being written. They refer to no article: one from standard input is kept with its first note only.
    CREATE TABLE draft (
        id INTEGER PRIMARY KEY,
        text_sha256 TEXT NOT NULL,     -- of the article's text
        what TEXT NOT NULL,            -- the kind of the place, as of a note
        anchor TEXT NOT NULL,          -- JSON: the words that the note is on
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        made TEXT NOT NULL,            -- ISO 8601, UTC, to the microsecond
        UNIQUE (text_sha256, what, anchor)
    );
    """,
)
"""Migration n changes the file from version n to version n + 1 (`PRAGMA user_version`)."""
