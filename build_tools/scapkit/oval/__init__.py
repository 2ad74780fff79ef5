"""The OVAL engine: objects, states, variables, tests and definitions over a dump."""
