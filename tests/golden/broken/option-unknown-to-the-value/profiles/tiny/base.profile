title: Base
description: Everything.
platform: tiny
metadata: {version: '1.0', reference: https://example.org/base}
selections:
  - policy:all:high
  - var_mode=stricter
  - conf_owner.severity=low
