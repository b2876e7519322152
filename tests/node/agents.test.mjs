import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { BackendClient, NotFoundError } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { server } from '../support/server.mjs';

const { url, client } = await sandbox();

test('healthCheckAgent returns the health of an agent', async () => {
  const agents = await fetch(`${url}/agents/`, { headers: { 'Synapse-Access-Token': `Token ${SANDBOX_TOKEN}` } });
  const [agent] = (await agents.json()).results;
  const health = await client.healthCheckAgent(agent.token);
  assert.equal(health.status, 'connected');
  assert.equal(health.name, agent.name);
});

test('healthCheckAgent of an unknown agent rejects, and does not show its token', async () => {
  const token = 'my-agent-token';
  const error = await rejected(client.healthCheckAgent(token));
  assert.ok(error instanceof NotFoundError);
  assert.equal(error.message, '404 Not Found: POST /agents/***/connect/: No Agent matches the given query.');
  assert.equal(error.url, `${url}/agents/***/connect/`);
  assert.doesNotMatch(inspect(error) + JSON.stringify(error) + error.stack, new RegExp(token));
});

test('healthCheckAgent accepts plain text and empty answers', async () => {
  const answers = {
    '/agents/text/connect/': (response) => response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('OK'),
    '/agents/empty/connect/': (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(),
    '/agents/nothing/connect/': (response) => response.writeHead(204).end(),
  };
  const backend = await server((request, response) => answers[request.url](response));
  const agents = new BackendClient({ baseUrl: backend.url });
  assert.equal(await agents.healthCheckAgent('text'), 'OK');
  assert.equal(await agents.healthCheckAgent('empty'), null);
  assert.equal(await agents.healthCheckAgent('nothing'), null);
  assert.deepEqual(backend.requests.map(({ method, body }) => [method, body]), Array(3).fill(['POST', '']));
});

test('listAgents returns the agents of all pages, each with its token', async () => {
  const small = await sandbox('--page-size', '2');
  const agents = await client.listAgents();
  assert.deepEqual(agents.map(({ id }) => id), [1, 2, 3]);
  for (const { token } of agents) assert.equal((await client.healthCheckAgent(token)).status, 'connected');
  assert.deepEqual((await small.client.listAgents()).map(({ id }) => id), [1, 2, 3]);
});

test('iterateAgents returns the same agents, one by one', async () => {
  const agents = [];
  for await (const agent of client.iterateAgents({ page_size: 1 })) agents.push(agent);
  assert.deepEqual(agents, await client.listAgents());
});

const TOKEN = '0123456789abcdef0123456789abcdef01234567';

/** [what is special, an agent, the token in the list] */
const AGENTS = [
  ['the token is in its script', { node_install_script: `curl https://h/agents/install/ https://h/agents/${TOKEN}/node/` }, TOKEN],
  ['the first of two counts', { node_install_script: `/agents/${TOKEN}/ /agents/${'f'.repeat(40)}/` }, TOKEN],
  ['it has an empty token', { token: '', node_install_script: `/agents/${TOKEN}/` }, TOKEN],
  ['it has a token', { token: 'own', node_install_script: `/agents/${TOKEN}/` }, 'own'],
  ['no slash ends the token', { node_install_script: `/agents/${TOKEN}` }, undefined],
  ['a digit too many', { node_install_script: `/agents/${TOKEN}0/` }, undefined],
  ['capitals', { node_install_script: `/agents/${TOKEN.toUpperCase()}/` }, undefined],
  ['another folder', { node_install_script: `/my-agents/${TOKEN}/` }, undefined],
  ['a script that is none', { node_install_script: [`/agents/${TOKEN}/`] }, undefined],
  ['a script that is no text at all', { node_install_script: { toString: 1 } }, undefined],
  ['no script', { id: 1 }, undefined],
];

for (const [what, agent, token] of AGENTS) {
  test(`listAgents, ${what}: ${token ?? 'no token'}`, async () => {
    const fetch = async () => Response.json({ results: [agent, null] });
    const [listed, none] = await new BackendClient({ baseUrl: 'https://backend.example', fetch, retry: false }).listAgents();
    assert.deepEqual(listed, token === undefined ? agent : { ...agent, token });
    assert.equal(none, null);
  });
}

test('iterateAgents also reads the token from the install script', async () => {
  const fetch = async () => Response.json({ results: [{ id: 1, node_install_script: `/agents/${TOKEN}/` }], next: null });
  const { value } = await new BackendClient({ baseUrl: 'https://backend.example', fetch }).iterateAgents().next();
  assert.equal(value.token, TOKEN);
});
