/** Examples that work when they are copied: at this desk's address, and with the token that was just made. */
import { Button, CopyButton } from '@mantine/core';
import classes from './Gate.module.css';
import { howToAskWords as say } from '../../../shared/words/page/gate.ts';

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
      <summary>{say.howAProgramAsks}</summary>
      <p className={classes.quiet}>{say.callOnlyWhereTheAnswer(origin === null, token)}</p>
      {toExamples(at, token ?? 'TOKEN').map(({ title, text }) => (
        <figure key={title} className={classes.example}>
          <figcaption>
            {title}
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-xs" aria-label={say.copyOf(title)} onClick={copy}>
                  {copied ? say.copied : say.copy}
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
      title: say.mayTheseNumbersBeCalled,
      text: `${call('check')}${json} \\\n  -d '{"numbers": ["+12125550101", "+12125550102"]}'`,
    },
    {
      title: say.aPersonAsked,
      text: `${call('requests')}${json} -H 'Idempotency-Key: call-17' \\\n  -d '{"number": "+12125550101", "reason": "said stop", "source": "voice agent"}'`,
    },
    { title: say.theListPageByPage, text: call('entries?limit=100') },
    { title: say.allOfItAsOpenAPI, text: say.curlSOpenapiJson(at) },
  ];
}
