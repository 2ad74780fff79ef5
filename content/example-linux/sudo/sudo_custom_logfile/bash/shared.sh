# platform = all
# reboot = false
# strategy = configure
# complexity = low
# disruption = low
new=$(mktemp)
printf '%s\n' 'Defaults logfile="/var/log/sudo.log"' > "$new"
if visudo --check --quiet --file="$new"; then
    install -m 0440 "$new" /etc/sudoers.d/50_logfile
fi
rm -f "$new"
