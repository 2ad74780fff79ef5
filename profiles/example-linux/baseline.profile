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
  - file_groupowner_etc_shadow
  - file_owner_etc_shadow
  - file_permissions_etc_group
  - file_permissions_etc_shadow
  - no_hosts_equiv
  # ssh
  - file_permissions_sshd_config
  - file_permissions_sshd_private_key
  - sshd_disable_empty_passwords
  - sshd_disable_host_based_auth
  - sshd_disable_root_login
  - sshd_set_max_auth_tries
  - var_sshd_max_auth_tries=4
  # kernel
  - kernel_module_cramfs_disabled
  - kernel_module_dccp_disabled
  - sysctl_fs_suid_dumpable
  - sysctl_kernel_kptr_restrict
  - sysctl_kernel_randomize_va_space
  - sysctl_net_ipv4_conf_all_accept_redirects
  - sysctl_net_ipv4_conf_all_rp_filter
  - sysctl_net_ipv4_tcp_syncookies
  # accounts
  - accounts_password_pam_minlen
  - set_password_hashing_algorithm_logindefs
  - var_password_pam_minlen=12
  # packages
  - package_telnetd_removed
  - package_rsh-server_removed
  - package_nis_removed
  - package_tftpd-hpa_removed
  - package_auditd_installed
  - package_sudo_installed
  - package_unattended-upgrades_installed
  # services
  - service_auditd_enabled
  - service_cron_enabled
  - service_apparmor_enabled
  - service_systemd-journald_enabled
  - service_cups_disabled
  - service_rpcbind_disabled
  - timer_apt-daily-upgrade_enabled
  # audit
  - audit_rules_usergroup_modification_passwd
  - audit_rules_usergroup_modification_shadow
  - audit_rules_usergroup_modification_group
  - audit_rules_sudoers
  - audit_rules_sudoers_d
  - auditd_data_retention_max_log_file_action
  # schedulers
  - file_permissions_crontab
  - file_owner_crontab
  # banners
  - file_permissions_etc_issue
  # logging
  - journald_storage
  - rsyslog_filecreatemode
  # updates
  - apt_no_unauthenticated
  - apt_sources_not_trusted
  - apt_unattended_upgrades
  # sudo
  - sudo_add_use_pty
  # pam
  - no_empty_passwords
