# Includes go only to layers above (the table of the architecture), and each
# library is included by one .c file only. Given all .c and .h of generator/.

BEGIN {
    # A layer may include itself, and:
    may["base"] = ""
    may["locale"] = "base"
    may["emit"] = "base locale"
    may["input"] = "base locale emit"
    # Guesses what files are; of the model it reads only model/roles.def.
    may["inspect"] = "base locale emit input"
    may["model"] = "base locale emit input"
    may["figure"] = "base locale emit input model"
    may["check"] = "base locale emit input model figure"
    # A chart is drawn from figures; what it means is not its business.
    may["chart"] = "base locale emit model figure"
    # Templates know nothing of the domain.
    may["template"] = "base locale emit"
    may["render"] = "base locale emit input model figure check chart template"
    may["publish"] = may["render"] " render"
    # Stands aside, so that its agreement means something.
    may["verify"] = "base locale"
    may["command"] = may["publish"] " publish verify inspect"

    split("assert complex ctype errno fenv float inttypes limits locale math " \
        "setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio " \
        "stdlib stdnoreturn string tgmath threads time uchar wchar wctype " \
        "arpa/inet dirent fcntl fnmatch ftw getopt glob netinet/in poll " \
        "pthread regex sched spawn strings sys/file sys/inotify sys/mman " \
        "sys/resource sys/select sys/socket sys/stat sys/statvfs sys/sysinfo " \
        "sys/time sys/types sys/uio sys/un sys/wait termios unistd linux/fs " \
        "sys/syscall sys/random", names, " ")
    for (i in names)
        is_system[names[i] ".h"] = 1

    library["csv.h"] = "libcsv"
    library["jansson.h"] = "jansson"
    library["yaml.h"] = "libyaml"
    library["cmark.h"] = "cmark"
    library["iconv.h"] = "iconv"
    library["gettext-po.h"] = "libgettextpo"
    library["microhttpd.h"] = "libmicrohttpd"
    library["xlsxwriter.h"] = "libxlsxwriter"
    library["sqlite3.h"] = "SQLite"
    library["zip.h"] = "libzip"
    library["zlib.h"] = "zlib"
    library["librsvg/rsvg.h"] = "librsvg"
}

function fault(text)
{
    printf "%s:%d: %s\n", FILENAME, FNR, text
    faults++
}

function ours(header,    part, to)
{
    if (split(header, part, "/") < 2) {
        fault("\"" header "\" is included without its folder")
        return
    }
    to = part[1]
    if (to == layer || (layer == "inspect" && header == "model/roles.def"))
        return
    if (!(to in may))
        fault("\"" header "\" is in no layer")
    else if (index(" " may[layer] " ", " " to " ") == 0)
        fault(layer "/ may not include " to "/ (\"" header "\")")
    else if (header ~ /internal\.h$/)
        fault("\"" header "\" is internal to " to "/")
}

function theirs(header,    name)
{
    if (header in is_system)
        return
    name = library[header]
    if (header ~ /^unicode\//)
        name = "ICU"
    else if (header ~ /^openssl\//)
        name = "OpenSSL"
    if (name == "") {
        fault("<" header "> is of no library that layers.awk knows")
        return
    }
    if (FILENAME ~ /\.h$/)
        fault("<" header "> of " name " is included by a header")
    else if (name in includer && includer[name] != FILENAME)
        fault("<" header ">: " name " is included by " includer[name] " already")
    else
        includer[name] = FILENAME
}

FNR == 1 {
    split(FILENAME, folder, "/")
    layer = folder[2]
    if (!(layer in may))
        fault("folder " layer "/ is no layer")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    # The same folder's tables may be read more than once (*.def).
    ours(quoted[2])
}

/^[ \t]*#[ \t]*include[ \t]*</ {
    header = $0
    sub(/^[^<]*</, "", header)
    sub(/>.*$/, "", header)
    theirs(header)
}

END { exit faults > 0 }
