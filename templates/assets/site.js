/*
 * Comfort only: every page is complete without this file.
 *
 * - table.sortable: a button in each column head sorts by <data value> or
 *   data-sort where there is one, else by text in the language of the page.
 *   Missing values stay last.
 * - [data-filter="label"] on a list or table: a box that hides what does not
 *   hold the words typed; data-filter-none is said when nothing is left.
 * - A figure, or its link to a receipt (a.receipt), opens that receipt in a
 *   panel, taken from the page's receipts (a.receipts-page). From disk, or when
 *   it cannot be had, the link is followed.
 * - Printing opens what is folded.
 */
(() => {
    "use strict";

    const language = document.documentElement.lang || undefined;
    const collator = new Intl.Collator(language, { numeric: true });

    /* null = missing; numbers sort before texts */
    function sortValue(row, column) {
        const cell = row.cells[column];
        if (!cell)
            return null;
        const data = cell.querySelector("data");
        let text = cell.textContent.trim();
        if (cell.hasAttribute("data-sort"))
            text = cell.getAttribute("data-sort");
        else if (data)
            text = data.getAttribute("value") || "";
        else if (cell.querySelector("time"))
            text = cell.querySelector("time").dateTime;
        else if (cell.querySelector(".missing"))
            text = "";
        if (text === "")
            return null;
        const number = Number(text);
        return Number.isNaN(number) ? text : number;
    }

    function compare(a, b) {
        if (typeof a === "number" && typeof b === "number")
            return a - b;
        if (typeof a !== typeof b)
            return typeof a === "number" ? -1 : 1;
        return collator.compare(a, b);
    }

    function sortBody(body, column, sign) {
        const keyed = Array.from(body.rows)
            .map((row) => ({ row, value: sortValue(row, column) }));
        keyed.sort((a, b) => {
            if (a.value === null || b.value === null)
                return (a.value === null) - (b.value === null);
            return sign * compare(a.value, b.value);
        });
        body.append(...keyed.map((item) => item.row));
    }

    function sortBy(table, head, column) {
        const first = head.classList.contains("number") ? "descending"
                                                        : "ascending";
        const other = first === "descending" ? "ascending" : "descending";
        const order = head.getAttribute("aria-sort") === first ? other : first;
        for (const each of table.tHead.querySelectorAll("[aria-sort]"))
            each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", order);
        for (const body of table.tBodies)
            sortBody(body, column, order === "ascending" ? 1 : -1);
    }

    /* Only plain heads: a spanned head has no column of its own. */
    function makeSortable(table) {
        const heads = table.tHead && table.tHead.rows.length === 1
            ? Array.from(table.tHead.rows[0].cells) : [];
        if (heads.some((head) => head.colSpan > 1))
            return;
        if (table.querySelector("tbody [rowspan]"))
            return;
        if (table.querySelectorAll("tbody tr").length < 3)
            return;
        heads.forEach((head, column) => {
            if (head.textContent.trim() === "" || head.querySelector("a"))
                return;
            const button = document.createElement("button");
            button.type = "button";
            button.className = "sort";
            button.append(...head.childNodes);
            button.addEventListener("click", () => sortBy(table, head, column));
            head.append(button);
        });
    }

    /* "Educación" is found by "educacion". */
    function plain(text) {
        return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    }

    function makeFilter(list) {
        const items = Array.from(list.tBodies ? list.tBodies[0].rows
                                              : list.children);
        const texts = items.map((item) => plain(item.textContent));
        const label = document.createElement("label");
        const box = document.createElement("input");
        const state = document.createElement("p");

        box.type = "search";
        box.className = "filter-box";
        label.className = "filter-label";
        label.append(list.dataset.filter, box);
        state.className = "filter-state";
        state.setAttribute("role", "status");
        box.addEventListener("input", () => {
            const words = plain(box.value).split(/\s+/).filter(Boolean);
            let shown = 0;
            items.forEach((item, i) => {
                item.hidden = !words.every((word) => texts[i].includes(word));
                shown += item.hidden ? 0 : 1;
            });
            const none = shown === 0 && list.dataset.filterNone;
            state.textContent = words.length === 0 ? ""
                : none || shown + " / " + items.length;
        });
        const anchor = list.closest(".table-scroll") || list;
        anchor.before(label, state);
    }

    function openForPrint() {
        for (const each of document.querySelectorAll("details:not([open])")) {
            each.open = true;
            each.dataset.opened = "";
        }
    }

    function closeAfterPrint() {
        for (const each of document.querySelectorAll("[data-opened]")) {
            each.open = false;
            delete each.dataset.opened;
        }
    }

    const receipts = document.querySelector("a.receipts-page");
    let receiptsPage = null; /* promised, once it was asked for */

    async function receiptOf(id) {
        receiptsPage ??= fetch(receipts.href).then((answer) => {
            if (!answer.ok)
                throw new Error(answer.statusText);
            return answer.text();
        });
        const page = new DOMParser().parseFromString(await receiptsPage,
            "text/html");
        const row = receiptIn(page, id);
        if (!row)
            throw new Error(id);
        return document.importNode(receiptWhole(page, row), true);
    }

    /* Ids of receipts are cut to four letters where that is clear. */
    function receiptIn(page, id) {
        return page.getElementById(id) ?? page.getElementById(id.slice(0, 4));
    }

    /* What a cell's column is, its letters being cells of the same row. */
    function columnOf(cell) {
        const place = cell.cellIndex - 1;
        const list = cell.closest("div").previousElementSibling;
        return list.children[place];
    }

    /* One receipt as a list item: what is asked, of which row, its value. The
     * letters of a table become those of the list below. */
    function receiptItem(row, isNamed) {
        const item = document.createElement("li");
        if (row.localName === "td") {
            item.append(...columnOf(row).cloneNode(true).childNodes);
            item.querySelectorAll("var").forEach((letter, at) => {
                letter.textContent = "ab"[at];
            });
            if (isNamed)
                item.append("; ", ...row.parentElement.cells[0]
                    .cloneNode(true).childNodes);
            item.append(" = ");
        }
        const told = [...row.cloneNode(true).childNodes];
        const rows = told.find((node) => node.nodeType === Node.TEXT_NODE);
        if (row.localName === "td" && rows)
            rows.data = ";" + rows.data;
        item.append(...told);
        return item;
    }

    function operandsOf(page, row) {
        if (row.localName !== "td")
            return [...row.querySelectorAll("a[href^='#']")].map(
                (link) => receiptIn(page, link.hash.slice(1)));
        return [...columnOf(row).querySelectorAll("var, a[href^='#']")].map(
            (part) => {
                if (part.localName === "a")
                    return receiptIn(page, part.hash.slice(1));
                const heads = [...row.closest("table").tHead.rows[0].cells];
                return row.parentElement.cells[heads.findIndex(
                    (head) => head.textContent === part.textContent)];
            });
    }

    /* With what it is made of, each under its letter. */
    function receiptTree(page, row, above, depth) {
        const item = receiptItem(row,
            row.parentElement !== above?.parentElement);
        const operands = operandsOf(page, row);
        if (operands.length > 0 && depth > 0) {
            const list = document.createElement("ol");
            list.type = "a";
            list.append(...operands.map(
                (operand) => receiptTree(page, operand, row, depth - 1)));
            item.append(list);
        }
        return item;
    }

    /* The dataset, then the receipt. */
    function receiptWhole(page, row) {
        const whole = document.createElement("div");
        whole.dataset.anchor = row.id;
        const list = document.createElement("ul");
        const block = (row.closest("div.table-scroll")?.previousElementSibling
            ?? row.parentElement);
        for (let above = block.previousElementSibling; above;
            above = above.localName === "h2" ? null : above.previousElementSibling) {
            const said = document.createElement("p");
            said.append(...above.cloneNode(true).childNodes);
            whole.prepend(said);
        }
        list.append(receiptTree(page, row, null, 4));
        whole.append(list);
        return whole;
    }

    /* Ids stay unique; what was relative to the receipts leads there still. */
    function moveIn(whole) {
        const place = document.createElement("div");
        place.className = "receipts";
        place.append(...whole.childNodes);
        for (const each of place.querySelectorAll("[id]"))
            each.removeAttribute("id");
        for (const link of place.querySelectorAll("a[href]"))
            link.href = new URL(link.getAttribute("href"), receipts.href).href;
        return place;
    }

    function openPanel(printed, whole) {
        const panel = document.createElement("dialog");
        const title = document.createElement("h2");
        const close = document.createElement("button");
        const all = document.createElement("a");
        panel.className = "receipt-panel";
        title.id = "receipt-title";
        title.textContent = receipts.dataset.name
            + (printed ? ": " + printed : "");
        /* Whoever hears it begins at the beginning, not at the first link. */
        title.tabIndex = -1;
        title.autofocus = true;
        panel.setAttribute("aria-labelledby", title.id);
        close.type = "button";
        close.textContent = receipts.dataset.close;
        close.addEventListener("click", () => panel.close());
        all.href = receipts.href + "#" + whole.dataset.anchor;
        all.textContent = receipts.textContent;
        panel.addEventListener("close", () => panel.remove());
        /* The dialog itself is hit only outside of its box. */
        panel.addEventListener("click", (event) => {
            if (event.target === panel)
                panel.close();
        });
        const box = document.createElement("div");
        box.append(title, moveIn(whole), all, close);
        panel.append(box);
        document.body.append(panel);
        panel.showModal();
    }

    /* What was clicked as {id, printed}, or null for anything else. */
    function asked(target) {
        const control = target.closest("a, button, summary, input, label");
        if (control && !control.matches("a.receipt"))
            return null;
        const figure = control
            ? control.closest("div").querySelector("[data-figure]")
            : target.closest("[data-figure]");
        if (control)
            return {
                id: control.hash.slice(1),
                printed: figure ? figure.textContent : "",
            };
        if (!figure || !window.getSelection().isCollapsed)
            return null;
        return { id: figure.dataset.figure, printed: figure.textContent };
    }

    async function showReceipt(event) {
        if (event.defaultPrevented || event.button !== 0 || event.altKey
            || event.ctrlKey || event.metaKey || event.shiftKey)
            return;
        const figure = asked(event.target);
        if (!figure)
            return;
        event.preventDefault();
        try {
            openPanel(figure.printed, await receiptOf(figure.id));
        } catch {
            window.location.assign(receipts.href + "#" + figure.id);
        }
    }

    if (receipts && window.location.protocol !== "file:") {
        document.documentElement.classList.add("has-receipts");
        document.addEventListener("click", showReceipt);
    }
    document.querySelectorAll("table.sortable").forEach(makeSortable);
    document.querySelectorAll("[data-filter]").forEach(makeFilter);
    window.addEventListener("beforeprint", openForPrint);
    window.addEventListener("afterprint", closeAfterPrint);
})();
