/** A list to look at before there is one: numbers that are kept free for fiction (555-0100 to 555-0199), which nobody has. */
const areas = ['212', '310', '415', '646'] as const;

/** Two hundred numbers in E.164. */
export const sampleNumbers: readonly string[] = areas.flatMap((area) =>
  Array.from({ length: 50 }, (_, at) => `+1${area}5550${100 + at}`),
);
export const sampleReason = 'sample: a number that nobody has';
