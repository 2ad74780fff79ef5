# platform = all
# reboot = false
# strategy = configure
# complexity = low
# disruption = medium
sed -i -e '/^[[:blank:]]*#/!s/[[:blank:]]nullok\b//g' /etc/pam.d/common-auth
