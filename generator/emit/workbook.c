/* XLSX by libxlsxwriter. */
#include "emit/workbook.h"

#include <errno.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "emit/workbook_proof.h"

#define SHEET_NAME_MAX 31
#define FIRST_SAFE_DAY ((struct date){1900, 3, 1})
/* 1980-01-01: what archives take for no time at all. */
#define NO_TIME ((time_t)315532800)
#define DAY_SECONDS 86400

struct workbook {
    lxw_workbook *file;
    lxw_worksheet *sheet;
    lxw_format *bold;
    lxw_format *text;
    lxw_format *date;
    lxw_format *numbers[2][AMOUNT_SCALE_MAX + 1]; /* grouped, decimals */
    struct buf path;
    struct buf scratch;
    struct sheet_count *counts; /* of each sheet, what was put */
    size_t sheet_count;
    lxw_row_t row;
    lxw_col_t column;
    bool row_begun; /* it has a cell */
    bool broken;
};

static lxw_format *format_new(struct workbook *book, const char *code)
{
    lxw_format *format = workbook_add_format(book->file);

    if (format == NULL)
        out_of_memory();
    if (code != NULL)
        format_set_num_format(format, code);
    return format;
}

static void properties_set(struct workbook *book, struct slice title,
                           struct date created)
{
    lxw_doc_properties properties = {.created = NO_TIME};

    if (date_is_set(created))
        properties.created +=
            (time_t)date_days_between((struct date){1980, 1, 1}, created) *
            DAY_SECONDS;
    buf_reset(&book->scratch);
    buf_add_slice(&book->scratch, title);
    properties.title = book->scratch.ptr;
    book->broken |=
        workbook_set_properties(book->file, &properties) != LXW_NO_ERROR;
}

struct workbook *workbook_begin(const char *path, const char *aside,
                                struct slice title, struct date created)
{
    struct workbook *book = calloc(1, sizeof(*book));
    struct buf folder = BUF_INIT;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};

    if (book == NULL)
        out_of_memory();
    buf_add_text(&folder, aside); /* it asks for no constant */
    options.tmpdir = folder.ptr;
    book->file = workbook_new_opt(path, &options);
    buf_release(&folder);
    if (book->file == NULL) {
        free(book);
        return NULL;
    }
    buf_add_text(&book->path, path);
    book->bold = format_new(book, NULL);
    format_set_bold(book->bold);
    book->text = format_new(book, "@");
    book->date = format_new(book, "yyyy-mm-dd");
    properties_set(book, title, created);
    return book;
}

/* A place for what the library wants terminated. */
static const char *terminated(struct workbook *book, struct slice text)
{
    buf_reset(&book->scratch);
    buf_reserve(&book->scratch, 1);
    buf_add_slice(&book->scratch, text);
    book->scratch.ptr[book->scratch.len] = '\0';
    return book->scratch.ptr;
}

static void count_begin(struct workbook *book)
{
    size_t size = (book->sheet_count + 1) * sizeof(*book->counts);
    struct sheet_count *counts = realloc(book->counts, size);

    if (counts == NULL)
        out_of_memory();
    counts[book->sheet_count++] = (struct sheet_count){0};
    book->counts = counts;
}

/* A cell went into the current row. */
static void count_cell(struct workbook *book, lxw_error error)
{
    struct sheet_count *count = &book->counts[book->sheet_count - 1];

    book->broken |= error != LXW_NO_ERROR;
    count->cells++;
    count->rows += !book->row_begun;
    book->row_begun = true;
}

void workbook_sheet(struct workbook *book, struct slice name)
{
    count_begin(book);
    name = slice_cut(name, 0, SHEET_NAME_MAX);
    book->sheet = workbook_add_worksheet(book->file, terminated(book, name));
    book->row = 0;
    book->column = 0;
    book->row_begun = false;
    if (book->sheet == NULL) /* a name that it refuses */
        book->sheet = workbook_add_worksheet(book->file, NULL);
    if (book->sheet == NULL)
        out_of_memory();
}

void workbook_width(struct workbook *book, unsigned column, unsigned width)
{
    book->broken |=
        worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column,
                             (double)width, NULL) != LXW_NO_ERROR;
}

void workbook_head(struct workbook *book, unsigned columns, uint64_t rows)
{
    worksheet_freeze_panes(book->sheet, 1, 0);
    book->broken |=
        worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)rows,
                             (lxw_col_t)(columns - 1)) != LXW_NO_ERROR;
}

void workbook_blank(struct workbook *book)
{
    book->column++;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
           (c >= 'a' && c <= 'f');
}

/* "_x000D_": what a spreadsheet reads as a character. */
static bool is_escape(struct slice text)
{
    return text.len >= 7 && text.ptr[0] == '_' && text.ptr[1] == 'x' &&
           is_hex(text.ptr[2]) && is_hex(text.ptr[3]) && is_hex(text.ptr[4]) &&
           is_hex(text.ptr[5]) && text.ptr[6] == '_';
}

/* Control characters are not in XML, and CR does not come back from it:
 * ECMA-376 part 1, 22.9.2.19 (ST_Xstring) writes them as _xHHHH_. */
static void cell_text_add(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c < ' ' && c != '\t' && c != '\n')
            buf_add_format(out, "_x%04X_", c);
        else if (c == '_' && is_escape(slice_cut(text, i, text.len)))
            buf_add_text(out, "_x005F_");
        else
            buf_add_char(out, (char)c);
    }
}

/* Bytes of `text` that a cell has room for. */
static size_t room_for(struct slice text)
{
    size_t units = 0;

    if (text.len <= WORKBOOK_TEXT_MAX / 7) /* were each of them escaped */
        return text.len;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if ((c & 0xC0) == 0x80)
            continue;
        units += c < ' ' || c == '_' ? 7 : c >= 0xF0 ? 2 : 1;
        if (units > WORKBOOK_TEXT_MAX)
            return i;
    }
    return text.len;
}

static bool text_put(struct workbook *book, struct slice text,
                     lxw_format *format)
{
    size_t len = room_for(text);

    buf_reset(&book->scratch);
    cell_text_add(&book->scratch, slice_cut(text, 0, len));
    if (len > 0)
        count_cell(book,
                   worksheet_write_string(book->sheet, book->row, book->column,
                                          book->scratch.ptr, format));
    book->column++;
    return len == text.len;
}

void workbook_bold(struct workbook *book, struct slice text)
{
    (void)text_put(book, text, book->bold);
}

bool workbook_text(struct workbook *book, struct slice text)
{
    return text_put(book, text, book->text);
}

static lxw_format *number_format(struct workbook *book,
                                 struct workbook_number number)
{
    unsigned decimals =
        number.decimals < AMOUNT_SCALE_MAX ? number.decimals : AMOUNT_SCALE_MAX;
    lxw_format **format = &book->numbers[number.grouped][decimals];

    if (*format != NULL)
        return *format;
    buf_reset(&book->scratch);
    buf_add_text(&book->scratch, number.grouped ? "#,##0" : "0");
    buf_add_text(&book->scratch, decimals > 0 ? "." : "");
    for (unsigned i = 0; i < decimals; i++)
        buf_add_char(&book->scratch, '0');
    *format = format_new(book, book->scratch.ptr);
    return *format;
}

static bool fits_double(struct amount value)
{
    wide limit = 1;

    for (unsigned i = 0; i < WORKBOOK_DIGITS_MAX; i++)
        limit *= 10;
    value = amount_reduce(value);
    while (value.scale == 0 && value.coefficient != 0 &&
           value.coefficient % 10 == 0)
        value.coefficient /= 10;
    return value.coefficient < limit && value.coefficient > -limit;
}

bool workbook_number(struct workbook *book, struct workbook_number number)
{
    if (!fits_double(number.value)) {
        struct buf text = BUF_INIT;

        amount_write(&text, number.value);
        (void)text_put(book, buf_slice(&text), book->text);
        buf_release(&text);
        return false;
    }
    count_cell(book, worksheet_write_number(
                         book->sheet, book->row, book->column++,
                         amount_to_double(amount_reduce(number.value)),
                         number_format(book, number)));
    return true;
}

void workbook_date(struct workbook *book, struct date date)
{
    lxw_datetime day = {0};

    day.year = date.year;
    day.month = date.month;
    day.day = date.day;
    if (date_compare(date, FIRST_SAFE_DAY) < 0) {
        struct buf text = BUF_INIT;

        date_write(&text, date);
        (void)text_put(book, buf_slice(&text), book->text);
        buf_release(&text);
        return;
    }
    count_cell(book,
               worksheet_write_datetime(book->sheet, book->row, book->column++,
                                        &day, book->date));
}

void workbook_row(struct workbook *book)
{
    book->row++;
    book->column = 0;
    book->row_begun = false;
}

bool workbook_finish(struct workbook *book)
{
    bool done;
    int fault;

    errno = 0;
    done = workbook_close(book->file) == LXW_NO_ERROR && !book->broken;
    fault = errno;
    if (done) {
        done = workbook_proved(book->path.ptr, book->counts, book->sheet_count);
        fault = EIO; /* which of its writes failed, the library does not say */
    }
    buf_release(&book->path);
    buf_release(&book->scratch);
    free(book->counts);
    free(book);
    if (!done)
        errno = fault != 0 ? fault : EIO;
    return done;
}

const char *workbook_library_version(void)
{
    return lxw_version();
}
