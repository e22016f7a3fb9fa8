#!/bin/sh
# Signatures of published roots against Debian's own minisign: what we sign it
# verifies, what it signs is what we sign, and nothing else is taken for a key.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"

unset RENDIR_KEY_PASSWORD

build() {
    "$rendir" build --templates "$root/templates" "$@"
}

command -v minisign >/dev/null || {
    skip "signatures (minisign is not installed)"
    finish
}

cd "$work" || exit 3
{
    "$rendir" new site && build -q -o first site
} >/dev/null 2>&1 || {
    bad "no root to sign"
    finish
}
portal=$(ls site/content)
settings=site/content/$portal/portal.yaml
manifest=first/manifest.sha256
signature=$manifest.minisig

minisign -G -W -p open.pub -s open.key >/dev/null 2>&1
minisign -G -W -p other.pub -s other.key >/dev/null 2>&1
open=$(tail -n 1 open.pub)
other=$(tail -n 1 other.pub)

# verifies NAME PUBLIC-KEY FILE: minisign takes the signature beside FILE
verifies() {
    if minisign -Vm "$3" -P "$2" >verified 2>&1; then ok; else bad "$1: $(cat verified)"; fi
}

# --- sign -----------------------------------------------------------------

"$rendir" sign first --key open.key >out 2>err
same "sign: exit" 0 $?
same "sign: stdout" "$signature signed as $open" "$(cat out)"
same "sign: no key is declared" "rendir: first declares no public key; readers cannot know whose the signature is. Add to portal.yaml: signature: {public_key: $open}" "$(cat err)"
verifies "a key without a password" "$open" "$manifest"
same "the trusted comment: no release is named before there is one" \
    "trusted comment: portal:$portal manifest:$(sha256sum <"$manifest" | cut -c 1-64)" \
    "$(sed -n 3p "$signature")"
grep -q minisig "$manifest" && bad "the manifest lists its signature" || ok
(cd first && sha256sum -c --quiet manifest.sha256) && ok ||
    bad "sha256sum does not take the manifest"
"$rendir" verify first >out 2>err
same "a signed root holds" 0 $?
cp "$signature" once
"$rendir" sign first -k open.key >out 2>err
cmp -s once "$signature" && ok || bad "the same was signed otherwise"
# Ed25519 leaves nothing to chance: theirs is ours, byte for byte.
minisign -Sm "$manifest" -s open.key -x theirs \
    -c "$(sed -n '1s/untrusted comment: //p' once)" \
    -t "$(sed -n '3s/trusted comment: //p' once)" >/dev/null 2>&1
cmp -s once theirs && ok || bad "minisign signs otherwise"

# A build in the same place leaves a signature that still holds.
build -q -o first site >out 2>&1
cmp -s once "$signature" && ok || bad "an unchanged root lost its signature"

# --- tampering ------------------------------------------------------------

# caught NAME: minisign refuses
caught() {
    minisign -Vm "$manifest" -P "$open" >/dev/null 2>&1 && bad "$1" || ok
}

cp "$manifest" kept
sed -i '1s/^./x/' "$manifest"
caught "a changed manifest verifies"
cp kept "$manifest"
sed -i '3s/portal:/portal:x/' "$signature"
caught "a changed comment verifies"
cp once "$signature"
printf 'x' >>first/robots.txt
"$rendir" sign first --key open.key >out 2>err
same "a changed file: exit" 1 $?
same "a changed file" "rendir: first/robots.txt is not the file that the manifest lists; nothing was signed" "$(cat err)"
cmp -s once "$signature" && ok || bad "what was refused was signed"
rm first/robots.txt
"$rendir" sign first --key open.key >out 2>err
same "a lost file" "rendir: first/robots.txt No such file or directory; nothing was signed" "$(cat err)"
rm -rf first
build -q -o first site >/dev/null 2>&1

# --- what is no secret key ------------------------------------------------

# refused NAME FILE SENTENCE: says so, and writes nothing
refused() {
    "$rendir" sign first --key "$2" >out 2>err </dev/null
    same "$1: exit" 2 $?
    same "$1" "rendir: --key: $2 $3" "$(cat err)"
    same "$1: stdout" "" "$(cat out)"
    [ ! -e "$signature" ] && ok || bad "$1: something was signed"
    rm -f "$signature"
}

refused "no file" none "No such file or directory"
refused "a folder" site "Is a directory"
: >empty
refused "an empty file" empty "is empty"
refused "a public key" open.pub \
    "is a public key; the secret key of the same pair signs"
refused "a signature" once "is a signature, not a key"
refused "another file" "$settings" \
    "is not a key of minisign; minisign -G makes one"
head -c 120 open.key >cut
refused "half a key" cut \
    "begins as a key of minisign and is none: it was cut or changed"
{
    echo 'untrusted comment: signify secret key'
    { printf 'EdBK' && head -c 100 /dev/zero; } | base64 -w 0
    echo
} >signify.key
refused "signify" signify.key \
    "is a key of signify, not of minisign; minisign -G makes one"
if command -v openssl >/dev/null; then
    openssl genpkey -algorithm ed25519 -out pem.key 2>/dev/null
    refused "PEM" pem.key \
        "is a PEM file (of OpenSSL), not a key of minisign; minisign -G makes one"
else
    skip "a PEM key (openssl is not installed)"
fi
if command -v ssh-keygen >/dev/null; then
    ssh-keygen -q -t ed25519 -N '' -f ssh.key
    refused "SSH" ssh.key "is a key of SSH, not of minisign; minisign -G makes one"
    refused "SSH, public" ssh.key.pub \
        "is a key of SSH, not of minisign; minisign -G makes one"
else
    skip "a key of SSH (ssh-keygen is not installed)"
fi
if command -v gpg >/dev/null && mkdir -m 700 gnupg &&
    GNUPGHOME=$work/gnupg gpg --batch --quiet --passphrase '' \
        --quick-generate-key a@example.org ed25519 sign never 2>/dev/null; then
    GNUPGHOME=$work/gnupg gpg --batch --armor --export-secret-keys >gpg.key
    GNUPGHOME=$work/gnupg gpg --batch --export-secret-keys >gpg.bin
    GNUPGHOME=$work/gnupg gpgconf --kill gpg-agent 2>/dev/null
    for file in gpg.key gpg.bin; do
        refused "$file" $file \
            "is a key of OpenPGP (GnuPG), not of minisign; minisign -G makes one"
    done
else
    skip "a key of OpenPGP (gpg makes none here)"
fi

# --- a password -----------------------------------------------------------

# Takes a GiB for a second, as minisign does.
if printf 'secret\nsecret\n' |
    minisign -G -p closed.pub -s closed.key >/dev/null 2>&1; then
    # Without a terminal: of another session.
    setsid "$rendir" sign first --key closed.key >out 2>err </dev/null
    same "no password: exit" 2 $?
    same "no password" "rendir: --key: closed.key has a password; there is no terminal to ask for it, and RENDIR_KEY_PASSWORD is not set" "$(cat err)"
    RENDIR_KEY_PASSWORD=secret "$rendir" sign first --key closed.key >out 2>err
    same "a password: exit" 0 $?
    verifies "a key with a password" "$(tail -n 1 closed.pub)" "$manifest"
    rm -f "$signature"
    export RENDIR_KEY_PASSWORD=wrong
    refused "a wrong password" closed.key "is not opened by that password"
    unset RENDIR_KEY_PASSWORD
    if script -qec true typed </dev/null >/dev/null 2>&1; then
        # Typed when it is asked for: before that, the terminal still echoes.
        mkfifo keys
        script -qfec "$rendir sign first --key closed.key" typed \
            <keys >/dev/null 2>&1 &
        exec 3>keys
        waited=0
        until grep -qi password typed || [ "$waited" -ge 100 ]; do
            sleep 0.1
            waited=$((waited + 1))
        done
        echo secret >&3
        exec 3>&-
        wait
        verifies "a password typed" "$(tail -n 1 closed.pub)" "$manifest"
        grep -q secret typed && bad "the password was echoed" || ok
        rm -f "$signature"
    else
        skip "a password typed (script is not installed, or there are no terminals)"
    fi
else
    skip "a key with a password (minisign cannot make one here)"
fi

# --- usage ----------------------------------------------------------------

"$rendir" sign first >out 2>err
same "no key: exit" 2 $?
same "no key" "rendir: sign: --key FILE names the secret key" "$(cat err)"
"$rendir" sign site --key open.key >out 2>err
same "no root: exit" 2 $?
same "no root" "rendir: site is no root: it has no manifest.sha256" "$(cat err)"

# --- build --key, and the key that the portal declares --------------------

build -o first --key open.key site >out 2>err
same "build --key: exit" 0 $?
verifies "build --key" "$open" "$manifest"
grep -q "warning\[W646\]: the portal is signed as $open" err && ok ||
    bad "a key that is not declared is not warned of"
cp "$signature" once
build -o first --key open.key site >out 2>/dev/null
grep -q 'nothing changed$' out && ok || bad "the same key changed something"
cmp -s once "$signature" && ok || bad "a build signed otherwise than sign"

echo "signature: {public_key: $open}" >>"$settings"
build -o first --key open.key site >out 2>err
verifies "a declared key" "$open" "$manifest"
grep -q W646 err && bad "a declared key is warned of" || ok
cp "$signature" once
"$rendir" sign first --key other.key >out 2>err
same "another key than declared: exit" 1 $?
same "another key than declared" "rendir: first declares the public key $open, and other.key signs as $other; nothing was signed" "$(cat err)"
build -o first --key other.key site >out 2>err
same "build, another key: exit" 1 $?
same "build, another key" 1 "$(grep -c "^content/$portal/portal.yaml:[0-9]*:[0-9]*: fatal\[F645\]: the portal declares the public key $open, and the key given signs as $other; nothing was published" err)"
cmp -s once "$signature" && ok || bad "the old signature is gone"
build -o second --key open.pub site >out 2>err
same "build, a public key: exit" 2 $?
[ ! -e second ] && ok || bad "something was built"

# --- a release that was frozen unsigned -----------------------------------

id=$(sed -n 's/^release: "\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$settings")
build -o frozen --release "$id" site >out 2>&1
same "an unsigned release: exit" 0 $?
"$rendir" sign frozen --key open.key >out 2>err
grep -q "release:$id " frozen/manifest.sha256.minisig && ok ||
    bad "the root of a release is signed without its name"
"$rendir" verify frozen --public-key "$open" >out 2>&1
same "the signed list above it has its files" 0 $?
"$rendir" verify "frozen/releases/$id" --public-key "$open" >out 2>&1
same "alone it has no signature" 1 $?
printf ' ' >>"frozen/releases/$id/data/datapackage.json"
"$rendir" verify frozen --public-key "$open" >out 2>&1
same "a byte of it" 1 $?
"$rendir" verify first --public-key "$open" >/dev/null 2>&1
same "a signed root" 0 $?
mv first/manifest.sha256.minisig once
"$rendir" verify first --public-key "$open" >/dev/null 2>&1
same "a root whose signature was taken away" 1 $?

finish
