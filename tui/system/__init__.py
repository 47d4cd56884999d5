"""What quoth needs of the machine: clipboard, paths, files, threads, crash reports."""
