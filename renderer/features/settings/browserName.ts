/** What a person calls the program that signed in, from the User-Agent that it sends. */
import { browserNameWords as say } from '../../../shared/words/page/settings.ts';

/** In this order: a browser also names those that it wants to be taken for. */
const names = [
  [/\bEdg\//, say.edge],
  [/\bFirefox\//, say.firefox],
  [/\b(Chrome|Chromium|HeadlessChrome)\//, say.chrome],
  [/\bSafari\//, say.safari],
] as const;

const systems = [
  [/\bWindows\b/, say.windows],
  [/\bMac OS X\b/, say.mac],
  [/\bLinux\b/, say.linux],
] as const;

/** "Chrome on Linux", or "A program" for what is no browser. */
export function toBrowserName(userAgent: string): string {
  const name = names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (name === undefined) return say.aProgram;
  return system === undefined ? name : say.on(name, system);
}
