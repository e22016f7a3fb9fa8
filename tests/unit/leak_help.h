/*
 * For the leak sanitizer. libgettextpo keeps a copy of the path for each file
 * it reads, and drops what it had read before a syntax error; fontconfig and
 * Pango keep what they know of the fonts until the process ends. No caller can
 * free either.
 */
#ifndef TESTS_LEAK_HELP_H
#define TESTS_LEAK_HELP_H

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo.so\n"
           "leak:libfontconfig.so\n"
           "leak:libpango\n";
}

#endif
