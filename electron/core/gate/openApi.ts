/** The OpenAPI 3.1 document of the gate, made of its contract: what is not in the schemas cannot be in the document. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { z } from 'zod';
import { gateApi, gatePath, gateProblem, gateRefusal } from '../../../shared/contract/gateApi.ts';
import { version } from '../../../shared/version.ts';
import { openApiWords as say } from '../../../shared/words/core/gate.ts';

const problems = {
  400: say.theBodyIsNotJsonOr,
  401: say.thereIsNoSuchToken,
  403: say.theTokenIsNotFor,
  409: say.theKeyCameWithAnother,
  413: say.theBodyIsTooLarge,
  415: say.theBodyIsNotJson,
  422: say.aFieldCannotBeUsed,
  429: say.theTokenAsksMore,
  503: say.theDeskCannotBeSure,
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
      title: say.dncDeskTheGate,
      version,
      description: say.askBeforeEveryCall,
    },
    servers: [{ url: gatePath }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: say.madeInSettingsFor } },
    },
  });
  const document = structuredClone(made) as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas?: Record<string, unknown> };
  };
  document.components.schemas = {
    ...document.components.schemas,
    Problem: toSchema(gateProblem),
    Refusal: toSchema(gateRefusal),
  };
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
  const name = path === '/check' ? 'Problem' : 'Refusal';
  const content = { 'application/problem+json': { schema: { $ref: `#/components/schemas/${name}` } } };
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
  description: say.theNameOfAForm,
  schema: { type: 'string', minLength: 1, maxLength: 60 },
};

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: say.theSameKeyWithThe,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
