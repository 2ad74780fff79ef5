"""XML signatures of SCAP documents: made and checked (XML Signature 1.1, NIST IR 7802, NIST SP 800-126r3)."""
