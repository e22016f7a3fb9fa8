"""The SQLite database of a root, cell by cell, against its CSVs.

python3 database.py FOLDER FILE: FOLDER is the root. Says each fault in a line;
exits 1 if there is one.
"""
import csv
import json
import sqlite3
import sys
from decimal import Decimal

folder, file = sys.argv[1:3]
base = sqlite3.connect(f'file:{folder}/{file}?mode=ro', uri=True)
package = json.load(open(f'{folder}/data/datapackage.json', encoding='utf-8'))
faults = []


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def marks_of(field):
    return [m['value'] for m in field.get('missingValues', []) if m['value']]


def cell_fault(column, field, text, value, state):
    _, kind, scale, state_column = column
    missing = text == '' or text in marks_of(field)
    if state_column:
        if state != (('empty' if text == '' else text) if missing else None):
            return True
    elif text in marks_of(field):
        return True
    if missing:
        return value is not None
    if kind == 'INTEGER':
        return Decimal(value) != Decimal(text).scaleb(scale)
    return value != text


def compare(resource):
    name = resource['name']
    (table,) = base.execute('SELECT "table" FROM _datasets WHERE dataset = ?', (name,)).fetchone()
    columns = base.execute('SELECT "column", type, scale, state_column FROM _columns '
                           'WHERE dataset = ? ORDER BY position', (name,)).fetchall()
    fields = resource['schema']['fields']
    with open(f'{folder}/data/{resource["path"]}', encoding='utf-8', newline='') as opened:
        rows = list(csv.reader(opened))[1:]
    chosen = ', '.join(f'{quoted(c[0])}, {quoted(c[3]) if c[3] else "NULL"}' for c in columns)
    stored = base.execute(f'SELECT {chosen} FROM {quoted(table)} ORDER BY rowid').fetchall()
    if len(rows) != len(stored) or len(columns) != len(fields):
        faults.append(f'{name}: {len(stored)} rows, {len(rows)} in the CSV')
    for number, (row, found) in enumerate(zip(rows, stored)):
        for i, text in enumerate(row):
            if cell_fault(columns[i], fields[i], text, found[2 * i], found[2 * i + 1]):
                faults.append(f'{name}: row {number + 1}, {columns[i][0]}: '
                              f'{found[2 * i]!r} {found[2 * i + 1]!r}, {text!r} in the CSV')


for each in package['resources']:
    compare(each)
print('\n'.join(faults[:20]))
sys.exit(1 if faults else 0)
