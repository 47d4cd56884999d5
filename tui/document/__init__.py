"""An article with its analysis and the user's annotations, as one thing to show and to export."""
