/*
 * Comfort only: every page is complete without this file.
 *
 * - table.sortable: a button in each column head sorts by <data value> or
 *   data-sort where there is one, else by text in the language of the page.
 *   Missing values stay last. Rows of class "total" or "subtotal" stay where
 *   they are, at the end.
 * - [data-filter="label"] on a list or table: a box that hides what does not
 *   hold the words typed; data-filter-none is said when nothing is left.
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

    function isSum(item) {
        return item.matches(".total, .subtotal");
    }

    function sortBody(body, column, sign) {
        const rows = Array.from(body.rows);
        const keyed = rows.filter((row) => !isSum(row))
            .map((row) => ({ row, value: sortValue(row, column) }));
        keyed.sort((a, b) => {
            if (a.value === null || b.value === null)
                return (a.value === null) - (b.value === null);
            return sign * compare(a.value, b.value);
        });
        body.append(...keyed.map((item) => item.row), ...rows.filter(isSum));
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
        const all = Array.from(list.tBodies ? list.tBodies[0].rows
                                            : list.children);
        const items = all.filter((item) => !isSum(item));
        const sums = all.filter(isSum);
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
            /* A total of what is hidden too would mislead. */
            for (const sum of sums)
                sum.hidden = words.length > 0;
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

    document.querySelectorAll("table.sortable").forEach(makeSortable);
    document.querySelectorAll("[data-filter]").forEach(makeFilter);
    window.addEventListener("beforeprint", openForPrint);
    window.addEventListener("afterprint", closeAfterPrint);
})();
