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
  # ssh
  - sshd_disable_tcp_forwarding
  - sshd_disable_x11_forwarding
  - sshd_set_loglevel_verbose
  - var_sshd_max_auth_tries=3
  # kernel
  - kernel_module_usb-storage_disabled
  - sysctl_kernel_dmesg_restrict
  - sysctl_kernel_yama_ptrace_scope
  - sysctl_net_ipv4_ip_forward
  - sysctl_kernel_kptr_restrict_value=everybody
  # accounts
  - accounts_maximum_age_login_defs
  - accounts_password_pam_minclass
  - accounts_tmout
  - var_password_pam_minlen=14
  # mounts
  - mount_option_dev_shm_noexec
  - mount_option_tmp_nodev
  - mount_option_tmp_nosuid
  # packages
  - package_xinetd_removed
  - package_aide_installed
  - package_libpam-pwquality_installed
  # services
  - service_avahi-daemon_disabled
  - service_bluetooth_disabled
  - timer_dailyaidecheck_enabled
  # audit
  - audit_rules_execution_insmod
  - audit_rules_time_change
  - audit_rules_dac_modification
  - audit_rules_kernel_module_loading
  - audit_rules_immutable
  # schedulers
  - file_permissions_cron_allow
  - file_permissions_at_allow
  # banners
  - banner_etc_issue_net
  # logging
  - journald_compress
  # sudo
  - sudo_custom_logfile
  - sudo_remove_nopasswd
  # pam
  - use_pam_wheel_for_su
