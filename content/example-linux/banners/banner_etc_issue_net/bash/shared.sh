# platform = all
# reboot = false
# strategy = configure
# complexity = low
# disruption = low
printf '%s\n' 'Authorised use only. What you do here is recorded.' > /etc/issue.net
