/**
 * An empty sealed file of tokens for the commands of tests, under the least work that a desk takes for a passphrase: each command
 * that needs a token would otherwise work for a third of a second. `secretsStore` tests the files that a desk makes by itself.
 */
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';

/** What the commands of tests have in `DNC_DESK_PASSPHRASE`. */
export const testPassphrase = 'a passphrase for tests';

const cost = { N: 2 ** 14, r: 8, p: 1 };

/** The text of the file `tokens.sealed`, as sealedFile.ts reads it. */
export function makeSealedTokens(): string {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const header = { version: 1, kdf: { name: 'scrypt', ...cost, salt: salt.toString('base64') } };
  const cipher = createCipheriv('aes-256-gcm', scryptSync(testPassphrase, salt, 32, cost), iv);
  cipher.setAAD(Buffer.from(JSON.stringify(header)));
  const data = Buffer.concat([cipher.update('{}'), cipher.final()]);
  const wire = {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
  return `${JSON.stringify({ ...header, ...wire })}\n`;
}
