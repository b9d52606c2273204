// Headers as exports in twelve languages write them, and the laws that the files of words keep among themselves.
import { isPlainPhoneName } from '../../../shared/domain/columns/releaseColumns.ts';
import { meaningInPassing } from '../../../shared/domain/columns/statusMeaning.ts';
import { describe, expect, test } from 'vitest';
import { isOtherChannel, isOtherNumberName, matchAliases } from '../../../shared/domain/columns/columnAliases.ts';
import type { ColumnField } from '../../../shared/words/columnFields.ts';
import { foldHeader } from '../../../shared/words/foldHeader.ts';
import { meaningOf } from '../../../shared/domain/columns/meanings.ts';
import { LANGUAGES, type Language, listEntries, listOfAll } from '../../../shared/words/languages/lookups.ts';
import { splitWords } from '../../../shared/words/foldLetters.ts';

/** Columns of a CRM's export: `header=field`, `;` between. */
const exports: Readonly<Record<Language, string>> = {
  en: `Business Phone=phone; Mobile=phone; Business Fax=phone; Country=country; Phone Code=countryCode; DoNotCall=flag; Do Not Contact=flag; opted_out=flag;
    Unsubscribed=flag; On DNCR=registryFlag; TPS=registryFlag; Listed on national registry=registryFlag; Opt-Out Date=date; Lead Status=disposition; DNC Reason=reason`,
  es: `Teléfono Móvil=phone; Celular=phone; Tlf.=phone; País=country; No llamar=flag; Lista negra=flag; Lista Robinson=registryFlag; Fecha de baja=date; Motivo=reason; Resultado de llamada=disposition`,
  fr: `Téléphone portable=phone; N° de téléphone=phone; Tél. fixe=phone; Pays=country; Indicatif=countryCode; Ne pas appeler=flag; Opposition=flag; Désinscrit=flag; Bloctel=registryFlag; Motif=reason; Date d'opposition=date`,
  de: `Telefonnummer=phone; Rufnummer=phone; Handynummer=phone; Mobil=phone; Land=country; Ländervorwahl=countryCode; Laendervorwahl=countryCode; Nicht anrufen=flag; Werbesperre=flag; gesperrt=flag;
    Robinsonliste=registryFlag; Sperrgrund=reason; Gesperrt am=date; Gesprächsergebnis=disposition`,
  it: `Telefono=phone; Cellulare=phone; Recapito telefonico=phone; Paese=country; Prefisso internazionale=countryCode; Non chiamare=flag; Registro delle opposizioni=registryFlag; Esito chiamata=disposition; Motivo=reason`,
  pt: `Telefone=phone; Celular=phone; Telemóvel=phone; País=country; DDD=areaCode; DDI=countryCode; Não ligar=flag; Não perturbe=flag; Não me perturbe=registryFlag; Tabulação=disposition; Data da ligação=date`,
  nl: `Telefoonnummer=phone; Mobiel=phone; GSM=phone; Land=country; Landcode=countryCode; Niet bellen=flag; Bel-me-niet=registryFlag; Belresultaat=disposition; Reden=reason; Datum=date`,
  he: `טלפון נייד=phone; מס' טלפון=phone; מדינה=country; קידומת מדינה=countryCode; לא להתקשר=flag; הסרה=flag; רשום במאגר=registryFlag; תוצאת שיחה=disposition; סיבה=reason; תאריך הסרה=date`,
  hi: `मोबाइल नंबर=phone; फोन नंबर=phone; देश=country; कॉल न करें=flag; डीएनडी=flag; एनडीएनसी=registryFlag; कॉल परिणाम=disposition; कारण=reason; दिनांक=date`,
  ru: `Номер телефона=phone; Моб. телефон=phone; Страна=country; Код страны=countryCode; Не звонить=flag; Чёрный список=flag; Черный список=flag; В реестре=registryFlag; Результат звонка=disposition; Причина=reason; Дата=date`,
  ar: `رقم الجوال=phone; هاتف العمل=phone; الدولة=country; رمز الدولة=countryCode; عدم الاتصال=flag; القائمة السوداء=flag; السجل الوطني=registryFlag; نتيجة المكالمة=disposition; السبب=reason; التاريخ=date`,
  ja: `電話番号=phone; 携帯電話=phone; ＴＥＬ=phone; 国名=country; 国番号=countryCode; 架電禁止=flag; 電話NG=flag; 照合結果=registryFlag; 架電結果=disposition; 備考=reason; 依頼日=date`,
};

const headers = Object.entries(exports).flatMap(([language, text]) =>
  text.split(';').map((entry) => {
    const [header = '', field = ''] = entry.trim().split('=');
    return [language, header, field] as const;
  }),
);

test.each(headers)('%s: "%s" is a column of %s', (_language, header, field) => {
  for (const written of [header, header.toUpperCase(), header.replaceAll(/\s/g, '_'), ` ${header}: `])
    expect([written, matchAliases(written)[0]]).toEqual([written, expect.objectContaining({ field, sure: true })]);
});

test.each([
  ['Ａｒｅａ　Ｃｏｄｅ', 'Area code'],
  ['Straße', 'STRASSE'],
  ['Чёрный', 'черный'],
  ['الْهَاتِف', 'الهاتف'],
  ['هاتـــف', 'هاتف'],
  ['إلغاء', 'الغاء'],
  ['טֶלֶפוֹן', 'טלפון'],
  ['फ़ोन', 'फोन'],
  ['हाँ', 'हां'],
  ['ﾃﾞｰﾀ', 'データ'],
  ['\u202aPhone\u202c', 'phone'],
  ['☎️ Phone', 'phone'],
  ['١٢٣', '123'],
])('"%s" is compared as "%s"', (written, plain) => {
  expect(foldHeader(written)).toBe(foldHeader(plain));
});

test('marks that tell words apart stay: the long mark and the voicing of Japanese, the vowels of Hindi', () => {
  expect(foldHeader('カード')).not.toBe(foldHeader('カト'));
  expect(foldHeader('ガ')).not.toBe(foldHeader('カ'));
  expect(foldHeader('कल')).not.toBe(foldHeader('कुल'));
});

test('words are parted by case, digits, script and punctuation', () => {
  expect(splitWords("DoNotCall__c, don't-DNC2")).toEqual(['do', 'not', 'call', 'c', 'don', 't', 'dnc', '2']);
  expect(splitWords('DNCRequest DNC架電')).toEqual(['dnc', 'request', 'dnc', '架電']);
});

describe('digits that are no phone numbers', () => {
  const named = `Id; Record ID; Contact Id; Account Number; Order No.; Invoice #; Amount; Balance Due; Zip; ZIP Code; Postal Code; SSN; Date; Created At; Timestamp; DOB;
    Latitude; lng; IMEI; Card Number; IBAN; NPI; Salesforce record id; gmt_offset_now; Phone ID; Kundennummer; PLZ; Número de cuenta; Código postal; SIRET; CAP;
    CPF; CEP; BSN; ת.ז.; מיקוד; आधार संख्या; ИНН; Номер договора; رقم الهوية; الرمز البريدي; 郵便番号; 会員番号; Order 2; Batch ID`;
  test.each(named.split(';').map((name) => name.trim()))('%s', (name) => {
    expect(isOtherNumberName(name)).toBe(true);
  });
  const open = `Phone; Mobile 2; Home; Other; Business Number; Caller ID; ANI; Number; Customer Number; Contact; Account Phone; Phone Line 2; Phone Type; Best phone (day); Fax; Extra; ; Kontakt; Kundenrufnummer;
    連絡先; Номер; رقم; Daytime`;
  test.each(open.split(';').map((name) => name.trim()))('and what may hold some: "%s"', (name) => {
    expect(isOtherNumberName(name)).toBe(false);
  });
});

test.each(['Email Opt Out', 'HasOptedOutOfEmail', 'Fax Opt Out', 'Newsletter', 'Do not mail'])(
  '"%s" is about another way than calling, and never a flag',
  (header) => {
    expect(isOtherChannel(header)).toBe(true);
    expect(matchAliases(header).filter(({ field }) => field === 'flag')).toEqual([]);
  },
);
test('a phone opt-out is about calls', () => {
  expect(isOtherChannel('Phone Opt Out')).toBe(false);
  expect(isOtherChannel('Opted out')).toBe(false);
});

describe('the files of words', () => {
  const languages = Object.entries(LANGUAGES);

  test('no header is sure for two fields, in one language or across them', () => {
    const fieldsOf = new Map<string, Set<ColumnField>>();
    for (const [, { sure }] of languages) {
      for (const [field, names] of Object.entries(sure) as [ColumnField, string][]) {
        for (const name of listEntries(names)) {
          const folded = foldHeader(name);
          fieldsOf.set(folded, (fieldsOf.get(folded) ?? new Set()).add(field));
        }
      }
    }
    expect([...fieldsOf].filter(([, fields]) => fields.size > 1)).toEqual([]);
    expect(fieldsOf.has('')).toBe(false);
    expect(fieldsOf.size).toBeGreaterThan(2000);
  });

  test('every language has words for everything', () => {
    const isEmpty = (value: unknown): boolean =>
      typeof value === 'string' ? value.trim() === '' : Object.values(value as object).some(isEmpty);
    expect(
      languages.flatMap(([language, words]) =>
        Object.entries(words).flatMap(([key, value]) => (isEmpty(value) ? [`${language}.${key}`] : [])),
      ),
    ).toEqual([]);
    for (const [language, { sure }] of languages) {
      const needed: ColumnField[] = [
        'phone',
        'country',
        'countryCode',
        'date',
        'reason',
        'flag',
        'registryFlag',
        'disposition',
        'name',
      ];
      expect([language, needed.filter((field) => !(field in sure))]).toEqual([language, []]);
    }
  });

  /** Each list in the one place where its words are looked up: none is lost to another list, in any language. */
  test.each([
    ['disposition', 'asked', 'block', []],
    ['disposition', 'askedAlone', 'block', []],
    ['disposition', 'released', 'release', []],
    ['disposition', 'releasedAlone', 'release', []],
    ['disposition', 'outcomes', 'nothing', []],
    ['flag', 'yes', 'block', []],
    ['flag', 'no', 'release', []],
    ['registryFlag', 'listed', 'block', []],
    ['registryFlag', 'notListed', 'nothing', []],
    ['permission', 'granted', 'release', []],
    ['permission', 'refused', 'block', []],
    ['action', 'add', 'block', []],
    // Words that are written for taking off a list and for asking to be taken off the calls.
    ['action', 'remove', 'release', ['baja', 'suppression', 'הסר', 'להסיר', 'הסרה']],
  ] as const)('in a column of %s, all of %s mean %s', (field, list, meaning, asked) => {
    const known: readonly string[] = asked;
    const wrong = listOfAll((words) => words[list]).filter(
      (word) => !known.includes(word) && meaningOf(field, word) !== meaning,
    );
    expect(wrong).toEqual([]);
    expect(known.filter((word) => meaningOf(field, word) !== 'unknown')).toEqual([]);
  });

  test('labels of numbers and the words between two are there for the readings', () => {
    for (const label of [
      'tel',
      'mobile',
      'טל',
      'נייד',
      'Handy',
      'cell',
      'fax',
      'home',
      'work',
      'тел',
      '携帯',
      'portable',
      'جوال',
    ])
      expect(listOfAll(({ labels }) => labels)).toContain(label.toLowerCase());
    for (const word of ['and', 'or', 'y', 'oder', 'ou', 'או', 'और', 'или', 'または'])
      expect(listOfAll(({ between }) => between)).toContain(word);
  });
});

test.each([
  'Alt Phone',
  'Alt Phone 2',
  'Voip Phone',
  'Best Phone',
  'Otro teléfono',
  'Autre téléphone',
  'Weiteres Telefon',
])('%s is one of a person’s own phones', (name) => {
  expect(isPlainPhoneName(name)).toBe(true);
});

test.each(['Telefon alt', 'Altes Telefon', 'Ancien téléphone', 'Company Phone', 'Spouse Phone', 'Assistant Phone'])(
  '%s may be somebody else’s',
  (name) => {
    expect(isPlainPhoneName(name)).toBe(false);
  },
);

test.each(['no-call', 'call: NO', '電話しない'])('%s is a request', (text) => {
  expect(meaningInPassing(text, false)).toBe('block');
});

test.each(['no call back', 'no calls answered'])('%s is none', (text) => {
  expect(meaningInPassing(text, false)).toBe('nothing');
});
