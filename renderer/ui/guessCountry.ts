/** A country to offer where none is chosen yet. Pure. */

/**
 * The country of the first language that names one, as in "en-IL".
 * @param languages BCP 47 tags, the preferred first
 * @param known countries that can be chosen
 */
export function guessCountry(languages: readonly string[], known: readonly string[]): string | null {
  for (const language of languages) {
    const region = toRegion(language);
    if (region !== undefined && known.includes(region)) return region;
  }
  return null;
}

function toRegion(language: string): string | undefined {
  try {
    return new Intl.Locale(language).region;
  } catch {
    return undefined;
  }
}
