"""Evidence for a policy: what must be collected, by whom, and how it is written down."""
