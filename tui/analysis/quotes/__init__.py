"""Who said what: quotes with their cue and source, and the speakers behind them."""
