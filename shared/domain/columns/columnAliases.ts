// The names that columns go by in dialers, CRMs and spreadsheets (English, Spanish, Hebrew, Hindi), and how a header is
// folded before it is looked up. The names are
// those of the layouts known to the trade: VICIdial, Genesys, LiveVox, NICE, MaxContact, ReadyMode, Convoso, Webex.

/** What a column means for the list. `date` is when the person asked; `disposition` is how a call ended. */
export const COLUMN_FIELDS = [
  'phone',
  'areaCode',
  'countryCode',
  'country',
  'date',
  'expiry',
  'expiryDays',
  'reason',
  'flag',
  'registryFlag',
  'disposition',
  'category',
  'campaign',
  'author',
  'name',
  'action',
  'suspended',
  'batchId',
  'requestUuid',
  'ignore',
] as const;

export type ColumnField = (typeof COLUMN_FIELDS)[number];
type NamedField = Exclude<ColumnField, 'ignore' | 'country' | 'flag' | 'registryFlag'>;

/** `sure`: the name alone decides. Otherwise the content must agree, because the word is used for other things too. */
export interface AliasMatch {
  readonly field: NamedField;
  readonly sure: boolean;
  /** Place in the list of aliases, 0 first: of two columns for one field the lower rank is taken. Guesses start at 1000. */
  readonly rank: number;
}

const SURE = {
  phone: `phone, phone number, phone no, phone num, phonenumber e164, e164, tel, tel no, telephone, telephone number, mobile,
    mobile number, mobile phone, cell, cell phone, cellphone, cell number, home phone, work phone, business phone, office phone,
    day phone, evening phone, other phone, alternate phone, alt phone, primary phone, secondary phone, main phone, msisdn,
    contact number, contact phone, customer phone, customer number dialed, dialed number,
    dialled number, called number, number dialed, dnc home, dnc cell, dnc work, dnc number, dnc phone, do not call number,
    phone e164, full phone number, lead phone, whatsapp, whatsapp number,
    teléfono, número de teléfono, número telefónico, teléfono móvil, teléfono celular, teléfono fijo, móvil, celular, número móvil,
    número de celular, teléfono de contacto, núm teléfono, tlf, tfno,
    טלפון, מספר טלפון, מס טלפון, נייד, טלפון נייד, מספר נייד, סלולרי, טלפון סלולרי, פלאפון, טלפון בבית, טלפון בעבודה,
    फ़ोन, फ़ोन नंबर, फ़ोन नम्बर, मोबाइल, मोबाइल नंबर, मोबाइल नम्बर, दूरभाष, दूरभाष संख्या, संपर्क नंबर, टेलीफ़ोन, टेलीफ़ोन नंबर`,
  areaCode: `area code, areacode, npa, código de área, código de ciudad, קידומת, אזור חיוג, क्षेत्र कोड, एरिया कोड`,
  countryCode: `phone code, country code, country calling code, calling code, dial code, dialing code, cc, código de país,
    prefijo país, código del país, קידומת מדינה, קידומת בינלאומית, קוד מדינה, देश कोड, कंट्री कोड`,
  date: `requested at, request date, requested on, date requested, opt out date, optout date, opted out, opted out at, opted out on,
    unsubscribe date, date of request, dnc date, date added, added date, added on, added at, added, insert date, date inserted,
    created, created at, created on, created date, date created, create date, entry date, call date, date of call, date, timestamp,
    date time, datetime,
    fecha de solicitud, fecha solicitud, fecha de baja, fecha de alta, fecha alta, fecha de creación, fecha de llamada, fecha, añadido,
    תאריך בקשה, תאריך הבקשה, תאריך הסרה, תאריך הוספה, תאריך יצירה, תאריך שיחה, תאריך,
    अनुरोध तिथि, अनुरोध की तारीख, जोड़ने की तारीख, कॉल तिथि, तारीख, दिनांक, तिथि`,
  expiry: `expires, expires at, expires on, expire, expire date, expiry, expiry date, expiration, expiration date, exp date,
    valid until, valid to, blocked until, dnc until, end date,
    vencimiento, fecha de vencimiento, caducidad, fecha de caducidad, expira, válido hasta,
    תפוגה, תאריך תפוגה, תוקף, בתוקף עד, תקף עד, समाप्ति, समाप्ति तिथि, मान्य तक, वैध तक`,
  expiryDays: `days to expiry, days to expire, days until expiry, expires in days, días hasta vencimiento, ימים לתפוגה`,
  disposition: `disposition, disposition code, disposition name, dispo, call disposition, call result, call outcome, result code,
    disposición, resultado de llamada, תוצאת שיחה, कॉल परिणाम`,
  reason: `dnc reason, reason, reason code, block reason, opt out reason, purpose, notes, note, comments, comment, remarks, description,
    motivo, razón, comentarios, comentario, notas, nota, observaciones,
    סיבה, סיבת הסרה, סיבת חסימה, הערות, הערה, कारण, वजह, टिप्पणी, टिप्पणियाँ`,
  category: `category, categories, dnc category, categoría, קטגוריה, श्रेणी, वर्ग`,
  campaign: `campaign, campaign name, campaign id, program, program name, list name, list id, skill, skill name, project,
    contact group, contact group id, queue, queue name, brand, client, client name, campaña, programa, proyecto, cola, marca, cliente,
    קמפיין, פרויקט, מותג, अभियान, परियोजना, ब्रांड`,
  author: `agent, agent name, agent id, user, username, user name, added by, created by, entered by, reporter, reported by, author,
    agente, usuario, añadido por, creado por, נציג, שם נציג, משתמש, נוסף על ידי, נוצר על ידי, एजेंट, उपयोगकर्ता, द्वारा जोड़ा गया`,
  name: `full name, name, first name, last name, firstname, lastname, surname, given name, family name, customer name, contact name,
    caller name, consumer name, nombre completo, nombre, nombres, apellido, apellidos, nombre del cliente,
    שם מלא, שם, שם פרטי, שם משפחה, שם לקוח, पूरा नाम, नाम, ग्राहक का नाम, उपनाम`,
  action: `action, add delete, add remove, a d, op, operation, acción, operación, פעולה, कार्रवाई, क्रिया`,
  suspended: `suspended, is suspended, suspendido, מושהה, निलंबित`,
  batchId: `batch id, batch, call batch id`,
  requestUuid: `request uuid, request id, call uuid, call request uuid, call reference`,
} as const satisfies Record<NamedField, string>;

const UNSURE = {
  phone: `number, numbers, num, no, to, destination, ani, cli, dnis, caller id, caller number, calling number, contact, customer, customer number, dnc, source number, value,
    número, números, contacto, destino, cliente número, מספר, יעד, नंबर, नम्बर, संख्या`,
  areaCode: `ac, area, lada`,
  action: `type, change type, tipo, סוג, प्रकार`,
  disposition: `status, call status, outcome, result, estado, resultado, סטטוס, תוצאה, स्थिति, परिणाम`,
  campaign: `list, lista, רשימה, सूची`,
} as const satisfies Partial<Record<NamedField, string>>;

/**
 * A header as it is compared: case, accents, spaces, punctuation, `_`, `-`, invisible marks and full-width forms do not
 * matter.
 */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}\p{Mc}]/gu, '');
}

const aliases: ReadonlyMap<string, AliasMatch> = new Map([
  ...listAliases(UNSURE, false),
  // Later entries win: a name that is sure for one field is not also a guess for another.
  ...listAliases(SURE, true),
]);

function listAliases(names: Partial<Record<NamedField, string>>, sure: boolean): [string, AliasMatch][] {
  return COLUMN_FIELDS.flatMap((field) =>
    field === 'ignore' || field === 'country' || field === 'flag' || field === 'registryFlag'
      ? []
      : (names[field] ?? '')
          .split(',')
          .filter((name) => name.trim() !== '')
          .map((name, rank): [string, AliasMatch] => [
            foldHeader(name),
            { field, sure, rank: sure ? rank : rank + 1000 },
          ]),
  );
}

const PHONE_WORD =
  /^(?:phones?|telephones?|mobiles?|cells?|cellphones?|tel|telefonos?|moviles?|celular(?:es)?|טלפון|נייד|फोन|मोबाइल)$/;
// Words that make `phone type` or `phone id` something other than the number.
const NOT_A_NUMBER =
  /^(?:type|id|ext|extension|carrier|model|valid|status|count|code|time|zone|provider|line|label|consent|tipo|סוג)$/;

/** The field that a header names, or undefined. Phone headers may be numbered (`phone1` … `Phone 10`). */
export function matchAlias(header: string): AliasMatch | undefined {
  const folded = foldHeader(header);
  const exact = aliases.get(folded) ?? aliases.get(folded.replace(/\p{Nd}+$/u, ''));
  if (exact !== undefined && (exact.field === 'phone' || aliases.has(folded))) return exact;
  const words = header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.\-/()#:[\]]+/)
    .map((word) => foldHeader(word).replace(/\p{Nd}+$/u, ''));
  const namesPhone = words.some((word) => PHONE_WORD.test(word)) && !words.some((word) => NOT_A_NUMBER.test(word));
  return namesPhone ? { field: 'phone', sure: false, rank: 2000 } : undefined;
}
