"""What generator and evaluator share of XCCDF: profiles, tailoring, substitution."""
