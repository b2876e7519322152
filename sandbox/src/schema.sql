-- The whole database. Each resource is a table of JSON documents, so that every field a client sends is kept;
-- generated columns lift out what is looked up, filtered or unique.
-- A change here needs a new SCHEMA_VERSION in db.rs.

CREATE TABLE agents (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  data   TEXT NOT NULL,
  status TEXT AS (data ->> '$.status')
);

CREATE TABLE plugins (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  data TEXT NOT NULL,
  code TEXT AS (data ->> '$.code')
);
CREATE UNIQUE INDEX plugins_code ON plugins (code);

CREATE TABLE plugin_releases (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  data    TEXT NOT NULL,
  plugin  INTEGER AS (data ->> '$.plugin'),
  version TEXT AS (data ->> '$.version')
);
CREATE UNIQUE INDEX plugin_releases_plugin_version ON plugin_releases (plugin, version);

CREATE TABLE jobs (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  data    TEXT NOT NULL,
  status  TEXT AS (data ->> '$.status'),
  plugin  INTEGER AS (data ->> '$.plugin'),
  user    INTEGER AS (data ->> '$.user'),
  agent   INTEGER AS (data ->> '$.agent'),
  created TEXT AS (data ->> '$.created')
);
CREATE INDEX jobs_status ON jobs (status);

-- `seq` counts from 1 within a job: it is the event id of the live log.
CREATE TABLE console_logs (
  job  INTEGER NOT NULL REFERENCES jobs (id),
  seq  INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (job, seq)
) WITHOUT ROWID;

CREATE TABLE logs (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  data TEXT NOT NULL
);

CREATE TABLE serve_applications (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  data   TEXT NOT NULL,
  job    INTEGER AS (data ->> '$.job'),
  status TEXT AS (data ->> '$.status')
);

CREATE TABLE storages (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  data TEXT NOT NULL
);

-- Three agents, so that there is something to list and to connect to. As in the real backend, an agent may show its
-- token only inside its install script.
INSERT INTO agents (data) VALUES
  (json_object('name', 'local-agent', 'url', 'http://127.0.0.1:8000', 'status', 'connected',
               'token', lower(hex(randomblob(20))))),
  (json_object('name', 'gpu-agent', 'url', 'http://127.0.0.1:8001', 'status', 'connected', 'token', NULL,
               'node_install_script',
               'curl -fsSL "$SYNAPSE_URL/agents/' || lower(hex(randomblob(20))) || '/node_install_script/" | sh')),
  (json_object('name', 'spare-agent', 'url', NULL, 'status', 'disconnected',
               'token', lower(hex(randomblob(20)))));
