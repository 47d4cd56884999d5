"""Make the engine's weights and tables from annotated news. Not needed to run quoth."""
