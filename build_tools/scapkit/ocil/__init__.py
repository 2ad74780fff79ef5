"""The interpreter of OCIL 2.0 (NIST IR 7692): questionnaires and answers to results."""
