"""Entities: names, descriptions and pronouns are gathered into coreference chains."""
