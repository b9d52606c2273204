/** Takes the data out of a PDF that `toSheets` made. */
import type { PDFDict, PDFRawStream } from 'pdf-lib';

/** Whether bytes are those of a PDF. */
export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** The bytes of the one file that is attached; undefined where there is none, or where the PDF cannot be read. */
export async function readAttachment(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const {
    PDFDocument,
    PDFName,
    PDFArray,
    PDFDict: Dict,
    PDFRawStream: Raw,
    decodePDFRawStream,
  } = await import('pdf-lib');
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const names: PDFDict = document.catalog.lookup(PDFName.of('Names'), Dict).lookup(PDFName.of('EmbeddedFiles'), Dict);
    const stream = names
      .lookup(PDFName.of('Names'), PDFArray)
      .lookup(1, Dict)
      .lookup(PDFName.of('EF'), Dict)
      .lookup(PDFName.of('F'));
    return stream instanceof Raw ? decodePDFRawStream(stream satisfies PDFRawStream).decode() : undefined;
  } catch {
    return undefined;
  }
}
