# Read by the checks (`. tests/lint/files.sh`): which files they look at. All
# checks run in the root of a repository, or of a made-up one in self-test.sh.

# Of the extensions given, below the folders that are ours.
files() {
    for extension in "$@"; do
        for folder in generator tests; do
            [ ! -d "$folder" ] || find "$folder" -name "*.$extension" \
                -not -path '*/node_modules/*'
        done
    done | LC_ALL=C sort
}

# What git tracks; outside of a checkout, all there is but output.
tracked() {
    if git rev-parse --show-prefix 2>/dev/null | grep -qx ''; then
        git ls-files --cached --others --exclude-standard
    else
        find . -type f -not -path './.build/*' -not -path './site/*' \
            -not -path '*/node_modules/*' -not -path './.git/*' |
            sed 's|^\./||'
    fi
}
