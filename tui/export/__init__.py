"""What leaves quoth: one module per format, each a pure function of Article and Analysis; `formats` lists them."""
