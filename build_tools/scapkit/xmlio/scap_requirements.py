"""The requirements that the SCAP 1.3 Schematron names by number, in words (SP 800-126r3, sections 3 and 4)."""

PREFER_METADATA = "lacks dc:creator, dc:publisher, dc:contributor or dc:source in its metadata"
ASKED_CHECK = "has a check whose system is neither OVAL nor OCIL"
# What is wrong with the element that the Schematron names; the texts follow the name of the element.
WRONG = {
    "A-16-1": "has an empty CCE identifier",
    "A-17-1": "has a CCE identifier that does not begin with CCE-",
    "A-26-1": "should say selected, weight, role and severity",
    "SRC-2-1": "does not say its language (xml:lang)",
    "SRC-3-2": "should say the time of its version (version/@time)",
    "SRC-4-1": "should have the style SCAP_1.3",
    "SRC-8-1": PREFER_METADATA,
    "SRC-8-2": "has no metadata",
    "SRC-9-1": "has no title",
    "SRC-9-3": "has several titles, of which none is in en-US or some name no language",
    "SRC-10-1": "has no description",
    "SRC-25-1": "holds a check inside itself (check-content)",
    "SRC-118-1": ASKED_CHECK,
    "SRC-118-2": ASKED_CHECK,
    "SRC-118-3": ASKED_CHECK,
    "SRC-169-2": "is about installed patches, and its check is not OVAL",
    "SRC-175-1": "has a check without check-content-ref",
    "SRC-207-1": "is of class compliance and should refer to a CCE",
    "SRC-214-1": "is of class vulnerability and should refer to a CVE",
    "SRC-251-1": "should have a CCE, CVE or CPE identifier",
    "SRC-276-1": "has Values with a source or with complex values",
    "SRC-284-1": "is a signature without a manifest",
    "SRC-285-1": "is a signature without signature-info",
    "SRC-286-1": "is a signature whose first reference is not to a data-stream",
    "SRC-287-1": "is a signature whose second reference is not to its properties",
    "SRC-288-1": "is a signature whose third reference is not to its manifest",
    "SRC-290-1": "is a signature that should tell its key (KeyInfo)",
    "SRC-324-1": "has a use-case that SCAP does not know",
    "SRC-330-2": "does not have schematron-version 1.3",
    "SRC-339-1": "includes other documents (XInclude)",
    "SRC-341-1": "should say where updates are found (version/@update)",
    "SRC-343-1": "sets complex values (set-complex-value)",
}


def in_words(code: str) -> str:
    """What is wrong, for a number; one that is not known has no words."""
    return WRONG.get(code, "breaks this requirement")
