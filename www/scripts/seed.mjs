// Creates sample data: plugins with releases, jobs in every state, storages.
import { zipOf } from '../tests/support/zip.mjs';

const PLUGINS = [
  {
    name: 'Image segmentation',
    description: 'Segments images into the classes of a project, and writes masks beside them.',
    version: '2.1.0',
    author: 'Vision team',
    category: 'neural_net',
    configuration: {
      parameters: {
        threshold: { type: 'float', default: 0.5, min: 0, max: 1, required: true, description: 'Masks below this confidence are dropped' },
        max_items: { type: 'int', default: 100, description: 'Images per batch' },
        format: { type: 'string', choices: ['png', 'webp', 'rle'], default: 'png', description: 'How masks are stored' },
        augment: { type: 'bool', default: true, description: 'Flip and rotate before inference' },
        classes: { type: 'list', default: ['road', 'car'], description: 'Only these, when given' },
      },
    },
  },
  { name: 'Dataset export', version: '1.4.2', author: 'Data platform', category: 'export', description: 'Exports annotations as COCO.' },
  { name: 'Auto label', version: '0.9.0', author: 'Vision team', category: 'smart_tool' },
  { name: 'Video keyframes', version: '1.0.3', author: 'Data platform', category: 'pre_annotation' },
  { name: 'Quality report', version: '3.0.0', author: 'Ops', category: 'post_annotation' },
  {
    name: 'Semi-supervised panoptic segmentation of high-resolution street scenes with temporal consistency (Europe and Asia)',
    code: 'semi_supervised_panoptic_segmentation_of_street_scenes_with_temporal_consistency',
    version: '0.1.0-beta.12+build.20260301',
    author: 'Perception research, Seoul and Munich',
    category: 'neural_net',
    description: 'https://wiki.example.com/perception/panoptic/street-scenes/temporal-consistency#how-it-was-trained',
  },
];

const RUNS = [
  { plugin: 1, steps: 40, delay: 0 },
  { plugin: 0, steps: 24, delay: 0 },
  { plugin: 2, steps: 10, delay: 0, fail_at: 7 },
  { plugin: 3, steps: 6, delay: 0 },
  { plugin: 4, steps: 12, delay: 0 },
  { plugin: 0, steps: 50, delay: 0, fail_at: 31 },
  { plugin: 1, steps: 8, delay: 0 },
  { plugin: 0, steps: 14, delay: 900 },
  { plugin: 2, steps: 400, delay: 0.4 },
  { plugin: 5, steps: 30, delay: 0, fail_at: 2 },
  { plugin: 4, steps: 20, delay: 900 },
];

const LINES = [
  ['INFO', 'Loading checkpoint \u001b[36mseg-vit-b16/2.1.0\u001b[0m (\u001b[1m344 MB\u001b[0m)'],
  ['DEBUG', 'cuda:0 NVIDIA A100-SXM4-40GB, driver 550.54.15, 39.4 GiB free'],
  ['INFO', '\u001b[32m✓\u001b[0m 1,204 images in 14 batches'],
  ['WARNING', 'images/0412.jpg has an EXIF rotation: applied before inference'],
  ['INFO', 'batch \u001b[1m1/14\u001b[0m  mIoU \u001b[33m0.712\u001b[0m  0.41 s/image'],
  ['INFO', 'batch \u001b[1m2/14\u001b[0m  mIoU \u001b[33m0.746\u001b[0m  0.39 s/image'],
  [
    'ERROR',
    'images/0788.jpg: truncated file (12,288 of 418,004 bytes)\n  File "segment/io.py", line 88, in read\n    raise OSError("truncated")',
  ],
  ['INFO', 'batch \u001b[1m3/14\u001b[0m  mIoU \u001b[33m0.751\u001b[0m  0.40 s/image'],
  ['DEBUG', 'prefetch queue 8/8, gpu util 97 %'],
];

/** Returns the ids of interesting objects. */
export async function seed(client) {
  const plugins = [];
  for (const data of PLUGINS) plugins.push(await client.createPlugin(data));
  for (const [version, changelog, stable] of [
    ['2.0.0', 'First release on the new runtime', true],
    ['2.1.0', 'Masks as run-length codes', true],
    ['2.2.0-rc1', 'Half precision', false],
  ]) {
    const file = zipOf('plugin.py', `VERSION = "${version}"\n`.repeat(400));
    await client.createPluginRelease({
      plugin: plugins[0].id,
      version,
      changelog,
      is_stable: stable,
      file,
      filename: `segmentation-${version}.zip`,
    });
  }
  await client.createPluginRelease({
    plugin: plugins[5].id,
    version: PLUGINS[5].version,
    changelog: 'Temporal consistency over twelve frames instead of eight, and half the memory: see the page above for how it was measured',
    file: zipOf('plugin.py', 'x'.repeat(4000)),
    filename: `${PLUGINS[5].code}_${PLUGINS[5].version}.zip`,
  });
  const jobs = [];
  for (const { plugin, ...parameters } of RUNS) jobs.push((await client.runPlugin(plugins[plugin].id, { parameters })).job_id);
  const console_logs = Array.from({ length: 12 }, () => LINES)
    .flat()
    .map(([level, message]) => ({ level, message }));
  const accuracy = Array.from({ length: 40 }, (_, step) => ({ step, value: 0.92 - 0.6 * Math.exp(-step / 9) + 0.015 * Math.sin(step) }));
  const loss = accuracy.map(({ step, value }) => ({ step, value: 1.1 - value }));
  await client.updateJob(jobs[7], {
    status: 'running',
    progress: 38,
    console_logs,
    metrics: { accuracy, loss, images: 1204, 'mIoU best': 0.7512 },
  });
  const started = jobs.at(-1);
  await client.updateJob(started, {
    status: 'running',
    progress: 99,
    console_logs: ['Warming up'],
    metrics: { accuracy: [{ step: 1, value: 0.31 }] },
  });
  await client.createServeApplication({ job: jobs[7], data: { url: 'https://segmentation.example.com/predict', replicas: 2 } });
  await client.createStorage({
    name: 'Training data',
    provider: 'amazon_s3',
    category: 'external',
    configuration: { bucket_name: 'training', region: 'ap-northeast-2', access_key_id: 'AKIAEXAMPLE', secret_access_key: 'not-shown' },
  });
  await client.createStorage({ name: 'Exports', provider: 'gcp', category: 'external', configuration: { bucket_name: 'exports' } });
  await client.createStorage({
    name: 'Scratch',
    provider: 'file_system',
    category: 'internal',
    configuration: { base_path: '/data/scratch' },
  });
  return { plugin: plugins[0].id, long: plugins[5].id, running: jobs[7], failed: jobs[5], started };
}
