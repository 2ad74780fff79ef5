# platform = all
# reboot = false
# strategy = configure
# complexity = low
# disruption = medium
if ! grep -qE '^[[:blank:]]*auth[[:blank:]]+(required|requisite)[[:blank:]]+pam_wheel\.so' /etc/pam.d/su; then
    sed -i '0,/^[[:blank:]]*auth[[:blank:]].*pam_rootok.*/s//&\nauth required pam_wheel.so use_uid/' /etc/pam.d/su
fi
