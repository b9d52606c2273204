// Files as they come damaged, after the well-known collections of awkward CSVs (csv-spectrum, csv-parser, the W3C's CSV on the
// Web cases, PapaParse's own cases, csvkit's bad files) and what spreadsheets and dialers make of lists. Each is written anew
// with phone numbers in it ; `damagedFates` says what must become of it.

const text = (lines: string | readonly string[], end = '\n'): Uint8Array =>
  Buffer.from(typeof lines === 'string' ? lines : lines.map((line) => line + end).join(''));
const utf16 = (content: string, big = false): Uint8Array => {
  const bytes = Buffer.from(content, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const latin1 = (content: string): Uint8Array => Buffer.from(content, 'latin1');

const a = '2125551000';
const b = '2125551001';
const c = '2125551002';
const d = '2125551003';

export const damagedFiles = {
  // csv-spectrum
  'spectrum-simple': text(['phone,reason,notes', `${a},ra,1`]),
  'spectrum-simple-crlf': text(['phone,reason,notes', `${a},ra,1`, `${b},rb,2`], '\r\n'),
  'spectrum-comma-in-quotes': text(['first,phone,reason', `John,${a},"ra, and ""more"""`]),
  'spectrum-empty': text(['phone,reason,c', `${a},"",""`, `${b},rb,4`]),
  'spectrum-escaped-quotes': text(['phone,reason', `${a},"ha ""ha"" ha"`, `${b},rb`]),
  'spectrum-json': text(['key,phone,reason', `1,${a},"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"`]),
  'spectrum-newlines': text(['phone,reason,c', `${a},"Once upon `, `a time",6`, `${b},rb,9`]),
  'spectrum-newlines-crlf': text(['phone,reason,c', `${a},"Once upon `, `a time",6`, `${b},rb,9`], '\r\n'),
  'spectrum-quotes-and-newlines': text(['phone,reason', `${a},"ha `, `""ha"" `, `ha"`, `${b},rb`]),
  'spectrum-utf8': text(['phone,reason,c', `${a},ra,ʤ`, `${b},rb,5`]),
  'spectrum-coordinates': text([
    'Contact Phone Number,Location Coordinates,Cities,Counties',
    `2125551000,"37°36'37.8""N 121°2'17.9""W",2,3`,
  ]),
  // csv-parser and the like
  'parser-bad-data': text(['1', '2', '3']),
  'parser-junk-rows': text(['junk,x', 'junk', 'phone,reason', `${a},ra`, `${b},rb`]),
  'parser-single-quotes': text(["'phone','reason'", `'${a}','ra, more'`, `'${b}','rb'`]),
  'parser-backslash-quotes': text(['phone,reason', `${a},"ra \\"said\\" so"`, `${b},"rb, \\"x\\", y"`, `${c},rc`]),
  'parser-comments': text(['# made by somebody', 'phone,reason', `${a},ra`, '# half way', `${b},rb`]),
  'parser-quote-many': text(['phone,reason', `${a},"""ra"""`, `${b},"""rb"",""rb2"""`, `${c},rc`]),
  'parser-custom-newline': text(`phone,reason;${a},ra;${b},rb;`),
  'parser-empty-columns': text([',,,', ',,,', 'phone,reason,,', `${a},ra,,`, `,,,`, `${b},rb,,`]),
  // CSV on the Web
  'csvw-tree-ops': text([
    'GID,On Street,Phone,Trim Cycle,Inventory Date',
    `1,ADDISON AV,${a},Large Tree Routine Prune,10/18/2010`,
    `2,EMERSON ST,${b},Large Tree Routine Prune,6/2/2010`,
  ]),
  'csvw-bom': text(['\ufeffphone,reason', `${a},ra`]),
  'csvw-bom-quoted': text(['\ufeff"phone","reason"', `"${a}","ra"`]),
  'csvw-two-header-rows': text(['Phone,Reason', 'number of the person,why', `${a},ra`, `${b},rb`]),
  'csvw-initial-space': text(['phone, reason, notes', `${a}, "ra, more", x`, `${b}, rb, y`]),
  'csvw-tab': text(['phone\treason', `${a}\tra, "so"`, `${b}\trb`]),
  'csvw-no-header': text([`${a},ra`, `${b},rb`]),
  'csvw-ragged-short': text(['phone,reason,notes', `${a},ra`, b, `${c},rc,nc`]),
  'csvw-ragged-long': text(['phone,reason', `${a},ra,more`, `${b},rb`]),
  'csvw-lists': text(['name,phones', `Jo,${a};${b}`, `Al,${c}`]),
  'csvw-duplicate-names': text(['phone,phone,reason,reason', `${a},${b},ra,rb`, `${c},,rc,`]),
  'csvw-empty-names': text(['phone,,reason', `${a},x,ra`, `${b},y,rb`]),
  // PapaParse
  'papa-misplaced-quotes': text(['phone,reason,c', `${a},ra "B",C`, `${b},rb,c`]),
  'papa-misplaced-twice': text(['phone,reason,c', `${a},r"a",C`, `${b},"r"b,c`, `${c},rc,x`]),
  'papa-no-closing-quote': text(['phone,reason,c', `${a},"ra,C`, `${b},rb,c`]),
  'papa-no-closing-last': text(['phone,reason', `${a},ra`, `${b},"rb`]),
  'papa-space-around-quotes': text(['phone,reason,c', `${a}, "r,a" ,C`, `${b},rb,c`]),
  'papa-quoted-breaks-only': text(['phone,reason', `${a},"`, '', '', `"`, `${b},rb`]),
  'papa-mixed-breaks': text(`phone,reason\n${a},ra\r${b},rb\r\n${c},rc\n\r${d},rd`),
  'papa-ragged': text(['phone,reason,c', a, `${b},rb,c,D,E`, `${c},rc,c`]),
  'papa-only-commas': text(['phone,reason', ',', ',', `${a},ra`]),
  'papa-only-breaks': text('\n\n\r\n\r'),
  'papa-unit-separators': text(`phone\u001freason\u001e${a}\u001fra\u001e${b}\u001frb\u001e`),
  'papa-quote-then-eof': text(`phone,reason\n${a},ra\n${b},"rb""`),
  'papa-lone-quote-lines': text(['phone,reason', '"', `${a},ra`, '"', `${b},rb`]),
  'papa-tab-and-comma': text(['phone,reason\tnotes', `${a},ra\tx`, `${b},rb\ty`]),
  'papa-pipe-quoted': text(['phone|reason', `${a}|"ra|x"`, `${b}|rb`]),
  // csvkit
  'csvkit-bad': text(['phone,reason,notes', `${a},27,,I'm too long!`, `,I'm too short!`, `${b},x,\u2713`]),
  'csvkit-blanks': text(['phone,reason,c,d', ',,NA,N/A', ',none,null,.', `${a},ra,,`]),
  'csvkit-null-byte': text(`phone,reason\n${a},r\0a\n`),
  'csvkit-latin1': latin1(`phone,reason\n${a},Café\n${b},naïve\n`),
  'csvkit-utf16-big': utf16(`\ufeffphone,reason\n${a},ra ʤ\n${b},rb\n`, true),
  'csvkit-quoted-all': text(['"phone","reason"', `"${a}","ra"`, `"${b}",rb`]),
  'csvkit-fixed-width': text(['phone       reason', `${a}  ra`, `${b}  rb`]),
  'csvkit-long-field': text(`phone,reason\n${a},"${'x'.repeat(200_000)}"\n${b},rb\n`),
  // What spreadsheets make of lists
  'sheet-sep-line': text(['sep=;', 'phone;reason', `${a};ra, more`, `${b};rb`], '\r\n'),
  'sheet-formula-text': text(['phone,reason', `="${a}",ra`, `'+1${b},rb`, `"=""${c}""",rc`]),
  'sheet-exponent': text(['phone,reason', `2.12556E+09,ra`, `2125551001.0,rb`, `"2,125,551,002",rc`]),
  'sheet-totals': text(['phone,reason', `${a},ra`, `${b},rb`, 'Total,2']),
  'sheet-footer': text(['phone,reason', `${a},ra`, '', 'Generated by Some Tool 3.1 on 5/3/2026', 'Page 1 of 1']),
  'sheet-preamble': text(['Do not call list', 'Exported: 5/3/2026 10:00', '', 'phone,reason', `${a},ra`, `${b},rb`]),
  'sheet-trailing-empty': text(['phone,reason,,,,', `${a},ra,,,,`, ',,,,,', ',,,,,', ',,,,,']),
  'sheet-header-again': text(['phone,reason', `${a},ra`, 'phone,reason', `${b},rb`]),
  'sheet-two-files': text(`\ufeffphone,reason\r\n${a},ra\r\n\ufeffphone,reason\r\n${b},rb\r\n`),
  'sheet-nbsp': text([
    'phone,reason',
    `\u00a0${a}\u00a0,ra`,
    `(212)\u2009555\u20111001,rb`,
    `212\u200b555\u200b1002,rc`,
  ]),
  'sheet-fullwidth': text(['phone,reason', `２１２５５５１０００,ra`, `٢١٢٥٥٥١٠٠١,rb`]),
  'sheet-smart-quotes': text(['“phone”,“reason”', `“${a}”,“ra, more”`, `${b},rb`]),
  'sheet-ctrl-z': text(`phone,reason\r\n${a},ra\r\n\u001a`),
  'sheet-nul-padded': text(`phone,reason\r\n${a},ra\r\n${'\0'.repeat(300)}`),
  'sheet-html-as-xls': text(
    '<html><body><table><tr><td>phone</td></tr><tr><td>2125551000</td></tr></table></body></html>',
  ),
  'sheet-mhtml': text([
    'MIME-Version: 1.0',
    'X-Document-Type: Workbook',
    'Content-Type: multipart/related; boundary="x"',
    '',
    '--x',
  ]),
  'sheet-sylk': text(['ID;PWXL;N;E', 'P;PGeneral', `C;Y1;X1;K"phone"`, `C;Y2;X1;K${a}`, 'E']),
  'sheet-rtf': text('{\\rtf1\\ansi 2125551000}'),
  'sheet-json': text(`[{"phone":"${a}","reason":"ra"},{"phone":"${b}"}]`),
  'sheet-json-lines': text([`{"phone":"${a}","reason":"ra"}`, `{"phone":"${b}","reason":"rb"}`]),
  'sheet-xml': text(`<?xml version="1.0"?><numbers><n>${a}</n></numbers>`),
  'sheet-xml-entities': text(
    `<?xml version="1.0"?><!DOCTYPE list [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]><list><n>&b;</n></list>`,
  ),
  'sheet-vcard': text(['BEGIN:VCARD', 'VERSION:3.0', 'FN:Jo', `TEL:${a}`, 'END:VCARD']),
  'sheet-decimal-comma': text(['phone;amount;reason', `${a};1,50;ra`, `${b};2,75;rb`]),
  'sheet-lost-breaks': text(`phone,reason,${Array.from({ length: 3000 }, (_, i) => `2125${550000 + i},r`).join(',')}`),
  'sheet-vertical-tabs': text(['phone,reason', `${a},r\u000ba`, `${b},r\u000cb`]),
  'sheet-unicode-breaks': text(['phone,reason', `${a},r\u2028a`, `${b},r\u2029b`, `${c},r\u0085c`]),
  'sheet-odd-utf16': Buffer.concat([utf16(`\ufeffphone,reason\n${a},ra\n${b},rb\n`), Buffer.from([0x41])]),
  'sheet-lone-surrogate': utf16(`\ufeffphone,reason\n${a},r\ud800a\n${b},rb\n`),
  'sheet-overlong-utf8': Buffer.concat([
    text(`phone,reason\n${a},r`),
    Buffer.from([0xc0, 0xaf, 0xf8, 0x88]),
    text('\n'),
  ]),
  'sheet-mixed-encodings': Buffer.concat([text(`phone,reason\n${a},Zoë\n`), latin1(`${b},Zoë\n`)]),
  'sheet-mark-alone': text('\ufeff'),
  'sheet-header-only': text('phone,reason\n'),
  'sheet-empty-quotes': text('""\n""\n'),
  'sheet-proto': text([
    '__proto__,constructor,phone,toString,reason',
    `x,y,${a},z,ra`,
    `hasOwnProperty,__proto__,${b},,rb`,
  ]),
  'sheet-proto-values': text(['phone,reason', `__proto__,ra`, `constructor,rb`, `${a},__proto__`, `${b},constructor`]),
  'sheet-formulas': text(['phone,reason', `${a},=HYPERLINK("http://x";"y")`, `${b},@SUM(A1)`, `=1+1,rc`, `+${c},-rd`]),
  'sheet-rtl': text(['phone,reason', `\u202e${a}\u202c,ra`, `\u200f+1${b}\u200e,ביקש`, `\u2067${c}\u2069,\u202erc`]),
  'sheet-quoted-cell-damage': text(['phone,reason', `"${a}" ,ra`, `${b}","rb`, `"${c},"rc"`, `${d},rd`]),
  'sheet-unquoted-comma': text(['phone,reason,notes', `${a},ra,na`, `${b},asked, at once,nb`, `${c},rc,nc`]),
  'sheet-unquoted-comma-short': text(['name,phone,reason', `Doe, Jo,${a},ra`, `Roe,${b},rb`, `Poe, Ed,${c}`]),
  'sheet-cut-off': text(`phone,reason\n${a},ra\n${b},rb\n21255`),
  'sheet-leading-delimiter': text([',phone,reason', `1,${a},ra`, `2,${b},rb`]),
  'sheet-percent-encoded': text(['phone=2125551000&reason=ra', 'phone=2125551001&reason=rb']),
  'sheet-log-lines': text([
    `2026-05-03 10:00:01 INFO call to ${a} ended`,
    `2026-05-03 10:00:02 INFO call to ${b} ended`,
  ]),
  'sheet-several-in-cell': text(['phone,reason', `${a} / ${b},ra`, `"${c}, ${d}",rc`]),
  'sheet-extensions': text(['phone,reason', `${a} x12,ra`, `${b} ext. 7,rb`, `${c};ext=9,rc`]),
  'sheet-letters': text(['phone,reason', '1-800-FLOWERS,ra', `${a},rb`]),
} satisfies Readonly<Record<string, Uint8Array>>;

export type DamagedFile = keyof typeof damagedFiles;
