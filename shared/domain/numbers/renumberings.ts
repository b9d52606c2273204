// Renumberings: how a country's numbers were written before a change that left every subscriber their line. This is one
// table of facts with their sources; sameSubscriber.ts reads it. It leaves out changes whose old numbers were given to
// other people since: Burkina Faso's 50, Egypt's 0150 to 0152, and Vietnam's area codes (8, 3x, 56, 58, 59, 70, 76, 77,
// 79), with which mobiles begin now.

import type { Region } from './numberValue.ts';

/** Where a fact was read. `date`: the day of the act or of its report; null where the page has none. */
export interface Source {
  readonly title: string;
  readonly date: string | null;
  readonly address: string;
}

/**
 * A family of old national (significant) numbers and what they became: `keep` `was` `next`… became `keep` `is` `next`….
 * Two rules with the same old number mean that it became one of the two, and that its digits do not tell which.
 */
export interface Rule {
  /** How many digits the old national number had. */
  readonly of: number;
  readonly was: string;
  readonly is: string;
  /** What stands before the changed digits and stays: an area code, as a pattern without capturing groups. */
  readonly keep?: string;
  /** How the rest begins, as a pattern without capturing groups; by default anything. */
  readonly next?: string;
}

/**
 * A way of dialling that ended: the whole of what was dialled, as a pattern, and the national number that it meant, old
 * or new.
 */
export interface Dialled {
  readonly was: string;
  readonly is: string;
}

export interface Renumbering {
  /** Where people write the old form without a calling code. */
  readonly region: Region;
  readonly callingCode: string;
  /** The calling code of the old form, where it is another. */
  readonly oldCallingCode?: string;
  /** The day from which the old form no longer connected; null: both forms are in use. */
  readonly ended: string | null;
  readonly sources: readonly Source[];
  readonly rules: readonly Rule[];
  readonly dialled?: readonly Dialled[];
}

/** One rule per prefix: `{ was: is }`. */
function prefixes(of: number, table: Readonly<Record<string, string>>): readonly Rule[] {
  return Object.entries(table).map(([was, is]) => ({ of, was, is }));
}

const brazilianArea = '(?:[14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-579])';
const chileanArea = '(?:3[2-5]|4[1-35]|5[1-3578]|6[13-57]|7[1-35])';

const recipes: Source = {
  title: "libphonenumber migrator, recipes for renumbered ranges (from the countries' own documents)",
  date: null,
  address: 'https://github.com/google/libphonenumber/blob/master/migrator/src/data/recipes.csv',
};

const numberPhone: Source = {
  title: 'Number::Phone 4.0011: lines of Northern Ireland as +353 48, and of San Marino as +39 0549',
  date: '2026-06-10',
  address: 'https://metacpan.org/release/DCANTRELL/Number-Phone-4.0011',
};

export const renumberings: readonly Renumbering[] = [
  {
    // A 1 after the country code for mobiles; at home 044 (local), 045 (far) and 01 (any other line).
    region: 'MX',
    callingCode: '52',
    ended: '2020-08-03',
    sources: [
      {
        title: 'IFT: los prefijos 01, 044, 045 y el dígito 1 dejan de marcarse (DOF of 11 May 2018)',
        date: '2018-05-11',
        address: 'https://newsweekespanol.com/?p=114478',
      },
      {
        title: 'libphonenumber 8.10.17: the mobile token 1 and the prefixes of Mexico are abolished',
        date: '2019-08-16',
        address: 'https://github.com/google/libphonenumber/releases/tag/v8.10.17',
      },
    ],
    rules: [{ of: 11, was: '1', is: '', next: '[2-9]' }],
    dialled: [{ was: '0(?:44|45|1)([2-9]\\d{9})', is: '$1' }],
  },
  {
    // The ninth digit of mobiles, area by area. Trunked radio (7…) kept its eight; those lines are valid as they stand.
    region: 'BR',
    callingCode: '55',
    ended: '2016-12-31',
    sources: [
      {
        title: 'ITU Operational Bulletin: Brazil (+55), communication of ANATEL, Resolution 553',
        date: '2013-02-06',
        address: 'http://ininet.org/place-des-nations-ch-1211-genve-20-switzerland-tel-41-22-730-5-v4.html?page=4',
      },
      {
        title: 'ANATEL, Ato 6.305: dates of the ninth digit by area code',
        date: null,
        address: 'https://upanema.net/2012/11/anatel-telecomunicacoes-9o-digito-ate-2015-rn/',
      },
    ],
    rules: [{ of: 10, keep: brazilianArea, was: '', is: '9', next: '[6-9]' }],
    // A carrier of two digits stands between the 0 and the area code.
    dialled: [{ was: '0\\d\\d(\\d{10})', is: '$1' }],
  },
  {
    // From abroad a mobile is called with a 9 before its area code, at home with 15 after it; many write neither.
    region: 'AR',
    callingCode: '54',
    ended: null,
    sources: [
      {
        title: 'Telephone numbers in Argentina: mobiles, from inside and from abroad',
        date: null,
        address: 'http://www.liquisearch.com/telephone_numbers_in_argentina/mobile_phone_numbers',
      },
    ],
    rules: [{ of: 11, was: '9', is: '', next: '(?:11|[23])' }],
    dialled: [
      { was: '0?(11)15(\\d{8})', is: '9$1$2' },
      { was: '0?([23]\\d\\d)15(\\d{7})', is: '9$1$2' },
      { was: '0?([23]\\d{3})15(\\d{6})', is: '9$1$2' },
    ],
  },
  {
    region: 'BJ',
    callingCode: '229',
    ended: '2024-11-30',
    sources: [
      {
        title: 'ARCEP Bénin: tous les numéros sont précédés de 01',
        date: '2024-11-30',
        address: 'https://fr.allafrica.com/stories/202411300249.html',
      },
    ],
    rules: [{ of: 8, was: '', is: '01', next: '(?:2|[4-69])' }],
  },
  {
    // Mobiles by the second digit, fixed lines by the third: each operator had its own.
    region: 'CI',
    callingCode: '225',
    ended: '2021-01-31',
    sources: [
      {
        title: 'ARTCI: présentation des modifications du plan de numérotage selon UIT-T E.129',
        date: null,
        address: 'https://github.com/guyaristide/numerotation',
      },
      {
        title: 'ARTCI: passage à dix chiffres, conférence de presse',
        date: '2020-07-28',
        address:
          'https://newsgeek.ci/2020/07/28/telephonie-la-cote-divoire-bascule-a-10-chiffres-a-partir-du-31-janvier-2021',
      },
    ],
    rules: [
      { of: 8, was: '', is: '01', next: '(?:0[1-3]|[457][0-3])' },
      { of: 8, was: '', is: '05', next: '[04-9][4-6]' },
      { of: 8, was: '', is: '07', next: '[04-9][7-9]' },
      { of: 8, was: '', is: '21', next: '(?:2[0-4]|3[0-6])8' },
      { of: 8, was: '', is: '25', next: '(?:2[0-4]|3[0-6])0' },
      { of: 8, was: '', is: '27', next: '(?:2[0-4]|3[0-6])[1-79]' },
    ],
  },
  {
    region: 'CO',
    callingCode: '57',
    ended: '2022-06-01',
    sources: [
      {
        title: 'CRC, Resolución 5826: marcación única nacional, 60 ante el indicativo',
        date: null,
        address:
          'https://elpais.com.co/amp/colombia/forma-de-hacer-llamadas-en-cambiara-desde-septiembre-asi-sera.html',
      },
      {
        title: 'SETAR: calls to Colombia without the 60 end on 1 June 2022',
        date: null,
        address: 'https://masnoticia.com/setar-cambio-di-formato-pa-yamadanan-riba-red-fiho-di-colombia/',
      },
    ],
    rules: [{ of: 8, was: '', is: '60', next: '(?:[18][1-9]|[24-7][2-9])' }],
    // 03 from a mobile; 0 and the carrier from another city.
    dialled: [{ was: '0(?:[3579]|4(?:[14]4|56))([124-8]\\d{7})', is: '$1' }],
  },
  {
    // Area codes in 2017, mobiles of eleven digits (with the 0) in 2018.
    region: 'VN',
    callingCode: '84',
    ended: '2018-11-15',
    sources: [
      recipes,
      {
        title: 'MobiFone and the Ministry of Information and Communications: conversion to ten digits',
        date: null,
        address:
          'https://mobifone.vn/wps/portal/public/gioi-thieu/doi-dau-so/Doi_dau_so_top_1/ke-hoach-trien-khai-chuyen-doi-thue-bao',
      },
    ],
    rules: [
      ...prefixes(10, { 120: '70', 121: '79', 122: '77', 126: '76', 128: '78' }),
      ...prefixes(10, { 123: '83', 124: '84', 125: '85', 127: '81', 129: '82' }),
      ...prefixes(10, { 162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39' }),
      ...prefixes(10, { 186: '56', 188: '58', 199: '59' }),
      ...prefixes(10, {
        230: '215',
        231: '213',
        240: '204',
        280: '208',
        500: '262',
        501: '261',
        510: '235',
        511: '236',
      }),
      ...prefixes(10, { 650: '274', 651: '271', 710: '292', 711: '293' }),
      ...prefixes(9, { 20: '214', 22: '212', 25: '205', 26: '206', 27: '207', 29: '216', 53: '233', 54: '234' }),
      ...prefixes(9, { 57: '257', 60: '260', 61: '251', 62: '252', 63: '263', 64: '254', 66: '276', 68: '259' }),
      ...prefixes(9, { 72: '272', 73: '273', 74: '294', 75: '275' }),
      { of: 9, was: '4', is: '24', next: '[2-8]' },
      { of: 9, was: '52', is: '232', next: '[014-79]' },
      { of: 9, was: '55', is: '255', next: '[0-8]' },
      { of: 9, was: '67', is: '277', next: '[013-9]' },
    ],
  },
  {
    // Mobiles got a 6, fixed lines a 2, Camtel's wireless city lines 24 in place of the first 2 or 3.
    region: 'CM',
    callingCode: '237',
    ended: '2014-11-21',
    sources: [
      {
        title: 'ART Cameroun, Ministry of Posts and Telecommunications: from eight to nine digits',
        date: '2014-09-25',
        address: 'https://guardianpostonline.blogspot.com/2014/09/telephone-numbers-to-move-from-8-to-9.html',
      },
      {
        title: 'Camtel: 33 of city phones becomes 243',
        date: '2014-11-21',
        address: 'https://bamendaonline.net/cameroon-to-migrate-from-8-to-9-telephone-digits-tonight',
      },
    ],
    rules: [
      { of: 8, was: '', is: '6', next: '[679]' },
      { of: 8, was: '', is: '2', next: '(?:22|33)' },
      ...prefixes(8, { 22: '242', 33: '243' }),
    ],
  },
  {
    // The operator's digit took the place of the 0 that was written in the international form too, by most.
    region: 'GA',
    callingCode: '241',
    ended: '2024-04-06',
    sources: [
      {
        title: 'ARCEP Gabon: nouveau plan national de numérotation',
        date: '2019-06-03',
        address: 'http://news.alibreville.com/h/89332.html',
      },
      {
        title: 'ANINF: arrêt définitif des numéros à 8 chiffres le 6 avril',
        date: '2024-02-29',
        address: 'http://news.alibreville.com/h/114469.html',
      },
      recipes,
    ],
    rules: ['0', ''].flatMap((zero) => [
      { of: 7 + zero.length, was: zero, is: '1', next: '1' },
      { of: 7 + zero.length, was: zero, is: '6', next: '[256]' },
      { of: 7 + zero.length, was: zero, is: '7', next: '[47]' },
    ]),
  },
  {
    region: 'MU',
    callingCode: '230',
    ended: '2013-09-01',
    sources: [
      {
        title: 'ICTA, decision of 11 February 2013: the digit 5 before all mobile numbers',
        date: '2013-09-02',
        address:
          'https://www.commsupdate.com/articles/2013/09/02/mauritius-migrates-to-a-new-8-digit-mobile-numbering-plan/',
      },
    ],
    rules: [
      { of: 7, was: '', is: '5', next: '(?:25\\d|29\\d|42[39]|44\\d|47[2-9]|49[1-8]|7\\d\\d|87[15-8]|9[0-8]\\d)' },
    ],
  },
  {
    // Fixed lines got 40, Vini's mobiles 87, Manaphone's 49; the old digits do not tell the first from the last.
    region: 'PF',
    callingCode: '689',
    ended: '2014-07-31',
    sources: [
      {
        title: 'Tahiti Infos: le passage à 8 chiffres (arrêté du conseil des ministres, mars 2013)',
        date: '2014-06-19',
        address: 'https://www.tahiti-infos.com/Le-passage-a-8-chiffres-c-est-ce-weekend_a103688.html',
      },
    ],
    rules: [
      { of: 6, was: '', is: '40', next: '(?:4[0-35-9]|[5689])' },
      { of: 6, was: '', is: '49', next: '(?:4[0-35-9]|[568])' },
      { of: 6, was: '', is: '87', next: '[237]' },
    ],
  },
  {
    region: 'CL',
    callingCode: '56',
    ended: '2013-07-06',
    sources: [
      {
        title: 'ITU: Chile (+56), communication of SUBTEL of 2.VII.2014: area code, then 2, then the number',
        date: '2014-07-02',
        address: 'https://studylib.net/doc/13545234/chile--country-code--56--communication-of-2.vii.2014-',
      },
      {
        title: 'SUBTEL: mobiles are dialled with their 9, everywhere',
        date: '2016-02-06',
        address: 'https://pisapapeles.net/desde-el-6-de-febrero-agregamos-un-9-a-los-celulares/amp',
      },
    ],
    rules: [
      { of: 8, keep: '2', was: '', is: '2', next: '[2-9]' },
      { of: 8, keep: chileanArea, was: '', is: '2' },
    ],
    // At home a mobile was eight digits among mobiles, and 09 and those from a fixed line.
    dialled: [{ was: '(?:09)?([4-9]\\d{7})', is: '9$1' }],
  },
  {
    region: 'CR',
    callingCode: '506',
    ended: '2008-03-20',
    sources: [
      {
        title: 'ICE: 2 for landlines, 8 for mobiles (which began with 3 or 8)',
        date: '2008-03-07',
        address: 'https://ticotimes.net/2008/03/07/c-r-braces-for-8-digit-numbers',
      },
    ],
    rules: [
      { of: 7, was: '', is: '2', next: '[24-7]' },
      { of: 7, was: '', is: '8', next: '[38]' },
    ],
  },
  {
    region: 'EC',
    callingCode: '593',
    ended: '2012-09-30',
    sources: [
      {
        title: 'Dialing mobile numbers in Ecuador: a 9 after the first 0 from 30 September 2012',
        date: '2012-09-18',
        address: 'http://www.sangay.com/ecuadorguide/ecuador/dialing-mobile-cellular-numbers-in-ecuador-south-america/',
      },
    ],
    rules: [{ of: 8, was: '', is: '9', next: '[89]' }],
  },
  {
    region: 'EG',
    callingCode: '20',
    ended: '2012-02-06',
    sources: [
      {
        title: 'NTRA: mobile numbers from 10 to 11 digits, with the table of codes',
        date: null,
        address: 'http://www.tra.gov.eg/english/News_NewsDetails.asp?PID=39&ID=186',
      },
    ],
    rules: prefixes(9, { 10: '100', 11: '111', 12: '122', 14: '114', 16: '106', 17: '127', 18: '128', 19: '109' }),
  },
  {
    region: 'SA',
    callingCode: '966',
    ended: '2013-08-18',
    sources: [
      {
        title: 'CITC: the digit 1 after the 0 of all area codes',
        date: '2013-05-10',
        address: 'https://www.commsupdate.com/articles/2013/05/10/citc-to-introduce-new-digit-to-area-codes/',
      },
      recipes,
    ],
    rules: [{ of: 8, was: '', is: '1', next: '(?:1\\d|2[24-8]|3[35-8]|4[3-68]|6[2-5]|7[235-7])' }],
  },
  {
    region: 'QA',
    callingCode: '974',
    ended: '2010-07-28',
    sources: [
      {
        title: 'ictQATAR: the first digit is repeated',
        date: '2010-03-28',
        address: 'https://www.cra.gov.qa/en/press-releases/qatars-phone-numbers-expand-digit-meet-growing-demand',
      },
    ],
    rules: prefixes(7, { 3: '33', 4: '44', 5: '55', 6: '66', 7: '77' }),
  },
  {
    // Metro Manila: a digit for the operator, which the old digits do not tell.
    region: 'PH',
    callingCode: '63',
    ended: '2019-10-06',
    sources: [
      {
        title: 'NTC Memorandum Order 10-10-2017: identifiers of the operators in area 02',
        date: '2019-01-16',
        address:
          'http://manilastandard.net/news/national/285518/ntc-changes-7-digit-format-to-8-in-02-area-codes-starting-march-18.html',
      },
      {
        title: 'Globe: eight-digit landlines, identifiers by company',
        date: null,
        address: 'https://www.globe.com.ph/help/eight-digit-number-for-landlines-and-duo.html?ref=syn_article_sp',
      },
    ],
    rules: [
      { of: 8, keep: '2', was: '', is: '3', next: '[2-4]' },
      { of: 8, keep: '2', was: '', is: '5', next: '[3-7]' },
      ...['6', '7', '8'].map((is) => ({ of: 8, keep: '2', was: '', is, next: '[2-9]' })),
    ],
  },
  {
    region: 'UY',
    callingCode: '598',
    ended: '2010-08-29',
    sources: [
      {
        title: 'ITU: Uruguay (+598), communication of URSEC of 18.VI.2010',
        date: '2010-06-18',
        address: 'https://studylib.net/doc/13553596/uruguay--country-code--598--communication-of-21.i.2014-ad...',
      },
    ],
    rules: [{ of: 7, was: '', is: '4', next: '(?:3|4[3-9]|[5-7])' }],
  },
  {
    region: 'HT',
    callingCode: '509',
    ended: '2008-03-01',
    sources: [
      {
        title: 'CONATEL via ITU, 23 August 2007: from seven to eight digits (World Telephone Numbering Guide)',
        date: '2007-08-23',
        address: 'http://wtng.info/wtng-509-ht.html',
      },
    ],
    rules: [
      ...prefixes(7, { 2: '22', 4: '34', 5: '35', 6: '36', 7: '37', 9: '39' }),
      { of: 7, was: '8', is: '38', next: '[0-46]' },
    ],
  },
  {
    region: 'SC',
    callingCode: '248',
    ended: '2011-08-04',
    sources: [
      {
        title: 'Seychelles: expansion to seven digits in two phases (World Telephone Numbering Guide)',
        date: '2011-06-02',
        address: 'http://wtng.info/wtng-248-sc.html',
      },
    ],
    rules: prefixes(6, { 2: '42', 3: '43', 5: '25', 6: '46', 7: '27', 41: '441', 42: '442', 43: '443', 47: '647' }),
  },
  {
    region: 'SZ',
    callingCode: '268',
    ended: '2011-05-01',
    sources: [
      {
        title: 'ITU: Swaziland (+268), communication of SPTC of 30.IX.2010: 2 before all fixed numbers',
        date: '2010-09-30',
        address: 'https://studylib.net/doc/13024715/swaziland--country-code--268--communication-of-30.ix.2010-',
      },
    ],
    rules: [{ of: 7, was: '', is: '2', next: '[2-5]' }],
  },
  {
    // Mobiles first, fixed lines later: an 8 may have been either.
    region: 'HN',
    callingCode: '504',
    ended: '2010-11-14',
    sources: [
      {
        title: 'CONATEL: 9 before mobiles that begin with 8 or 9, 3 before those that begin with 3',
        date: '2007-02-26',
        address: 'https://www.laprensa.hn/honduras/usuarios-olvidaron-aumentar-digito-DGLP651031',
      },
      {
        title: 'CONATEL: 2 before all fixed lines from 14 November',
        date: null,
        address: 'https://www.laprensa.hn/honduras/en-14-dias-telefonos-fijos-tendran-un-digito-mas-DQLP480164',
      },
    ],
    rules: [
      { of: 7, was: '', is: '2', next: '[24-8]' },
      { of: 7, was: '', is: '3', next: '3' },
      { of: 7, was: '', is: '9', next: '[89]' },
    ],
  },
  {
    // 2 for mobiles, 6 for fixed lines; the old first digits do not tell one from the other for sure.
    region: 'LV',
    callingCode: '371',
    ended: '2008-07-01',
    sources: [
      {
        title:
          'Latvia: renumbering from 7 to 8 digits in phases (World Telephone Numbering Guide, Public Utilities Commission)',
        date: '2007-05-21',
        address: 'http://wtng.info/wtng-371-lv.html',
      },
    ],
    rules: ['2', '6'].map((is) => ({ of: 7, was: '', is, next: '[2-9]' })),
  },
  {
    // Two mobile operators shared old first digits.
    region: 'TG',
    callingCode: '228',
    ended: '2011-08-07',
    sources: [
      {
        title: 'ARTP Togo: eight digits, by operator',
        date: '2011-08-23',
        address: 'http://www.blog.africantelecomsnews.com/2011/08/extra-digit-inserted-togo.html',
      },
    ],
    rules: [
      ...prefixes(7, { 2: '22', 0: '91', 5: '99', 6: '98', 7: '92', 8: '91', 9: '90' }),
      ...prefixes(7, { 0: '98', 7: '99', 8: '98', 9: '99' }),
    ],
  },
  {
    region: 'GE',
    callingCode: '995',
    ended: '2011-12-31',
    sources: [
      {
        title: 'ITU: Georgia (+995), communication of GNCC of 22.XII.2010: new national numbering system',
        date: '2010-12-22',
        address: 'https://studylib.net/doc/13024697/georgia--country-code--995---georgian-national-communicat...',
      },
      {
        title: 'Telephone numbers in Georgia: 5 before the prefixes of mobile operators',
        date: null,
        address: 'https://www.wikiwand.com/en/articles/+995',
      },
    ],
    rules: [{ of: 8, was: '', is: '5', next: '(?:5[578]|68|7\\d|9[1-9])' }],
    dialled: [{ was: '8(\\d{8})', is: '$1' }],
  },
  {
    region: 'MA',
    callingCode: '212',
    ended: '2009-03-07',
    sources: [
      {
        title: 'Morocco, numbering change of 7 March 2009 (ANRT), with the table of first digits',
        date: null,
        address: 'http://www.telna.ws/blog/index.php?/archives/7-Numbering-change-in-Morrocco.html',
      },
    ],
    rules: [
      { of: 8, was: '', is: '5', next: '[23]' },
      { of: 8, was: '', is: '6', next: '[14-7]' },
      ...prefixes(8, { 8: '80', 9: '89' }),
    ],
  },
  {
    region: 'TL',
    callingCode: '670',
    ended: '2013-01-01',
    sources: [
      {
        title: 'ITU: Timor-Leste (+670), communication of 27.III.2013',
        date: '2013-03-27',
        address: 'https://aprenderly.com/doc/1009179/word-2007?page=3',
      },
    ],
    rules: [{ of: 7, was: '', is: '7', next: '7' }],
  },
  {
    region: 'BF',
    callingCode: '226',
    ended: '2014-11-30',
    sources: [
      {
        title: 'ARCEP Burkina Faso: le préfixe 24 remplace 40',
        date: null,
        address: 'https://cio-mag.com/?p=1073',
      },
    ],
    rules: [{ of: 8, was: '40', is: '24', next: '(?:4[569]|5[4-6]|6[5-7]|7[0179])' }],
  },
  {
    region: 'SX',
    callingCode: '1',
    oldCallingCode: '599',
    ended: '2012-09-30',
    sources: [
      {
        title: 'NANPA Planning Letter 423: Sint Maarten leaves +599 for +1 721',
        date: '2011-07-27',
        address: 'https://en.wikipedia.org/wiki/Area_code_721',
      },
    ],
    rules: [{ of: 7, was: '5', is: '7215', next: '(?:1[02]|2\\d|4[2-8]|5[034679]|8\\d|9[056])' }],
  },
  {
    // Northern Ireland is called from the Republic like an area of its own, and as a part of the UK.
    region: 'IE',
    callingCode: '44',
    oldCallingCode: '353',
    ended: null,
    sources: [numberPhone],
    rules: [{ of: 10, was: '48', is: '28' }],
  },
  {
    // So are San Marino's fixed lines from Italy.
    region: 'IT',
    callingCode: '378',
    oldCallingCode: '39',
    ended: null,
    sources: [numberPhone],
    rules: [{ of: 10, was: '0549', is: '0549' }],
  },
  {
    region: 'NG',
    callingCode: '234',
    ended: '2024-01-01',
    sources: [
      {
        title: 'NCC: fixed lines are preceded by 02 in place of 0, from eight digits to ten',
        date: '2023-09-19',
        address:
          'https://www.vanguardngr.com/2023/09/ncc-changes-nigerias-fixed-phone-lines-numbering-format-to-10-digits/',
      },
    ],
    rules: [{ of: 8, was: '', is: '20', next: '[1-9]' }],
  },
  ...kosovo(),
];

/** Kosovo's lines hung on the codes of Serbia (fixed), Monaco and Slovenia (mobiles) until it had its own. */
function kosovo(): readonly Renumbering[] {
  const sources: readonly Source[] = [
    {
      title: 'ARKEP: +383 in place of +381, +377 and +386, last day extended',
      date: null,
      address: 'http://samenacouncil.org/samena_daily_news.php?news=70458',
    },
  ];
  const from = (oldCallingCode: string, rules: readonly Rule[]): Renumbering => ({
    region: 'XK',
    callingCode: '383',
    oldCallingCode,
    ended: '2019-01-15',
    sources,
    rules,
  });
  return [
    from('377', [{ of: 8, was: '', is: '', next: '4[45]' }]),
    from('386', [{ of: 8, was: '', is: '', next: '4[39]' }]),
    from('381', [
      { of: 8, was: '', is: '', next: '(?:28|29|38|39)' },
      { of: 9, was: '', is: '', next: '(?:280|290|390)' },
    ]),
  ];
}
