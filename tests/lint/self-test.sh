#!/bin/sh
# Each check can fail: a small made-up repository is clean; with one fault put
# in, the check that is for it says so, with the file and words expected.
# shellcheck source=tests/check.sh
. "$(dirname "$0")/../check.sh"
LINT=$here
export LINT

# A clean repository in $work/repo.
fresh() {
    rm -rf "$work/repo"
    mkdir -p "$work/repo/generator/base" "$work/repo/generator/model" \
        "$work/repo/templates/i18n" "$work/repo/tests/findings"
    cd "$work/repo" || exit 1
    touch tests/findings/F101.case tests/findings/skipped
    printf '%s\n' 'BasedOnStyle: LLVM' 'IndentWidth: 4' 'BreakBeforeBraces: Linux' \
        'AllowShortFunctionsOnASingleLine: None' \
        >.clang-format
    cat >generator/base/diag.def <<'C'
/* Findings. */
DIAG(LOST, "F101", DIAG_FATAL, "{0} is lost")
C
    cat >generator/base/thing.h <<'C'
/* A thing. Layer: base. */
#ifndef BASE_THING_H
#define BASE_THING_H

#define DIAG_LOST 1

int thing_size(void);

#endif
C
    cat >generator/base/thing.c <<'C'
#include "base/thing.h"

int thing_size(void)
{
    return DIAG_LOST;
}
C
    cat >generator/model/portal.c <<'C'
#include "base/thing.h"

int portal_size(void);

int portal_size(void)
{
    return thing_size();
}
C
    printf '<p>{{#_}}Hello\n  all{{/_}}</p>\n' >templates/page.html
    cat >templates/i18n/es.po <<'C'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Hello all"
msgstr "Hola"

msgid "{0} is lost"
msgstr ""
"Se perdió {0}"
C
}

run() {
    case $1 in
    *.awk)
        # shellcheck disable=SC2046 # a list of files
        awk -f "$LINT/$1" $(find generator -name '*.[ch]' | LC_ALL=C sort)
        ;;
    symbols.sh) B=.build compile_and sh "$LINT/$1" ;;
    *) sh "$LINT/$1" ;;
    esac 2>&1
}

compile_and() {
    for source in generator/*/*.c; do
        mkdir -p ".build/${source%/*}"
        ${CC:-cc} -O0 -Igenerator -c -o ".build/${source%.c}.o" "$source"
    done
    "$@"
}

say() {
    if [ "$1" -eq 0 ]; then
        ok
    else
        bad "$2"
        printf '%s\n' "$said" | sed 's/^/    /'
    fi
}

clean() {
    fresh
    said=$(run "$1")
    say $? "$1 is silent about a clean repository"
}

# finds CHECK WORDS: the check fails and says so of the repository as it is.
finds() {
    if said=$(run "$1"); then
        say 1 "$1 finds \"$2\""
    else
        printf '%s\n' "$said" | grep -qF -e "$2"
        say $? "$1 says \"$2\""
    fi
}

# puts FILE WHERE: standard input goes before (top) or after (end) the file.
puts() {
    cat >"$work/new"
    case $2 in
    top) cat "$work/new" "$1" >"$work/both" ;;
    end) cat "$1" "$work/new" >"$work/both" ;;
    esac
    cp "$work/both" "$1"
}

thing=generator/base/thing.c

clean layers.awk
fresh
echo '#include "model/x.h"' | puts $thing top
finds layers.awk "$thing:1: base/ may not include model/"
fresh
echo '#include "thing.h"' | puts $thing top
finds layers.awk 'is included without its folder'
fresh
echo '#include "base/internal.h"' | puts generator/model/portal.c top
finds layers.awk 'is internal to base/'
fresh
echo '#include <csv.h>' | puts $thing top
echo '#include <csv.h>' | puts generator/model/portal.c top
finds layers.awk "libcsv is included by $thing already"
fresh
echo '#include <unicode/ucol.h>' | puts generator/base/thing.h end
finds layers.awk 'is included by a header'
fresh
echo '#include <lzma.h>' | puts $thing top
finds layers.awk 'is of no library'
fresh
mkdir generator/extra && cp $thing generator/extra/
finds layers.awk 'folder extra/ is no layer'
fresh
mkdir generator/verify && echo '#include "model/x.h"' >generator/verify/x.c
finds layers.awk 'verify/ may not include model/'

clean words.awk
for name in strcpy sprintf strtok localtime time atoi strtod rand setlocale \
    getenv exit printf; do
    fresh
    echo "static int f(void) { return $name(0); }" | puts $thing end
    finds words.awk "$thing:7: $name() "
done
fresh
echo 'typedef struct { int a; } thing;' | puts $thing end
finds words.awk 'hides behind a typedef'
fresh
echo 'typedef int size_of_t;' | puts $thing end
finds words.awk '_t belong to POSIX'
fresh
printf '/* exit(1) */ // exit(1)\nconst char *x = "exit(1)";\n/*\nexit(1) */\n' |
    puts $thing end
said=$(run words.awk)
say $? 'words.awk leaves comments and literals alone'
fresh
mkdir generator/command
echo 'int main(void) { exit(getenv("A") != 0); }' >generator/command/main.c
said=$(run words.awk)
say $? 'words.awk lets commands do what commands do'

clean shape.awk
fresh
{
    printf 'int long_one(void)\n{\n'
    yes '    thing_size();' | head -n 79
    printf '}\n'
} | puts $thing end
finds shape.awk 'the function has 81 lines'
fresh
printf 'void f(void)\n{\n                if (1)\n                    f();\n}\n' |
    puts $thing end
finds shape.awk "$thing:9: nested deeper than 3"
fresh
yes '' | head -n 594 | puts $thing end
finds shape.awk 'the file has 600 lines'
fresh
for i in $(seq 100); do
    printf 'int f%d(void)\n{\n' "$i"
    [ $((i % 5)) -ne 0 ] || yes '    thing_size();' | head -n 40
    printf '}\n'
done >generator/model/many.c
finds shape.awk '20 of 102 functions have 40 lines or more'

clean text.sh
fresh
echo '/* TO''DO: the rest */' | puts $thing end
finds text.sh 'put off'
fresh
printf '/* /%s/main */\n' work | puts $thing end
finds text.sh 'path of one machine'
fresh
printf 'int a; \n' | puts $thing end
finds text.sh 'blank at the end'
fresh
echo | puts generator/base/thing.h top
finds text.sh 'thing.h:1: does not begin with a comment'

fresh
printf 'See `base/thing.c`, `base/lost.c`.\n' >generator/README.md
finds text.sh 'generator/README.md: there is no base/lost.c'

clean symbols.sh
fresh
echo 'int f(void); int f(void) { static int n; return n++; }' | puts $thing end
finds symbols.sh 'can change and outlives its call'
fresh
echo 'extern int count; int count = 3;' | puts $thing end
finds symbols.sh 'count can change'
fresh
echo 'void total(void); void total(void) {}' | puts $thing end
finds symbols.sh 'total is a name kept for C'
fresh
echo 'extern const char *const names[1]; const char *const names[1] = {"a"};' |
    puts $thing end
said=$(run symbols.sh)
say $? 'symbols.sh lets constant tables be'
fresh
said=$(B=.nothing sh "$LINT/symbols.sh")
[ $? -eq 1 ]
say $? 'symbols.sh does not pass without objects'

clean headers.sh
fresh
echo 'size_t thing_length(void);' | puts generator/base/thing.h end
finds headers.sh 'thing.h:1: does not compile alone'

clean findings.sh
fresh
echo 'DIAG(LATE, "F101", DIAG_FATAL, "late")' | puts generator/base/diag.def end
finds findings.sh 'F101 is the code of LOST already'
finds findings.sh 'nothing reports F101 (LATE)'
fresh
echo 'DIAG(LOST, "W102", DIAG_FATAL, "{1}")' | puts generator/base/diag.def end
finds findings.sh 'LOST stands here for the second time'
finds findings.sh 'W102 is not of the level'
finds findings.sh 'W102 has {1} and no {0}'
finds findings.sh 'no tests/findings/W102.case'

clean messages.sh
fresh
echo '{{#_}}Good "bye"{{/_}}' | puts templates/page.html end
finds messages.sh 'templates/page.html:3: not in templates/i18n/es.po: "Good \"bye\""'
fresh
printf 'const char *a = N_("One "\n    "two");\n' | puts $thing end
finds messages.sh 'thing.c:7: not in templates/i18n/es.po: "One two"'
fresh
echo 'int f(void) { return language_text(l, SLICE("Three")); }' | puts $thing end
finds messages.sh '"Three"'
fresh
echo 'int f(void) { return catalogue_plural(c, SLICE("one"), SLICE("more"), 2); }' |
    puts $thing end
finds messages.sh '"one"'
finds messages.sh '"more"'
fresh
sed -i 's/^msgid "Hello/#, fuzzy\n&/' templates/i18n/es.po
finds messages.sh 'page.html:1: not in'
fresh
printf '\nmsgid "Old"\nmsgstr "Viejo"\n' | puts templates/i18n/es.po end
finds messages.sh 'nothing prints "Old"'
fresh
sed -i 's/perdió {0}/perdió/' templates/i18n/es.po
finds messages.sh '{0} is on one side only of "{0} is lost"'
fresh
printf 'msgid ""\nmsgstr "Language: en"\n' >templates/i18n/en.po
said=$(run messages.sh)
say $? 'messages.sh asks for no English of English'
fresh
rm templates/i18n/es.po
finds messages.sh 'no catalogue for 2 texts'

clean format.sh
fresh
echo 'int  a ;' | puts $thing end
finds format.sh 'thing.c:7:4: not laid out'

clean clang.sh
fresh
echo 'int f(void); int f(void) { int thing = 0; return thing + (1 ? 2 : -1u); }' |
    puts $thing end
finds clang.sh 'thing.c:7'

clean cppcheck.sh
fresh
echo 'int f(void); int f(void) { int a[2] = {0}; return a[2]; }' | puts $thing end
finds cppcheck.sh 'thing.c:7'

# The runner of the tests: a failure, a crash and silence are failures.
runner() {
    said=$(B=out sh "$root/tests/run.sh" "$@" 2>&1)
}
fresh
echo 'echo "2 passed, 0 failed, 1 skipped"; echo "skipped: moon (no rocket)"' >a.sh
runner a.sh
say $? 'the runner passes what passes'
printf '%s\n' "$said" | tail -n 1 | grep -qx '2 passed, 0 failed, 1 skipped'
say $? 'the runner counts'
printf '%s\n' "$said" | grep -qF 'a.sh: moon (no rocket)'
say $? 'the runner names what was skipped'
for text in 'echo "1 passed, 1 failed"; exit 1' 'kill -SEGV $$' 'exit 3' 'true' \
    'echo "1 passed, 0 failed"; exit 1' 'echo "[  FAILED  ] moon"'; do
    echo "$text" >b.sh
    if runner a.sh b.sh; then
        say 1 "the runner fails on: $text"
    else
        printf '%s\n' "$said" | tail -n 1 | grep -qx '[23] passed, 1 failed, 1 skipped'
        say $? "the runner counts one failure of: $text"
    fi
done
if runner; then
    say 1 'the runner fails without tests'
else
    say 0
fi

# What test scripts have in common: whatever fails is a failure of the script.
mkdir tests/sample
cp "$root/tests/check.sh" tests/check.sh
script() {
    printf '%s\n' '. "$(dirname "$0")/../check.sh"' "$1" finish >tests/sample/test.sh
    said=$(sh tests/sample/test.sh 2>&1)
}
for text in 'same moon 1 1' 'has moon "$0" finish' 'lacks moon /dev/null sun' \
    'check moon true' 'counted echo 1 passed, 0 failed, 1 skipped' \
    'counted echo 1 passed, 0 failed' 'ok; skip "moon (no rocket)"'; do
    script "$text" && printf '%s\n' "$said" | grep -q '^1 passed, 0 failed, [01] '
    say $? "a script passes with: $text"
done
for text in 'same moon 1 2' 'has moon /dev/null sun' 'lacks moon "$0" finish' \
    'check moon false' 'counted echo 0 passed, 1 failed, 0 skipped' \
    'counted echo moon' 'counted false' 'bad moon' \
    'counted sh -c "echo 0 passed, 0 failed, 0 skipped; exit 3"'; do
    ! script "$text" && printf '%s\n' "$said" | grep -qx '0 passed, 1 failed, 0 skipped'
    say $? "a script fails with: $text"
done

echo
finish
