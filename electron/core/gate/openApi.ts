/** The OpenAPI 3.1 document of the gate, made of its contract: what is not in the schemas cannot be in the document. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { z } from 'zod';
import { gateApi, gatePath, gateProblem } from '../../../shared/contract/gateApi.ts';
import { version } from '../../../shared/version.ts';

const problems = {
  400: 'The body is not JSON.',
  401: 'There is no such token, it was revoked, or its time is over.',
  403: 'The token is not for this, or speaks for another target.',
  409: 'The key came with another request before.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'A field cannot be used; `detail` says why.',
  429: 'The token asks more often than it may; see Retry-After.',
  503: 'The desk cannot be sure of its list now. Nobody is to be called.',
} as const;

type Operation = { parameters?: unknown[]; responses?: Record<string, unknown> };

/** Makes the document. */
export async function makeDocument(): Promise<Record<string, unknown>> {
  const generator = new OpenAPIGenerator({
    schemaConverters: [
      {
        condition: (schema) => schema instanceof z.ZodType,
        convert: (schema, { strategy }) => {
          if (!(schema instanceof z.ZodType)) return [false, {}];
          const json = z.toJSONSchema(schema, { io: strategy, unrepresentable: 'any' });
          return [!schema.safeParse(undefined).success, json as Record<string, unknown>];
        },
      },
    ],
  });
  const made = await generator.generate(gateApi, {
    info: {
      title: 'DNC Desk: the gate',
      version,
      description: 'Ask before every call. Whatever is not a 200 with "blocked": false means: do not call.',
    },
    servers: [{ url: gatePath }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made in Settings, For dialers.' } },
    },
  });
  const document = structuredClone(made) as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas?: Record<string, unknown> };
  };
  document.components.schemas = { ...document.components.schemas, Problem: toSchema(gateProblem) };
  for (const [path, operations] of Object.entries(document.paths))
    for (const operation of Object.values(operations)) {
      operation.responses = { ...operation.responses, ...toResponses(path) };
      if (path === '/requests') operation.parameters = [...(operation.parameters ?? []), keyHeader, formQuery];
    }
  return document;
}

const toSchema = (schema: z.ZodType): unknown => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return json;
};

function toResponses(path: string): Record<string, unknown> {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const all = Object.entries(problems).map(([status, description]) => {
    const retry = { schema: { type: 'integer' }, description: 'Seconds.' };
    const headers = status === '429' || status === '503' ? { headers: { 'Retry-After': retry } } : {};
    return [status, { description, content, ...headers }] as const;
  });
  const only: Readonly<Record<string, readonly string[]>> = {
    '/entries': ['400', '409', '413', '415'],
    '/check': ['409'],
  };
  return Object.fromEntries(all.filter(([status]) => !(only[path] ?? []).includes(status)));
}

const formQuery = {
  name: 'form',
  in: 'query',
  required: false,
  description:
    'The name of a form of Settings, For dialers: the body is then the result of a call as its platform posts it, up to 1 MiB, and the answer says what was `taken`: blocked, nothing, or question.',
  schema: { type: 'string', minLength: 1, maxLength: 60 },
};

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same body gets the same answer; with another body 409.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
