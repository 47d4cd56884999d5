"""Exports: one module for each format, a pure function of Article and Analysis; `formats` lists them."""
