"""Export formats: one module each, a pure function of Article and Analysis; `formats` is the registry."""
