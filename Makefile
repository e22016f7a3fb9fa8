# rendir. `make` alone lists what can be asked for.

VERSION := 0.1.0
B ?= .build
PREFIX ?= /usr/local
SITE ?= site
FUZZ_SECONDS ?= 20
# What makes the index of the search, where it is installed.
SEARCH ?= $(firstword $(wildcard \
	tests/browser/node_modules/@pagefind/linux-x64/bin/pagefind_extended) \
	$(shell command -v pagefind_extended || command -v pagefind) none)

# ---- what is where -----------------------------------------------------------

sources := $(sort $(wildcard generator/*/*.c generator/*/*/*.c))
objects := $(sources:%.c=$(B)/%.o)
parts := $(filter-out $(B)/generator/command/main.o,$(objects))
tests := $(sort $(wildcard tests/*/test_*.c))
programs := $(tests:%.c=$(B)/%)
scripts := $(sort $(filter-out tests/lint/% tests/bench/%,\
	$(wildcard tests/*/test_*.sh tests/*/test_*.mjs)))
earlier := $(B)/earlier/ejemplo-2017-06.zip
fuzzers := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
formatted = $(shell find generator tests -name '*.[ch]' \
	-not -path '*/node_modules/*')
modules := $(patsubst %,tests/%/node_modules/.package-lock.json,browser spec)

# ---- how it is compiled ------------------------------------------------------

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual \
	-Wformat=2 -Wvla -Wundef -Wswitch-enum -Wdouble-promotion \
	-Wimplicit-fallthrough $(if $(filter true,$(CI)),-Werror)
hardening := -fstack-protector-strong -fPIE \
	$(if $(filter x86_64,$(shell uname -m)),-fcf-protection)
OPTIMISE ?= -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
CFLAGS ?=
LDFLAGS ?=
standard := -std=c17 -D_GNU_SOURCE -Igenerator -DRENDIR_VERSION='"$(VERSION)"' \
	-DRENDIR_SHARE='"$(PREFIX)/share/rendir"'
# Paths of the machine stay out of the binary, so that it can be rebuilt equal.
compile = $(CC) $(standard) -ffile-prefix-map='$(CURDIR)'=. $(warnings) $(OPTIMISE) \
	$(hardening) $(CFLAGS) $($(*F).headers) -pthread -MMD -MP
# Where the headers of one file's library lie, by the name of that file.
picture.headers = $(eval picture.headers := $(patsubst -I%,-isystem %,\
	$(shell pkg-config --cflags-only-I librsvg-2.0)))$(picture.headers)
link = $(CC) $(OPTIMISE) $(CFLAGS) -pie -pthread -Wl,-z,relro,-z,now $(LDFLAGS)
# Asked for once, and not before `setup` has installed what answers.
libraries = $(eval libraries := $(shell pkg-config --libs libcmark jansson \
	yaml-0.1 icu-uc icu-i18n libcrypto libmicrohttpd xlsxwriter sqlite3 libzip zlib \
	librsvg-2.0) -lcsv -lgettextpo)$(libraries)

# ---- what a fresh Debian lacks: [command:]package, by what is asked for ------

needs := cc:gcc libc6-dev pkg-config libcmark-dev libcsv-dev libjansson-dev \
	libyaml-dev libicu-dev libssl-dev libgettextpo-dev libmicrohttpd-dev \
	libxlsxwriter-dev libsqlite3-dev libzip-dev zlib1g-dev librsvg2-dev
needs.browser := node:nodejs npm:npm chromium:chromium fonts-dejavu-core
needs.unit := libcmocka-dev sqlite3:sqlite3
needs.test := $(needs.unit) $(needs.browser) minisign:minisign unzip:unzip zip:zip \
	strace:strace \
	faketime:faketime xmllint:libxml2-utils python3:python3 python3-openpyxl
needs.lint := clang:clang clang-format:clang-format cppcheck:cppcheck
needs.format := clang-format:clang-format
needs.asan := $(needs.unit) clang:clang libclang-rt-14-dev
needs.tsan := $(needs.asan)
needs.repro := clang:clang
needs.fuzz := clang:clang libclang-rt-14-dev
needs.coverage := $(needs.unit) gcovr:gcovr
asked := $(foreach goal,$(MAKECMDGOALS),$(needs.$(goal)))
# A setup asked for comes before all else, under -j too.
first := $(filter setup,$(MAKECMDGOALS))

# ---- targets -----------------------------------------------------------------

.PHONY: help setup all site serve test unit lint format asan tsan fuzz bench \
	coverage browser repro install dist clean always fuzzers
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

setup: ## install what the targets beside it lack: make setup site, make setup test
	@sh .ci/setup $(needs) $(asked)
	@$(if $(filter test browser,$(MAKECMDGOALS)),\
		$(MAKE) --no-print-directory $(modules) || { \
		echo 'setup: tests of pages and formats will be skipped'; [ '$(CI)' != true ]; })

all: $(B)/rendir ## the generator, as .build/rendir

site: $(B)/rendir $(earlier) ## every portal of this workspace, into site/
	$(B)/rendir build --previous $(earlier) --search $(SEARCH) --output $(SITE)

# What Ejemplo had published before: history is given, never found. When it is
# made anew (with another theme, say) its release has other bytes, which no site
# may take for the one it has: that site goes.
$(earlier): $(B)/rendir $(wildcard data/ejemplo/*) \
		$(shell find content/ejemplo templates -type f)
	@rm -rf $(B)/earlier $(SITE)/ejemplo
	@sh data/ejemplo/first-edition.sh $(B)/earlier/in
	@$(B)/rendir build --quiet --templates templates --release 2017-06 \
		--search none --output $(B)/earlier/out $(B)/earlier/in
	@mv $(B)/earlier/out/releases/2017-06.zip $@

serve: site ## look at site/ in a browser, from this machine only
	$(B)/rendir serve --output $(SITE)

test: $(programs) site ## build and run every test (ONLY=tests/unit: some of them)
	@B=$(B) SITE=$(SITE) sh tests/run.sh \
		$(filter $(B)/$(ONLY)% $(ONLY)%,$(programs) $(scripts))

unit: $(programs) ## the test programs in C alone: no site, no browser
	@B=$(B) sh tests/run.sh $(filter $(B)/$(ONLY)%,$(programs))

lint: $(objects) ## the rules of CONTRIBUTING.md, and that each of them can fail
	@B=$(B) CC='$(CC)' WARNINGS='$(warnings)' sh tests/lint/run.sh

format: | $(first) ## lay out every C file
	clang-format -i $(formatted)

# LeakSanitizer is part of it: what is left at exit is a failed test.
asan: | $(first) ## the tests in C under AddressSanitizer and UBSan
	$(MAKE) B=$(B)/asan CC=clang OPTIMISE='-O1 -g' unit \
		CFLAGS='-fsanitize=address,undefined -fno-sanitize-recover=all'

tsan: | $(first) ## the tests in C, and one build of the site, under ThreadSanitizer
	TSAN_OPTIONS='suppressions=$(CURDIR)/tests/tsan.supp' \
		$(MAKE) B=$(B)/tsan CC=clang OPTIMISE='-O1 -g' SITE=$(B)/tsan/site \
		CFLAGS='-fsanitize=thread' unit site

fuzz: | $(first) ## each parser against mutated input, FUZZ_SECONDS=20 each
	$(MAKE) B=$(B)/fuzz CC=clang OPTIMISE='-O1 -g' fuzzers \
		CFLAGS='-fsanitize=fuzzer-no-link,address,undefined'
	@B=$(B)/fuzz sh tests/fuzz/run.sh $(FUZZ_SECONDS) $(fuzzers:$(B)/%=$(B)/fuzz/%)

fuzzers: $(fuzzers)

bench: $(B)/rendir ## time and memory at several sizes
	@for script in tests/bench/*.sh; do RENDIR=$(B)/rendir sh $$script || exit 1; done

coverage: | $(first) ## which lines the tests in C reach, into .build/coverage/
	$(MAKE) B=$(B)/coverage OPTIMISE='-O0 -g' CFLAGS=--coverage unit
	gcovr --root . --filter generator/ --print-summary \
		--html-details $(B)/coverage/index.html $(B)/coverage > $(B)/coverage/lines.txt
	@tail -n 5 $(B)/coverage/lines.txt

browser: site ## the site in Chromium: every kind of page, and pictures of them
	@B=$(B) SITE=$(SITE) sh tests/browser/test_site.sh
	node tests/browser/shot.mjs $(SITE) $(B)/shots

repro: $(B)/rendir $(earlier) ## the same bytes by other threads, locale, folder, compiler
	@RENDIR=$(B)/rendir B=$(B) OTHER=clang sh tests/property/test_repro.sh

install: $(B)/rendir ## into DESTDIR and PREFIX (/usr/local)
	install -D -m 755 $(B)/rendir $(DESTDIR)$(PREFIX)/bin/rendir
	find templates -type f -exec install -D -m 644 {} \
		$(DESTDIR)$(PREFIX)/share/rendir/{} \;
	$(if $(wildcard generator/doc/rendir.1),install -D -m 644 \
		generator/doc/rendir.1 $(DESTDIR)$(PREFIX)/share/man/man1/rendir.1)

dist: ## the last commit as .build/rendir-VERSION.tar.gz
	@mkdir -p $(B)
	git archive --prefix=rendir-$(VERSION)/ \
		-o $(B)/rendir-$(VERSION).tar.gz HEAD

clean: ## remove .build/ and site/
	rm -rf $(B) $(SITE)

# ---- files (V=1 shows the commands) ------------------------------------------

quiet := $(if $(V),,@)
say = @echo '  $(1) $@'

$(B)/rendir: $(objects)
	$(call say,link   )
	$(quiet)$(link) -o $@ $^ $(libraries)

# Rebuilt whole, so that a file that was removed leaves it too.
$(B)/rendir.a: $(parts)
	$(call say,archive)
	$(quiet)rm -f $@ && ar rcsD $@ $^

$(B)/%.o: %.c Makefile | $(first)
	@mkdir -p $(@D)
	$(call say,compile)
	$(quiet)$(compile) -c -o $@ $<

# What is installed elsewhere looks for its templates elsewhere.
$(filter $(B)/generator/command/%,$(objects)): $(B)/prefix
$(B)/prefix: always
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(programs): %: %.o $(B)/rendir.a
	$(call say,link   )
	$(quiet)$(link) -o $@ $^ -lcmocka $(libraries)

$(fuzzers): %: %.o $(B)/rendir.a
	$(call say,link   )
	$(quiet)$(link) -fsanitize=fuzzer -o $@ $^ $(libraries)

$(modules): %/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund

.PRECIOUS: $(B)/%.o
-include $(objects:.o=.d) $(programs:=.d) $(fuzzers:=.d)
