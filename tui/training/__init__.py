"""How what the engine knows was made from annotated news. Not needed to run quoth."""
