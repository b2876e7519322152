// The configuration fields of each storage provider.
import { referenceOf } from './names';

export interface ProviderField {
  name: string;
  /** Placeholder of the empty field. */
  example?: string;
  optional?: boolean;
  kind?: 'text' | 'number' | 'json' | 'lines';
}

const field = (name: string, example?: string): ProviderField => ({ name, example });
const optional = (name: string, example?: string): ProviderField => ({ name, example, optional: true });

const FILE_SERVER = [field('host', 'files.example.com'), field('username'), optional('base_path', '/plugins')];

export const PROVIDERS: Record<string, { title: string; fields: ProviderField[] }> = {
  amazon_s3: {
    title: 'Amazon S3',
    fields: [field('bucket_name', 'my-bucket'), field('region', 'us-west-2'), field('access_key_id'), field('secret_access_key')],
  },
  azure: {
    title: 'Azure Blob Storage',
    fields: [field('container_name', 'my-container'), field('account_name'), field('account_key')],
  },
  digital_ocean: {
    title: 'DigitalOcean Spaces',
    fields: [
      field('bucket_name', 'my-space'),
      field('region', 'nyc3'),
      optional('endpoint_url', 'https://nyc3.digitaloceanspaces.com'),
      field('access_key_id'),
      field('secret_access_key'),
    ],
  },
  gcp: {
    title: 'Google Cloud Storage',
    fields: [field('bucket_name', 'my-bucket'), { name: 'credentials', kind: 'json', example: '{ "type": "service_account", … }' }],
  },
  minio: {
    title: 'MinIO',
    fields: [
      field('endpoint_url', 'https://minio.example.com'),
      field('bucket_name', 'my-bucket'),
      field('access_key_id'),
      field('secret_access_key'),
    ],
  },
  file_system: {
    title: 'File system',
    fields: [field('base_path', '/data/storage'), optional('permissions', '755')],
  },
  ftp: {
    title: 'FTP',
    fields: [...FILE_SERVER, { name: 'port', kind: 'number', example: '21', optional: true }, field('password')],
  },
  sftp: {
    title: 'SFTP',
    fields: [
      ...FILE_SERVER,
      { name: 'port', kind: 'number', example: '22', optional: true },
      optional('password'),
      { name: 'private_key', kind: 'lines', optional: true },
    ],
  },
};

export function providerTitle(provider: unknown): string {
  const known = typeof provider === 'string' && Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  return known?.title ?? referenceOf(provider);
}
