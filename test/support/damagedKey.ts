/** What a disk does to a key of the list's table: the number's row is there, and a search for it goes past it. */
import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** As SQLite writes an integer that is a key: seven bits a byte, all but the last with the high bit. */
function toVarint(number: number): Buffer {
  const digits: number[] = [];
  for (let rest = number; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128)) digits.unshift(rest % 128);
  return Buffer.from(digits.map((digit, at) => (at < digits.length - 1 ? digit + 128 : digit)));
}

/** Where a number stands as a key in the bytes of a database. */
export function placesOfKey(bytes: Buffer, number: number): readonly number[] {
  const wanted = toVarint(number);
  const places: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

/** Makes a file so large that a look at it does not check it whole. */
export function padDatabase(file: string): void {
  const db = new Database(file);
  db.exec(`INSERT INTO setting (key, value) VALUES ('padding', printf('%.*c', 5000000, 'x'))`);
  db.close();
}

/** Turns a bit in the key of a number, so that it is far out of order. A desk that is open has its own copy of the page. */
export function damageKey(file: string, number: number): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(file);
  const [place = -1] = placesOfKey(bytes, number);
  if (place < 0) throw new Error(`${number} is no key of ${file}`);
  bytes[place + 1] = (bytes[place + 1] ?? 0) ^ 0x40;
  writeFileSync(file, bytes);
}
