/**
 * Words of a file by which numbers are released: what speaks for keeping a block, which columns speak of it, and which
 * are known to be about something else. A language says here only what its own lists do not say already.
 */
import type { Language } from './lookups.ts';

export type ReleaseWords = {
  /** Phrases of a cell that say that the number stays blocked. */
  readonly keep: string;
  /** The same, where they are all of a cell or of its part behind a comma or a dash. */
  readonly keepAlone: string;
  /** Answers that are a no in other words. */
  readonly refused: string;
  /** Parts of the name of a column that says whether, or when, its numbers are released. */
  readonly releaseNames: string;
  /** Parts of the name of a column that says whether its numbers stay. */
  readonly keepNames: string;
  /** Words in the name of a phone column that say whose phone it is, where it is another person's or another call's. */
  readonly others: string;
  /** Words in the name of a phone column that say which of a person's own phones it is, besides the labels beside numbers. */
  readonly places: string;
  /** Words of which the names of neutral columns consist: who, where, which list, what kind of phone, when it was called. */
  readonly neutral: string;
};

export const RELEASE_WORDS: Readonly<Record<Language, ReleaseWords>> = {
  en: {
    keep: `keep blocked, keep blocking, keep on list, keep on the list, keep it blocked, keep him blocked, keep her blocked, keep them blocked,
      keep number blocked, keep this blocked, keep as is, keep dnc, keep on dnc, keep the block, do not release, don t release, dont release, not to be released, never release,
      do not unblock, don t unblock, dont unblock, not to be unblocked, never unblock, do not remove, don t remove, dont remove, not to be removed, never remove, do not delete, don t delete, dont delete,
      do not lift, don t lift, dont lift, leave on list, leave on the list, leave it on, leave blocked, leave it blocked, leave on dnc, leave as is, stay blocked, stays blocked, stay on list,
      stays on list, stay on the list, stays on the list, remain blocked, remains blocked, remain on list, remains on list, remain on the list, remains on the list, still blocked, still on list, still on the list,
      retain block, retain on list, no release, not released, not approved, not yet approved, not confirmed, not verified, release denied, release refused, release rejected, removal denied, removal refused, removal rejected,
      hold release, on hold, must stay, must remain, should stay, should remain, has to stay`,
    keepAlone:
      'keep, keep it, keep this, keep him, keep her, hold, held, stay, stays, remain, remains, retain, not yet, wait, pending, leave, leave it',
    refused:
      'denied, deny, rejected, reject, refused, refuse, declined, decline, disapproved, not approved, unapproved, not ok, negative, never, disallowed, not allowed, forbidden',
    releaseNames: `release, unblock, remove, removal, delet, resubscri, reinstat, lift, opted back, opt back, call again, ok to call, okay to call, can call, may call, unlist, take off`,
    keepNames: 'keep, retain, stay, remain, hold, blocked until, blocked through',
    others:
      'assistant, assistants, spouse, wife, husband, partner, parent, emergency, callback, referral, referred, company, dialed, dialled, called, caller, agent, requested, old, new, former, previous, from, to, by, employer, reference, relative, next, kin',
    places:
      'alt, alternate, alternative, other, additional, primary, secondary, first, second, third, personal, private, day, daytime, evening, night, nr, nbr, dnc, best, preferred, voip',
    neutral: `a, an, the, of, to, by, for, in, on, at, and, or, s, my, our, no, number, num, nr, id, ids, uid, code, key, ref, reference, name, names, first, last, middle, full, family, given, maiden, nick, nickname, display, preferred, other,
      salutation, prefix, suffix, title, honorific, initial, initials, gender, sex, age, birth, birthday, birthdate, dob, born, language, lang, locale, spoken, nationality, ethnicity,
      city, town, state, province, county, country, region, district, zip, zipcode, postal, postcode, post, area, street, address, addr, line, unit, apt, suite, house, building, floor, location, place, market, territory, geo, metro, dma, msa, continent,
      latitude, longitude, lat, lng, home, work, office, business, mailing, billing, shipping, primary, secondary, alternate, alt, main, additional,
      phone, telephone, tel, mobile, cell, landline, fax, ext, extension, type, kind, carrier, network, operator, provider, model, device, make, format, prefixes, dialling, dialing, dial, calling, caller, called, call, calls, callback, dialed, dialled, ring,
      agent, rep, representative, salesperson, sales, owner, user, users, username, login, operator, manager, supervisor, team, group, groups, branch, store, shop, center, centre, desk, dealer, partner, affiliate, vendor, supplier, advisor, employee, staff, author,
      campaign, campaigns, list, lists, listid, queue, skill, program, project, source, medium, channel, utm, content, term, keyword, form, page, landing, website, site, url, web, link, referrer, origin, ad, adset, creative,
      lead, leads, contact, customer, client, consumer, subscriber, member, membership, patient, prospect, person, company, account, organization, organisation, firm, employer, department, industry, sector, job, position, role, occupation, profession,
      product, products, plan, tariff, brand, model, offer, service, services, segment, tier, class, vertical, line, size, colour, color,
      order, invoice, policy, case, ticket, contract, loan, claim, deal, opportunity, quote, batch, row, record, records, sequence, file, sheet, upload, import, imported, insert, inserted, entry, entered, created, create, creation, modified, updated, edited, added,
      date, dates, day, days, time, times, month, year, week, weekday, hour, hours, timestamp, datetime, timezone, zone, tz, utc, gmt, offset, daylight, next, previous, since, total, count, counts, attempt, attempts, tries, duration, length, talk, seconds, minutes, average,
      email, emails, e, mail, newsletter, score, rating, rank, ranking, priority, amount, balance, price, value, income, revenue, currency, payment, activity, appointment, meeting, visit, followup, follow, up, visited, contacted, dnc desk, label`,
  },
  es: {
    keep: `no liberar, no desbloquear, no eliminar, no quitar, no borrar, mantener bloqueado, mantener bloqueada, dejar bloqueado, dejar bloqueada, dejar en la lista, mantener en la lista, sigue bloqueado, sigue bloqueada`,
    keepAlone: 'mantener, conservar, dejar, pendiente, en espera, todavía no, aún no',
    refused: 'rechazado, rechazada, rechazar, denegado, denegada, denegar, no aprobado, no autorizado',
    releaseNames: 'elimin, liber, desbloq, borrar, quitar, dar de baja, volver a llamar',
    keepNames: 'mantener, conservar',
    others: 'asistente, cónyuge, esposo, esposa, emergencia, antiguo, nuevo, anterior, empresa',
    places:
      'otro, otra, adicional, alternativo, alternativa, principal, secundario, secundaria, primer, primero, segundo, tercero, personal, particular, privado, día, noche',
    neutral:
      'agente, operador, operadora, vendedor, asesor, idioma, género, sexo, tipo, tipo de teléfono, compañía, región, zona horaria, horario, sucursal, equipo, campaña, lista, cola, origen, fuente, segmento, prioridad, última llamada, fecha de llamada, apodo, tratamiento, barrio, comuna, delegación',
  },
  fr: {
    keep: `ne pas libérer, ne pas débloquer, ne pas supprimer, ne pas retirer, ne pas enlever, garder bloqué, garder bloquée, maintenir bloqué, laisser bloqué, laisser sur la liste, garder sur la liste, reste bloqué, reste bloquée, à garder`,
    keepAlone: 'garder, conserver, maintenir, laisser, en attente, pas encore',
    refused: 'refusé, refusée, refuser, rejeté, rejetée, rejeter, non approuvé, non autorisé, négatif',
    releaseNames: 'libér, liber, supprim, débloq, debloq, retirer, enlever, rappeler',
    keepNames: 'garder, conserver, maintenir',
    others: 'assistant, assistante, conjoint, conjointe, urgence, ancien, nouveau, entreprise, société',
    places:
      'autre, supplémentaire, alternatif, principal, principale, secondaire, premier, deuxième, second, troisième, personnel, privé, jour, journée, soir, nuit',
    neutral:
      'agent, conseiller, vendeur, opérateur, langue, genre, sexe, civilité, titre, type, type de téléphone, région, département, fuseau horaire, agence, équipe, campagne, liste, file, origine, source, segment, priorité, dernier appel, date appel, date d appel, quartier, commune',
  },
  de: {
    keep: `nicht freigeben, nicht entsperren, nicht löschen, nicht entfernen, nicht austragen, gesperrt lassen, gesperrt halten, gesperrt bleiben, bleibt gesperrt, weiter sperren, weiterhin gesperrt, auf der liste lassen, auf liste lassen, bleibt auf der liste, nicht genehmigt, noch nicht freigeben`,
    keepAlone: 'behalten, lassen, bleibt, halten, noch nicht, warten, ausstehend, gesperrt lassen',
    refused: 'abgelehnt, ablehnen, verweigert, nicht genehmigt, nicht erlaubt, nicht freigegeben, negativ',
    releaseNames: 'freigab, freigeb, lösch, loesch, entsperr, entfern, aufheb, austrag, wieder anruf',
    keepNames: 'behalten, bleibt, halten',
    others: 'assistent, assistenz, notfall, ehepartner, partner, alte, neue, alt, neu, firma',
    places:
      'andere, anderes, weitere, weiteres, zusätzlich, zusätzliche, alternative, primär, sekundär, erste, zweite, dritte, privat, persönlich, tag, tagsüber, abend, abends, nacht',
    neutral:
      'mitarbeiter, bearbeiter, berater, verkäufer, agent, sprache, geschlecht, anrede, titel, art, typ, telefonart, telefontyp, rufnummerntyp, netzbetreiber, anbieter, region, kreis, landkreis, zeitzone, filiale, team, gruppe, kampagne, liste, warteschlange, quelle, herkunft, segment, priorität, letzter anruf, anrufdatum, ortsteil',
  },
  it: {
    keep: `non liberare, non sbloccare, non eliminare, non rimuovere, non cancellare, mantenere bloccato, lasciare bloccato, lasciare in lista, lasciare nella lista, tenere bloccato, resta bloccato, rimane bloccato`,
    keepAlone: 'mantenere, tenere, lasciare, in attesa, non ancora',
    refused: 'rifiutato, rifiutata, rifiutare, negato, negata, respinto, respinta, non approvato, non autorizzato',
    releaseNames: 'elimin, rimuov, sblocc, rilasc, cancell, liber, richiam',
    keepNames: 'mantenere, tenere',
    others: 'assistente, coniuge, emergenza, vecchio, nuovo, azienda, ditta',
    places:
      'altro, altra, alternativo, aggiuntivo, principale, secondario, primo, secondo, terzo, personale, privato, giorno, sera, notte',
    neutral:
      'agente, operatore, venditore, consulente, lingua, genere, sesso, titolo, tipo, tipo di telefono, regione, fuso orario, filiale, gruppo, campagna, lista, coda, origine, fonte, segmento, priorità, ultima chiamata, data chiamata',
  },
  pt: {
    keep: `não liberar, não libertar, não desbloquear, não remover, não eliminar, não excluir, não apagar, manter bloqueado, manter na lista, deixar bloqueado, deixar na lista, continua bloqueado, permanece bloqueado`,
    keepAlone: 'manter, deixar, pendente, ainda não, aguardar',
    refused: 'rejeitado, rejeitada, rejeitar, negado, negada, negar, recusado, recusada, não aprovado, não autorizado',
    releaseNames: 'elimin, remov, liber, desbloq, excluir, apagar, ligar novamente',
    keepNames: 'manter',
    others: 'assistente, cônjuge, emergência, antigo, novo, empresa',
    places:
      'outro, outra, adicional, alternativo, principal, secundário, primeiro, segundo, terceiro, pessoal, particular, privado, dia, noite',
    neutral:
      'agente, atendente, operador, vendedor, consultor, idioma, gênero, sexo, tipo, tipo de telefone, operadora, região, fuso horário, filial, equipe, campanha, lista, fila, origem, fonte, segmento, prioridade, última ligação, data da ligação, bairro',
  },
  nl: {
    keep: `niet vrijgeven, niet deblokkeren, niet verwijderen, niet wissen, geblokkeerd houden, geblokkeerd laten, blijft geblokkeerd, op de lijst laten, op de lijst houden, blijft op de lijst`,
    keepAlone: 'behouden, houden, laten, blijft, wachten, nog niet, in afwachting',
    refused: 'geweigerd, weigeren, afgewezen, afwijzen, niet goedgekeurd, niet toegestaan',
    releaseNames: 'vrijg, verwijder, deblokk, opheff, wissen, weer bellen',
    keepNames: 'behouden, houden, blijft',
    others: 'assistent, partner, nood, oud, oude, nieuw, nieuwe, bedrijf',
    places:
      'ander, andere, extra, alternatief, primair, secundair, eerste, tweede, derde, persoonlijk, privé, dag, overdag, avond, nacht',
    neutral:
      'medewerker, agent, adviseur, verkoper, taal, geslacht, aanhef, titel, soort, type, type telefoon, regio, tijdzone, filiaal, groep, campagne, lijst, wachtrij, bron, herkomst, segment, prioriteit, laatste oproep, laatste gesprek, wijk',
  },
  he: {
    keep: 'לא לשחרר, לא להסיר, לא למחוק, אל תשחרר, להשאיר חסום, להשאיר ברשימה, נשאר חסום, נשאר ברשימה, עדיין חסום',
    keepAlone: 'להשאיר, לשמור, ממתין, בהמתנה, עדיין לא',
    refused: 'נדחה, סורב, לא אושר, לא מאושר, אסור',
    releaseNames: 'שחרר, שחרור, הסר, למחוק, מחיקה, ביטול חסימה',
    keepNames: 'להשאיר, לשמור',
    others: 'עוזר, בן זוג, חירום, ישן, חדש, חברה',
    places: 'אחר, נוסף, חלופי, ראשי, משני, ראשון, שני, שלישי, אישי, פרטי, יום, ערב, לילה',
    neutral:
      'נציג, סוכן, מוכר, שפה, מין, תואר, סוג, סוג טלפון, אזור, סניף, צוות, קבוצה, קמפיין, רשימה, תור, מקור, עדיפות, שיחה אחרונה, תאריך שיחה, שכונה',
  },
  hi: {
    keep: 'न हटाएं, मत हटाओ, न हटाएँ, अवरुद्ध रखें, सूची में रखें, ब्लॉक रखें',
    keepAlone: 'रखें, लंबित, अभी नहीं',
    refused: 'अस्वीकृत, अस्वीकार, नामंजूर',
    releaseNames: 'हटा, मुक्त, अनब्लॉक',
    keepNames: 'रखें',
    others: 'आपातकालीन, पुराना, नया, कंपनी',
    places: 'अन्य, वैकल्पिक, प्राथमिक, द्वितीयक, पहला, दूसरा, तीसरा, व्यक्तिगत, निजी, दिन, शाम, रात',
    neutral: 'एजेंट, भाषा, लिंग, प्रकार, क्षेत्र, शाखा, टीम, अभियान, सूची, स्रोत, प्राथमिकता',
  },
  ru: {
    keep: 'не разблокировать, не удалять, не снимать, не освобождать, оставить заблокированным, оставить в списке, оставить блокировку, остается заблокированным, пока заблокирован',
    keepAlone: 'оставить, держать, ожидает, ждать, пока нет, еще нет',
    refused: 'отклонено, отклонен, отказано, отказ, не одобрено, запрещено',
    releaseNames: 'удал, разблок, снят, освобод, исключить',
    keepNames: 'оставить, держать',
    others: 'ассистент, супруг, экстренный, старый, новый, компания',
    places:
      'другой, дополнительный, альтернативный, основной, первый, второй, третий, личный, частный, дневной, вечерний',
    neutral:
      'агент, оператор, менеджер, продавец, язык, пол, обращение, тип, тип телефона, регион, район, часовой пояс, филиал, группа, кампания, список, очередь, источник, сегмент, приоритет, последний звонок, дата звонка',
  },
  ar: {
    keep: 'لا تحذف, لا تزيل, لا ترفع الحظر, عدم الحذف, عدم الإزالة, إبقاء الحظر, يبقى محظورا, إبقاء في القائمة',
    keepAlone: 'إبقاء, قيد الانتظار, ليس بعد',
    refused: 'مرفوض, مرفوضة, رفض, غير موافق عليه',
    releaseNames: 'حذف, إزالة, رفع الحظر, إلغاء الحظر, تحرير',
    keepNames: 'إبقاء',
    others: 'مساعد, طوارئ, قديم, جديد, الشركة',
    places: 'آخر, إضافي, بديل, رئيسي, ثانوي, أول, ثاني, ثالث, شخصي, خاص, نهار, مساء, ليل',
    neutral:
      'الوكيل, الموظف, اللغة, الجنس, اللقب, النوع, نوع الهاتف, المنطقة, الحي, الفرع, الفريق, الحملة, القائمة, المصدر, الأولوية, آخر مكالمة',
  },
  ja: {
    keep: '解除しない, 削除しない, 解除不可, 削除不可, 継続ブロック, ブロック継続, 残す, 維持する',
    keepAlone: '維持, 継続, 保留, 保持, 未承認',
    refused: '却下, 拒否, 否認, 不承認, 不可',
    releaseNames: '解除, 削除',
    keepNames: '維持, 継続, 保持',
    others: '緊急, 旧, 新, 会社',
    places: 'その他, 予備, 代替, 個人, 日中, 夜間',
    neutral:
      '担当者, 担当, 言語, 性別, 敬称, 種別, 種類, 電話種別, 地域, 支店, チーム, グループ, キャンペーン, リスト, 流入元, 優先度, 最終架電日, 架電日',
  },
};
