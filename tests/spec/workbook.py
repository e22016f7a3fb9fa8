"""A workbook, cell by cell, against the CSV and the descriptor beside it.

python3 workbook.py FOLDER NAME: FOLDER is the data/ of a root. Says each fault
in a line; exits 1 if there is one.
"""
import csv
import datetime
import json
import re
import sys
from decimal import Decimal

import openpyxl

folder, name = sys.argv[1:3]
package = json.load(open(f'{folder}/datapackage.json', encoding='utf-8'))
resource = next(r for r in package['resources'] if r['name'] == name)
fields = resource['schema']['fields']
listed = next(f for f in resource['rendir:formats'] if f['format'] == 'xlsx')
faults = []


def plain(text):
    """ECMA-376 part 1, 22.9.2.19: _xHHHH_ is a character."""
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), text)


def number_fault(cell, text):
    digits = Decimal(text).normalize().as_tuple().digits
    if len(digits) > 15:
        global long_numbers
        long_numbers += 1
        return cell.value != text or cell.data_type not in ('s', 'inlineStr')
    return (cell.data_type != 'n' or isinstance(cell.value, str)
            or Decimal('%.15g' % cell.value) != Decimal(text))


def fault(cell, text, field):
    marks = [m['value'] for m in field.get('missingValues', [])]
    if text == '':
        return cell.value is not None
    if field['type'] in ('number', 'integer') and text not in marks:
        return number_fault(cell, text)
    if field['type'] == 'date' and text not in marks:
        day = datetime.date.fromisoformat(text)
        if day < datetime.date(1900, 3, 1):
            return cell.value != text
        return not cell.is_date or cell.value.date() != day
    return not isinstance(cell.value, str) or plain(cell.value) != text


long_numbers = 0
book = openpyxl.load_workbook(f'{folder}/{name}.xlsx')
sheet = book.worksheets[0]
with open(f'{folder}/{name}.csv', encoding='utf-8', newline='') as file:
    rows = list(csv.reader(file))
if sheet.max_row != len(rows):
    faults.append(f'{sheet.max_row} rows, {len(rows)} in the CSV')
for r, row in enumerate(rows):
    for c, text in enumerate(row):
        cell = sheet.cell(r + 1, c + 1)
        if cell.data_type == 'f':
            faults.append(f'{cell.coordinate} is a formula')
        elif r == 0:
            if cell.value != text or not cell.font.bold:
                faults.append(f'{cell.coordinate}: no bold {text!r}')
        elif fault(cell, text, fields[c]):
            faults.append(f'{cell.coordinate}: {cell.value!r}, {text!r} in the CSV')
if sheet.freeze_panes != 'A2':
    faults.append('the head is not frozen')
if sheet.auto_filter.ref is None:
    faults.append('there is no filter')
if listed['numbers_as_text'] != long_numbers:
    faults.append(f'{listed["numbers_as_text"]} numbers as text are said, {long_numbers} are')
about = [[cell.value for cell in row] for row in book['metadata'].iter_rows()]
for field in fields:
    count = sum(row[0] == field['name'] for row in about)
    if count < 1:
        faults.append(f'the sheet "metadata" has no {field["name"]}')
print('\n'.join(faults[:20]))
sys.exit(1 if faults else 0)
