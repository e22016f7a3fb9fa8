/*
 * The search of a portal, on its own page: that page is complete without this
 * file, and says where else to look.
 *
 * The index lies beside the pages and is read in parts, by Pagefind's own
 * reader; nothing is asked of anyone else. From disk no browser lets a page
 * read it, and a copy may have no index: then nothing changes here. What is
 * asked stands in the address (?q=…&kind=…), so it can be kept and sent.
 */
(() => {
    "use strict";

    const STEP = 10;
    const WAIT = 250;
    const form = document.querySelector("form.search-form");
    if (!form || !form.dataset.bundle || location.protocol === "file:")
        return;
    const words = form.elements.q;
    const kinds = form.elements.kind;
    const count = document.querySelector(".search-count");
    const list = document.querySelector(".search-results");
    const more = document.querySelector(".search-more");
    const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
    let pagefind = null;
    let found = [];
    let shown = 0;
    let turn = 0;
    let timer = 0;

    /* The excerpt is text with <mark> around what was found, and no more. */
    function excerptNodes(html) {
        const parsed = new DOMParser().parseFromString(html, "text/html");
        return Array.from(parsed.body.childNodes, (node) => {
            if (node.nodeName !== "MARK")
                return document.createTextNode(node.textContent);
            const mark = document.createElement("mark");
            mark.textContent = node.textContent;
            return mark;
        });
    }

    function itemOf(data) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const excerpt = document.createElement("p");
        link.href = data.url;
        link.textContent = data.meta.title || data.url;
        item.append(link);
        if (data.meta.kind) {
            const kind = document.createElement("span");
            kind.className = "note";
            kind.textContent = data.meta.kind;
            item.append(" ", kind);
        }
        excerpt.append(...excerptNodes(data.excerpt || ""));
        item.append(excerpt);
        return item;
    }

    /* Without accents, in small letters. */
    function plain(text) {
        return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    }

    /*
     * Where no page has a word, the reader of the index offers what begins like
     * it. Forms of a word share most of it; what does not is another word.
     */
    function isFormOf(asked, other) {
        return other.startsWith(asked.slice(0, Math.ceil(asked.length * 0.6)));
    }

    function isNear(query) {
        const asked = plain(query).match(/[\p{L}\p{N}]+/gu) || [];
        const marked = Array.from(list.querySelectorAll("mark"),
            (mark) => plain(mark.textContent).match(/[\p{L}\p{N}]+/gu) || []).flat();
        return marked.length > 0
            && !asked.some((word) => marked.some((other) => isFormOf(word, other)));
    }

    /* The next of what was found; its first link takes the focus if asked. */
    async function showMore(focus) {
        const now = turn;
        const next = found.slice(shown, shown + STEP);
        const data = await Promise.all(next.map((result) => result.data()));
        if (now !== turn)
            return;
        const items = data.map(itemOf);
        list.append(...items);
        shown += items.length;
        list.hidden = shown === 0;
        more.hidden = shown >= found.length;
        if (focus && items.length > 0)
            items[0].querySelector("a").focus();
    }

    function clear() {
        found = [];
        shown = 0;
        list.replaceChildren();
        list.hidden = true;
        more.hidden = true;
    }

    function addressOf(query, kind) {
        const address = new URL(location.href);
        for (const [name, value] of [["q", query], ["kind", kind]]) {
            if (value)
                address.searchParams.set(name, value);
            else
                address.searchParams.delete(name);
        }
        return address.href;
    }

    function tell(text) {
        count.textContent = text;
    }

    async function search() {
        const query = words.value.trim();
        const kind = kinds.value;
        const now = ++turn;
        clearTimeout(timer);
        history.replaceState(null, "", addressOf(query, kind));
        tell(""); /* so that the same count is told again */
        try {
            const answer = query === "" ? { results: [] }
                : await pagefind.search(query, kind ? { filters: { kind } } : {});
            if (now !== turn)
                return;
            clear();
            found = answer.results;
            await showMore(false);
            if (now !== turn)
                return;
            if (query === "")
                tell("");
            else if (found.length === 0)
                tell(form.dataset.none);
            else if (isNear(query))
                tell(form.dataset.near);
            else
                tell(`${form.dataset.count} ${numbers.format(found.length)}`);
        } catch {
            clear();
            tell(form.dataset.failed);
        }
    }

    function listKinds(all) {
        for (const kind of Object.keys(all || {}).sort((a, b) => a.localeCompare(b))) {
            const option = document.createElement("option");
            option.value = kind;
            option.textContent = kind;
            kinds.append(option);
        }
    }

    function readAddress() {
        const asked = new URL(location.href).searchParams;
        words.value = asked.get("q") || "";
        kinds.value = asked.get("kind") || "";
        if (kinds.selectedIndex < 0)
            kinds.value = "";
    }

    async function begin() {
        const bundle = new URL(form.dataset.bundle, location.href);
        const made = await (await fetch(bundle)).json();
        if (!made.program)
            return;
        pagefind = await import(new URL("pagefind.js", bundle).href);
        /* A page that says much of other things is no worse for it. */
        await pagefind.options({ ranking: { pageLength: 0.1 } });
        await pagefind.init();
        listKinds((await pagefind.filters()).kind);
        readAddress();
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            search();
        });
        words.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(search, WAIT);
        });
        kinds.addEventListener("change", search);
        more.addEventListener("click", () => showMore(true));
        for (const absent of document.querySelectorAll(".search-absent"))
            absent.hidden = true;
        form.hidden = false;
        if (words.value)
            await search();
    }

    begin().catch(() => { form.hidden = true; });
})();
