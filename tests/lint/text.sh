#!/bin/sh
# What may stand in no file: things put off, paths of one machine, trailing
# blanks, carriage returns. Every header says first what it is for, and the map,
# generator/README.md, names what is there.
set -u
. "${LINT:-tests/lint}/files.sh"

status=0
fault() {
    status=1
    sed "s/\$/ <- $1/"
}

sources=$(tracked | grep -E '\.(c|h|def|sh|awk|mjs|js|css|html|yaml|md)$' |
    grep -v '^tests/lint/' | grep -v '^data/')
found=$(printf '%s\n' "$sources" | xargs -r grep -nwE \
    'TODO|FIXME|XXX|HACK' /dev/null)
[ -z "$found" ] || { printf '%s\n' "$found" | fault 'put off'; status=1; }

found=$(tracked | xargs -r grep -nIE '/(work|farm|root|home)/[a-z.]' /dev/null)
[ -z "$found" ] || { printf '%s\n' "$found" | fault 'path of one machine'; status=1; }

found=$(files c h sh awk mjs | xargs -r grep -nE "[[:blank:]]+\$|$(printf '\r')" /dev/null)
[ -z "$found" ] || { printf '%s\n' "$found" | fault 'blank at the end'; status=1; }

named() { # what stands in `code` with a folder and without a wildcard
    sed 's/`[^`]*`/\n&\n/g' "$1" |
        sed -n 's/^`\([A-Za-z0-9_.-]*\/[A-Za-z0-9_./-]*\)`$/\1/p' | sort -u
}
if [ -f generator/README.md ]; then
    for path in $(named generator/README.md); do
        [ -e "generator/$path" ] || [ -e "$path" ] || [ "$path" = site/ ] || {
            echo "generator/README.md: there is no $path"
            status=1
        }
    done
fi

for header in $(files h def); do
    case $(head -n 1 "$header") in
    '/*'*) ;;
    *)
        echo "$header:1: does not begin with a comment on what it is for"
        status=1
        ;;
    esac
done
exit $status
