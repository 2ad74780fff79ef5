"""The parts of OSCAL assessment results (NIST OSCAL 1.1): see `formats/oscal.py` for the whole."""
