/** What a person calls the program that signed in, from the User-Agent that it sends. */

/** In this order: a browser also names those that it wants to be taken for. */
const names = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(Chrome|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const systems = [
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** "Chrome on Linux", or "A program" for what is no browser. */
export function toBrowserName(userAgent: string): string {
  const name = names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (name === undefined) return 'A program';
  return system === undefined ? name : `${name} on ${system}`;
}
