"""Access to the system: clipboard, paths, files, terminal, threads, crash reports."""
