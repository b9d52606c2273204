/**
 * The flat form of the US and Canadian lists: `212,5551234` or `2125551234`, one per line, without a header. It works
 * on bytes, because the national file has some 240 million lines.
 */
import { longestLine, type NumberSink, type RegistryReader, toNanp } from './numberSink.ts';
import { RegistryProblem } from './registryProblem.ts';
import { flatReaderWords as say } from '../../../../shared/words/core/registries.ts';

const [zero, nine, comma, newline, carriage] = [0x30, 0x39, 0x2c, 0x0a, 0x0d];
/**
 * Quotes, blanks, tabs and the marks in 212-555-1234 mean nothing; a byte order mark may stand before the first line.
 */
const ignored = new Set([0x22, 0x20, 0x09, 0x2d, 0x28, 0x29, 0x2e, 0xef, 0xbb, 0xbf]);

/** Reads ten-digit numbers from bytes, one per line. A line that is none is a problem of the file and is named. */
export function createFlatReader(name: string, sink: NumberSink): RegistryReader {
  let rows = 0;
  let lineNumber = 1;
  let value = 0;
  let digits = 0;
  let areaCode = -1;
  let length = 0;
  let isOdd = false;
  let hasLetters = false;

  function fail(what: string): never {
    throw new RegistryProblem(say.lineOfNothingWas(lineNumber, name, what));
  }

  function endLine(): void {
    if (length > 0) {
      if (!isOdd && areaCode >= 200 && digits === 7) sink.take(toNanp(areaCode, value), true);
      else if (!isOdd && areaCode === -1 && digits === 10 && value >= 2e9) sink.take(10_000_000_000 + value, true);
      else if (!isOdd && areaCode === -1 && digits === 11 && value >= 12e9 && value < 2e10) sink.take(value, true);
      else if (rows === 0 && hasLetters && lineNumber === 1) rows--;
      else if (digits > 0 || isOdd || areaCode !== -1) fail(say.isNotAnAreaCode);
      else rows--;
      rows++;
    }
    lineNumber++;
    value = digits = length = 0;
    areaCode = -1;
    isOdd = hasLetters = false;
  }

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] ?? 0;
        if (byte >= zero && byte <= nine) {
          value = value * 10 + (byte - zero);
          digits++;
          length++;
        } else if (byte === newline) endLine();
        else if (byte !== carriage) {
          length++;
          if (byte === comma && areaCode === -1 && digits === 3) {
            areaCode = value;
            value = digits = 0;
          } else if (!ignored.has(byte)) {
            isOdd = true;
            hasLetters ||= byte >= 0x41;
          }
        }
        if (length > longestLine) fail(say.isTooLongForA);
      }
    },
    end() {
      endLine();
      return rows;
    },
  };
}
