/** Examples that work when they are copied: at this desk's address, and with the token that was just made. */
import { Button, CopyButton } from '@mantine/core';
import classes from './Gate.module.css';

type Example = { readonly title: string; readonly text: string };

/** `origin`: where the gate listens; null: it does not, and the examples say where it would. */
export function HowToAsk({
  origin,
  port,
  token,
}: {
  readonly origin: string | null;
  readonly port: number;
  readonly token: string | null;
}) {
  const at = `${origin ?? `http://127.0.0.1:${port}`}/api/v1`;
  return (
    <details className={classes.examples}>
      <summary>How a program asks</summary>
      <p className={classes.quiet}>
        Call only where the answer has status 200 and “blocked” is false. Every other answer says “blocked”: a token
        that does not work, or a desk that cannot be sure of its list. No answer, from a desk that is closed, means the
        same. {origin === null ? 'The desk does not listen now: switch that on above first.' : ''}
        {token === null ? ' TOKEN stands for a token that may do it.' : ''}
      </p>
      {toExamples(at, token ?? 'TOKEN').map(({ title, text }) => (
        <figure key={title} className={classes.example}>
          <figcaption>
            {title}
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-xs" aria-label={`Copy: ${title}`} onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </figcaption>
          <pre tabIndex={0} aria-label={title}>
            {text}
          </pre>
        </figure>
      ))}
    </details>
  );
}

function toExamples(at: string, token: string): readonly Example[] {
  const call = (path: string) => `curl -s '${at}/${path}' -H 'Authorization: Bearer ${token}'`;
  const json = ` \\\n  -H 'Content-Type: application/json'`;
  return [
    {
      title: 'May these numbers be called?',
      text: `${call('check')}${json} \\\n  -d '{"numbers": ["+12125550101", "+12125550102"]}'`,
    },
    {
      title: 'A person asked not to be called',
      text: `${call('requests')}${json} -H 'Idempotency-Key: call-17' \\\n  -d '{"number": "+12125550101", "reason": "said stop", "source": "voice agent"}'`,
    },
    { title: 'The list, page by page', text: call('entries?limit=100') },
    { title: 'All of it as OpenAPI 3.1', text: `curl -s '${at}/openapi.json'` },
  ];
}
