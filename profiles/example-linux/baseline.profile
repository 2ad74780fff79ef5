documentation_complete: true

title: Baseline for a Debian 12 Node

description: |-
  What hardly any server can object to: files belong to whom they should, nobody logs in without proof, the kernel and the
  services refuse what nothing needs, and what happens is written down.

platform: debian12

metadata:
  version: '0.1.0'

selections:
  # files
  - file_groupowner_etc_passwd
  - file_owner_etc_passwd
  - file_permissions_etc_passwd
