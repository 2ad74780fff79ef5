title: Base
description: Everything.
platform: tiny
extends: more
metadata: {version: '1.0', reference: https://example.org/base}
selections:
  - policy:all:high
  - var_mode=strict
  - conf_owner.severity=low
