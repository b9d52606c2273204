/**
 * How a call ended, as dialers write it: which values say that the person asked not to be called again, and which are
 * other outcomes of a call. The first are only preselected: in an import the person sees all values and decides.
 */
import { foldHeader } from './columnAliases.ts';

/** VICIdial's codes: on the system's list, on the campaign's list, asked in this call (formats.md). */
const REQUEST_CODES = new Set(['dnc', 'dncl', 'dncc']);

const REQUEST_WORDS = [
  'do not call',
  'do not contact',
  'do not phone',
  'never call',
  'stop calling',
  'dont call',
  'opt out',
  'opted out',
  'unsubscribe',
  'remove from list',
  'remove from call list',
  'take me off',
  'add to dnc',
  'dnc request',
  'internal dnc',
  'company dnc',
  'requested dnc',
  'no llamar',
  'no volver a llamar',
  'lista negra',
  'לא להתקשר',
  'אל תתקשרו',
  'ביקש הסרה',
  'להסיר מהרשימה',
  'कॉल न करें',
  'संपर्क न करें',
].map(foldHeader);

/** A registry's fact, or the contrary of a request. */
const NO_REQUEST = /national|federal|registry|scrub|not(?:on)?dnc|nodnc|nondnc|removedfromdnc/;

/** Outcomes of calls that are no requests: VICIdial's codes (its administrator's manual) and plain words. */
const OUTCOMES = new Set(
  `a, aa, ab, adc, adct, afax, afthrs, al, am, b, callbk, cbhold, d, dc, dec, drop, era, erbad, ercon, erfail, erfor, erreg,
   erspl, ertmp, incall, iqnanq, iqntcn, ivrxfr, lrerr, lsmerg, maxcal, mlinat, n, na, new, ni, np, pdrop, pm, pu, qcfail, queue,
   qvmail, rqxfer, sale, timeot, tp, up, xdrop, xfer,
   no answer, busy, answering machine, machine, voicemail, voice mail, left message, left voicemail, hung up, hang up, hangup,
   not interested, interested, callback, call back, wrong number, bad number, disconnected, disconnected number, abandoned,
   dropped, transferred, completed, complete, answered, connected, sold, sale made, appointment, appointment set, no contact,
   not available, language barrier, deceased, fax, dead air, declined, declined sale, no party, no disposition, dial error,
   operator intercept, ocupado, no contesta, buzón de voz, venta, no interesado, número equivocado,
   אין מענה, לא עונה, תפוס, תא קולי, מכירה, לא מעוניין, מספר שגוי, व्यस्त, उत्तर नहीं, रुचि नहीं, गलत नंबर`
    .split(',')
    .map(foldHeader),
);

/** Whether a value says that the person asked not to be called. */
export function isRequestValue(value: string): boolean {
  const folded = foldHeader(value);
  if (REQUEST_CODES.has(folded)) return true;
  if (NO_REQUEST.test(folded)) return false;
  return REQUEST_WORDS.some((words) => folded.includes(words));
}

/** Whether a value is one that a call can end with, a request included. */
export function isCallOutcome(value: string): boolean {
  return OUTCOMES.has(foldHeader(value)) || isRequestValue(value);
}

/** How two values are compared. */
export function foldDisposition(value: string): string {
  return value.trim().toLowerCase();
}
