/**
 * Facts about countries that Intl does not have: the three-letter codes of ISO 3166-1, and the languages in which a
 * country names itself besides Unicode's likeliest one. Ascension, Tristan da Cunha and Kosovo have no ISO code; theirs
 * are those in common use.
 */
import type { Region } from './numberValue.ts';

/** `AD:AND` for every region with a numbering plan of its own. */
export const ALPHA_3: readonly { readonly region: Region; readonly code: string }[] =
  `AC:ASC AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AR:ARG AS:ASM AT:AUT AU:AUS AW:ABW AX:ALA AZ:AZE BA:BIH BB:BRB
  BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES BR:BRA BS:BHS BT:BTN BW:BWA BY:BLR BZ:BLZ CA:CAN
  CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL CM:CMR CN:CHN CO:COL CR:CRI CU:CUB CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU
  DJ:DJI DK:DNK DM:DMA DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK FM:FSM FO:FRO FR:FRA GA:GAB
  GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC GT:GTM GU:GUM GW:GNB GY:GUY HK:HKG HN:HND
  HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN IN:IND IO:IOT IQ:IRQ IR:IRN IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ
  KH:KHM KI:KIR KM:COM KN:KNA KP:PRK KR:KOR KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR LS:LSO LT:LTU LU:LUX LV:LVA
  LY:LBY MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP MQ:MTQ MR:MRT MS:MSR MT:MLT MU:MUS
  MV:MDV MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR NP:NPL NR:NRU NU:NIU NZ:NZL OM:OMN PA:PAN
  PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL PM:SPM PR:PRI PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS RW:RWA SA:SAU
  SB:SLB SC:SYC SD:SDN SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK SL:SLE SM:SMR SN:SEN SO:SOM SR:SUR SS:SSD ST:STP SV:SLV SX:SXM SY:SYR
  SZ:SWZ TA:TAA TC:TCA TD:TCD TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV TW:TWN TZ:TZA UA:UKR UG:UGA
  US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN VG:VGB VI:VIR VN:VNM VU:VUT WF:WLF WS:WSM XK:XKX YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE`
    .split(/\s+/)
    .map((entry) => ({ region: entry.slice(0, 2) as Region, code: entry.slice(3) }));

/** Further languages of a country, as BCP 47 tags: official ones, and those in which its exports are often written. */
export const FURTHER_LANGUAGES: Readonly<Partial<Record<Region, string>>> = {
  AD: 'es fr',
  AE: 'en',
  AF: 'ps uz',
  AW: 'pap',
  AZ: 'ru',
  BA: 'hr sr',
  BE: 'fr de',
  BI: 'fr',
  BN: 'ms en',
  BO: 'qu',
  BQ: 'nl',
  BW: 'tn',
  BY: 'be',
  CA: 'fr',
  CC: 'en',
  CF: 'fr',
  CH: 'fr it rm',
  CI: 'fr',
  CM: 'en',
  CN: 'zh-Hans zh-Hant',
  CW: 'nl',
  CY: 'tr',
  DJ: 'ar',
  DZ: 'fr',
  EE: 'ru',
  EH: 'es fr',
  ER: 'ar en',
  ES: 'ca gl eu',
  FI: 'sv',
  FJ: 'fj hi',
  FO: 'da',
  GH: 'en',
  GL: 'da',
  GQ: 'fr pt',
  HK: 'zh-Hant en',
  HT: 'fr',
  IE: 'ga',
  IL: 'ar',
  IN: 'en bn ta te mr gu kn ml pa',
  IQ: 'ckb ku',
  KE: 'en',
  KG: 'ru',
  KM: 'fr',
  KZ: 'kk',
  LK: 'ta en',
  LS: 'en',
  LU: 'de lb',
  MA: 'fr zgh',
  MD: 'ru',
  ME: 'sr-Latn bs hr',
  MG: 'fr',
  MK: 'sq',
  ML: 'fr',
  MO: 'zh-Hant pt',
  MR: 'fr',
  MT: 'en',
  MU: 'en',
  NA: 'en',
  NE: 'fr',
  NG: 'ha yo ig',
  NO: 'no nn',
  NZ: 'mi',
  PE: 'qu',
  PG: 'en',
  PH: 'en',
  PK: 'en',
  PW: 'en',
  PY: 'es',
  RS: 'sr-Latn',
  RW: 'fr en',
  SC: 'en',
  SG: 'zh ms ta',
  SN: 'fr',
  SO: 'ar',
  SZ: 'ss',
  TD: 'fr',
  TJ: 'ru',
  TL: 'en',
  TN: 'fr',
  TW: 'zh-Hant',
  TZ: 'en',
  UA: 'ru',
  UG: 'en',
  UZ: 'uz-Cyrl ru',
  VU: 'fr en',
  XK: 'sr',
  ZA: 'af zu xh',
  ZW: 'en',
};
