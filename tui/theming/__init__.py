"""Color themes, and where the stylesheets are."""
