documentation_complete: true

title: Hardened Debian 12 Node

description: |-
  The baseline and more: for nodes that are worth some inconvenience. Try it on a node that nobody depends on first, because
  some of its rules take things away that a few programs use.

platform: debian12

metadata:
  version: '0.1.0'

extends: baseline

selections:
  - file_permissions_etc_passwd
