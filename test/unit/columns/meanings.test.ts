// What the cells of deciding columns say of their row, as dialers, CRMs and people in twelve languages write it.
import { describe, expect, test } from 'vitest';
import { isRequestValue } from '../../../shared/domain/columns/dispositions.ts';
import {
  combineMeanings,
  type DecidingField,
  foldMeaningValue,
  type Meaning,
  meaningOf,
} from '../../../shared/domain/columns/meanings.ts';

/** Values by what they mean; a line each, `|` between values. */
type Table = readonly (readonly [meaning: Meaning, values: string])[];

const statuses: Table = [
  [
    'block',
    `DNC - Customer Request | Hard DND | Added to DNC | DND | dnc | DNCL | DNCC | IDNC | SYS_DNC | DNC2 | blocklisted | Black list | unsubscribed | STOP |
     Replied STOP | DoNotCall | DONOTCALL | Do Not Call! | do-not-call | opted-out | OptOut | opt_out=true | Don’t call me | please stop calling |
     No answer - DNC | Not interested, DNC | DNC - No interest | wrong number / DNC | DNC 2026-05-03 | Internal DNC | remove from list | Do not call again |
     cease and desist | asked not to be called | asked us not to call | do not EVER call | don’t ever call | quit calling | I revoke my consent | leave me alone | Opposed | Do Not Allow | consent revoked | NI - DNC | no DNC; do not call | NE DNC | no llamar por favor | ne pas appeler le client | לא להתקשר שוב | لا تتصل بعد الآن | nicht anrufen im Auftrag | no llamar | NO VOLVER A LLAMAR | dado de baja | lista negra | ne pas appeler | désinscrit | liste noire |
     Nicht anrufen | Werbesperre | gesperrt | Bitte nicht mehr anrufen | moechte nicht angerufen werden | non chiamare | disiscritto | não ligar | NAO PERTURBE |
     niet bellen | bel-me-niet | afgemeld | לא להתקשר | ביקש הסרה | हटाने का अनुरोध | कॉल न करें | не звонить | чёрный список | в черном списке |
     لا تتصل | القائمة السوداء | إلغاء الاشتراك | 架電禁止 | 電話NG | 今後架電禁止でお願いします | DNC架電`,
  ],
  [
    'release',
    `removed from DNC | DNC removed | dnc-removed | deleted from DNC | No longer on DNC | undnc | un-DNC | START | UNSTOP | opt-in | OptedIn | resubscribed |
     unblocked | may be called again | desbloqueado | Opposition levée | Sperre aufgehoben | entsperrt | sbloccato | desbloqueado | gedeblokkeerd |
     הוסר מהרשימה השחורה | разблокирован | تم رفع الحظر | 架電禁止解除 | अनब्लॉक`,
  ],
  [
    'nothing',
    `enabled | Active | Sale | No answer | NO_ANSWER | callback | A | NEW | Not interested | subscribed | Closed Won | No Answer - Left Voicemail | - | N/A |
     not on DNC | DNC: no | no DNC | do not call: N | non-DNC | NotDNC | NOT_ON_DNC | is not on the DNC list | not on the national DNC list | DNC = 0 | Opt Out: No | never opted out |
     hasn't opted out | DNC clean | Passed DNC | National DNC scrub | State DNC | federal registry | ocupado | pas intéressé | kein Interesse | nicht gesperrt |
     non risponde | não atende | geen gehoor | לא מעוניין | व्यस्त | не отвечает | не в черном списке | لا يرد | 留守電 | 架電禁止なし | bel-me-niet register`,
  ],
  [
    'unknown',
    `contact: do not call back before 5 | Do not call until June | do not call today | stop by | stopover | stop payment | DNC? | No, DNC | START/STOP |
     not opted in | Opt-in: No | email opt out | Opted out of emails | unsubscribed from newsletter | National DNC - customer request | Tier 1 | Litigator |
     can call back later | cancel | Confirmed | Pending | DNC ok | Out of state - DNC | Said no - DNC | National DNC and internal | NE | no llamar antes de las 5 | removed | Removed from call list | 0 | 1 | Y | DNC check | opt-out pending | ? |
     Opt-in revoked | Opt-in widerrufen | no longer ok to call | Unblock request denied | Unblock requested | DNC removed - re-added | DNC removed in error |
     Opted in then out | Ne peut être appelé | لم يتم رفع الحظر | अनब्लॉक न करें | 拒否解除不可 | Opt-Out Reversed | Cleared from DNC | DNC Request Denied |
     Do Not Call - Expired | Ex-DNC | Was DNC | Opt-out removed`,
  ],
];

const flags: Table = [
  [
    'block',
    `1 | 1.0 | Y | yes | TRUE | t | x | X | ✓ | ✔ | on | 2026-05-03 | 03/05/2026 | 3.5.26 | May 3, 2026 | 3-May-26 | 2026-05-03T10:00:00Z | 1714521600 | Opted out | DNC |
     sí | SI | oui | VRAI | ja | WAHR | sì | VERO | sim | waar | כן | हाँ | हां | да | ИСТИНА | نعم | はい | ○`,
  ],
  [
    'release',
    `0 | 0.0 | N | no | FALSE | f | off | ☐ | non | FAUX | nein | FALSCH | FALSO | não | nee | ONWAAR | לא | नहीं | нет | ЛОЖЬ | لا | いいえ | opted in | Allow`,
  ],
  ['nothing', ` | - | NULL | n/a | none | 0000-00-00 00:00:00 | \\N | #N/A`],
  ['unknown', `maybe | SMS | Active | 2 | × | ? | email only`],
];

const tables: readonly (readonly [DecidingField, Table])[] = [
  ['disposition', statuses],
  ['flag', flags],
  [
    'registryFlag',
    [
      [
        'block',
        'Y | 1 | yes | Listed | TPS | CTPS | Fail | On TPS | Registered | on register | DNC | match | 2020-01-01 | inscrit | eingetragen | iscritto | 登録あり | в реестре',
      ],
      [
        'nothing',
        ' | N | 0 | no | Not listed | clean | not on register | no match | Pass | Not on TPS | non inscrit | nicht eingetragen | non iscritto | 未登録 | не в реестре',
      ],
      ['unknown', 'maybe | pending | 3'],
    ],
  ],
  [
    'action',
    [
      [
        'block',
        'add | A | insert | new | + | 1 | yes | dnc | STOP | opt out | alta | hinzufügen | ajouter | добавить | 追加',
      ],
      [
        'release',
        'delete | D | del | remove | r | - | START | unblock | opt in | eliminar | löschen | supprimer | удалить | 削除',
      ],
      ['nothing', ' | NULL'],
      // Off the list, or off the calls: both are written so.
      ['unknown', 'update | u | baja | הסר | suppression | whatever'],
    ],
  ],
  [
    'permission',
    [
      [
        'release',
        'yes | 1 | given | granted | opted in | 2026-05-02 | Express written | Yes - web form | Accepté | erteilt | 同意',
      ],
      [
        'block',
        'no | withdrawn | denied | refused | Not given | never | no consent | No phone | retiré | nicht erteilt | 不同意',
      ],
      ['nothing', ' | NULL | n/a'],
      ['unknown', 'none | expired | pending | not refused | email | given until May'],
    ],
  ],
  [
    'suspended',
    [
      ['release', 'Y | 1 | yes | TRUE | suspended | 2026-05-02 | sí | כן | हाँ'],
      ['block', ' | N | 0 | no | NULL | - | active | לא | नहीं'],
      ['unknown', 'held | whatever'],
    ],
  ],
];

const cases = tables.flatMap(([field, table]) =>
  table.flatMap(([meaning, values]) => values.split('|').map((value) => [field, value.trim(), meaning] as const)),
);

test.each(cases)('%s "%s": %s', (field, value, meaning) => {
  expect(meaningOf(field, value)).toBe(meaning);
  expect(meaningOf(field, `  ${value.toUpperCase()} `)).toBe(meaning);
});

test('values are compared without regard to case and spaces around', () => {
  expect(foldMeaningValue('  DNC - Asked ')).toBe(foldMeaningValue('dnc - asked'));
  expect(foldMeaningValue('DNC')).not.toBe(foldMeaningValue('D N C'));
});

test('a request is what a status blocks for', () => {
  expect(['DNC', 'Hard DND', 'Sale', 'National DNC', 'Tier 1'].filter(isRequestValue)).toEqual(['DNC', 'Hard DND']);
});

describe('a row as a whole', () => {
  type Said = readonly (readonly [DecidingField, Meaning])[];
  test.each<[string, Said, Meaning]>([
    ['nothing said', [], 'nothing'],
    [
      'one flag of two says yes',
      [
        ['flag', 'release'],
        ['flag', 'block'],
      ],
      'block',
    ],
    [
      'the flag says no, the status DNC',
      [
        ['flag', 'release'],
        ['disposition', 'block'],
      ],
      'block',
    ],
    [
      'a status that nobody knows beside a flag',
      [
        ['flag', 'release'],
        ['disposition', 'unknown'],
      ],
      'release',
    ],
    [
      'the same, the flag empty',
      [
        ['flag', 'nothing'],
        ['disposition', 'unknown'],
      ],
      'nothing',
    ],
    [
      'a flag that nobody knows',
      [
        ['flag', 'unknown'],
        ['flag', 'release'],
      ],
      'unknown',
    ],
    ['a status that nobody knows alone', [['disposition', 'unknown']], 'unknown'],
    [
      'a registry decides no status',
      [
        ['registryFlag', 'nothing'],
        ['disposition', 'unknown'],
      ],
      'unknown',
    ],
    [
      'an action that nobody knows beside a flag',
      [
        ['flag', 'release'],
        ['action', 'unknown'],
      ],
      'unknown',
    ],
    [
      'released by one, nothing by the other',
      [
        ['action', 'release'],
        ['disposition', 'nothing'],
      ],
      'release',
    ],
    [
      'released by one, unknown by the other',
      [
        ['action', 'release'],
        ['disposition', 'unknown'],
      ],
      'unknown',
    ],
    [
      'a registry that lists what the flag denies',
      [
        ['registryFlag', 'block'],
        ['flag', 'release'],
      ],
      'block',
    ],
  ])('%s', (_name, said, meaning) => {
    const rows = said.map(([field, single]) => ({ field, meaning: single }));
    expect(combineMeanings(rows)).toBe(meaning);
    expect(combineMeanings(rows.toReversed())).toBe(meaning);
  });
});
