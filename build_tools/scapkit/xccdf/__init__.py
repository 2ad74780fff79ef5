"""What generator, evaluator and reports share of XCCDF: profiles, tailoring, CPE names."""
