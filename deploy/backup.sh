#!/bin/sh
# One backup into a folder, named by its time; those older than 35 days go once the new one is whole.
set -eu
folder=$1
home=$(dirname "$(dirname "$(readlink -f "$0")")")
file="$folder/lizhu-$(date -u +%Y%m%dT%H%M%SZ).backup"
if [ -r /etc/lizhu/passphrase ]; then
  "$home/bin/lizhu" backup "$file" --passphrase-file /etc/lizhu/passphrase
else
  "$home/bin/lizhu" backup "$file"
fi
find "$folder" -maxdepth 1 -name 'lizhu-*.backup' -mtime +35 -delete
# What a backup left that was killed.
find "$folder" -maxdepth 1 -name 'lizhu-*.backup.partial' -mtime +1 -delete
