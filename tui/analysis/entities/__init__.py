"""Who and what is in the article: names, descriptions and pronouns, gathered into entities."""
