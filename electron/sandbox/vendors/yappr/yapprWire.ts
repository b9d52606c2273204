// What Yappr sends for a record and for an agent. Every answer has its agents in full, prompts included, as the seed's
// example does: a client has to pick the id and the name and leave the rest.
import { showNumber, type ShownIn, withoutOmitted } from '../../keeping.ts';
import type { SandboxRecord } from '../../sandboxRecord.ts';
import type { SandboxAgent, Tenant } from '../../sandboxTypes.ts';

/** A record with its agents spelled out, as Yappr answers it. */
export function toRecordWire(record: SandboxRecord, tenant: Tenant, where: ShownIn): unknown {
  const agents = record.agents.flatMap((id) => {
    const agent = tenant.agents.get(id);
    return agent && !(agent.deleted && tenant.settings.deletedAgents === 'dropped') ? [toAgentWire(agent, tenant)] : [];
  });
  const wire = {
    id: record.id,
    company_id: tenant.organisation,
    phone_number: showNumber(record, tenant.settings),
    reason: record.reason,
    source: record.source,
    expires_at: record.expiresAt === null ? null : new Date(record.expiresAt).toISOString(),
    agents,
    created_by: null,
    created_at: new Date(record.createdAt).toISOString(),
  };
  return withoutOmitted(wire, omittedNames, tenant.settings, where);
}

const omittedNames = {
  reason: ['reason'],
  expiresAt: ['expires_at'],
  agents: ['agents'],
  createdAt: ['created_at'],
} as const;

/** A full agent: it holds a prompt, so that a test finds it wherever it is kept. */
export function toAgentWire(agent: SandboxAgent, { settings }: Tenant): unknown {
  const createdAt = new Date(agent.createdAt).toISOString();
  return {
    id: agent.id,
    name: agent.name,
    type: 'prompt',
    flow_config: {
      nodes: [
        {
          id: 'start',
          name: 'Start',
          position: { x: 0, y: 0 },
          agent_speaks_first: true,
          greeting: 'Hello',
          is_literal: false,
          next_step_id: 'end',
          auto_advance: true,
        },
      ],
      flow_config_version: '1',
      metadata: { custom_metadata_keys: [] },
    },
    system_prompt: `private prompt of ${agent.name}: never mention the discount first`.padEnd(
      settings.promptBytes,
      ' …',
    ),
    description: `${agent.name} calls customers`,
    background_sound_volume: 0.3,
    temperature: 1,
    greeting_message: 'Hello',
    agent_speaks_first: true,
    vad_stop_secs: 0.5,
    vad_start_secs: 0.2,
    vad_confidence: 0.7,
    silence_timeout_secs: 60,
    max_continuous_speech_secs: 120,
    max_call_duration_secs: 600,
    lead_memory_enabled: true,
    is_active: agent.active && !agent.deleted,
    webhook_url: 'https://hooks.example/yappr',
    webhook_events: [],
    extraction_parameters: [
      { name: 'customerName', description: "The caller's full name as mentioned during the conversation" },
    ],
    created_at: createdAt,
    updated_at: createdAt,
  };
}
