// Words that people write beside a number to say which kind it is, and that say nothing else.

const words =
  'phone telephone tel mobile cell cellular cellphone fax home work office main direct number no nr ph mob landline whatsapp text sms טל טלפון נייד פקס';

export const labelWords: ReadonlySet<string> = new Set(words.split(' '));
