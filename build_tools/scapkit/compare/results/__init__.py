"""What changed between two results: assets, rules, and the evidence behind them."""
