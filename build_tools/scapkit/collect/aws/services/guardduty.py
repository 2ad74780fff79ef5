"""GuardDuty: whether it watches, and which of its features are on."""

from scapkit.collect.aws.protocol import Call, Service, Values

DETECTORS = Values("guardduty:ListDetectors", "DetectorIds", ("detector",))

SERVICE = Service(
    "guardduty",
    (Call("ListDetectors"), Call("GetDetector", {"DetectorId": "{detector}"}, ("{detector}",), (DETECTORS,))),
)
